import {describe, expect, test} from "vitest";
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

describe("append", () => {
  test.each([1, 2])("a block that begins as the identity leaves the loss as it was (seed %i)", seed => {
    for (const place of ["end", "middle"] as const) {
      const zero = losses({kind: "residual", initialisation: "zero", place, seed, steps: 20});
      const identity = losses({kind: "plain", initialisation: "identity", place, seed, steps: 0});
      expect(zero.start).toBe(zero.base);
      expect(identity.start).toBe(identity.base);
      expect(zero.end).toBeLessThan(zero.base);
    }
  });

  test.each([1, 2])("a block that begins with He's numbers ruins it, plain or residual (seed %i)", seed => {
    for (const kind of ["plain", "residual"] as const) {
      const {base, start, end} = losses({kind, initialisation: "he", seed});
      expect(start).toBeGreaterThan(100 * base);
      expect(end).toBeLessThan(start / 20);
    }
  });

  test("ten residual blocks with He's numbers give a loss in the hundreds", () => {
    expect(losses({kind: "residual", initialisation: "he", count: 10, steps: 0}).start).toBeGreaterThan(100);
    const zero = losses({kind: "residual", initialisation: "zero", count: 10, steps: 0});
    expect(zero.start).toBe(zero.base);
  });

  test("without blocks, the control, a new optimiser makes a bump too, and then goes on", () => {
    const records = [...append({count: 0})];
    const base = records.filter(({phase}) => phase === "base").at(-1)!.loss;
    const after = records.filter(({phase}) => phase === "appended").map(({loss}) => loss);
    expect(after[0]).toBe(base);
    expect(Math.max(...after)).toBeGreaterThan(1.5 * base);
    expect(after.at(-1)).toBeLessThan(base);
  });

  test("training all weights moves the old ones too", () => {
    const only = losses({train: "new", steps: 20});
    const all = losses({train: "all", steps: 20});
    expect(all.start).toBe(only.start);
    expect(all.end).not.toBe(only.end);
  });
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
