// What becomes of layers added to a trained network, over all their steps.
import {expect, test} from "vitest";
import {type AppendOptions, append, solutionExists} from "../../lib/experiments/append.js";

/** Loss of the base network, and of the longer one before and after its training. */
function losses(options: AppendOptions) {
  const records = [...append(options)];
  const appended = records.filter(({phase}) => phase === "appended");
  return {
    base: records.filter(({phase}) => phase === "base").at(-1)!.loss,
    start: appended[0].loss,
    end: appended.at(-1)!.loss
  };
}

test.each([1, 2])("a block that begins with He's numbers ruins it, plain or residual (seed %i)", seed => {
  for (const kind of ["plain", "residual"] as const) {
    const {base, start, end} = losses({kind, initialisation: "he", seed});
    expect(start).toBeGreaterThan(100 * base);
    expect(end).toBeLessThan(start / 20);
  }
});

test("a trained plain-8 with layers W = I is a plain-110 of identical loss, which training does not find", () => {
  const records = [...solutionExists({depths: [110], steps: 60})];
  const last = (how: string, depth: number) =>
    records.filter(r => r.how === how && r.depth === depth).at(-1)!;
  const {loss, error} = last("trained", 8);
  expect(error).toBeLessThan(0.05);
  expect(last("extended", 110).loss).toBe(loss);
  expect(last("scratch", 110).loss).toBeGreaterThan(20 * loss);
  expect(last("scratch", 110).error).toBeGreaterThan(0.85);
});
