import {expect, test} from "vitest";
import {stochasticDepth} from "../../lib/experiments/stochastic.js";

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
