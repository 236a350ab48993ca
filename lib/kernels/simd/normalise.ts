// Batch normalisation of x[R, C] by column, four columns at a time.
import {multiplyAdd, storeLanes} from "./tile";

/** Mean and (biased) variance of each column; the mean first, since Σx² − (Σx)²/R loses digits. */
export function moments(R: i32, C: i32, x: usize, mean: usize, variance: usize): void {
  const row: usize = C << 2;
  const share = v128.splat<f32>(1 / (R as f32));
  for (let c = 0; c < C; c += 4, x += 16, mean += 16, variance += 16) {
    let sum = v128.splat<f32>(0);
    for (let r = 0, p = x; r < R; r++, p += row) sum = f32x4.add(sum, v128.load(p));
    const m = f32x4.mul(sum, share);
    sum = v128.splat<f32>(0);
    for (let r = 0, p = x; r < R; r++, p += row) {
      const d = f32x4.sub(v128.load(p), m);
      sum = multiplyAdd(d, d, sum);
    }
    storeLanes(mean, m, C - c);
    storeLanes(variance, f32x4.mul(sum, share), C - c);
  }
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
  for (let c = 0; c < C; c += 4) {
    const at: usize = c << 2;
    const m = v128.load(mean + at);
    const g = f32x4.mul(v128.load(gamma + at), inverseDeviation(variance + at, epsilon));
    const b = v128.load(beta + at);
    for (let r = 0, p = x + at, o = out + at; r < R; r++, p += row, o += row)
      storeLanes(o, f32x4.max(multiplyAdd(g, f32x4.sub(v128.load(p), m), b), lowest), C - c);
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
  for (let c = 0; c < C; c += 4) {
    const at: usize = c << 2;
    const m = v128.load(mean + at);
    const k = inverseDeviation(variance + at, epsilon);
    let sum = zero;
    let product = zero;
    for (let r = 0, p = x + at, d = dy + at; r < R; r++, p += row, d += row) {
      const g = v128.load(d);
      sum = f32x4.add(sum, g);
      product = multiplyAdd(g, f32x4.sub(v128.load(p), m), product);
    }
    product = f32x4.mul(product, k);
    storeLanes(dgamma + at, product, C - c);
    storeLanes(dbeta + at, sum, C - c);
    const factor = f32x4.mul(v128.load(gamma + at), k);
    const offset = f32x4.mul(sum, share);
    const slope = f32x4.mul(f32x4.mul(product, share), k);
    for (let r = 0, p = x + at, d = dy + at, i = init + at, o = out + at; r < R; r++) {
      const centred = f32x4.sub(v128.load(p), m);
      const g = f32x4.sub(f32x4.sub(v128.load(d), offset), f32x4.mul(centred, slope));
      storeLanes(o, multiplyAdd(factor, g, init ? v128.load(i) : zero), C - c);
      p += row;
      d += row;
      i += row;
      o += row;
    }
  }
}
