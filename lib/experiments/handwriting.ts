// Digits that people wrote, and how what a reader draws becomes such a picture.
//
// E. Alpaydin, C. Kaynak, Optical Recognition of Handwritten Digits, UCI Machine Learning Repository, 1998,
// doi:10.24432/C50P49, CC BY 4.0 (assets/digits): forms were scanned, and the digits brought to 32×32 points of ink or
// paper with programs of NIST (M. D. Garris et al., NIST Form-Based Handprint Recognition System, NISTIR 5469, 1994). In
// each block of 4×4 the points of ink are counted: 8×8 numbers from 0 to 16.
import {tensor} from "../tensor/tensor.js";
import type {DataSet} from "./data.js";
import {distance, glyphSize, type Point, range, type Stroke} from "./glyphs.js";

/** Points on a side of a scanned digit, and of a block in which they are counted. */
const side = 32;
const block = side / glyphSize;
const full = block ** 2;

/** Bytes of a digit in the file: its counts, and its label. */
const record = glyphSize ** 2 + 1;

/**
 * Digits of the first four sheets. The labels come in the order of a form of 130 digits, begun fourteen times (some
 * digits are missing): a sheet is in one part only. The thirteen writers are not told apart: one filled two sheets.
 */
const testing = 516;

/** Digits to learn from, and others, of other sheets, to be tried on: ink of 0 to 1. */
export type Handwriting = {training: DataSet; test: DataSet};

/** The file of digits as it is kept (gzip), unpacked. */
export async function unpack(file: BlobPart): Promise<Uint8Array> {
  const stream = new Blob([file]).stream().pipeThrough(new DecompressionStream("gzip"));
  return new Uint8Array(await new Response(stream).arrayBuffer());
}

/** The digits of an unpacked file: inputs[N, 8, 8, 1]. */
export function handwriting(bytes: Uint8Array): Handwriting {
  const count = bytes.length / record;
  if (!Number.isInteger(count) || count <= testing)
    throw new RangeError(`digits of ${record} bytes are needed, more than ${testing}: ${bytes.length} bytes`);
  const part = (from: number, to: number): DataSet => {
    const inputs = tensor([to - from, glyphSize, glyphSize, 1]);
    const targets = tensor([to - from]);
    for (let i = from; i < to; i++) {
      const digit = bytes.subarray(i * record, (i + 1) * record);
      inputs.data.set(
        Float32Array.from(digit.subarray(0, record - 1), v => v / full),
        (i - from) * (record - 1)
      );
      targets.data[i - from] = digit[record - 1];
    }
    return {inputs, targets, classes: 10};
  };
  return {training: part(testing, count), test: part(0, testing)};
}

/** The box that a digit fills, and what is left of it on each side for half the thickness of the pen. */
const box = {width: 20, height: 32, margin: 2};
/** Points of ink in a digit: the median of the data. NIST's programs thicken lines and thin them until there is about so much. */
const inked = 313;
/** A line without width is not stretched to the whole box: the box of what is drawn is at least this part as wide as high, and the other way round. */
const narrowest = 0.3;

/** What a reader drew as a scanned digit, row by row: 1 is ink. Empty paper stays empty. */
export function scanned(strokes: readonly Stroke[]): Uint8Array {
  const bitmap = new Uint8Array(side ** 2);
  const points = strokes.flat();
  if (!points.length) return bitmap;
  const fit = toBox(points);
  const segments = strokes.flatMap(stroke => {
    const line = sparse(stroke.map(fit));
    return line.map((end, k) => [line[Math.max(0, k - 1)], end] as const);
  });
  const far = Float64Array.from(bitmap, (_, i) => {
    const at: Point = [(i % side) + 0.5, Math.floor(i / side) + 0.5];
    let nearest = Infinity;
    for (const [a, b] of segments) nearest = Math.min(nearest, distance(at, a, b));
    return nearest;
  });
  // The pen is as thick as it takes.
  const reach = far.toSorted()[inked - 1];
  for (const [i, d] of far.entries()) bitmap[i] = Number(d <= reach);
  return upright(bitmap);
}

/** A line without the points that are nearer than half a point of the bitmap to the one before: a pointer tells many. */
function sparse(line: readonly Point[]): Point[] {
  const kept: Point[] = [];
  for (const [i, point] of line.entries()) {
    const last = kept.at(-1);
    const far = !last || Math.hypot(point[0] - last[0], point[1] - last[1]) >= 0.5;
    if (far || i === line.length - 1) kept.push(point);
  }
  return kept;
}

/** Stretches what is drawn to the box in the middle of the square, each way by itself. */
function toBox(points: readonly Point[]): (point: Point) => Point {
  const [left, right] = range(points.map(([x]) => x));
  const [top, bottom] = range(points.map(([, y]) => y));
  const [width, height] = [right - left, bottom - top];
  const scale = (size: number, length: number, other: number) =>
    (size - 2 * box.margin) / Math.max(length, narrowest * other, 1e-3);
  const [across, down] = [scale(box.width, width, height), scale(box.height, height, width)];
  return ([x, y]) => [
    side / 2 + across * (x - (left + right) / 2),
    side / 2 + down * (y - (top + bottom) / 2)
  ];
}

/** Shears a bitmap so that its left edge is as far to the left near its top as near its bottom. */
function upright(bitmap: Uint8Array): Uint8Array {
  const leftmost = (row: number) => bitmap.subarray(row * side, (row + 1) * side).indexOf(1);
  const rows = Array.from({length: side}, (_, row) => row).filter(row => leftmost(row) >= 0);
  // The outermost two rows are skipped: what stands there is often a mere edge.
  const [top, bottom] = [rows[0] + 2, rows[rows.length - 1] - 2];
  if (bottom - top < 3 || leftmost(top) < 0 || leftmost(bottom) < 0) return bitmap;
  const slope = (leftmost(top) - leftmost(bottom)) / (bottom - top);
  return bitmap.map((_, i) => {
    const row = Math.floor(i / side);
    const column = (i % side) - Math.round((row - side / 2) * slope);
    return column >= 0 && column < side ? bitmap[row * side + column] : 0;
  });
}

/** A scanned digit as the data has it: 64 shares of ink, 0 to 1. */
export function counted(bitmap: Uint8Array): Float32Array {
  const picture = new Float32Array(glyphSize ** 2);
  for (const [i, ink] of bitmap.entries()) {
    const [row, column] = [Math.floor(i / side), i % side];
    picture[Math.floor(row / block) * glyphSize + Math.floor(column / block)] += ink / full;
  }
  return picture;
}
