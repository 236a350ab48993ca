import type {Initialise} from "../graph/trace.js";
import {finite} from "../tensor/check.js";
import {gaussian, type Random} from "../tensor/random.js";
import {formatShape, size} from "../tensor/shape.js";
import type {Tensor} from "../tensor/tensor.js";

/** Inputs and outputs that meet in one unit: for a weight [kh, kw, in, out], kh·kw·in and kh·kw·out. */
export function fans({shape}: Tensor): {fanIn: number; fanOut: number} {
  const [channels, units] = shape.slice(-2);
  const field = size(shape) / (channels * units);
  return {fanIn: field * channels, fanOut: field * units};
}

const normal =
  (deviation: (w: Tensor) => number): Initialise =>
  (w, next) => {
    const d = deviation(w);
    each(w, () => d * gaussian(next));
  };

/** Normal of variance 2 / fan-in, which keeps the signal's power through ReLU (He et al. 2015, arXiv:1502.01852). */
export const he = normal(w => Math.sqrt(2 / fans(w).fanIn));

/** Normal of variance 2 / (fan-in + fan-out) (Glorot and Bengio, 2010). */
export const xavier = normal(w => {
  const {fanIn, fanOut} = fans(w);
  return Math.sqrt(2 / (fanIn + fanOut));
});

/** All weights the same number; throws where it is not finite. */
export const constant = (value: number): Initialise => {
  finite("initial value", value);
  return w => each(w, () => value);
};

/** All weights 0. */
export const zero = constant(0);

/** y = x: ones where a channel meets itself, at the centre of a kernel. Throws unless the layer keeps its width. */
export const identity: Initialise = w => {
  square("identity", w);
  const centre = middle(w);
  each(w, () => 0);
  for (let c = 0; c < centre.shape[0]; c++) centre.set(c, c, 1);
};

/** A matrix whose rows or columns (the fewer) are orthonormal, at the centre of a kernel. */
export const orthogonal: Initialise = (w, next) => {
  each(w, () => 0);
  const centre = middle(w);
  const [rows, columns] = centre.shape;
  fill(centre, orthonormal(rows, columns, next), 1);
};

/**
 * Looks linear (Balduzzi et al. 2017, arXiv:1702.08591): with mirrored channels [v, −v] a ReLU network computes a linear
 * function at the start. "hidden": [[M, −M], [−M, M]]; "first": [M, −M], from an input; "last": [M; −M]. M is orthogonal.
 */
export const looksLinear =
  (place: "first" | "hidden" | "last" = "hidden"): Initialise =>
  (w, next) => {
    each(w, () => 0);
    const centre = middle(w);
    const rows = place === "first" ? centre.shape[0] : half("inputs", centre.shape[0]);
    const columns = place === "last" ? centre.shape[1] : half("units", centre.shape[1]);
    const m = orthonormal(rows, columns, next);
    fill(centre, m, 1);
    if (place !== "first") fill(centre.lo(rows, 0), m, -1);
    if (place !== "last") fill(centre.lo(0, columns), m, -1);
    if (place === "hidden") fill(centre.lo(rows, columns), m, 1);
  };

/** Weights are filled in order of memory, so that the stream of random numbers decides them. */
function each(w: Tensor, value: () => number): void {
  for (let i = 0; i < w.size; i++) w.data[w.offset + i] = value();
}

function fill(to: Tensor, m: number[][], sign: 1 | -1): void {
  for (const [i, row] of m.entries()) for (const [j, v] of row.entries()) to.set(i, j, sign * v);
}

/** The matrix at the centre of a kernel; a dense layer's weight itself. */
const middle = (w: Tensor): Tensor =>
  w.dimension === 2 ? w : w.pick((w.shape[0] - 1) >> 1, (w.shape[1] - 1) >> 1, null, null);

function square(name: string, w: Tensor): void {
  const [channels, units] = w.shape.slice(-2);
  if (channels !== units)
    throw new RangeError(`${name} needs as many units as inputs: ${formatShape(w.shape)}`);
}

function half(what: string, n: number): number {
  if (n % 2) throw new RangeError(`looks-linear needs an even number of ${what}: ${n}`);
  return n / 2;
}

/** Gram–Schmidt on normal vectors. */
function orthonormal(rows: number, columns: number, next: Random): number[][] {
  if (rows > columns) {
    const m = orthonormal(columns, rows, next);
    return Array.from({length: rows}, (_, i) => m.map(row => row[i]));
  }
  const basis: number[][] = [];
  while (basis.length < rows) {
    const v = Array.from({length: columns}, () => gaussian(next));
    // Twice, for what rounding leaves after the first time.
    for (const e of [...basis, ...basis]) {
      const along = e.reduce((sum, x, i) => sum + x * v[i], 0);
      for (let i = 0; i < columns; i++) v[i] -= along * e[i];
    }
    const length = Math.hypot(...v);
    basis.push(v.map(x => x / length));
  }
  return basis;
}
