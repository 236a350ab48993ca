// Convolutions over images whose rows of pixels are contiguous, channels last. The border is there already, so a row
// of taps lies in one piece and is multiplied where it lies: no matrix of patches is built.
import {needsPanels, packPanel} from "./matmul";
import {PANEL, PANEL_ROWS, ZEROS} from "./memory";
import {edgeTile, tile} from "./tile";

/** 8 output channels, or fewer, of one image: pixels four at a time, in reading order, across the ends of rows. */
function convolveImage(
  columns: i32,
  C: i32,
  kh: i32,
  kw: i32,
  Ho: i32,
  Wo: i32,
  x: usize,
  row: usize,
  rowStep: usize,
  step: usize,
  w: usize,
  wRow: usize,
  init: usize,
  initRow: usize,
  out: usize,
  outRow: usize,
  low: f32
): void {
  const K = kw * C;
  const jump = row - (K << 2);
  const wrap = rowStep - Wo * step;
  const pixels = Ho * Wo;
  let column = 0;
  for (let t = 0; t < pixels; t += 4) {
    const rows = min(4, pixels - t);
    const x0 = x;
    x += step;
    if (++column === Wo) {
      column = 0;
      x += wrap;
    }
    const x1 = rows > 1 ? x : x0;
    x += step;
    if (++column === Wo) {
      column = 0;
      x += wrap;
    }
    const x2 = rows > 2 ? x : x0;
    x += step;
    if (++column === Wo) {
      column = 0;
      x += wrap;
    }
    const x3 = rows > 3 ? x : x0;
    x += step;
    if (++column === Wo) {
      column = 0;
      x += wrap;
    }
    const i = init + t * initRow;
    const o = out + t * outRow;
    if (rows === 4 && columns === 8)
      tile(x0, x1, x2, x3, 4, K, kh, jump, w, wRow, i, initRow, o, outRow, low);
    else edgeTile(rows, columns, x0, x1, x2, x3, 4, K, kh, jump, w, wRow, i, initRow, o, outRow, low);
  }
}

/**
 * out[N, Ho, Wo, Co] = max(low, init + x ∗ w), with w[kh, kw, C, Co].
 *
 * x: `image` bytes from one image to the next, `row` from one row of pixels to the next; `rowStep` and `step` are what
 * an output row and an output pixel move by, the convolution's strides included. init 0: none; initRow 0: a bias.
 */
export function convolve(
  N: i32,
  C: i32,
  kh: i32,
  kw: i32,
  Ho: i32,
  Wo: i32,
  Co: i32,
  x: usize,
  image: usize,
  row: usize,
  rowStep: usize,
  step: usize,
  w: usize,
  init: usize,
  initRow: usize,
  out: usize,
  low: f32
): void {
  const wRow: usize = Co << 2;
  const outImage: usize = Ho * Wo * wRow;
  const initImage: usize = Ho * Wo * initRow;
  const K = kh * kw * C;
  const packed = K <= PANEL_ROWS && needsPanels(N * Ho * Wo, Co, K, 4);
  // Packed: all images for each panel of w. Otherwise all panels for each image, which then stays in the cache.
  const outer = packed ? 1 : N;
  const inner = packed ? N : 1;
  for (let i = 0; i < outer; i++)
    for (let n = 0; n < Co; n += 8) {
      const at: usize = n << 2;
      const columns = min(8, Co - n);
      if (packed) packPanel(K, columns, w + at, wRow, 4);
      const b = packed ? PANEL : w + at;
      const bRow: usize = packed ? 32 : wRow;
      for (let j = i; j < i + inner; j++) {
        const from = init ? init + j * initImage + at : ZEROS;
        const to = out + j * outImage + at;
        convolveImage(
          columns,
          C,
          kh,
          kw,
          Ho,
          Wo,
          x + j * image,
          row,
          rowStep,
          step,
          b,
          bRow,
          from,
          initRow,
          to,
          wRow,
          low
        );
      }
    }
}

/**
 * dw[kh, kw, C, Co] = init + Σ over images and pixels of x ⊗ dy[N, Ho, Wo, Co]: the same tile, A read down its
 * columns. The other arguments are as for `convolve`.
 */
export function convolveWeight(
  N: i32,
  C: i32,
  kh: i32,
  kw: i32,
  Ho: i32,
  Wo: i32,
  Co: i32,
  x: usize,
  image: usize,
  row: usize,
  rowStep: usize,
  step: usize,
  dy: usize,
  init: usize,
  dw: usize
): void {
  const wRow: usize = Co << 2;
  const wrap = rowStep - Wo * step;
  const M = kw * C;
  const low: f32 = -Infinity;
  let initRow: usize = init ? wRow : 0;
  for (let i = 0; i < N; i++, x += image, dy += Ho * Wo * wRow) {
    for (let u = 0; u < kh; u++)
      for (let n = 0; n < Co; n += 8) {
        const columns = min(8, Co - n);
        const at: usize = (u * M * Co + n) << 2;
        const b = dy + (n << 2);
        let a = x + u * row;
        let p = init ? init + at : ZEROS;
        let o = dw + at;
        for (let m = 0; m < M; m += 4, a += 16, p += 4 * initRow, o += 4 * wRow) {
          const rows = min(4, M - m);
          const a1 = rows > 1 ? a + 4 : a;
          const a2 = rows > 2 ? a + 8 : a;
          const a3 = rows > 3 ? a + 12 : a;
          if (rows === 4 && columns === 8)
            tile(a, a1, a2, a3, step, Wo, Ho, wrap, b, wRow, p, initRow, o, wRow, low);
          else edgeTile(rows, columns, a, a1, a2, a3, step, Wo, Ho, wrap, b, wRow, p, initRow, o, wRow, low);
        }
      }
    // What one image gave is where the next begins.
    init = dw;
    initRow = wRow;
  }
}
