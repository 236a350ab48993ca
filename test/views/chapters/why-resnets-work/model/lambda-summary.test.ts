import {expect, test} from "vitest";
import type {IdentitySweepRecord} from "../../../../../lib/experiments/identity.js";
import {
  firstSeed,
  spreads,
  wins
} from "../../../../../lib/views/chapters/why-resnets-work/model/lambda-summary.js";

const record = (
  series: IdentitySweepRecord["series"],
  lambda: number,
  seed: number,
  error: number
): IdentitySweepRecord => ({series, lambda, seed, error, largest: 1});

const records = [
  record("plain", 0.1, 1, 0.4),
  record("plain", 0.1, 2, 0.2),
  record("plain", 0, 1, 0.5),
  record("residual", 0.1, 1, 0.1),
  record("residual", 0.1, 2, 0.3),
  record("residual", 0, 1, 0.01)
];

test("spreads are by λ, the smallest first", () => {
  expect(spreads(records, "plain").map(({lambda, low, high}) => [lambda, low, high])).toEqual([
    [0, 0.5, 0.5],
    [0.1, 0.2, 0.4]
  ]);
  expect(spreads(records, "plain")[1].median).toBeCloseTo(0.3, 12);
});

test("a run that diverged leaves no median", () => {
  const [spread] = spreads([...records, record("plain", 0.1, 3, Number.NaN)], "plain").slice(1);
  expect(spread.median).toBeNaN();
});

test("wins count pairs of the same λ and seed only", () => {
  expect(wins(records)).toEqual({won: 2, pairs: 3});
  expect(wins([...records, record("residual", 0.3, 1, 0)])).toEqual({won: 2, pairs: 3});
});

test("a pair in which a run diverged is no pair", () => {
  expect(wins([...records, record("plain", 0.1, 3, Number.NaN), record("residual", 0.1, 3, 0.1)])).toEqual({
    won: 2,
    pairs: 3
  });
});

test("the points of the first seed are plain and residual side by side; null stands for a run that diverged", () => {
  expect(firstSeed({results: [...records, {series: "plain", lambda: 0.3, seed: 1, error: null}]})).toEqual([
    {lambda: 0.1, plain: 0.4, residual: 0.1},
    {lambda: 0, plain: 0.5, residual: 0.01},
    {lambda: 0.3, plain: Number.NaN, residual: Number.NaN}
  ]);
});
