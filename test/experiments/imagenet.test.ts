import {spawnSync} from "node:child_process";
import {describe, expect, it} from "vitest";
import {imageNetSizes, middle, standardised} from "../../lib/experiments/imagenet.js";
import {random} from "../../lib/tensor/index.js";
import {pythonWith, skipped} from "../support/pytorch.js";

/** A picture whose three channels are these numbers, one in ten, and one more. */
const image = (rows: readonly (readonly number[])[]) => ({
  height: rows.length,
  width: rows[0].length,
  data: Float32Array.from(rows.flat().flatMap(v => [v, v / 10, v + 1]))
});
const red = ({data}: {data: Float32Array}) => [...data].filter((_, i) => i % 3 === 0);

describe("what a network of ImageNet is given of a picture", () => {
  it("is the middle, of 224×224, of a picture that is scaled to 256 on its shorter side", () => {
    expect(imageNetSizes).toEqual({shorter: 256, side: 224});
    const {height, width, data} = middle(
      image([
        [1, 1, 1, 1],
        [1, 1, 1, 1]
      ])
    );
    expect([height, width, data.length]).toEqual([224, 224, 224 * 224 * 3]);
    expect(data.every((v, i) => Math.abs(v - [1, 0.1, 2][i % 3]) < 1e-5)).toBe(true);
  });

  it("is cut out as it is where nothing has to be scaled", () => {
    const rows = [0, 10, 20, 30].map(row => [1, 2, 3, 4, 5, 6, 7].map(v => v + row));
    // Of 5 columns too many, 2 go on the left: a half is rounded to the even number, as torchvision does.
    expect(red(middle(image(rows), {shorter: 4, side: 2}))).toEqual([13, 14, 23, 24]);
    expect(red(middle(image(rows.map(row => row.slice(0, 5))), {shorter: 4, side: 2}))).toEqual([
      13, 14, 23, 24
    ]);
  });

  it("is between the pixels where it has to be enlarged, by their distances", () => {
    // Twice as many: places ¼ and ¾ between two pixels; at the edge, the edge.
    const rows = [
      [0, 4],
      [8, 12]
    ];
    const line = (a: number, b: number) => [a, a + (b - a) / 4, a + (3 * (b - a)) / 4, b];
    const expected = line(0, 8).flatMap(v => line(v, v + 4));
    expect(red(middle(image(rows), {shorter: 4, side: 4}))).toEqual(expected);
  });

  it("counts all pixels that a new one covers where it has to be made smaller", () => {
    // Half as many: weights 1, 3, 3, 1 of 8; at the edge, where the first is missing, 3, 3, 1 of 7.
    const row = [0, 7, 14, 21, 28, 35];
    const [first, second, third] = red(middle(image(Array(6).fill(row)), {shorter: 3, side: 3}));
    expect(first).toBeCloseTo((3 * 0 + 3 * 7 + 14) / 7, 5);
    expect(second).toBeCloseTo((7 + 3 * 14 + 3 * 21 + 28) / 8, 5);
    expect(third).toBeCloseTo((21 + 3 * 28 + 3 * 35) / 7, 5);
  });

  it("has ImageNet's mean and deviation taken out, channel by channel", () => {
    const found = standardised({height: 1, width: 2, data: Float32Array.of(0.485, 0.456, 0.406, 1, 1, 1)});
    const expected = [0, 0, 0, 0.515 / 0.229, 0.544 / 0.224, 0.594 / 0.225];
    for (const [i, value] of expected.entries()) expect(found[i]).toBeCloseTo(value, 5);
  });

  const python = pythonWith("torch");
  it.skipIf(!python)(`is what PyTorch makes of it${skipped(python, "torch")}`, () => {
    const sizes = [
      [10, 13, 8, 6],
      [30, 20, 32, 28],
      [9, 31, 4, 3],
      [120, 161, 64, 56]
    ];
    const pictures = sizes.map(([height, width, shorter, side]) => {
      const data = Float32Array.from({length: height * width * 3}, random(height));
      return {height, width, shorter, side, data};
    });
    const script = `import json, sys, torch
results = []
for p in json.load(sys.stdin):
    x = torch.tensor(p["data"]).reshape(1, p["height"], p["width"], 3).permute(0, 3, 1, 2)
    least, side = min(p["height"], p["width"]), p["side"]
    size = [int(p["shorter"] * n / least) for n in (p["height"], p["width"])]
    y = torch.nn.functional.interpolate(x, size=size, mode="bilinear", antialias=True, align_corners=False)
    top, left = (int(round((n - side) / 2.0)) for n in size)
    results.append(y[0, :, top:top + side, left:left + side].permute(1, 2, 0).flatten().tolist())
print(json.dumps(results))`;
    const {stdout, stderr} = spawnSync(python!, ["-c", script], {
      input: JSON.stringify(pictures.map(p => ({...p, data: [...p.data]}))),
      encoding: "utf8"
    });
    expect(stderr).toBe("");
    for (const [k, expected] of (JSON.parse(stdout) as number[][]).entries()) {
      const {data} = middle(pictures[k], pictures[k]);
      expect(data).toHaveLength(expected.length);
      expect(Math.max(...data.map((v, i) => Math.abs(v - expected[i])))).toBeLessThan(1e-5);
    }
  });
});
