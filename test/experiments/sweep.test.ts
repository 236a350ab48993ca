import {describe, expect, test} from "vitest";
import {dataSet} from "../../lib/experiments/data.js";
import {depthSweep, type SweepOptions, sweepJobs} from "../../lib/experiments/sweep.js";
import {race, type TrainingOptions, trainNetwork} from "../../lib/experiments/training.js";

describe("trainNetwork", () => {
  test("tells how far it is over all rates, and keeps the best of them", () => {
    const records = [...trainNetwork({depth: 4, rates: [0, 0.1], steps: 30, every: 10})];
    expect(records.map(r => (r.type === "progress" ? [r.rate, r.step, r.done, r.total] : r.type))).toEqual([
      ...[0, 0.1].flatMap((rate, k) => [10, 20, 30].map(step => [rate, step, 30 * k + step, 60])),
      "result"
    ]);
    const result = records.at(-1)!;
    if (result.type !== "result") throw new Error("no result");
    expect(result.rate).toBe(0.1);
    expect(result.tried.map(t => t.rate)).toEqual([0, 0.1]);
    expect(result.error).toBe(Math.min(...result.tried.map(t => t.error)));
  });

  test("each rate starts from the same weights: order does not matter", () => {
    const tried = (rates: number[]) => {
      const last = [...trainNetwork({depth: 8, rates, steps: 20})].at(-1)!;
      return last.type === "result" ? last.tried : [];
    };
    expect(tried([0.01, 0.1])).toEqual(tried([0.1, 0.01]).reverse());
  });

  test("watched progress brings error and decision regions", () => {
    const [first] = trainNetwork({depth: 4, steps: 10, watch: true, regions: 6});
    if (first.type !== "progress") throw new Error("no progress");
    expect(first.error).toBeGreaterThan(0);
    expect(first.regions).toHaveLength(6 * 6 * 3);
    for (let i = 0; i < 36; i++) {
      const [a, b, c] = first.regions!.subarray(3 * i);
      expect(a + b + c).toBeCloseTo(1, 5);
    }
  });

  test("watched progress says what the first examples are taken for, as its error counts", () => {
    const options = {data: "glyphs", depth: 4, steps: 20, watch: true, examples: 500} as const;
    const [first] = trainNetwork(options);
    if (first.type !== "progress") throw new Error("no progress");
    const {targets} = dataSet("glyphs", 1);
    const wrong = first.taken!.filter((label, i) => label !== targets.get(i)).length;
    expect(wrong).toBeGreaterThan(0);
    expect(wrong / 500).toBe(first.error);
  });

  test("says at which step and in which layer it diverged", () => {
    const options = {depth: 20, norm: false, variant: "residual", rates: [1000], steps: 50} as const;
    const records = [...trainNetwork(options)];
    const result = records.at(-1)!;
    if (result.type !== "result") throw new Error("no result");
    expect(result.error).toBeNaN();
    expect(result.diverged!.step).toBeLessThan(50);
    expect(result.diverged!.layer).toBeGreaterThan(0);
    expect(records.some(r => r.type === "progress" && r.trouble?.kind === "diverged")).toBe(true);
  });

  test("refuses impossible options by name", () => {
    const message = (options: TrainingOptions) => () => [...trainNetwork(options)];
    expect(message({rates: []})).toThrow("at least one learning rate is needed: rates is empty");
    expect(message({rates: [-1]})).toThrow("learning rate must lie in [0, Infinity]: -1");
    expect(message({batch: 0})).toThrow("batch must be an integer ≥ 1: 0");
    expect(message({data: "glyphs", regions: 8})).toThrow("regions need spirals: glyphs");
  });
});

describe("depthSweep", () => {
  const options: SweepOptions = {
    depths: [8, 4],
    variants: ["plain", "residual"],
    seeds: 2,
    steps: 20,
    norm: false
  };

  test("makes one job for each seed, depth and variant, shallow ones first", () => {
    const jobs = sweepJobs(options);
    expect(jobs.map(({seed, depth, variant}) => [seed, depth, variant])).toEqual(
      [1, 2].flatMap(seed => [4, 8].flatMap(depth => ["plain", "residual"].map(v => [seed, depth, v])))
    );
  });

  test("goes on after a network that diverged", () => {
    const results = [...depthSweep({...options, rates: [1e6]})].flatMap(({result}) => result ?? []);
    expect(results).toHaveLength(8);
    expect(results.some(({diverged}) => diverged)).toBe(true);
  });

  test("counts the work of all rates", () => {
    const [first] = depthSweep({...options, rates: [0.1, 0.2, 0.3]});
    expect(first.total).toBe(60);
  });
});

test("race lets its entrants take turns until the last is done", () => {
  const entrants = [
    {depth: 4, steps: 20},
    {depth: 4, steps: 40}
  ];
  expect([...race({entrants})].map(({entrant, record}) => `${entrant} ${record.type}`)).toEqual([
    ...["0 progress", "1 progress", "0 progress", "1 progress"],
    ...["0 result", "1 progress", "1 progress", "1 result"]
  ]);
});
