import {describe, expect, it} from "vitest";
import type {Vector} from "../../lib/graph/index.js";
import {
  adam,
  adamW,
  clipGradients,
  cosine,
  momentum,
  nesterov,
  type Optimiser,
  sgd,
  warmUp
} from "../../lib/nn/index.js";

/** Parameters w = 1, b = 2 with the gradients .5 and −1 at every step. */
function follow(optimiser: Optimiser, steps: number): number[] {
  const vector: Vector = {
    values: Float32Array.of(1, 2),
    gradients: Float32Array.of(0.5, -1),
    groups: [
      {kind: "weight", from: 0, to: 1},
      {kind: "bias", from: 1, to: 2}
    ]
  };
  const state = optimiser.init(vector);
  for (let i = 0; i < steps; i++) optimiser.update(vector, state);
  return [...vector.values];
}
const near = (actual: number[], expected: number[]) =>
  expected.forEach((v, i) => {
    expect(actual[i]).toBeCloseTo(v, 5);
  });

describe("two steps, by hand", () => {
  it("sgd", () => near(follow(sgd({rate: 0.1}), 2), [0.9, 2.2]));
  // v: .5, .95
  it("momentum", () => near(follow(momentum({rate: 0.1}), 2), [1 - 0.05 - 0.095, 2 + 0.1 + 0.19]));
  // g + .9v: .95, 1.355
  it("nesterov", () => near(follow(nesterov({rate: 0.1}), 2), [1 - 0.095 - 0.1355, 2 + 0.19 + 0.271]));
  it("adam moves by the rate where the gradient is constant", () =>
    near(follow(adam({rate: 0.1}), 2), [0.8, 2.2]));
});

describe("decay", () => {
  it("is added to the gradient of weights only", () =>
    near(follow(sgd({rate: 0.1, decay: 0.2}), 1), [1 - 0.1 * (0.5 + 0.2), 2.1]));
  it("takes in biases when asked", () =>
    near(follow(sgd({rate: 0.1, decay: 0.2, decayBiases: true}), 1), [0.93, 2 - 0.1 * (-1 + 0.4)]));
  it("when decoupled passes by momentum and moments", () => {
    near(follow(momentum({rate: 0.1, decay: 0.2, decoupled: true}), 1), [0.98 - 0.05, 2.1]);
    near(follow(adamW({rate: 0.1, decay: 0.2}), 1), [0.98 - 0.1, 2.1]);
  });
  it("in adam goes through the moments, which hide its size", () =>
    near(follow(adam({rate: 0.1, decay: 0.2}), 1), [0.9, 2.1]));
});

describe("state", () => {
  it("has the precision of the parameters, and one array for each moment", () => {
    const vector = {
      values: new Float64Array(3) as unknown as Float32Array,
      gradients: new Float32Array(3),
      groups: []
    };
    const {step, memory} = adam({rate: 1}).init(vector);
    expect([step, memory]).toEqual([0, [new Float64Array(3), new Float64Array(3)]]);
    expect(sgd({rate: 1}).init(vector).memory).toEqual([]);
  });
});

describe("schedules", () => {
  it("cosine falls from the rate to 0 and stays there", () => {
    const rate = cosine(0.4, 10);
    expect([rate(0), rate(5), rate(10), rate(20)]).toEqual([0.4, expect.closeTo(0.2, 12), 0, 0]);
  });
  it("warm-up rises to a number, or into another schedule", () => {
    expect([0, 1, 2, 3, 4].map(warmUp(4, 1))).toEqual([0.25, 0.5, 0.75, 1, 1]);
    expect(warmUp(2, cosine(1, 4))(3)).toBeCloseTo(cosine(1, 4)(3), 12);
    expect(warmUp(0, 1)(0)).toBe(1);
  });
  it("drives an optimiser", () => near(follow(sgd({rate: step => (step === 0 ? 0.1 : 0)}), 3), [0.95, 2.1]));
});

describe("clipping", () => {
  const vector = () => ({values: new Float32Array(2), gradients: Float32Array.of(3, 4), groups: []});
  it("scales gradients to the norm, and returns the norm that was", () => {
    const v = vector();
    expect(clipGradients(v, 1)).toBe(5);
    near([...v.gradients], [0.6, 0.8]);
  });
  it("leaves shorter gradients alone", () => {
    const v = vector();
    clipGradients(v, 6);
    expect([...v.gradients]).toEqual([3, 4]);
  });
});

describe("the extremes of what options may be leave numbers", () => {
  it.each<[string, Optimiser]>([
    ["no memory at all", adam({rate: 0.1, beta1: 0, beta2: 0})],
    ["a memory that hardly fades", adam({rate: 0.1, beta1: 0.999999, beta2: 0.999999, epsilon: 1e-30})],
    ["momentum that hardly fades", nesterov({rate: 0.1, momentum: 0.999999})]
  ])("%s", (_, optimiser) => {
    expect(follow(optimiser, 50).every(Number.isFinite)).toBe(true);
  });
});

describe("bad options", () => {
  it("a schedule that gives no rate is refused in the step that asks it", () => {
    expect(() => follow(sgd({rate: step => (step < 2 ? 0.1 : Number.NaN)}), 2)).not.toThrow();
    expect(() => follow(sgd({rate: step => (step < 2 ? 0.1 : Number.NaN)}), 3)).toThrow(
      "rate must be a finite number: NaN"
    );
  });

  it.each<[() => unknown, string]>([
    [() => sgd({rate: -1}), "rate must lie in [0, Infinity]: -1"],
    [() => sgd({rate: Number.NaN}), "rate must be a finite number: NaN"],
    [() => momentum({rate: 1, momentum: 1.5}), "momentum must lie in [0, 1): 1.5"],
    [() => nesterov({rate: 1, momentum: 1}), "momentum must lie in [0, 1): 1"],
    [() => adam({rate: 1, beta1: 1}), "beta1 must lie in [0, 1): 1"],
    [() => adam({rate: 1, beta1: -0.1}), "beta1 must lie in [0, 1): -0.1"],
    [() => adamW({rate: 1, beta2: 1}), "beta2 must lie in [0, 1): 1"],
    [() => adam({rate: 1, epsilon: 0}), "epsilon must be > 0: 0"],
    [() => adam({rate: 1, decay: -1}), "decay must lie in [0, Infinity]: -1"],
    [() => cosine(1, 0), "steps must be an integer ≥ 1: 0"]
  ])("%s", (act, message) => {
    expect(act).toThrow(message);
  });
});
