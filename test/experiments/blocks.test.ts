import {describe, expect, test} from "vitest";
import {decodeNumbers, encodeNumbers} from "../../lib/experiments/base64.js";
import {type BlocksRecord, blocks, lesions, pathBack, pathCounts} from "../../lib/experiments/blocks.js";
import {freeze, load} from "../../lib/experiments/evaluate.js";
import {type TrainingOptions, trainNetwork} from "../../lib/experiments/training.js";
import {flat} from "../../lib/tensor/index.js";

const of = <T extends BlocksRecord["type"]>(records: BlocksRecord[], type: T) =>
  records.filter((r): r is Extract<BlocksRecord, {type: T}> => r.type === type);
const median = (values: number[]) => [...values].sort((a, b) => a - b)[values.length >> 1];

function train(options: TrainingOptions) {
  for (const record of trainNetwork(options)) if (record.type === "result") return record;
  throw new Error("no result");
}

describe("a zero-γ network of 56 layers", () => {
  const records = [...blocks({variant: "zero-gamma", depth: 56, rates: [0.03, 0.1], every: 150})];
  const [{error}] = of(records, "result");

  test("changes the signal little in each block", () => {
    const [{ratios}] = of(records, "ratios");
    expect(ratios).toHaveLength(27);
    expect(median(ratios)).toBeGreaterThan(0.05);
    expect(median(ratios)).toBeLessThan(0.3);
  });

  test("hardly misses one block, nor minds when two change places; without half of them it fails", () => {
    const deleted = of(records, "deleted").map(r => r.error);
    expect(deleted).toHaveLength(27);
    expect(median(deleted)).toBeLessThan(error + 0.05);
    expect(median(of(records, "swapped").map(r => r.error))).toBeLessThan(error + 0.03);
    const half = of(records, "thinned").filter(({removed}) => removed === 14);
    expect(half).toHaveLength(5);
    expect(median(half.map(r => r.error))).toBeGreaterThan(0.2);
  });

  test("has paths of 13.5 blocks on average, and most of its gradient on far shorter ones", () => {
    const paths = of(records, "paths");
    const mean = (weight: (p: (typeof paths)[0]) => number) =>
      paths.reduce((sum, p) => sum + p.length * weight(p), 0) / paths.reduce((sum, p) => sum + weight(p), 0);
    expect(mean(p => p.count)).toBeCloseTo(13.5, 10);
    expect(mean(p => p.count * p.gradient)).toBeLessThan(9);
  });
});

test("deleting any block of a trained plain network of 8 layers ruins it", () => {
  const records = [...blocks({variant: "plain", depth: 8, rates: [0.1], every: 150})];
  expect(of(records, "result")[0].error).toBeLessThan(0.05);
  for (const {error} of of(records, "deleted")) expect(error).toBeGreaterThan(0.4);
  expect(of(records, "paths")).toHaveLength(0);
});

test("passing all blocks in order changes nothing", () => {
  for (const variant of ["plain", "residual", "pre-activation"] as const) {
    const {options, weights, loss} = train({variant, depth: 8, steps: 40});
    expect(lesions(options, weights)([0, 1, 2]).loss).toBeCloseTo(loss, 5);
  }
});

test.each(["residual", "pre-activation"] as const)(
  "the gradients of all paths of a %s network add up",
  variant => {
    const {options, weights} = train({variant, depth: 8, steps: 20});
    const back = pathBack(options, weights, 480);
    const whole = load(options, weights);
    whole.score();
    freeze(whole.plan);
    whole.plan.mode = "evaluation";
    whole.plan.forward();
    whole.plan.backward();
    const expected = flat(whole.plan.gradient("h0"));
    const sum = new Float32Array(expected.length);
    for (let set = 0; set < 8; set++)
      back(new Set([0, 1, 2].filter(i => set & (1 << i)))).forEach((g, i) => {
        sum[i] += g;
      });
    const size = Math.max(...expected.map(Math.abs));
    expect(size).toBeGreaterThan(0);
    for (let i = 0; i < sum.length; i++) expect(Math.abs(sum[i] - expected[i])).toBeLessThan(1e-4 * size);
  }
);

test("pathCounts are the binomial numbers", () => {
  expect(pathCounts(4)).toEqual([1, 4, 6, 4, 1]);
  expect(pathCounts(0)).toEqual([1]);
  expect(pathCounts(27).reduce((a, b) => a + b)).toBe(2 ** 27);
});

test("decodeNumbers gives back what encodeNumbers was given, to the last bit", () => {
  const values = Float32Array.of(0, -0, 1 / 3, 1e-40, -Infinity, 3.4e38);
  expect(decodeNumbers(encodeNumbers(values))).toEqual(values);
  expect(decodeNumbers(encodeNumbers(values.subarray(2, 4)))).toEqual(values.slice(2, 4));
});
