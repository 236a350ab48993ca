import {readFileSync} from "node:fs";
import {describe, expect, test} from "vitest";
import {reader} from "../../lib/experiments/evaluate.js";
import {type Point, type Stroke, strokesOf} from "../../lib/experiments/glyphs.js";
import {counted, handwriting, scanned, unpack} from "../../lib/experiments/handwriting.js";
import {trainNetwork} from "../../lib/experiments/training.js";
import {flat} from "../../lib/tensor/index.js";

const bytes = await unpack(readFileSync("assets/digits/handwritten.bin"));
const {training, test: unseen} = handwriting(bytes);
const labels = (data: typeof training) => Array.from(flat(data.targets)).join("");

describe("digits that people wrote", () => {
  test("are 1281 to learn from and 516 others, 8×8 sixteenths of ink", () => {
    expect(training.inputs.shape).toEqual([1281, 8, 8, 1]);
    expect(unseen.inputs.shape).toEqual([516, 8, 8, 1]);
    for (const {inputs} of [training, unseen])
      for (const v of flat(inputs)) if (!(v >= 0 && v <= 1 && Number.isInteger(16 * v))) expect(v).toBe(0);
  });

  test("of a sheet are in one part: both begin where the form does, and parts of it come four times and ten", () => {
    const form = labels(unseen).slice(0, 130);
    expect(form.slice(0, 30)).toBe("0123456789".repeat(3));
    expect(labels(training).slice(0, 130)).toBe(form);
    for (const part of ["8984177351", "201263373346664915095", "3139176843140536961754"]) {
      expect(form).toContain(part);
      expect([unseen, training].map(data => labels(data).split(part).length - 1)).toEqual([4, 10]);
    }
  });

  test("are refused where the file is none", () => {
    expect(() => handwriting(new Uint8Array(100))).toThrow("digits of 65 bytes are needed");
    expect(() => handwriting(new Uint8Array(65 * 516))).toThrow("more than 516: 33540 bytes");
  });
});

describe("a drawing becomes a scan", () => {
  const moved = (strokes: readonly Stroke[], move: (point: Point) => Point) => strokes.map(s => s.map(move));

  test("which is the same wherever and however small the digit is drawn", () => {
    for (let digit = 0; digit < 10; digit++) {
      const scan = scanned(strokesOf(digit));
      const elsewhere = moved(strokesOf(digit), ([x, y]) => [0.6 + 0.35 * x, 0.1 + 0.35 * y]);
      const differ = scanned(elsewhere).filter((ink, i) => ink !== scan[i]).length;
      // Points at the same distance from the lines, but for rounding.
      expect([digit, differ <= 6]).toEqual([digit, true]);
    }
  });

  test("as wide as high makes no difference: it is stretched to a box", () => {
    const scan = scanned(strokesOf(8));
    const wide = moved(strokesOf(8), ([x, y]) => [x, 0.5 + 0.6 * (y - 0.5)]);
    expect(scanned(wide).filter((ink, i) => ink !== scan[i]).length).toBeLessThanOrEqual(6);
  });

  test("is the same however often a pointer tells where it is", () => {
    for (const digit of [2, 5, 8]) {
      const often = strokesOf(digit).map(stroke =>
        stroke.flatMap(([x, y], i): Point[] => {
          const [u, v] = stroke[Math.max(0, i - 1)];
          return Array.from({length: 40}, (_, k) => [
            u + ((x - u) * (k + 1)) / 40,
            v + ((y - v) * (k + 1)) / 40
          ]);
        })
      );
      const scan = scanned(strokesOf(digit));
      expect(scanned(often).filter((ink, i) => ink !== scan[i]).length).toBeLessThanOrEqual(10);
    }
  });

  test("stands upright: a slanted stroke has its left edge in one column", () => {
    const slanted: Stroke[] = [
      [
        [0.7, 0.1],
        [0.3, 0.9]
      ]
    ];
    const scan = scanned(slanted);
    const left = Array.from({length: 32}, (_, row) => scan.subarray(32 * row, 32 * row + 32).indexOf(1));
    const middle = left.slice(4, 28);
    expect(Math.max(...middle) - Math.min(...middle)).toBeLessThanOrEqual(2);
  });

  test("has as much ink as the digits that people wrote, whatever is drawn", () => {
    const drawings: Stroke[][] = [
      [[[0.5, 0.5]]],
      [
        [
          [0.2, 0.2],
          [0.2, 0.9]
        ]
      ],
      [
        [
          [0.1, 0.5],
          [0.9, 0.5]
        ]
      ]
    ];
    for (const strokes of [...drawings, ...[0, 1, 5, 8].map(d => [...strokesOf(d)])]) {
      const ink = scanned(strokes).reduce((a, b) => a + b);
      expect([ink > 250, ink < 420]).toEqual([true, true]);
    }
  });

  test("and empty paper stays empty", () => {
    expect(scanned([]).every(v => v === 0)).toBe(true);
  });

  test("whose ink is counted in blocks of 4×4", () => {
    const bitmap = new Uint8Array(1024);
    // The last point of the first block, and the whole of the block before the last.
    bitmap[3 * 32 + 3] = 1;
    for (let row = 28; row < 32; row++) bitmap.fill(1, 32 * row + 24, 32 * row + 28);
    const counts = counted(bitmap);
    expect([counts[0], counts[62], counts.filter(v => v > 0).length]).toEqual([1 / 16, 1, 2]);
  });
});

describe("training on them", () => {
  const few = bytes.slice(0, 65 * (516 + 64));
  const options = {data: "images", variant: "residual", depth: 4, width: 4, seed: 3} as const;

  test("says the error on those that are not learnt from", () => {
    const records = [
      ...trainNetwork({...options, digits: few, steps: 6, every: 6, watch: true, test: true, snapshots: true})
    ];
    const [progress] = records;
    if (progress.type !== "progress") throw new Error("no progress");
    const network = reader(options);
    network.take(progress.weights!);
    const inputs = flat(unseen.inputs);
    const wrong = Array.from(flat(unseen.targets)).filter((label, i) => {
      const shares = network.read(inputs.subarray(64 * i, 64 * (i + 1)));
      return shares.indexOf(Math.max(...shares)) !== label;
    });
    expect(progress.testError).toBeCloseTo(wrong.length / 516, 12);
  });

  test("which are images", () => {
    expect(() => trainNetwork({...options, data: "glyphs", digits: few}).next()).toThrow(
      "digits are images: data is glyphs"
    );
  });
});
