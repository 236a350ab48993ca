import {integer, oneOf} from "./check.js";

/** Sizes of the dimensions, outermost first. `[]` is a scalar, of size 1. */
export type Shape = readonly number[];

/** "same" keeps ⌈n / stride⌉ positions, "valid" pads nothing, a number pads both sides by that much. */
export type Padding = "same" | "valid" | number;

/** A window sliding along one dimension: how many positions it has, and the padding before and after. */
export type Span = {count: number; before: number; after: number};

/** Number of elements. */
export const size = (shape: Shape): number => shape.reduce((n, d) => n * d, 1);

/** Row-major strides, in elements. */
export function strides(shape: Shape): number[] {
  const result = new Array<number>(shape.length);
  for (let i = shape.length - 1, s = 1; i >= 0; s *= shape[i--]) result[i] = s;
  return result;
}

/** Whether two shapes have the same lengths in the same order. */
export const sameShape = (a: Shape, b: Shape): boolean =>
  a.length === b.length && a.every((d, i) => d === b[i]);

/** `[64, 16]` is written 64,16 in messages; a scalar is written "scalar". */
export const formatShape = (shape: Shape): string => (shape.length ? shape.join(",") : "scalar");

/** Returns the shape, or throws unless every dimension is an integer ≥ 1. */
export function checkShape(shape: Shape, name = "shape"): Shape {
  if (!Array.isArray(shape)) throw new TypeError(`${name} must be an array of integers: ${shape}`);
  for (const d of shape) integer(`every dimension of ${name} ${formatShape(shape)}`, d);
  return shape;
}

/** Throws unless both shapes are equal; the message names both. */
export function checkSame(a: Shape, b: Shape, what = "incompatible shapes"): void {
  if (!sameShape(a, b)) throw new RangeError(`${what}: ${formatShape(a)} and ${formatShape(b)}`);
}

/**
 * The positions of a window of `kernel` elements moving by `stride` along `length` elements.
 * "same" pads as TensorFlow does: ⌈length / stride⌉ positions, an odd element of padding goes after.
 */
export function span(length: number, kernel: number, stride: number, padding: Padding): Span {
  integer("length", length);
  integer("kernel size", kernel);
  integer("stride", stride);
  if (typeof padding === "string") oneOf("padding", padding, ["same", "valid"]);
  const total =
    padding === "same"
      ? Math.max(0, (Math.ceil(length / stride) - 1) * stride + kernel - length)
      : padding === "valid"
        ? 0
        : 2 * integer("padding", padding, 0);
  if (kernel > length + total)
    throw new RangeError(`kernel larger than padded input: ${kernel} and ${length} + ${total}`);
  const before = Math.floor(total / 2);
  if (before >= kernel) throw new RangeError(`padding not smaller than kernel: ${before} and ${kernel}`);
  return {count: Math.floor((length + total - kernel) / stride) + 1, before, after: total - before};
}
