import {describe, expect, test} from "vitest";
import {type AppendOptions, append} from "../../lib/experiments/append.js";

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
