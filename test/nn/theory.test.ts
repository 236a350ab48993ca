import {describe, expect, it} from "vitest";
import {type Layer, plan, type TrainablePlan} from "../../lib/graph/index.js";
import * as nn from "../../lib/nn/index.js";
import {flat, nested, normal, random, type Tensor, tensor} from "../../lib/tensor/index.js";

// What theory says in closed form, set against what the library computes.

/** Learns x ↦ x with weight decay: ½ E‖y − x‖² + λ/2 ‖θ‖², full batch, plain gradient descent in double precision. */
function learnIdentity(
  model: Layer,
  x: Tensor,
  {lambda, rate, steps, decayBiases = true}: Learning
): TrainablePlan {
  const p = plan(model, {input: x.shape, loss: nn.halfSquaredError, precision: "double", seed: 3});
  const optimiser = nn.sgd({rate, decay: lambda, decayBiases});
  for (const _ of nn.train(p, {inputs: x, targets: x}, {optimiser, steps}));
  p.forward();
  return p;
}
type Learning = {lambda: number; rate: number; steps: number; decayBiases?: boolean};

const matrix = (p: TrainablePlan, name: string) => {
  const w = p.value(name);
  return (i: number, j: number) => w.get(i, j);
};
const linear =
  (weights = nn.he, bias = false) =>
  (n: number) =>
    nn.dense(n, {weights, bias});

describe("learning the identity with weight decay", () => {
  it.each([0.1, 0.5, 1.5])("scalar plain, λ = %f: w₁w₂ → max(0, 1 − λ/m), loss λ²/2m or m/2", lambda => {
    const x = tensor(
      [2, 1],
      [1, -1].map(s => s * Math.sqrt(0.8))
    );
    const m = flat(x)[0] ** 2;
    const weights = nn.constant(0.5);
    const p = learnIdentity(nn.sequential(linear(weights)(1), linear(weights)(1)), x, {
      lambda,
      rate: 0.1,
      steps: 4000
    });
    const [w1, w2] = ["W1", "W2"].map(name => p.value(name).get(0, 0));
    expect(w1 * w2).toBeCloseTo(Math.max(0, 1 - lambda / m), 6);
    expect(p.forward()).toBeCloseTo(lambda < m ? lambda ** 2 / (2 * m) : m / 2, 6);
  });

  /** Rows whose second moments are diagonal: one value on each axis, scaled so that E[x xᵀ] = diag(m). */
  const axes = (m: number[]) =>
    nested(
      m.flatMap((v, i) => [1, -1].map(s => m.map((_, j) => (i === j ? s * Math.sqrt(m.length * v) : 0))))
    );

  it("linear plain: W₁W₂ → diag((1 − λ/mᵢ)₊)", () => {
    const m = [2, 1, 0.2];
    const x = axes(m);
    const p = learnIdentity(nn.sequential(linear()(3), linear()(3)), x, {
      lambda: 0.5,
      rate: 0.05,
      steps: 6000
    });
    const [w1, w2] = [matrix(p, "W1"), matrix(p, "W2")];
    for (let i = 0; i < 3; i++)
      for (let j = 0; j < 3; j++) {
        const product = [0, 1, 2].reduce((s, k) => s + w1(i, k) * w2(k, j), 0);
        expect(product).toBeCloseTo(i === j ? Math.max(0, 1 - 0.5 / m[i]) : 0, 4);
      }
    const squares = p.vector.values.reduce((s, w) => s + w * w, 0);
    const objective = p.forward() + 0.25 * squares;
    expect(objective).toBeCloseTo(
      m.reduce((s, v) => s + (v > 0.5 ? 0.5 - 0.125 / v : v / 2), 0),
      5
    );
  });

  it("ReLU plain on one-hot inputs, started at W = I: the same, coordinate by coordinate", () => {
    const m = [1.2, 0.6, 0.1];
    const x = nested(m.map((v, i) => m.map((_, j) => (i === j ? Math.sqrt(3 * v) : 0))));
    const layer = linear(nn.identity);
    const p = learnIdentity(nn.plain(layer(3), nn.relu, layer(3)), x, {lambda: 0.3, rate: 0.1, steps: 4000});
    for (let i = 0; i < 3; i++)
      expect(p.output.get(i, i) / x.get(i, i)).toBeCloseTo(Math.max(0, 1 - 0.3 / m[i]), 4);
  });

  it("ReLU plain, biases not decayed, started at W = I: the linear formula of the centred variance", () => {
    // All inputs lie well above 0, so that no ReLU cuts.
    const x = tensor([2, 1], [2, 4]);
    const layer = linear(nn.identity, true);
    const p = learnIdentity(nn.plain(layer(1), nn.relu, layer(1)), x, {
      lambda: 0.4,
      rate: 0.02,
      steps: 40000,
      decayBiases: false
    });
    const slope = (p.output.get(1, 0) - p.output.get(0, 0)) / 2;
    expect(slope).toBeCloseTo(1 - 0.4 / 1, 4);
    expect(p.forward()).toBeCloseTo(0.4 ** 2 / 2, 4);
  });

  it("residual with W₂ = 0 and b = 0: y = x bit by bit, and W₁ shrinks by 1 − ηλ each step", () => {
    const x = normal([16, 4], random(1));
    flat(x).forEach((v, i) => {
      flat(x)[i] = Math.abs(v);
    });
    const model = nn.residual(nn.dense(4), nn.relu, nn.dense(4, {weights: nn.zero}));
    const start = plan(model, {input: [16, 4], precision: "double", seed: 3}).value("W1");
    const p = learnIdentity(model, x, {lambda: 0.3, rate: 0.1, steps: 20});
    expect([...flat(p.output)]).toEqual([...flat(x)]);
    flat(start).forEach((w, i) => {
      expect(flat(p.value("W1"))[i]).toBeCloseTo(w * 0.97 ** 20, 12);
    });
  });

  it("residual, biases not decayed: W and b₂ → 0, b₁ stays", () => {
    const x = normal([32, 3], random(2));
    flat(x).forEach((v, i) => {
      flat(x)[i] = Math.abs(v);
    });
    const model = nn.residual(nn.dense(3), nn.relu, nn.dense(3));
    const p = learnIdentity(model, x, {lambda: 0.3, rate: 0.1, steps: 3000, decayBiases: false});
    const largest = (name: string) => Math.max(...flat(p.value(name)).map(Math.abs));
    expect(Math.max(largest("W1"), largest("W2"), largest("b2"))).toBeLessThan(1e-6);
    expect(largest("b1")).toBeGreaterThan(1e-3);
  });

  it("scalar Hessian at the origin: plain λ ± m, a saddle for λ < m; residual λ I, a minimum", () => {
    const x = tensor([1, 1], [1.5]);
    const m = 2.25;
    const lambda = 0.4;
    const hessian = (model: Layer) => {
      const p = plan(model, {input: [1, 1], loss: nn.halfSquaredError, precision: "double"});
      p.feed(x, x);
      const gradientAt = (w1: number, w2: number) => {
        p.vector.values.set([w1, w2]);
        p.forward();
        p.backward();
        return [...p.vector.gradients].map((g, i) => g + lambda * [w1, w2][i]);
      };
      const h = 1e-4;
      const differences = [
        [h, 0],
        [0, h]
      ].map(([a, b]) => gradientAt(a, b).map((g, i) => (g - gradientAt(-a, -b)[i]) / (2 * h)));
      return differences.flat();
    };
    const two = [linear()(1), linear()(1)];
    const near = (actual: number[], expected: number[]) =>
      actual.forEach((v, i) => {
        expect(v).toBeCloseTo(expected[i], 6);
      });
    // [[λ, −m], [−m, λ]] has the eigenvalues λ ± m.
    near(hessian(nn.sequential(...two)), [lambda, -m, -m, lambda]);
    near(
      hessian(x => nn.identityResidual({}, ...two)(x)),
      [lambda, 0, 0, lambda]
    );
  });
});

describe("signals at the start", () => {
  it.each([64, 128, 256])(
    "with batch normalisation gradients grow by ≈ √(π/(π−1)) a layer, width %i",
    width => {
      const depth = 40;
      const layer = () => nn.sequential(nn.dense(width, {bias: false}), nn.batchNorm(), nn.relu);
      const p = plan(nn.sequential(...nn.repeat(depth, layer)), {input: [256, width], seed: width});
      p.feed(normal([256, width], random(1)));
      p.forward();
      p.backward({gradient: normal([256, width], random(2))});
      const norm = (l: number) => Math.hypot(...flat(p.gradient(`a${l}`)));
      const growth = (norm(5) / norm(35)) ** (1 / 30);
      expect(growth).toBeGreaterThan(1.195);
      expect(growth).toBeLessThan(Math.sqrt(Math.PI / (Math.PI - 1)) + 0.004);
    }
  );

  it("a looks-linear network passes gradients on at exactly their length", () => {
    const hidden = nn.dense(16, {weights: nn.looksLinear("hidden")});
    const layers = nn.repeat(54, () => nn.sequential(hidden, nn.relu));
    const p = plan(nn.sequential(nn.dense(16, {weights: nn.looksLinear("first")}), nn.relu, ...layers), {
      input: [1, 8]
    });
    p.feed(normal([1, 8], random(1)));
    p.forward();
    const g = flat(normal([1, 8], random(2)));
    // A gradient that is itself mirrored, as the last layer [M; −M] would send it.
    p.backward({gradient: [...g, ...g.map(v => -v)]});
    const power = (name: string) => Math.hypot(...flat(p.gradient(name)));
    expect(power("x") / Math.hypot(...g)).toBeCloseTo(1, 4);
  });

  it("a residual branch of scale 1 without normalisation explodes, of scale 1/√L it does not", () => {
    const ratio = (factor: number) => {
      const block = () => nn.twoLayers({kind: "scaled", factor, layer: () => nn.dense(16)});
      const p = plan(nn.sequential(...nn.repeat(27, block)), {input: [64, 16]});
      p.feed(normal([64, 16], random(1)));
      p.forward();
      return Math.hypot(...flat(p.output)) / Math.hypot(...flat(p.input));
    };
    expect(ratio(1)).toBeGreaterThan(100);
    expect(ratio(1 / Math.sqrt(27))).toBeLessThan(10);
  });
});
