// What the lines of the presets say, held by the experiments themselves: few depths, one seed.
import {describe, expect, test} from "vitest";
import {sweepJobs, sweepNetwork} from "../../lib/experiments/sweep.js";
import {type Settings, sweepOf} from "../../lib/lesson/runs/degradation.js";
import {type PresetName, presetSettings} from "../../lib/views/chapters/residual-network/model/presets.js";

/** Training errors in per cent, plain and residual, one for each depth; NaN where a network diverged. */
function errors(
  name: PresetName,
  depths: readonly number[],
  changes: Partial<Settings> = {}
): {plain: number[]; residual: number[]} {
  const results = sweepJobs({...sweepOf({...presetSettings[name], ...changes}), depths}).flatMap(job =>
    [...sweepNetwork(job)].flatMap(({variant, result}) =>
      result ? [{variant, error: 100 * result.error}] : []
    )
  );
  const of = (plain: boolean) => results.filter(r => (r.variant === "plain") === plain).map(r => r.error);
  return {plain: of(true), residual: of(false)};
}

describe.each(["lecture", "adam", "warm"] as const)("%s", name => {
  test("the error of plain networks rises with depth, that of residual ones does not", () => {
    const {plain, residual} = errors(name, [8, 20, 56]);
    expect(plain[0]).toBeLessThan(5);
    expect(plain[1]).toBeGreaterThan(10);
    expect(plain[2]).toBeGreaterThan(plain[1] + 10);
    for (const error of residual) expect(error).toBeLessThan(5);
  });
});

test("bare: without batch normalisation, branches of full strength diverge", () => {
  for (const error of errors("bare", [32, 56]).residual) expect(error).toBeNaN();
});

test("full: with all examples in every step plain networks of 20 layers learn, of 56 they do not", () => {
  const {plain} = errors("full", [20, 56]);
  expect(plain[0]).toBeLessThan(5);
  expect(plain[1]).toBeGreaterThan(30);
});

test("long: patience helps plain networks of 20 layers, not those of 56", () => {
  const {plain} = errors("long", [20, 56]);
  expect(plain[0]).toBeLessThan(5);
  expect(plain[1]).toBeGreaterThan(40);
});

test("scaled: branches by 1/√L do not, and learn at every depth, where a deep plain network guesses", () => {
  const {plain, residual} = errors("scaled", [4, 56]);
  for (const error of residual) expect(error).toBeLessThan(3);
  expect(plain[1]).toBeGreaterThan(60);
});

test("gamma: with γ = 1 the residual network degrades too, later and less", () => {
  const {plain, residual} = errors("gamma", [20, 110]);
  expect(residual[0]).toBeLessThan(1);
  expect(residual[1]).toBeGreaterThan(1);
  expect(residual[1]).toBeLessThan(plain[1] / 2);
});

test("calm: with γ = 0 it hardly errs at any depth", () => {
  for (const error of errors("calm", [4, 20, 110]).residual) expect(error).toBeLessThan(2);
});

test("linear: a careful start and small steps carry a plain network without normalisation to 56 layers", () => {
  for (const error of errors("linear", [20, 56]).plain) expect(error).toBeLessThan(3);
  expect(errors("linear", [56], {init: "he"}).plain[0]).toBeGreaterThan(25);
});
