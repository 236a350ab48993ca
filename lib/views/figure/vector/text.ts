// Texts: each line of the page is a line of the drawing, at the place where it stands. What follows on a line flows on
// from what is before it, so that words and formulas stand apart in a program, too, whose fonts are wider.
import {svg} from "../../kit/dom.js";
import {colour, n} from "./paint.js";

let pen: CanvasRenderingContext2D | undefined;
const heights = new Map<string, readonly [up: number, down: number]>();

/** How far a font reaches above and below its line. */
export function reach(style: CSSStyleDeclaration): readonly [up: number, down: number] {
  const font = `${style.fontStyle} ${style.fontWeight} ${style.fontSize} ${style.fontFamily}`;
  let height = heights.get(font);
  if (!height) {
    pen ??= document.createElement("canvas").getContext("2d")!;
    pen.font = font;
    const {fontBoundingBoxAscent, fontBoundingBoxDescent} = pen.measureText("x");
    height = [fontBoundingBoxAscent, fontBoundingBoxDescent];
    heights.set(font, height);
  }
  return height;
}

/** The lines of a text node, as the page breaks it. */
export function text(node: Text, into: Element): void {
  const parent = node.parentElement!;
  const style = getComputedStyle(parent);
  if (style.visibility !== "visible" || !node.data.trim()) return;
  const sign = parent.localName === "mo" && grown(parent, node.data.trim(), style);
  if (sign) {
    into.append(sign);
    return;
  }
  const pre = style.whiteSpace.startsWith("pre");
  for (const {from, to, rect, right} of lines(node)) {
    const said = node.data.slice(from, to);
    const shown = cased(pre ? said.replace(/\n$/, "") : said.replace(/\s+/g, " "), style);
    if (!shown.trim()) continue;
    const y = baseline(rect, style);
    const before = ends.get(into.lastElementChild!);
    const place = {x: right, y};
    if (before && follows(before, {x: rect.left, y, size: Number.parseFloat(style.fontSize)})) {
      const {fontWeight, fontStyle} = style;
      // Said of each, so that each can be seen to need its font.
      const look = {...fontOf(style, shown), "font-weight": fontWeight, "font-style": fontStyle};
      const [dx, dy] = [n(rect.left - before.x), y - before.y];
      before.line.append(
        svg("tspan", {dx: dx || undefined, dy: dy || undefined, fill: colour(style.color), ...look}, shown)
      );
      Object.assign(before, place);
    } else {
      const begun = line(shown, rect.left, y, style);
      into.append(begun);
      ends.set(begun, {line: begun, style, ...place});
    }
  }
}

interface End {
  readonly line: SVGTextElement;
  /** Of its first words. */
  readonly style: CSSStyleDeclaration;
  /** Where its last ones end, as the page has them. */
  x: number;
  y: number;
}

/** The lines of a drawing so far. */
const ends = new WeakMap<Element, End>();

/** Whether what begins here goes on with a line: a line through its words would be drawn through these, too. */
const follows = ({style, x, y}: End, next: {x: number; y: number; size: number}) =>
  style.textDecorationLine === "none" &&
  Math.abs(next.y - y) < next.size &&
  next.x - x > -next.size / 4 &&
  next.x - x < 0.7 * next.size;

/** A sign of a formula that the browser draws larger than its font has it: a sum, or brackets around what is high. */
function grown(element: Element, sign: string, style: CSSStyleDeclaration): Element | undefined {
  const {left, top, width, height} = element.getBoundingClientRect();
  pen ??= document.createElement("canvas").getContext("2d")!;
  // Measured large, since small ones are measured in whole pixels.
  pen.font = `1000px ${style.fontFamily}`;
  const unit = Number.parseFloat(style.fontSize) / 1000;
  const {actualBoundingBoxAscent: up, actualBoundingBoxDescent: down, width: usual} = pen.measureText(sign);
  const [across, along] = [width / (usual * unit), height / ((up + down) * unit)];
  if (along < 1.25) return undefined;
  const letters = line(sign, 0, 0, style);
  const foot = top + up * unit * along;
  letters.setAttribute("transform", `translate(${n(left)} ${n(foot)}) scale(${n(across)} ${n(along)})`);
  return letters;
}

/** Where the letters stand of a text that has this box: on a whole pixel, as browsers draw them. */
const baseline = (rect: DOMRect, style: CSSStyleDeclaration) =>
  Math.round(rect.top + Math.round(reach(style)[0]));

export function line(text: string, x: number, y: number, style: CSSStyleDeclaration): SVGTextElement {
  return svg(
    "text",
    {x: n(x), y: n(y), fill: colour(style.color), ...fontOf(style, text), "xml:space": "preserve"},
    text
  );
}

/** The font of a text, in attributes. */
function fontOf(style: CSSStyleDeclaration, text: string) {
  const special = ["font-variant-numeric", "font-variant-east-asian", "font-feature-settings"]
    .map(name => [name, style.getPropertyValue(name)])
    .filter(([, value]) => value && value !== "normal")
    .map(([name, value]) => `${name}: ${value}`);
  return {
    "font-family": family(style.fontFamily, text),
    "font-size": style.fontSize,
    "font-weight": style.fontWeight === "400" ? undefined : style.fontWeight,
    "font-style": style.fontStyle === "normal" ? undefined : style.fontStyle,
    "letter-spacing": /^(normal|0px)$/.test(style.letterSpacing) ? undefined : style.letterSpacing,
    "text-decoration": style.textDecorationLine === "none" ? undefined : style.textDecorationLine,
    style: special.join("; ") || undefined
  };
}

/** What a text's font has that the text around it has not, in attributes. */
export function fontWithin(
  around: CSSStyleDeclaration | undefined,
  style: CSSStyleDeclaration,
  text: string
): {readonly [name: string]: string} {
  const before: {readonly [name: string]: string | undefined} = around ? fontOf(around, text) : {};
  return Object.fromEntries(
    Object.entries(fontOf(style, text))
      .filter(([name, value]) => value !== before[name])
      .map(([name, value]) => [name, value ?? "normal"])
  );
}

/**
 * Names of fonts, first the one that the browser has taken: other programs do not know of the system's own by name. Of
 * the others, those of the page alone are named where the text has letters of theirs: a font for formulas that a program
 * does not have makes it take one with serifs, whatever stands before it. Chinese letters are found further down the
 * list, so there it stays as it is.
 */
function family(names: string, text: string): string {
  if (document.documentElement.lang.startsWith("zh")) return names;
  const [taken, ...others] = inOrder(names);
  const needed = others.filter(
    name => !ofThePage.test(name) || width(text, [taken, name]) !== width(text, [taken, "monospace"])
  );
  return [taken, ...needed].join(", ");
}

const ofThePage = /Math|fallback/;
const orders = new Map<string, readonly string[]>();

/** The names, the one that the browser has taken first. */
function inOrder(names: string): readonly string[] {
  let order = orders.get(names);
  if (!order) {
    const letters = "Wamg @ 0123 ∑";
    const each = names.split(/,\s*/);
    const own = each.filter(name => !/^(system-ui|ui-|-apple)/.test(name));
    const taken = own.find(name => width(letters, [name]) === width(letters, each)) ?? each[0];
    order = [...new Set([taken, ...each])];
    orders.set(names, order);
  }
  return order;
}

function width(text: string, families: readonly string[]): number {
  pen ??= document.createElement("canvas").getContext("2d")!;
  pen.font = `100px ${families.join(", ")}`;
  return pen.measureText(text).width;
}

const cases: {readonly [transform: string]: (text: string) => string} = {
  uppercase: text => text.toUpperCase(),
  lowercase: text => text.toLowerCase(),
  // A formula's single letters are slanted: of the mathematical alphabet, as browsers have it.
  "math-auto": text => (text.length === 1 ? slanted(text) : text)
};

const cased = (text: string, {textTransform}: CSSStyleDeclaration) => cases[textTransform]?.(text) ?? text;

function slanted(letter: string): string {
  if (letter === "h") return "ℎ";
  for (const [first, last, start] of [
    ["A", "Z", 0x1d434],
    ["a", "z", 0x1d44e],
    ["Α", "Ω", 0x1d6e2],
    ["α", "ω", 0x1d6fc]
  ] as const)
    if (letter >= first && letter <= last)
      return String.fromCodePoint(start + letter.charCodeAt(0) - first.charCodeAt(0));
  return letter;
}

interface Line {
  readonly from: number;
  readonly to: number;
  /** Of its first letter. */
  readonly rect: DOMRect;
  readonly right: number;
}

function lines(node: Text): Line[] {
  const range = document.createRange();
  const rectOf = (from: number, to: number) => {
    range.setStart(node, from);
    range.setEnd(node, to);
    return [...range.getClientRects()].filter(({width}) => width > 0);
  };
  const found: {from: number; to: number; rect: DOMRect; right: number}[] = [];
  for (let i = 0; i < node.data.length; i++) {
    const [rect] = rectOf(i, i + 1);
    const space = /\s/.test(node.data[i]);
    if (!rect) continue;
    const last = found.at(-1);
    if (last && Math.abs(last.rect.top - rect.top) < 1) Object.assign(last, {to: i + 1, right: rect.right});
    // A line begins with what is not a space.
    else if (!space || rect.width > 0) found.push({from: i, to: i + 1, rect, right: rect.right});
  }
  return found;
}
