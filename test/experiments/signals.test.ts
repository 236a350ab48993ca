import {describe, expect, test} from "vitest";
import {type SignalOptions, signals} from "../../lib/experiments/signals.js";

/** Medians of 5 seeds, from the first layer to what the last block leaves. */
function ends(options: SignalOptions) {
  const rows = [1, 2, 3, 4, 5].map(seed => {
    const [{layers}] = signals({depth: 56, ...options, seed});
    const [first, last] = [layers[0], layers.at(-1)!];
    return {
      growth: Math.log10(last.rms / first.rms),
      gradient: Math.log10(first.gradient / last.gradient),
      before: first.cosine,
      after: last.cosine
    };
  });
  const median = (key: keyof (typeof rows)[0]) => rows.map(row => row[key]).sort((a, b) => a - b)[2];
  return {
    growth: median("growth"),
    gradient: median("gradient"),
    before: median("before"),
    after: median("after")
  };
}

const within = (value: number, low: number, high: number) => {
  expect(value).toBeGreaterThan(low);
  expect(value).toBeLessThan(high);
};

describe("at initialisation, depth 56", () => {
  test("a plain network's signals and gradients shrink, and its inputs collapse onto one another", () => {
    const {growth, gradient, before, after} = ends({variant: "plain", norm: false});
    within(growth, -3.5, -0.5);
    within(gradient, -3, -0.3);
    within(before, 0.3, 0.5);
    expect(after).toBeGreaterThan(0.999);
  });

  test("with batch normalisation signals keep their size and gradients explode", () => {
    const {growth, gradient, before, after} = ends({variant: "plain"});
    within(growth, -0.15, 0.15);
    within(gradient, 4.4, 6);
    expect(Math.abs(after - before)).toBeLessThan(0.08);
    within(ends({variant: "plain", depth: 110}).gradient, 9, 11.5);
  });

  test("a residual branch of scale 1 doubles the power in each block; of scale 1/√L it does not", () => {
    const one = ends({variant: "residual", norm: false});
    within(one.growth, 3.2, 5.4);
    within(one.gradient, 2.8, 5.4);
    expect(one.after).toBeGreaterThan(0.999);
    const scaled = ends({variant: "scaled", norm: false});
    within(scaled.growth, 0.1, 0.5);
    within(scaled.gradient, -0.2, 0.4);
    within(scaled.after, 0.7, 0.95);
  });

  test("a zero-γ network passes signals as they are", () => {
    const {growth, gradient, before, after} = ends({variant: "zero-gamma"});
    expect(growth).toBe(0);
    expect(after).toBe(before);
    within(gradient, -0.4, 0);
  });

  test("a plain network that begins looking linear keeps signals and gradients exactly", () => {
    const {growth, gradient, before, after} = ends({
      variant: "plain",
      norm: false,
      initialisation: "looks-linear"
    });
    expect(growth).toBeCloseTo(0, 4);
    expect(gradient).toBeCloseTo(0, 4);
    expect(Math.abs(after - before)).toBeLessThan(0.05);
  });

  test("with batch normalisation gradients grow by √(π/(π − 1)) a layer in wide networks, past the first layers", () => {
    const limit = Math.sqrt(Math.PI / (Math.PI - 1));
    const [{layers}] = signals({depth: 30, width: 128, batch: 256, seed: 1});
    // The points of the plane span few directions: the first layers, which unfold them, add more.
    const perLayer = (layers[8].gradient / layers.at(-1)!.gradient) ** (1 / 20);
    within(perLayer, limit - 0.02, limit + 0.02);
  });
});

test("signals measures after each number of updates asked for, in each layer but the output", () => {
  const records = [...signals({depth: 8, variant: "residual", at: [0, 2, 5]})];
  expect(records.map(({step}) => step)).toEqual([0, 2, 5]);
  for (const {layers} of records) {
    expect(layers.map(({layer}) => layer)).toEqual([1, 2, 3, 4, 5, 6, 7]);
    expect(layers.map(({block}) => block)).toEqual([0, undefined, 1, undefined, 2, undefined, 3]);
  }
});

test("signals reaches depth 152, and images", () => {
  expect([...signals({depth: 152, variant: "zero-gamma"})][0].layers).toHaveLength(151);
  expect([...signals({depth: 8, data: "images"})][0].layers).toHaveLength(7);
});

test("a step that is no whole number is refused", () => {
  expect(() => [...signals({at: [0.5]})]).toThrow("step must be an integer ≥ 0: 0.5");
});
