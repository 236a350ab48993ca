// Element by element over n contiguous floats. The last vector may be part of one: it is read whole (every arena has
// a margin behind it) and stored in part. init 0: none.
import {multiplyAdd, storeLanes} from "./tile";

/** out[R, n] = max(low, init + factor · x): sums, ReLU, scaling. Rows of init lie `initRow` bytes apart, 0 for a bias. */
export function scale(
  R: i32,
  n: i32,
  factor: f32,
  x: usize,
  init: usize,
  initRow: usize,
  out: usize,
  low: f32
): void {
  const s = v128.splat<f32>(factor);
  const lowest = v128.splat<f32>(low);
  const row: usize = n << 2;
  for (; R > 0; R--, init += initRow, x += row, out += row)
    if (init)
      for (let i = 0, at: usize = 0; i < n; i += 4, at += 16)
        storeLanes(
          out + at,
          f32x4.max(multiplyAdd(s, v128.load(x + at), v128.load(init + at)), lowest),
          n - i
        );
    else
      for (let i = 0, at: usize = 0; i < n; i += 4, at += 16)
        storeLanes(out + at, f32x4.max(f32x4.mul(s, v128.load(x + at)), lowest), n - i);
}

/** out = init + (y > 0 ? dy : 0): the gradient of a ReLU whose output is y. */
export function reluGradient(n: i32, dy: usize, y: usize, init: usize, out: usize): void {
  const zero = v128.splat<f32>(0);
  if (init)
    for (; n > 0; n -= 4, dy += 16, y += 16, init += 16, out += 16)
      storeLanes(out, f32x4.add(v128.load(init), v128.and(v128.load(dy), f32x4.gt(v128.load(y), zero))), n);
  else
    for (; n > 0; n -= 4, dy += 16, y += 16, out += 16)
      storeLanes(out, v128.and(v128.load(dy), f32x4.gt(v128.load(y), zero)), n);
}

/** out += rate · (x − out). */
export function lerp(n: i32, rate: f32, x: usize, out: usize): void {
  const s = v128.splat<f32>(rate);
  for (; n > 0; n -= 4, x += 16, out += 16) {
    const before = v128.load(out);
    storeLanes(out, multiplyAdd(s, f32x4.sub(v128.load(x), before), before), n);
  }
}
