import ndarray, {type NdArray} from "ndarray";
import {checkShape, formatShape, type Shape, sameShape, size, strides} from "./shape.js";

/** A strided view of numbers. Slicing (`lo`, `hi`, `step`, `pick`) and `transpose` copy nothing. */
export type Tensor = NdArray<Float32Array>;

/** Nested arrays of numbers, as deep as a tensor has dimensions. */
export type Nested = number | readonly Nested[];

/**
 * A tensor over `data` (row-major; shared, not copied), or of zeros.
 * Throws if the number of elements is not what the shape says.
 */
export function tensor(shape: Shape, data?: Float32Array | readonly number[]): Tensor {
  const n = size(checkShape(shape));
  if (data && data.length !== n)
    throw new RangeError(
      `incompatible sizes: shape ${formatShape(shape)} holds ${n} elements, data ${data.length}`
    );
  const array = data instanceof Float32Array ? data : data ? Float32Array.from(data) : new Float32Array(n);
  return ndarray(array, [...shape]);
}

/** A tensor from nested arrays: `nested([[1, 2], [3, 4]])` has shape 2,2. Throws if rows differ in length. */
export function nested(values: Nested): Tensor {
  const shape: number[] = [];
  for (let v = values; typeof v !== "number"; v = v[0]) {
    if (!v.length) throw new RangeError(`empty dimension ${shape.length} in nested array`);
    shape.push(v.length);
  }
  const flat: number[] = [];
  const visit = (v: Nested, depth: number): void => {
    const length = typeof v === "number" ? undefined : v.length;
    if (length !== shape[depth])
      throw new RangeError(
        `ragged nested array: ${length ?? "a number"} and ${shape[depth] ?? "a number"} at depth ${depth}`
      );
    if (typeof v === "number") flat.push(v);
    else for (const w of v) visit(w, depth + 1);
  };
  visit(values, 0);
  return tensor(shape, flat);
}

/** Whether the elements lie one after another in row-major order. */
export const isContiguous = (x: Tensor): boolean => {
  const s = strides(x.shape);
  return x.shape.every((d, i) => d === 1 || x.stride[i] === s[i]);
};

/** The same elements in another shape, without copying. Throws if sizes differ or the view has gaps. */
export function reshape(x: Tensor, shape: Shape): Tensor {
  if (size(checkShape(shape)) !== x.size)
    throw new RangeError(`incompatible sizes: ${formatShape(x.shape)} and ${formatShape(shape)}`);
  if (!isContiguous(x)) throw new RangeError(`reshape of a view with gaps: ${formatShape(x.shape)}`);
  return ndarray(x.data, [...shape], strides(shape), x.offset);
}

/** All but the last dimension in one: a matrix of rows, without copying. */
export const asRows = (x: Tensor): Tensor => reshape(x, [x.size / x.shape.at(-1)!, x.shape.at(-1)!]);

/** The elements of a contiguous view, as a typed array that shares its memory. */
export function flat(x: Tensor): Float32Array {
  if (!isContiguous(x)) throw new RangeError(`flat of a view with gaps: ${formatShape(x.shape)}`);
  return x.data.subarray(x.offset, x.offset + x.size);
}

/** Where the element at `index` lies in `x.data`. Throws if the index is not one of x. */
export function locate(x: Tensor, index: readonly number[]): number {
  if (index.length !== x.dimension || index.some((i, d) => !Number.isInteger(i) || i < 0 || i >= x.shape[d]))
    throw new RangeError(`index ${index.join(",")} is not in shape ${formatShape(x.shape)}`);
  return index.reduce((o, i, d) => o + i * x.stride[d], x.offset);
}

/** Every element in row-major order, whatever the strides. */
export function* elements(x: Tensor, depth = 0, offset = x.offset): Generator<number> {
  if (depth === x.dimension) yield x.data[offset];
  else for (let i = 0; i < x.shape[depth]; i++) yield* elements(x, depth + 1, offset + i * x.stride[depth]);
}

/** A contiguous copy. */
export function copy(x: Tensor): Tensor {
  const to = tensor(x.shape);
  gather(x, to.data);
  return to;
}

/** Writes the elements in row-major order into `to`. A generator would take a hundred times as long. */
function gather(x: Tensor, to: Float32Array): void {
  if (isContiguous(x)) {
    to.set(flat(x));
    return;
  }
  const last = x.dimension - 1;
  const [count, step] = [x.shape[last], x.stride[last]];
  let at = 0;
  const along = (depth: number, offset: number): void => {
    if (depth === last) for (let i = 0; i < count; i++) to[at++] = x.data[offset + i * step];
    else for (let i = 0; i < x.shape[depth]; i++) along(depth + 1, offset + i * x.stride[depth]);
  };
  along(0, x.offset);
}

/** Writes the elements of `from` (a tensor of the same shape, or as many numbers in row-major order) into `to`. */
export function assign(to: Tensor, from: Tensor | ArrayLike<number>): void {
  const tensorGiven = "shape" in from;
  if (tensorGiven ? !sameShape(to.shape, from.shape) : to.size !== from.length)
    throw new RangeError(
      `incompatible shapes: ${formatShape(to.shape)} and ${tensorGiven ? formatShape(from.shape) : `${from.length} numbers`}`
    );
  if (!tensorGiven) flat(to).set(from);
  // Elements that are read after they were written would be others.
  else gather(from.data.buffer === to.data.buffer && !isContiguous(from) ? copy(from) : from, flat(to));
}
