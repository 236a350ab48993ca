import {storeLanes} from "./tile";

/**
 * e^x of four numbers ≤ 0, to 2 units in the last place; below −87, where the result would be subnormal, 0.
 * x = n·ln 2 + r with |r| ≤ ln 2 / 2; e^r by its Taylor series (its tail is below 2⁻²⁴), 2^n through the exponent bits.
 */
function exp(x: v128): v128 {
  const n = f32x4.nearest(f32x4.mul(x, v128.splat<f32>(Math.LOG2E as f32)));
  // ln 2 in two parts, so that n·ln 2 is subtracted exactly.
  const r = f32x4.sub(
    f32x4.sub(x, f32x4.mul(n, v128.splat<f32>(0.693359375))),
    f32x4.mul(n, v128.splat<f32>(-2.1219444e-4))
  );
  let p = v128.splat<f32>(1 / 5040);
  p = f32x4.add(f32x4.mul(p, r), v128.splat<f32>(1 / 720));
  p = f32x4.add(f32x4.mul(p, r), v128.splat<f32>(1 / 120));
  p = f32x4.add(f32x4.mul(p, r), v128.splat<f32>(1 / 24));
  p = f32x4.add(f32x4.mul(p, r), v128.splat<f32>(1 / 6));
  p = f32x4.add(f32x4.mul(p, r), v128.splat<f32>(0.5));
  p = f32x4.add(f32x4.mul(p, r), v128.splat<f32>(1));
  p = f32x4.add(f32x4.mul(p, r), v128.splat<f32>(1));
  const exponent = i32x4.shl(i32x4.add(i32x4.trunc_sat_f32x4_s(n), i32x4.splat(127)), 23);
  // A NaN is not below: it stays one.
  const below = f32x4.lt(x, v128.splat<f32>(-87));
  return v128.andnot(f32x4.mul(p, exponent), below);
}

/** probabilities[R, C] = softmax of the rows of x; returns the mean of −ln of the labels' probabilities. */
export function softmaxCrossEntropy(R: i32, C: i32, x: usize, labels: usize, probabilities: usize): f32 {
  let loss: f64 = 0;
  const row: usize = C << 2;
  for (let r = 0; r < R; r++, x += row, probabilities += row, labels += 4) {
    let largest = load<f32>(x);
    for (let at: usize = 4; at < row; at += 4) largest = max(largest, load<f32>(x + at));
    const l = v128.splat<f32>(largest);
    for (let c = 0; c < C; c += 4) {
      const at: usize = c << 2;
      storeLanes(probabilities + at, exp(f32x4.sub(v128.load(x + at), l)), C - c);
    }
    let sum: f32 = 0;
    for (let at: usize = 0; at < row; at += 4) sum += load<f32>(probabilities + at);
    const share = v128.splat<f32>(1 / sum);
    for (let c = 0; c < C; c += 4) {
      const at: usize = c << 2;
      storeLanes(probabilities + at, f32x4.mul(v128.load(probabilities + at), share), C - c);
    }
    const label: usize = (load<f32>(labels) as usize) << 2;
    // ln Σ − (x − largest), not ln of the probability, which may have become 0.
    loss += Mathf.log(sum) - (load<f32>(x + label) - largest);
  }
  return (loss / R) as f32;
}

/** out[R, C] = init + factor·(probabilities − one-hot labels). init 0: none. */
export function softmaxCrossEntropyGradient(
  R: i32,
  C: i32,
  factor: f32,
  probabilities: usize,
  labels: usize,
  init: usize,
  out: usize
): void {
  const row: usize = C << 2;
  const s = v128.splat<f32>(factor);
  const zero = v128.splat<f32>(0);
  for (let r = 0; r < R; r++, probabilities += row, out += row, labels += 4) {
    for (let c = 0; c < C; c += 4) {
      const at: usize = c << 2;
      const before = init ? v128.load(init + at) : zero;
      storeLanes(out + at, f32x4.add(before, f32x4.mul(s, v128.load(probabilities + at))), C - c);
    }
    if (init) init += row;
    const o = out + ((load<f32>(labels) as usize) << 2);
    store<f32>(o, load<f32>(o) - factor);
  }
}
