import {expect, test} from "vitest";
import {stochasticDepth} from "../../lib/experiments/stochastic.js";

const median = (values: number[]) => [...values].sort((a, b) => a - b)[values.length >> 1];

test("a network whose branches were dropped while it learned misses a quarter, or half, of its blocks less", () => {
  const records = [...stochasticDepth({seeds: 1})];
  const error = (survival: number, share: number) =>
    median(
      records
        .filter(r => r.survival === survival && r.removed === Math.round(share * r.blocks))
        .map(r => r.error)
    );
  for (const survival of [1, 0.5]) expect(error(survival, 0)).toBeLessThan(0.02);
  for (const share of [0.25, 0.5]) expect(error(0.5, share)).toBeLessThan(error(1, share) / 1.5);
});

test("each network loses the same blocks", () => {
  const removed = [...stochasticDepth({depth: 8, steps: 5, seeds: 2, draws: 2})].map(r => [
    r.survival,
    r.seed,
    r.removed
  ]);
  expect(removed.filter(([survival]) => survival === 1).map(r => r.slice(1))).toEqual(
    removed.filter(([survival]) => survival === 0.5).map(r => r.slice(1))
  );
  expect(removed).toHaveLength(2 * 2 * 7);
});

test("on the spirals, too, a network whose branches began at 0 misses a quarter of its blocks less", () => {
  const options = {data: "spirals", variant: "zero-gamma", steps: 150, seeds: 1, shares: [0.25]} as const;
  const records = [...stochasticDepth(options)];
  const [usual, dropped] = [1, 0.5].map(survival =>
    median(records.filter(r => r.survival === survival).map(r => r.error))
  );
  expect(dropped).toBeLessThan(usual - 0.05);
});
