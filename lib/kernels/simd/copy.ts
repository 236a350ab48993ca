// Copies between views: padding, dilation, flips and transposes are all views of four dimensions.
import {storeLanes} from "./tile";

/** n contiguous floats. */
function copyRun(n: i32, x: usize, out: usize): void {
  for (; n > 0; n -= 4, x += 16, out += 16) storeLanes(out, v128.load(x), n);
}

/** out[n0, n1, n2, n3] = x[n0, n1, n2, n3], the last dimension contiguous in both; strides in bytes. */
export function copyRuns(
  n0: i32,
  n1: i32,
  n2: i32,
  n3: i32,
  x: usize,
  x0: usize,
  x1: usize,
  x2: usize,
  out: usize,
  out0: usize,
  out1: usize,
  out2: usize
): void {
  for (let i = 0; i < n0; i++)
    for (let j = 0; j < n1; j++) {
      let from = x + i * x0 + j * x1;
      let to = out + i * out0 + j * out1;
      for (let k = 0; k < n2; k++, from += x2, to += out2) copyRun(n3, from, to);
    }
}

/** out[n0, n1, R, C] = x[n0, n1, R, C], where x is contiguous along its rows' index R and out along C. */
export function copyTransposed(
  n0: i32,
  n1: i32,
  R: i32,
  C: i32,
  x: usize,
  x0: usize,
  x1: usize,
  xColumn: usize,
  out: usize,
  out0: usize,
  out1: usize,
  outRow: usize
): void {
  for (let i = 0; i < n0; i++)
    for (let j = 0; j < n1; j++)
      transpose(C, R, x + i * x0 + j * x1, xColumn, 4, out + i * out0 + j * out1, outRow);
}

/** out[C, R] = x[R, C] transposed, four by four; `out` is contiguous along R, x along C if xStep is 4. */
export function transpose(
  R: i32,
  C: i32,
  x: usize,
  xRow: usize,
  xStep: usize,
  out: usize,
  outRow: usize
): void {
  for (let r = 0; r < R; r += 4) {
    const rows = min(4, R - r);
    const x0 = x + r * xRow;
    const x1 = rows > 1 ? x0 + xRow : x0;
    const x2 = rows > 2 ? x1 + xRow : x0;
    const x3 = rows > 3 ? x2 + xRow : x0;
    let o = out + (r << 2);
    let c = 0;
    let at: usize = 0;
    if (xStep === 4)
      for (; c + 4 <= C; c += 4, at += 16, o += 4 * outRow) {
        const p = v128.load(x0 + at);
        const q = v128.load(x1 + at);
        const s = v128.load(x2 + at);
        const t = v128.load(x3 + at);
        const pqLow = v128.shuffle<f32>(p, q, 0, 4, 1, 5);
        const pqHigh = v128.shuffle<f32>(p, q, 2, 6, 3, 7);
        const stLow = v128.shuffle<f32>(s, t, 0, 4, 1, 5);
        const stHigh = v128.shuffle<f32>(s, t, 2, 6, 3, 7);
        storeLanes(o, v128.shuffle<f64>(pqLow, stLow, 0, 2), rows);
        storeLanes(o + outRow, v128.shuffle<f64>(pqLow, stLow, 1, 3), rows);
        storeLanes(o + 2 * outRow, v128.shuffle<f64>(pqHigh, stHigh, 0, 2), rows);
        storeLanes(o + 3 * outRow, v128.shuffle<f64>(pqHigh, stHigh, 1, 3), rows);
      }
    for (; c < C; c++, at += xStep, o += outRow) {
      store<f32>(o, load<f32>(x0 + at));
      if (rows > 1) store<f32>(o + 4, load<f32>(x1 + at));
      if (rows > 2) store<f32>(o + 8, load<f32>(x2 + at));
      if (rows > 3) store<f32>(o + 12, load<f32>(x3 + at));
    }
  }
}
