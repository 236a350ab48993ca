import {expect, test} from "vitest";
import {identity} from "../../../../lib/experiments/identity.js";
import {defaults} from "../../../../lib/lesson/parameters.js";
import {
  type AppendSettings,
  appendJobs,
  appendParameters,
  baseLoss,
  lossCurve
} from "../../../../lib/lesson/runs/append.js";
import {
  curveOf,
  floors,
  type IdentitySettings,
  identityParameters,
  identityTraining,
  optionsOf
} from "../../../../lib/views/chapters/why-resnets-work/model/identity-settings.js";

const settings = defaults(identityTraining) as IdentitySettings;

test("the line of theory meets what a plain block that starts at W = I ends with", () => {
  const floor = floors(8, 2);
  for (const lambda of [0.05, 0.1, 0.2]) {
    const records = [...identity({kind: "plain", initialisation: "identity", seed: 2, lambda})];
    const {error} = records[records.length - 1];
    expect(error / floor(lambda)).toBeGreaterThan(0.95);
    expect(error / floor(lambda)).toBeLessThan(1.05);
  }
  expect(floor(0)).toBe(0);
});

test("a run keeps about a hundred moments, however long it is", () => {
  for (const steps of [10, 150, 1000, 5000]) {
    const {every} = optionsOf({...settings, steps});
    expect(steps / every!).toBeLessThanOrEqual(100);
    expect(steps / every!).toBeGreaterThan(9);
  }
});

test("points of one curve differ in λ only; the moment looked at is no matter of training", () => {
  expect(Object.keys(settings)).not.toContain("moment");
  expect(curveOf({...settings, lambda: 0.1})).toBe(curveOf(settings));
  expect(curveOf({...settings, rate: 0.1})).not.toBe(curveOf(settings));
});

test("λ below 0, a width of 0 and too many steps are not taken", () => {
  const {lambda, width, steps, rate} = identityParameters;
  expect([lambda.parse("-0.1"), lambda.parse("100"), lambda.parse("0.05")]).toEqual([
    undefined,
    undefined,
    0.05
  ]);
  expect([width.parse("0"), width.parse("4")]).toEqual([undefined, 4]);
  expect([steps.parse("1e9"), steps.parse("5000")]).toEqual([undefined, 5000]);
  expect(rate.parse("-1")).toBeUndefined();
});

test("blocks are added as chosen, and the control adds none and trains everything", () => {
  const jobs = appendJobs({...(defaults(appendParameters) as AppendSettings), blocks: 10, appendseeds: 2});
  expect(jobs).toHaveLength(10);
  expect(jobs.filter(j => j.options.count === 10)).toHaveLength(8);
  expect(jobs.filter(j => j.candidate === "control").map(j => [j.options.count, j.options.train])).toEqual([
    [0, "all"],
    [0, "all"]
  ]);
});

test("a curve of losses is the median over seeds at each step, the base the last loss before", () => {
  const run = (seed: number, base: number, losses: number[]) => ({
    candidate: "plain-he" as const,
    seed,
    records: [
      {phase: "base" as const, step: 0, loss: 9, error: 0},
      {phase: "base" as const, step: 30, loss: base, error: 0},
      ...losses.map((loss, step) => ({phase: "appended" as const, step, loss, error: 0}))
    ]
  });
  const runs = [run(1, 1, [5, 2]), run(2, 2, [7, 1]), run(3, 6, [9, 3])];
  expect(lossCurve(runs, "plain-he")).toEqual([
    {x: 0, y: 7, low: 5, high: 9},
    {x: 1, y: 2, low: 1, high: 3}
  ]);
  expect(lossCurve(runs, "control")).toEqual([]);
  expect(baseLoss(runs)).toBe(2);
});
