// The panel in which results are handed in, by a learner, and taken, by an instructor.
import {type Child, html} from "../kit/dom.js";

export const panel = (...content: readonly Child[]): HTMLElement =>
  html("div.handing", {tabindex: -1}, ...content);

/** A box to write into, below what it is for. */
export const field = (name: string, box: HTMLInputElement | HTMLTextAreaElement): HTMLElement =>
  html("label.handing-field", html("span", name), box);

export const acts = (...buttons: readonly HTMLElement[]): HTMLElement => html("div.handing-acts", ...buttons);

export const remark = (text: string): HTMLElement => html("p.handing-note", text);
