// What a cell shows, in a form that can leave its worker: numbers and text, never something that acts.
import {elements, type Plan, type Tensor} from "../index.js";
import {planWalk} from "./plan-walk.js";
import type {Shown} from "./shown.js";

/** The most numbers of a tensor, items of a list, and letters of a text that are shown. */
const most = {numbers: 4096, items: 30, letters: 2000};

/** What there is room for in all that one cell shows: numbers of tensors, and values. */
export interface Room {
  numbers: number;
  values: number;
}

export const room = (): Room => ({numbers: 100_000, values: 500});

/** Marks what a cell wants to see as curves or as a picture. */
class Drawing {
  constructor(readonly shown: Shown) {}
}

/** Names that cells have besides the library's: what they show things with. */
export const helpers = {
  /** Curves over the index: `curves({plain: losses, residual: others})`. */
  curves: (series: {[name: string]: Iterable<number>}): Drawing =>
    new Drawing({
      kind: "curves",
      series: Object.entries(series)
        .slice(0, 8)
        .map(([name, values]) => ({name, values: thinned(Array.from(values, Number))}))
    }),
  /** A drawing in SVG: `svg\`<svg viewBox="0 0 10 10">…</svg>\``. It is shown as a picture: nothing in it runs. */
  svg: (parts: TemplateStringsArray, ...values: unknown[]): Drawing =>
    new Drawing({
      kind: "picture",
      source: String.raw({raw: parts}, ...values)
        .trim()
        .replace(/^<svg(?![^>]*xmlns)/, '<svg xmlns="http://www.w3.org/2000/svg"')
    })
};

const thinned = (values: number[]) => {
  const step = Math.ceil(values.length / 1000);
  return values.filter((_, i) => i % step === 0);
};

/** A value in the form in which it is shown. */
export function toShow(value: unknown, left = room(), depth = 0): Shown {
  if (--left.values < 0) return text("…");
  if (value instanceof Drawing) return value.shown;
  if (typeof value === "function") return text(`ƒ ${value.name}`);
  if (typeof value === "string") return text(depth ? JSON.stringify(value) : value);
  if (typeof value !== "object" || value === null) return text(String(value));
  if (isPlan(value) && depth === 0) return planWalk(value, x => toShow(x, left));
  if (isTensor(value)) return tensorOf(value.shape, elements(value), value.size, left);
  if (ArrayBuffer.isView(value) && !(value instanceof DataView)) {
    const list = value as Float32Array;
    return tensorOf([list.length], list, list.length, left);
  }
  if (Array.isArray(value)) {
    const shape = numbersIn(value);
    if (shape) return tensorOf(shape, value.flat(shape.length - 1) as number[], size(shape), left);
  }
  if (value instanceof Error) return text(String(value));
  if (depth > 2) return text(Array.isArray(value) ? `[… ${value.length}]` : "{…}");
  const entries =
    value instanceof Map ? [...value] : Object.entries(value instanceof Set ? [...value] : value);
  const items = entries
    .slice(0, most.items)
    .map(([k, v]) => [String(k), toShow(v, left, depth + 1)] as const);
  // What holds its values back, such as a generator, is at least named.
  if (!items.length)
    return text(
      Array.isArray(value) ? "[]" : Object.prototype.toString.call(value).replace("[object Object]", "{}")
    );
  if (entries.length > most.items) items.push(["…", text(`${entries.length - most.items} more`)]);
  return {kind: "list", items};
}

const text = (text: string): Shown => ({kind: "text", text: text.slice(0, most.letters)});

const size = (shape: readonly number[]) => shape.reduce((a, b) => a * b, 1);

function tensorOf(shape: readonly number[], values: Iterable<number>, count: number, left: Room): Shown {
  const kept = new Float32Array(Math.min(count, most.numbers, left.numbers));
  left.numbers -= kept.length;
  if (count && !kept.length) return text(shape.join("×"));
  let i = 0;
  for (const value of values) {
    if (i === kept.length) break;
    kept[i++] = value;
  }
  return {kind: "tensor", shape: [...shape], values: kept};
}

function isTensor(value: object): value is Tensor {
  return "shape" in value && "stride" in value && "data" in value && "offset" in value;
}

function isPlan(value: object): value is Plan {
  return "steps" in value && "parameters" in value && "forward" in value;
}

/** The shape of nested arrays of numbers, none of them empty; undefined for all else. */
function numbersIn(value: unknown): number[] | undefined {
  if (!Array.isArray(value) || !value.length) return undefined;
  if (value.every(v => typeof v === "number")) return [value.length];
  const shapes = value.map(numbersIn);
  const [first] = shapes;
  return first && shapes.every(s => s?.join() === first.join()) ? [value.length, ...first] : undefined;
}
