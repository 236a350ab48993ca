import {describe, expect, test} from "vitest";
import {type DataSet, dataSet, glyphs, spirals} from "../../lib/experiments/data.js";
import {drawn, glyph, strokesOf} from "../../lib/experiments/glyphs.js";
import {flat} from "../../lib/tensor/index.js";

const counts = ({targets, classes}: DataSet) =>
  Array.from({length: classes}, (_, c) => flat(targets).filter(l => l === c).length);

describe("spirals", () => {
  test("has 480 points of the plane, 160 on each of three arms", () => {
    const data = spirals();
    expect(data.inputs.shape).toEqual([480, 2]);
    expect(counts(data)).toEqual([160, 160, 160]);
  });

  test("without noise puts a point of radius r at 1.5·r turns along its arm", () => {
    const {inputs: x, targets} = spirals({noise: 0});
    for (let i = 0; i < 480; i++) {
      const radius = Math.hypot(x.get(i, 0), x.get(i, 1));
      const turns = Math.atan2(x.get(i, 1), x.get(i, 0)) / (2 * Math.PI) - targets.get(i) / 3 - 1.5 * radius;
      expect(turns - Math.round(turns)).toBeCloseTo(0, 5);
    }
  });
});

describe("glyphs", () => {
  test("has 500 digits, 50 of each", () => {
    expect(glyphs().inputs.shape).toEqual([500, 64]);
    expect(glyphs({image: true}).inputs.shape).toEqual([500, 8, 8, 1]);
    expect(counts(glyphs())).toEqual(Array(10).fill(50));
  });

  test("without jitter and noise draws each digit alike, and no two digits alike", () => {
    const {inputs: x, targets} = glyphs({jitter: 0, noise: 0});
    const seen = new Map<number, string>();
    for (let i = 0; i < 500; i++) {
      const picture = flat(x)
        .subarray(i * 64, i * 64 + 64)
        .join();
      expect(picture).toBe(seen.get(targets.get(i)) ?? picture);
      seen.set(targets.get(i), picture);
    }
    expect(new Set(seen.values()).size).toBe(10);
  });

  test("with jitter keeps most of the ink on the paper", () => {
    const ink = (values: Float32Array) => values.reduce((a, b) => a + b, 0);
    const still = ink(flat(glyphs({jitter: 0, noise: 0}).inputs));
    expect(ink(flat(glyphs({jitter: 1, noise: 0}).inputs))).toBeGreaterThan(0.9 * still);
  });
});

test("drawn sees a digit of any size and place much as the digits are drawn", () => {
  const small = strokesOf(4).map(stroke => stroke.map(([x, y]) => [0.1 + x / 4, 0.6 + y / 4] as const));
  const picture = drawn(small);
  const [own, others] = [4, 1].map(d => glyph(d).reduce((sum, v, i) => sum + (v - picture[i]) ** 2, 0));
  expect(own).toBeLessThan(others / 4);
});

test("drawn of nothing is empty paper", () => {
  expect(drawn([]).every(v => v === 0)).toBe(true);
});

test("the same seed makes the same data, another seed other data", () => {
  for (const name of ["spirals", "glyphs", "images"] as const) {
    expect(dataSet(name, 3)).toEqual(dataSet(name, 3));
    expect(flat(dataSet(name, 3).inputs)).not.toEqual(flat(dataSet(name, 4).inputs));
  }
});

test("impossible options are refused by name", () => {
  expect(() => spirals({count: 0})).toThrow("count must be an integer ≥ 3: 0");
  expect(() => glyphs({jitter: 2})).toThrow("jitter must lie in [0, 1]: 2");
  expect(() => dataSet("moons" as never, 1)).toThrow('data must be one of spirals, glyphs, images: "moons"');
});
