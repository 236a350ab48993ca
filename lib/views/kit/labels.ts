import {type Child, html} from "./dom.js";
import {texts} from "./texts.js";

/** A piece of a name, on the line, raised or lowered. */
export interface Run {
  readonly text: string;
  readonly at: "line" | "raised" | "lowered";
}

/** What the library's longer symbols look like on a page. Words are chosen when they are asked for: a build has no page. */
const symbols: {readonly [symbol: string]: readonly Run[]} = {
  Ws: [line("W"), {text: "s", at: "lowered"}],
  zs: [line("W"), {text: "s", at: "lowered"}, line("a")],
  norm: [line("z\u0303")],
  gamma: [line("γ")],
  beta: [line("β")],
  get shortcut() {
    return [line(texts({en: "pad a", zh: "补零 a"}))];
  },
  // Which of the gradients at a[l].
  get " main"() {
    return [line(texts({en: " by the main path", zh: "，经主路径"}))];
  },
  get " shortcut"() {
    return [line(texts({en: " by the shortcut", zh: "，经捷径"}))];
  }
};

/** The name of a value as the course writes it: `z[l+2]+a[l]` with its indices raised, W_s without, `g[l+2]` as g(z). */
export function runs(name: string): Run[] {
  return name
    .replace(/zs\[(\w+)[^\]]*\]/g, "zs[$1]")
    .replace(/Ws\[[^\]]*\]/g, "Ws")
    .replace(/\bg(\[[^\]]*\])/g, "g(z$1)")
    .split(/(\[[^\]]*\]|_\w|\s*\+\s*(?![^[]*\]))/)
    .filter(Boolean)
    .flatMap(part => {
      if (part.startsWith("[")) return [{text: part, at: "raised"} as const];
      if (part.startsWith("_")) return [{text: part.slice(1), at: "lowered"} as const];
      return part.trim() === "+" ? [line(" + ")] : (symbols[part] ?? [line(part)]);
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

/** Letters that stand for values; the d of a gradient goes with its letter. */
const letters = /(?<![A-Za-z])(d?[A-Za-zα-ω]\u0303?)(?![A-Za-z])/;

/** The pieces of a name for a drawing: letters that stand for values are slanted, as in the text's formulas. */
export const piecesOf = (name: string): (Run & {readonly slanted: boolean})[] =>
  runs(name).flatMap(({text, at}) =>
    split(text, letters).map(({text, marked}) => ({text, at, slanted: marked}))
  );

/** The name in a text; `index` counts from 1 and is lowered: the second entry of z[l+1]. */
export function htmlName(name: string, index = ""): HTMLElement {
  const all = runs(name);
  // One below the other, as in a formula.
  const both = index && all.length === 2 && all[1].at === "raised";
  const parts = all.flatMap(({text, at}) => {
    const pieces = split(text, letters).map(({text, marked}) => (marked ? html("i", text) : text));
    if (at === "line") return pieces;
    const script = html(at === "raised" ? "sup" : "sub", ...pieces);
    return both ? html("span.scripts", script, html("sub", index)) : script;
  });
  const several = index && all.length > 2;
  return html(
    "span.value-name",
    several && "(",
    ...parts,
    several && ")",
    !both && index && html("sub", index)
  );
}

/** What texts need not mark as names; all else stands in braces. */
const names = new RegExp(
  `(${[
    /\{[^}]*\}/,
    /\b[azbW]\[l(?:\+\d)?\]/,
    // Layer l+1.
    /(?<![[\w])l(?=\+\d)/,
    /\bW_s\b|Wₛ|\bw[₁₂]/,
    // g(z[l+2]) + a[l]
    /\bg\([^()]*\)(?: \+ a\b(?:\[l\])?)?/,
    /\bF\(x\)|(?<=‖)\w(?=‖)|(?<=√)L\b/,
    /\bW[ \u00a0]=[ \u00a0]I\b|\by[ \u00a0]=[ \u00a0]x\b|[λγβθ]/
  ]
    .map(({source}) => source)
    .join("|")})`
);

/** What a name in a text is, for `runs`. */
export const named = (written: string) => written.replace(/^\{(.*)\}$/, "$1").replace("Wₛ", "W_s");

/** A name and its number stay in one line. */
const value = /([\]λγβθ}]) = (?=[−-]?\d)/g;

/** The parts of a text, and which of them are names. */
export const partsOf = (text: string) => split(text, names);

/** A text with names of values, all those in braces among them, as the course writes them; what is no text stays. */
export function rich<T extends Child>(text: T): (T | string | HTMLElement)[] {
  if (typeof text !== "string") return [text];
  return partsOf(text.replace(value, "$1\u00a0=\u00a0")).map(({text, marked}) =>
    marked ? htmlName(named(text)) : text
  );
}

/** The pieces of a text, those that the expression finds being marked. */
function split(text: string, what: RegExp): {readonly text: string; readonly marked: boolean}[] {
  return text
    .split(what)
    .map((text, i) => ({text, marked: i % 2 === 1}))
    .filter(({text}) => text);
}

/** The same text for a screen reader. */
export function plainText(text: string): string {
  return text.replace(/\{([^}]*)\}/g, (_, name) => spoken(name));
}

/** A paragraph of such a text. */
export function paragraph(text: string, className: string): HTMLElement {
  return html("p", {class: className}, ...rich(text));
}
