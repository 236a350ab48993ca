// Stochastic depth: what practice buys, and what it costs.
import {median} from "d3-array";
import {expect, test} from "vitest";
import {type StochasticOptions, stochasticDepth} from "../../lib/experiments/stochastic.js";

/** The median error of the draws, by survival and share of blocks deleted, of one pair of networks. */
function errors(options: StochasticOptions) {
  const records = [...stochasticDepth({...options, seeds: 1})];
  return (survival: number, share: number) =>
    median(
      records.filter(r => r.survival === survival && r.removed === Math.round(share * r.blocks)),
      r => r.error
    )!;
}

// Measured over seeds 41 to 60, in every one of which these hold (after 150 steps in 19 of the 20); here with others.
test.each([1, 6])(
  "a network that reads digits misses a quarter, or half, of its blocks less when branches were dropped while it learned: seed %i",
  seed => {
    const error = errors({seed, shares: [0, 0.25, 0.5]});
    for (const survival of [1, 0.5]) expect(error(survival, 0)).toBeLessThan(0.02);
    for (const share of [0.25, 0.5]) expect(error(0.5, share)).toBeLessThan(error(1, share) / 1.5);
  }
);

test("on the spirals a network whose branches began at 0 pays when it is whole, and gains without a quarter of its blocks; less and more with more steps", () => {
  const [short, long] = [150, 600].map(steps =>
    errors({data: "spirals", variant: "zero-gamma", steps, shares: [0, 0.25], seed: 7})
  );
  expect(short(0.5, 0)).toBeGreaterThan(short(1, 0) + 0.01);
  expect(short(0.5, 0.25)).toBeLessThan(short(1, 0.25));
  expect(long(0.5, 0)).toBeLessThan(0.03);
  expect(long(0.5, 0.25)).toBeLessThan(long(1, 0.25) / 1.5);
});

test("on the spirals a pre-activation network pays and gains nothing", () => {
  const error = errors({data: "spirals", variant: "pre-activation", steps: 150, shares: [0, 0.25], seed: 7});
  expect(error(0.5, 0)).toBeGreaterThan(error(1, 0) + 0.2);
  expect(error(0.5, 0.25)).toBeGreaterThan(error(1, 0.25) - 0.05);
});
