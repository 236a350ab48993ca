// What training shows of depth: plain networks fail, residual ones do not.
import {describe, expect, test} from "vitest";
import {type TrainingOptions, trainNetwork} from "../../lib/experiments/training.js";

/** Training errors by seed. */
const errors = (options: TrainingOptions, seeds = 3) =>
  Array.from({length: seeds}, (_, k) => {
    for (const record of trainNetwork({every: 150, ...options, seed: k + 1}))
      if (record.type === "result") return record.error;
    throw new Error("no result");
  });
const best = {rates: [0.03, 0.1]};
const median = (values: number[]) => [...values].sort((a, b) => a - b)[values.length >> 1];

describe("spirals", () => {
  const plain = new Map([4, 8, 20, 56].map(depth => [depth, errors({variant: "plain", depth, ...best})]));

  test("plain networks get worse with depth, in every seed, down to chance", () => {
    for (let seed = 0; seed < 3; seed++) {
      expect(plain.get(4)![seed]).toBeLessThan(0.06);
      expect(plain.get(8)![seed]).toBeLessThan(0.04);
      expect(plain.get(20)![seed]).toBeGreaterThan(plain.get(8)![seed] + 0.1);
      expect(plain.get(56)![seed]).toBeGreaterThan(plain.get(20)![seed] + 0.1);
      expect(plain.get(56)![seed]).toBeGreaterThan(0.5);
    }
    const deepest = errors({variant: "plain", depth: 110, rates: [0.03]}, 2);
    for (const error of deepest) expect(error).toBeGreaterThan(0.57);
  });

  test.each(["zero-gamma", "pre-activation"] as const)(
    "%s networks do not get worse with depth, and beat plain ones in every seed from depth 20 on",
    variant => {
      for (const depth of [20, 56]) {
        const residual = errors({variant, depth, ...best});
        residual.forEach((error, seed) => {
          expect(error).toBeLessThan(plain.get(depth)![seed] - 0.1);
        });
        expect(median(residual)).toBeLessThan(0.05);
      }
    }
  );

  test("a zero-γ network of 110 layers learns what a plain one of 20 does not", () => {
    expect(median(errors({variant: "zero-gamma", depth: 110, rates: [0.03]}))).toBeLessThan(0.06);
  });

  test("Adam does not save the deep plain network", () => {
    for (const error of errors({variant: "plain", depth: 56, optimiser: "adam", rates: [0.003]}, 2))
      expect(error).toBeGreaterThan(0.4);
  });

  test("without batch normalisation a residual branch of scale 1 explodes, one of scale 1/√L learns", () => {
    const at = {depth: 56, norm: false, rates: [0.03, 0.1]};
    for (const error of errors({variant: "residual", ...at})) expect(error).toBeNaN();
    for (const error of errors({variant: "scaled", ...at})) expect(error).toBeLessThan(0.55);
  });
});

describe("glyphs", () => {
  test("a plain network of 32 layers fails where a residual one learns every example", () => {
    const at = {data: "glyphs", depth: 32, steps: 200} as const;
    for (const error of errors({variant: "plain", ...at}, 2)) expect(error).toBeGreaterThan(0.3);
    for (const error of errors({variant: "zero-gamma", ...at, ...best}, 2)) expect(error).toBeLessThan(0.02);
  });

  test("a convolutional network of 32 layers learns with shortcuts much better than without", () => {
    const at = {data: "images", depth: 32, steps: 120, rates: [0.1]} as const;
    const [plain] = errors({variant: "plain", ...at}, 1);
    const [residual] = errors({variant: "pre-activation", ...at}, 1);
    expect(residual).toBeLessThan(0.05);
    expect(plain).toBeGreaterThan(residual + 0.2);
  });
});
