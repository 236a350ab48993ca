// A figure in a frame on another page: as high as it is, and in the colours of that page.
import type {Theme} from "../../lesson/settings.js";
import {themeChanged} from "./colour.js";

/** The message that a page in a frame sends to the page around it whenever its height changes. */
interface Height {
  readonly figureHeight: number;
}

/** Tells the page around this one how high the page is, now and whenever that changes. Alone, it tells nobody. */
export function tellHeight(): void {
  if (parent === window) return;
  const {body} = document;
  const tell = () => {
    parent.postMessage({figureHeight: body.scrollHeight} satisfies Height, "*");
  };
  const observer = new ResizeObserver(tell);
  for (const element of [body, ...body.querySelectorAll("main")]) observer.observe(element);
}

/** What the page around a frame needs for that: each frame can set its own height, and nothing else. */
export const listening = `addEventListener("message", ({source, data}) => {
  for (const frame of document.querySelectorAll("iframe")) if (frame.contentWindow === source && data?.figureHeight > 0) frame.height = data.figureHeight;
});`;

/**
 * Wears a theme whatever the reader's system prefers. A sheet that its host lets nobody read stays as it is.
 *
 * @throws where there is no such theme
 */
export function wearTheme(sheets: Iterable<CSSStyleSheet>, theme: Theme): void {
  if (theme !== "light" && theme !== "dark") throw new Error(`theme takes light | dark, not ${theme}`);
  for (const sheet of sheets) {
    try {
      wear(sheet.cssRules, theme);
    } catch (error) {
      if (!(error instanceof DOMException)) throw error;
    }
  }
  themeChanged();
}

function wear(rules: CSSRuleList, theme: Theme): void {
  for (const rule of rules) {
    if (rule instanceof CSSMediaRule && rule.media.mediaText.includes("prefers-color-scheme: dark"))
      rule.media.mediaText = theme === "dark" ? "screen" : "not all";
    else if (rule instanceof CSSGroupingRule) wear(rule.cssRules, theme);
  }
}
