import {describe, expect, test} from "vitest";
import {decodeNumbers, encodeNumbers} from "../../lib/experiments/base64.js";
import {
  type BlocksRecord,
  blocks,
  lesions,
  pathBack,
  pathCounts,
  type Reading,
  stopEarly
} from "../../lib/experiments/blocks.js";
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

  test("guesses without one of its arcs, nearly wherever it was", () => {
    const cut = of(records, "cut").map(r => r.error);
    expect(cut).toHaveLength(27);
    expect(median(cut)).toBeGreaterThan(0.6);
    of(records, "deleted").forEach(({error}, block) => {
      expect(cut[block]).toBeGreaterThan(error);
    });
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

test("a block without its arc is the plain block of the same weights", () => {
  const {options, weights} = train({variant: "residual", depth: 8, steps: 40});
  const pass = lesions(options, weights);
  const none = lesions({...options, variant: "plain"}, weights);
  // Statistics are those of the network that is whole.
  expect(pass([], {cut: [0, 1, 2]})).toEqual(pass([]));
  expect(pass([0, 1, 2], {cut: [0, 1, 2]}).loss).not.toBeCloseTo(pass([0, 1, 2]).loss, 2);
  expect(pass([0, 1, 2], {cut: []})).toEqual(pass([0, 1, 2]));
  expect(none([0, 1, 2])).toEqual(none([0, 1, 2], {cut: []}));
});

test.each([
  ["plain", 1],
  ["pre-activation", 1],
  ["residual", 0.5]
] as const)(
  "of a block that would have other layers without its arc, none is cut: %s, survival %d",
  (variant, survival) => {
    const {options, weights} = train({variant, survival, depth: 4, steps: 1});
    expect(() => lesions(options, weights)([0], {cut: [0]})).toThrow(
      `a block without its shortcut is no plain block: ${variant}, survival ${survival}`
    );
  }
);

describe("networks of 20 layers that are read early", () => {
  const readings = (variant: "zero-gamma" | "plain") =>
    [...stopEarly({variant, depth: 20, batch: 480, rates: [0.1], every: 150, regions: 5})].filter(
      (r): r is Reading => r.type === "reading"
    );

  test("a residual one errs less from block to block, a plain one errs on many until its last", () => {
    const [residual, plain] = [readings("zero-gamma"), readings("plain")];
    for (const all of [residual, plain]) {
      expect(all.map(r => r.blocks)).toEqual([0, 1, 2, 3, 4, 5, 6, 7, 8, 9]);
      expect(all.at(-1)!.error).toBeLessThan(0.02);
      for (const {regions} of all) expect(regions).toHaveLength(25);
    }
    expect(residual[5].error).toBeLessThan(residual[0].error);
    expect(residual[7].error).toBeLessThan(0.1);
    for (const {error} of plain.slice(0, -1)) expect(error).toBeGreaterThan(0.25);
  });
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
