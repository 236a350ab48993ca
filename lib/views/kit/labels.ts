import {type Child, html, svg} from "./dom.js";
import {texts} from "./texts.js";

/** A piece of a name, on the line, raised or lowered. */
export interface Run {
  readonly text: string;
  readonly at: "line" | "raised" | "lowered";
}

/** What the library's longer symbols look like on a page. */
const symbols: {readonly [symbol: string]: readonly Run[]} = {
  Ws: [line("W"), {text: "s", at: "lowered"}],
  zs: [line("W"), {text: "s", at: "lowered"}, line("a")],
  norm: [line("z\u0303")],
  gamma: [line("γ")],
  beta: [line("β")],
  shortcut: [line(texts({en: "pad a", zh: "补零 a"}))],
  // Which of the gradients at a[l].
  " main": [line(texts({en: " by the main path", zh: "，经主路径"}))],
  " shortcut": [line(texts({en: " by the shortcut", zh: "，经捷径"}))]
};

/** The name of a value as the course writes it: `z[l+2]+a[l]` with its indices raised, W_s without, `g[l+2]` as g(z). */
export function runs(name: string): Run[] {
  return name
    .replace(/zs\[(\w+)[^\]]*\]/g, "zs[$1]")
    .replace(/Ws\[[^\]]*\]/g, "Ws")
    .replace(/\bg(\[[^\]]*\])/g, "g(z$1)")
    .split(/(\[[^\]]*\]|\+(?![^[]*\]))/)
    .filter(Boolean)
    .flatMap(part => {
      if (part.startsWith("[")) return [{text: part, at: "raised"} as const];
      return part === "+" ? [line(" + ")] : (symbols[part] ?? [line(part)]);
    });
}

/** The name in plain letters, for a screen reader: `W_s a[l]`. */
export function spoken(name: string): string {
  return runs(name)
    .map(({text, at}) => (at === "lowered" ? `_${text} ` : text))
    .join("")
    .trim();
}

function line(text: string): Run {
  return {text, at: "line"};
}

/** The name in a drawing. */
export function svgName(
  name: string,
  attributes: {readonly [name: string]: string | number | null | undefined} = {}
): SVGTextElement {
  const shift = {line: 0, raised: -6, lowered: 4};
  let level = 0;
  const spans = runs(name).map(({text, at}) => {
    const dy = shift[at] - level;
    level = shift[at];
    return svg("tspan", {dy: dy || null, "font-size": at === "line" ? null : "70%"}, text);
  });
  return svg("text.name", {...attributes}, ...spans);
}

/** The name in a text; `index` counts from 1 and is lowered: the second entry of z[l+1]. */
export function htmlName(name: string, index = ""): HTMLElement {
  const parts = runs(name).map(({text, at}) =>
    at === "line" ? text : html(at === "raised" ? "sup" : "sub", {}, text)
  );
  const several = index && parts.length > 2;
  return html("span.value-name", several && "(", ...parts, several && ")", index && html("sub", index));
}

/** The names that a text need not mark: `a[l+2]`, `W_s`. */
const names = /(\{[^}]*\}|\b[azbW]\[l(?:\+\d)?\]|\bW_s\b)/;

/** A text with names of values, all those in braces among them, as the course writes them; what is no text stays. */
export function rich<T extends Child>(text: T): (T | string | HTMLElement)[] {
  if (typeof text !== "string") return [text];
  return text
    .split(names)
    .map((part, i) => (i % 2 ? htmlName(part.replace(/^\{(.*)\}$/, "$1").replace("W_s", "Ws")) : part));
}

/** The same text for a screen reader. */
export function plainText(text: string): string {
  return text.replace(/\{([^}]*)\}/g, (_, name) => spoken(name));
}

/** A paragraph of such a text. */
export function paragraph(text: string, className: string): HTMLElement {
  return html("p", {class: className}, ...rich(text));
}
