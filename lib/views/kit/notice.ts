import {html} from "./dom.js";
import {texts} from "./texts.js";

const t = texts({en: {dismiss: "Dismiss"}, zh: {dismiss: "关闭"}});

let home: Document | ShadowRoot = document;

/** Shows what is said from now on in this root: on another site's page the style sheet is only there. */
export function noticesIn(root: ShadowRoot): void {
  home = root;
}

/**
 * Says something to the reader, politely and without taking the page away: bad input, a run that diverged, a link
 * copied. The same text twice is shown once. `lasting: false` goes by itself.
 */
export function notice(text: string, {lasting = true}: {readonly lasting?: boolean} = {}): void {
  const region =
    home.querySelector(".notices") ??
    (home === document ? document.body : home).appendChild(html("div", {class: "notices", role: "status"}));
  for (const shown of region.children) if (shown.firstChild?.textContent === text) return;
  const item = html(
    "div",
    {class: "notice"},
    html("span", {}, text),
    html("button", {type: "button", "aria-label": t.dismiss, click: () => item.remove()}, "×")
  );
  region.append(item);
  if (!lasting) setTimeout(() => item.remove(), 4000);
}
