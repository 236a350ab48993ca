// The micro-kernel beneath every product. Pointers and strides are in bytes; elements are 32-bit floats.
// 4 × 8 is the largest tile whose accumulators, operands and temporaries fit the 16 registers of x86-64.
import {EDGE} from "./memory";

/** a·b + c, in one rounding where the relaxed build is allowed to. */
export function multiplyAdd(a: v128, b: v128, c: v128): v128 {
  return ASC_FEATURE_RELAXED_SIMD ? f32x4.relaxed_madd(a, b, c) : f32x4.add(f32x4.mul(a, b), c);
}

/** Stores the first `count` (1 to 4) lanes of `v`: nothing is written past the end of a row or of an array. */
export function storeLanes(out: usize, v: v128, count: i32): void {
  if (count >= 4) {
    v128.store(out, v);
  } else {
    store<f32>(out, f32x4.extract_lane(v, 0));
    if (count > 1) store<f32>(out + 4, f32x4.extract_lane(v, 1));
    if (count > 2) store<f32>(out + 8, f32x4.extract_lane(v, 2));
  }
}

/**
 * out[i, 0…8) = max(low, init[i, 0…8) + Σ_s Σ_k A[i, s, k] · B[s·K + k, 0…8)) for the four rows i.
 *
 * Each row of A starts at its own address and walks by `aStep`, then jumps by `aJump` after each of its S segments:
 * so A is a matrix, its transpose, or the taps of a convolution read where they lie in the image.
 * The loop over k is not unrolled here: engines do that, and by hand it costs registers. It runs up to an address,
 * not down to 0, since a counter would be one more addition each time; so aStep must not be 0.
 */
export function tile(
  a0: usize,
  a1: usize,
  a2: usize,
  a3: usize,
  aStep: usize,
  K: i32,
  S: i32,
  aJump: usize,
  b: usize,
  bRow: usize,
  init: usize,
  initRow: usize,
  out: usize,
  outRow: usize,
  low: f32
): void {
  let c00 = v128.load(init);
  let c01 = v128.load(init, 16);
  init += initRow;
  let c10 = v128.load(init);
  let c11 = v128.load(init, 16);
  init += initRow;
  let c20 = v128.load(init);
  let c21 = v128.load(init, 16);
  init += initRow;
  let c30 = v128.load(init);
  let c31 = v128.load(init, 16);
  for (; S > 0; S--) {
    for (const end = a0 + K * aStep; a0 !== end; ) {
      const b0 = v128.load(b);
      const b1 = v128.load(b, 16);
      const x0 = v128.load_splat<f32>(a0);
      c00 = multiplyAdd(x0, b0, c00);
      c01 = multiplyAdd(x0, b1, c01);
      const x1 = v128.load_splat<f32>(a1);
      c10 = multiplyAdd(x1, b0, c10);
      c11 = multiplyAdd(x1, b1, c11);
      const x2 = v128.load_splat<f32>(a2);
      c20 = multiplyAdd(x2, b0, c20);
      c21 = multiplyAdd(x2, b1, c21);
      const x3 = v128.load_splat<f32>(a3);
      c30 = multiplyAdd(x3, b0, c30);
      c31 = multiplyAdd(x3, b1, c31);
      a0 += aStep;
      a1 += aStep;
      a2 += aStep;
      a3 += aStep;
      b += bRow;
    }
    a0 += aJump;
    a1 += aJump;
    a2 += aJump;
    a3 += aJump;
  }
  const lowest = v128.splat<f32>(low);
  v128.store(out, f32x4.max(c00, lowest));
  v128.store(out, f32x4.max(c01, lowest), 16);
  out += outRow;
  v128.store(out, f32x4.max(c10, lowest));
  v128.store(out, f32x4.max(c11, lowest), 16);
  out += outRow;
  v128.store(out, f32x4.max(c20, lowest));
  v128.store(out, f32x4.max(c21, lowest), 16);
  out += outRow;
  v128.store(out, f32x4.max(c30, lowest));
  v128.store(out, f32x4.max(c31, lowest), 16);
}

/** A tile of which only rows × columns are inside the result: computed whole apart, then the inside is copied. */
export function edgeTile(
  rows: i32,
  columns: i32,
  a0: usize,
  a1: usize,
  a2: usize,
  a3: usize,
  aStep: usize,
  K: i32,
  S: i32,
  aJump: usize,
  b: usize,
  bRow: usize,
  init: usize,
  initRow: usize,
  out: usize,
  outRow: usize,
  low: f32
): void {
  copyTile(rows, columns, init, initRow, EDGE, 32);
  tile(a0, a1, a2, a3, aStep, K, S, aJump, b, bRow, EDGE, 32, EDGE, 32, low);
  copyTile(rows, columns, EDGE, 32, out, outRow);
}

function copyTile(rows: i32, columns: i32, from: usize, fromRow: usize, to: usize, toRow: usize): void {
  for (let i = 0; i < rows; i++, from += fromRow, to += toRow) {
    let j = 0;
    if (columns >= 4) {
      v128.store(to, v128.load(from));
      j = 4;
    }
    for (; j < columns; j++) store<f32>(to + (j << 2), load<f32>(from + (j << 2)));
  }
}
