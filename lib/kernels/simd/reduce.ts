// Sums down the columns of x[R, C], whose rows are contiguous: per channel of a batch, or of one image. And what is
// largest in windows of it.
import {multiplyAdd, storeLanes} from "./tile";

/** out[C] = init[C] + factor · Σ_r x[r, C]. init 0: none. */
export function columnSum(R: i32, C: i32, factor: f32, x: usize, init: usize, out: usize): void {
  const row: usize = C << 2;
  const s = v128.splat<f32>(factor);
  for (let c = 0; c < C; c += 4) {
    const at: usize = c << 2;
    // Two running sums: an addition waits for the one before it.
    let even = v128.splat<f32>(0);
    let odd = even;
    let p = x + at;
    let r = R;
    for (; r > 1; r -= 2, p += 2 * row) {
      even = f32x4.add(even, v128.load(p));
      odd = f32x4.add(odd, v128.load(p + row));
    }
    if (r) even = f32x4.add(even, v128.load(p));
    const before = init ? v128.load(init + at) : v128.splat<f32>(0);
    storeLanes(out + at, multiplyAdd(s, f32x4.add(even, odd), before), C - c);
  }
}

/** out[N, C] = mean over the pixels of x[N, P, C]. */
export function meanPixels(N: i32, P: i32, C: i32, x: usize, out: usize): void {
  const factor: f32 = 1 / (P as f32);
  for (let i = 0; i < N; i++, x += (P * C) << 2, out += C << 2) columnSum(P, C, factor, x, 0, out);
}

/** dx[N, P, C] = init + dy[N, C] / P. init 0: none. */
export function meanPixelsGradient(N: i32, P: i32, C: i32, dy: usize, init: usize, dx: usize): void {
  const factor = v128.splat<f32>(1 / (P as f32));
  const zero = v128.splat<f32>(0);
  const row: usize = C << 2;
  for (let i = 0; i < N; i++, dy += row)
    for (let p = 0; p < P; p++, dx += row) {
      for (let c = 0; c < C; c += 4) {
        const at: usize = c << 2;
        const before = init ? v128.load(init + at) : zero;
        storeLanes(dx + at, multiplyAdd(factor, v128.load(dy + at), before), C - c);
      }
      if (init) init += row;
    }
}

/**
 * out[N, H, W, C] = the largest of each window of tall × wide pixels of x, of those that lie within its height × width.
 * Windows are `down` and `across` pixels apart, the first begins `top` and `left` before the image. C is a multiple of 4.
 */
// biome-ignore format: sizes, the window, then addresses and steps
export function maxPool(
  N: i32, H: i32, W: i32, C: i32, height: i32, width: i32,
  tall: i32, wide: i32, down: i32, across: i32, top: i32, left: i32,
  x: usize, image: usize, row: usize, pixel: usize, out: usize
): void {
  for (; N > 0; N--, x += image)
    for (let i = 0, u = -top; i < H; i++, u += down)
      for (let j = 0, v = -left; j < W; j++, v += across)
        for (let c = 0; c < C; c += 4, out += 16) {
          let most = v128.splat<f32>(-Infinity);
          for (let k = max(0, u); k < min(height, u + tall); k++)
            for (let l = max(0, v); l < min(width, v + wide); l++)
              most = f32x4.max(most, v128.load(x + k * row + l * pixel + (c << 2)));
          v128.store(out, most);
        }
}
