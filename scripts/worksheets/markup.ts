// What worksheets are made of, as HTML: names of values, tables, and room to write.
import {named, partsOf, piecesOf} from "../../lib/views/kit/labels.js";
import {typeset} from "../markdown/math.js";

/** A thing to do, and how it comes out, both as HTML. */
export interface Task {
  readonly ask: string;
  readonly solution: string;
}

export const escaped = (text: string) => text.replaceAll("&", "&amp;").replaceAll("<", "&lt;");

/** A text with names of values as the course writes them, as `rich` of lib/views/kit/labels.ts sets it on a page. */
export const rich = (text: string): string =>
  partsOf(text)
    .map(({text, marked}) => (marked ? nameOf(named(text)) : escaped(text)))
    .join("");

function nameOf(name: string): string {
  const pieces = piecesOf(name).map(({text, at, slanted}) => {
    const set = slanted ? `<i>${escaped(text)}</i>` : escaped(text);
    return at === "line" ? set : at === "raised" ? `<sup>${set}</sup>` : `<sub>${set}</sub>`;
  });
  return `<span class="value-name">${pieces.join("")}</span>`;
}

export const formula = (tex: string): string => `<span class="math-display">${typeset(tex)}</span>`;

/** A table whose columns and rows have names. A cell of "" is one to write in. */
export function table(columns: readonly string[], rows: readonly (readonly string[])[]): string {
  const [corner, ...names] = columns;
  const head = [
    corner ? `<th scope="col">${rich(corner)}</th>` : "<td></td>",
    ...names.map(name => `<th scope="col">${rich(name)}</th>`)
  ];
  const cell = (text: string) => (text ? `<td>${escaped(text)}</td>` : `<td class="blank"></td>`);
  const body = rows.map(
    ([name, ...cells]) => `<tr><th scope="row">${rich(name)}</th>${cells.map(cell).join("")}</tr>`
  );
  return `<table class="sheet-table"><thead><tr>${head.join("")}</tr></thead><tbody>${body.join("")}</tbody></table>`;
}

/** The table with nothing in its cells. */
export const emptied = (rows: readonly (readonly string[])[]) =>
  rows.map(([name, ...cells]) => [name, ...cells.map(() => "")]);

/** Lines to write on; who listens to the page hears nothing of them. */
export const lines = (count: number, unit = ""): string =>
  `<div class="lines" aria-hidden="true">${Array.from({length: count}, (_, i) => `<div>${i === count - 1 ? escaped(unit) : ""}</div>`).join("")}</div>`;

/** Choices to tick. */
export const ticks = (choices: readonly string[]): string =>
  `<ul class="ticks">${choices.map(choice => `<li>${rich(choice)}</li>`).join("")}</ul>`;

export const paragraph = (text: string): string => `<p>${rich(text)}</p>`;
