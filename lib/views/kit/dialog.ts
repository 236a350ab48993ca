import {copy} from "./clipboard.js";
import {button} from "./controls.js";
import {type Child, html, uid} from "./dom.js";
import {ground} from "./notice.js";
import {texts} from "./texts.js";

const t = texts({en: {close: "Close", copy: "Copy"}, zh: {close: "关闭", copy: "复制"}});

/** Opens a dialog over the page; it leaves the page when it is closed. */
export function dialog(title: string, ...children: readonly Child[]): HTMLDialogElement {
  const heading = uid("dialog");
  const element = html(
    "dialog.dialog",
    {"aria-labelledby": heading, close: () => element.remove()},
    html("h2", {id: heading}, title),
    ...children,
    html(
      "div.dialog-end",
      button(t.close, () => element.close())
    )
  );
  ground().append(element);
  element.showModal();
  return element;
}

/** A text to be copied. */
export function copyField(label: string, text: string): HTMLElement & {show(text: string): void} {
  const area = html("textarea", {readonly: true, rows: 4, "aria-label": label, focus: () => area.select()});
  area.value = text;
  return Object.assign(
    html(
      "div.copy-field",
      area,
      button(t.copy, () => copy(area.value))
    ),
    {
      show(text: string) {
        area.value = text;
      }
    }
  );
}
