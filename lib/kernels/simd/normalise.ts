// Batch normalisation of x[R, C] by column, four columns at a time, in blocks of rows that stay in the cache meanwhile.
import {multiplyAdd, storeLanes} from "./tile";

// Elements of a block: of three arrays at once, 24 KiB.
const BLOCK = 2048;

/** Rows of a block, so that few columns make many rows. */
function blockRows(C: i32): i32 {
  return max(1, BLOCK / C);
}

/** Mean and (biased) variance of each column; the mean first, since Σx² − (Σx)²/R loses digits. */
export function moments(R: i32, C: i32, x: usize, mean: usize, variance: usize): void {
  const share = v128.splat<f32>(1 / (R as f32));
  addColumns(R, C, x, 0, mean);
  scaleRow(C, mean, share);
  addColumns(R, C, x, mean, variance);
  scaleRow(C, variance, share);
}

/** out = Σ x, or Σ (x − mean)² where a mean is given. */
function addColumns(R: i32, C: i32, x: usize, mean: usize, out: usize): void {
  const row: usize = C << 2;
  const zero = v128.splat<f32>(0);
  const block = blockRows(C);
  for (let from = 0; from < R; from += block, x += block * row) {
    const rows = min(block, R - from);
    for (let c = 0; c < C; c += 4) {
      const at: usize = c << 2;
      let sum = from ? v128.load(out + at) : zero;
      if (mean) {
        const m = v128.load(mean + at);
        for (let r = 0, p = x + at; r < rows; r++, p += row) {
          const d = f32x4.sub(v128.load(p), m);
          sum = multiplyAdd(d, d, sum);
        }
      } else for (let r = 0, p = x + at; r < rows; r++, p += row) sum = f32x4.add(sum, v128.load(p));
      storeLanes(out + at, sum, C - c);
    }
  }
}

function scaleRow(C: i32, x: usize, factor: v128): void {
  for (let c = 0; c < C; c += 4, x += 16) storeLanes(x, f32x4.mul(v128.load(x), factor), C - c);
}

/** 1 / √(variance + ε). */
function inverseDeviation(variance: usize, epsilon: f32): v128 {
  const one = v128.splat<f32>(1);
  return f32x4.div(one, f32x4.sqrt(f32x4.add(v128.load(variance), v128.splat<f32>(epsilon))));
}

/** out = max(low, γ·(x − mean)/√(variance + ε) + β). */
export function batchNorm(
  R: i32,
  C: i32,
  x: usize,
  mean: usize,
  variance: usize,
  epsilon: f32,
  gamma: usize,
  beta: usize,
  out: usize,
  low: f32
): void {
  const row: usize = C << 2;
  const lowest = v128.splat<f32>(low);
  const block = blockRows(C);
  for (let from = 0; from < R; from += block, x += block * row, out += block * row) {
    const rows = min(block, R - from);
    for (let c = 0; c < C; c += 4) {
      const at: usize = c << 2;
      const m = v128.load(mean + at);
      const g = f32x4.mul(v128.load(gamma + at), inverseDeviation(variance + at, epsilon));
      const b = v128.load(beta + at);
      for (let r = 0, p = x + at, o = out + at; r < rows; r++, p += row, o += row)
        storeLanes(o, f32x4.max(multiplyAdd(g, f32x4.sub(v128.load(p), m), b), lowest), C - c);
    }
  }
}

/** dβ = Σ dy, dγ = Σ dy·(x − mean)/√(variance + ε). */
function addGradients(
  R: i32,
  C: i32,
  x: usize,
  mean: usize,
  variance: usize,
  epsilon: f32,
  dy: usize,
  dgamma: usize,
  dbeta: usize
): void {
  const row: usize = C << 2;
  const zero = v128.splat<f32>(0);
  const block = blockRows(C);
  for (let from = 0; from < R; from += block, x += block * row, dy += block * row) {
    const rows = min(block, R - from);
    for (let c = 0; c < C; c += 4) {
      const at: usize = c << 2;
      const m = v128.load(mean + at);
      let sum = from ? v128.load(dbeta + at) : zero;
      let product = from ? v128.load(dgamma + at) : zero;
      for (let r = 0, p = x + at, d = dy + at; r < rows; r++, p += row, d += row) {
        const g = v128.load(d);
        sum = f32x4.add(sum, g);
        product = multiplyAdd(g, f32x4.sub(v128.load(p), m), product);
      }
      storeLanes(dgamma + at, product, C - c);
      storeLanes(dbeta + at, sum, C - c);
    }
  }
  for (let at: usize = 0; at < row; at += 16) {
    const k = inverseDeviation(variance + at, epsilon);
    storeLanes(dgamma + at, f32x4.mul(v128.load(dgamma + at), k), C - (<i32>at >> 2));
  }
}

/**
 * dγ = Σ dy·x̂, dβ = Σ dy, out = init + γ/√(variance + ε)·(dy − dβ/R − x̂·dγ/R), the last two terms only where the
 * statistics depend on x (`frozen` 0). init 0: none.
 */
export function batchNormGradient(
  R: i32,
  C: i32,
  x: usize,
  mean: usize,
  variance: usize,
  epsilon: f32,
  gamma: usize,
  dy: usize,
  dgamma: usize,
  dbeta: usize,
  frozen: i32,
  init: usize,
  out: usize
): void {
  const row: usize = C << 2;
  const zero = v128.splat<f32>(0);
  const share = v128.splat<f32>(frozen ? 0 : 1 / (R as f32));
  const block = blockRows(C);
  const size: usize = block * row;
  addGradients(R, C, x, mean, variance, epsilon, dy, dgamma, dbeta);
  for (let from = 0; from < R; from += block) {
    const rows = min(block, R - from);
    for (let c = 0; c < C; c += 4) {
      const at: usize = c << 2;
      const m = v128.load(mean + at);
      const k = inverseDeviation(variance + at, epsilon);
      const factor = f32x4.mul(v128.load(gamma + at), k);
      const offset = f32x4.mul(v128.load(dbeta + at), share);
      const slope = f32x4.mul(f32x4.mul(v128.load(dgamma + at), share), k);
      for (let r = 0, p = x + at, d = dy + at, i = init + at, o = out + at; r < rows; r++) {
        const centred = f32x4.sub(v128.load(p), m);
        const g = f32x4.sub(f32x4.sub(v128.load(d), offset), f32x4.mul(centred, slope));
        storeLanes(o, multiplyAdd(factor, g, init ? v128.load(i) : zero), C - c);
        p += row;
        d += row;
        i += row;
        o += row;
      }
    }
    x += size;
    dy += size;
    out += size;
    if (init) init += size;
  }
}
