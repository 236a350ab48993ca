import {elements, type Tensor} from "../../tensor/index.js";
import type {Value} from "./exercise.js";

/** A tensor as nested arrays, the shape that readers' functions work with. */
export function toArrays(x: Tensor): Value {
  const all = [...elements(x)];
  const build = (depth: number, from: number, size: number): Value =>
    depth === x.dimension
      ? all[from]
      : Array.from({length: x.shape[depth]}, (_, i) => {
          const part = size / x.shape[depth];
          return build(depth + 1, from + i * part, part);
        });
  return build(0, 0, x.size);
}

/** What a function gave, as numbers in arrays: tensors and typed arrays too. All else stays what it is. */
export function plainValue(given: unknown): unknown {
  if (ArrayBuffer.isView(given)) return Array.from(given as Float32Array, Number);
  if (Array.isArray(given)) return given.map(plainValue);
  if (typeof given === "object" && given !== null && "shape" in given && "stride" in given)
    return toArrays(given as Tensor);
  return given;
}

/** The shape of nested arrays, or undefined where they hold something else or rows of different lengths. */
export function shapeOf(value: unknown): number[] | undefined {
  if (typeof value === "number") return [];
  if (!Array.isArray(value)) return undefined;
  if (!value.length) return [0];
  const shapes = value.map(shapeOf);
  const [first] = shapes;
  return first && shapes.every(s => s?.join() === first.join()) ? [value.length, ...first] : undefined;
}

/** The first place where two values of one shape differ by more than rounding, or undefined. */
export function difference(given: Value, expected: Value): number[] | undefined {
  if (typeof given === "number" || typeof expected === "number")
    return close(given as number, expected as number) ? undefined : [];
  for (let i = 0; i < expected.length; i++) {
    const inside = difference(given[i], expected[i]);
    if (inside) return [i, ...inside];
  }
  return undefined;
}

// The library computes in single precision.
const close = (a: number, b: number) => Object.is(a, b) || Math.abs(a - b) <= 1e-4 * (1 + Math.abs(b));

/** Copies of an argument list, each with one number of its arrays set to 0 or 1: simpler inputs to try. */
export function* simpler<A extends readonly unknown[]>(args: A): Generator<A> {
  for (const path of paths(args)) {
    if (path.length < 2) continue;
    for (const simple of [0, 1]) {
      const copy = structuredClone(args);
      const last = path.slice(0, -1).reduce((at: unknown, i) => (at as unknown[])[i], copy) as number[];
      const old = last[path.at(-1)!];
      if (old === simple || old === 0) continue;
      last[path.at(-1)!] = simple;
      yield copy;
    }
  }
}

function* paths(value: unknown, path: number[] = []): Generator<number[]> {
  if (typeof value === "number") yield path;
  else if (Array.isArray(value)) for (let i = 0; i < value.length; i++) yield* paths(value[i], [...path, i]);
}
