import {html} from "./dom.js";
import {texts} from "./texts.js";

const t = texts({en: {dismiss: "Dismiss"}, zh: {dismiss: "关闭"}});

let home: Document | ShadowRoot = document;

/** Shows what is said from now on in this root: on another site's page the style sheet is only there. */
export function noticesIn(root: ShadowRoot): void {
  home = root;
}

/** Where a dialog of this page, or of this guest, belongs. */
export const ground = (): HTMLElement | ShadowRoot =>
  home === document ? document.body : (home as ShadowRoot);

/**
 * Says something to the reader, politely and without taking the page away: bad input, a run that diverged, a link
 * copied. The same text twice is shown once.
 *
 * @param lasting false lets it go by itself
 * @param act a button for what can be done about it
 */
export function notice(
  text: string,
  {lasting = true, act}: {readonly lasting?: boolean; readonly act?: HTMLElement} = {}
): void {
  const region = home.querySelector(".notices") ?? html("div.notices", {role: "status"});
  const place = top();
  if (region.parentNode !== place) {
    place.append(region);
    if (place instanceof Element)
      place.closest("dialog")?.addEventListener("close", () => top().append(region), {once: true});
  }
  for (const other of region.children) if (other.firstChild?.textContent === text) return;
  const item = html(
    "div.notice",
    html("span", text),
    act,
    html("button.dismiss", {type: "button", "aria-label": t.dismiss, click: () => item.remove()}, "×")
  );
  region.append(item);
  if (!lasting) setTimeout(() => item.remove(), 4000);
}

/** What is above all else: what lies below a dialog, or beside what fills the screen, is neither seen nor heard. */
function top(): (Element & ParentNode) | ShadowRoot {
  if (home !== document) return home as ShadowRoot;
  return document.fullscreenElement ?? [...document.querySelectorAll("dialog[open]")].at(-1) ?? document.body;
}
