import {transpose} from "./copy";
import {PANEL, PANEL_ROWS, ZEROS} from "./memory";
import {edgeTile, multiplyAdd, tile} from "./tile";

// Rows of A that stay in the cache while the panels of B pass.
const BLOCK = 64;
// Elements of B from which its panels are packed, and rows of A from which that pays.
const LARGE = 8192;
const FEW = 16;

/** Whether the panels of B are worth packing, or must be: a tile reads 8 columns side by side. */
export function needsPanels(M: i32, N: i32, K: i32, bStep: usize): bool {
  return bStep !== 4 || (K * N > LARGE && M >= FEW && N > 8);
}

/** Up to 8 columns of B[K, N] as PANEL[K, 8]: a walk down a wide matrix would touch a new cache line each step. */
export function packPanel(K: i32, columns: i32, b: usize, bRow: usize, bStep: usize): void {
  if (bStep !== 4) {
    transpose(columns, K, b, bStep, bRow, PANEL, 32);
    return;
  }
  // The columns past the edge are never stored by a product, so whatever follows the row may be copied.
  for (let to = PANEL; K > 0; K--, b += bRow, to += 32) {
    v128.store(to, v128.load(b));
    v128.store(to, v128.load(b, 16), 16);
  }
}

/** One panel: rows `from` to `to` of out, 8 columns or fewer. */
function panelProduct(
  from: i32,
  to: i32,
  columns: i32,
  K: i32,
  a: usize,
  aRow: usize,
  aStep: usize,
  b: usize,
  bRow: usize,
  init: usize,
  initRow: usize,
  out: usize,
  outRow: usize,
  low: f32
): void {
  for (let m = from; m < to; m += 4) {
    const rows = min(4, to - m);
    const a0 = a + m * aRow;
    const a1 = rows > 1 ? a0 + aRow : a0;
    const a2 = rows > 2 ? a1 + aRow : a0;
    const a3 = rows > 3 ? a2 + aRow : a0;
    const i = init + m * initRow;
    const o = out + m * outRow;
    if (rows === 4 && columns === 8)
      tile(a0, a1, a2, a3, aStep, K, 1, 0, b, bRow, i, initRow, o, outRow, low);
    else edgeTile(rows, columns, a0, a1, a2, a3, aStep, K, 1, 0, b, bRow, i, initRow, o, outRow, low);
  }
}

/** A single column: of a tile's 8 only one would count, so the rows of A are taken as vectors, by themselves. */
function columnProduct(
  M: i32,
  K: i32,
  a: usize,
  aRow: usize,
  b: usize,
  init: usize,
  initRow: usize,
  out: usize,
  outRow: usize,
  low: f32
): void {
  const whole: usize = (K & ~3) << 2;
  const end: usize = K << 2;
  for (; M > 0; M--, a += aRow, init += initRow, out += outRow) {
    let sums = v128.splat<f32>(0);
    let k: usize = 0;
    for (; k < whole; k += 16) sums = multiplyAdd(v128.load(a + k), v128.load(b + k), sums);
    let sum = load<f32>(init);
    sum += f32x4.extract_lane(sums, 0) + f32x4.extract_lane(sums, 1);
    sum += f32x4.extract_lane(sums, 2) + f32x4.extract_lane(sums, 3);
    for (; k < end; k += 4) sum += load<f32>(a + k) * load<f32>(b + k);
    store<f32>(out, max(low, sum));
  }
}

/**
 * out[M, N] = max(low, init[M, N] + A[M, K] · B[K, N]).
 *
 * A and B may have any strides; the columns of init and out are contiguous. init 0: none.
 */
export function matmul(
  M: i32,
  N: i32,
  K: i32,
  a: usize,
  aRow: usize,
  aStep: usize,
  b: usize,
  bRow: usize,
  bStep: usize,
  init: usize,
  initRow: usize,
  out: usize,
  outRow: usize,
  low: f32
): void {
  if (N === 1 && aStep === 4 && bRow === 4) {
    columnProduct(M, K, a, aRow, b, init ? init : ZEROS, initRow, out, outRow, low);
    return;
  }
  if (!needsPanels(M, N, K, bStep)) {
    for (let block = 0; block < M; block += BLOCK)
      for (let n = 0; n < N; n += 8) {
        const at: usize = n << 2;
        const i = init ? init + at : ZEROS;
        panelProduct(
          block,
          min(block + BLOCK, M),
          min(8, N - n),
          K,
          a,
          aRow,
          aStep,
          b + at,
          bRow,
          i,
          initRow,
          out + at,
          outRow,
          low
        );
      }
    return;
  }
  // A sum too long for the scratch space is taken in parts, each the initial value of the next.
  for (; K > 0; K -= PANEL_ROWS) {
    const part = min(K, PANEL_ROWS);
    const partLow: f32 = part === K ? low : -Infinity;
    for (let n = 0; n < N; n += 8) {
      const at: usize = n << 2;
      const columns = min(8, N - n);
      const i = init ? init + at : ZEROS;
      packPanel(part, columns, b + n * bStep, bRow, bStep);
      panelProduct(0, M, columns, part, a, aRow, aStep, PANEL, 32, i, initRow, out + at, outRow, partLow);
    }
    a += part * aStep;
    b += part * bRow;
    init = out;
    initRow = outRow;
  }
}
