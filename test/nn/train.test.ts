import {describe, expect, it} from "vitest";
import {plan, type TrainablePlan} from "../../lib/graph/index.js";
import * as nn from "../../lib/nn/index.js";
import {normal, random, tensor} from "../../lib/tensor/index.js";

const inputs = normal([60, 3], random(1));
const targets = tensor(
  [60],
  Array.from({length: 60}, (_, i) => (inputs.get(i, 0) > 0 ? 1 : 0))
);
const net = nn.sequential(nn.dense(8), nn.relu, nn.dense(2));
const make = (batch: number) => plan(net, {input: [batch, 3], loss: nn.softmaxCrossEntropy});
const losses = (batch: number, options: Partial<nn.TrainOptions> = {}) =>
  [...nn.train(make(batch), {inputs, targets}, {optimiser: nn.sgd({rate: 0.3}), steps: 60, ...options})].map(
    r => r.loss
  );

describe("train", () => {
  it("yields each step with the loss before its update", () => {
    const p = make(60);
    p.feed(inputs, targets);
    const before = p.forward();
    const [first, second] = nn.train(p, {inputs, targets}, {optimiser: nn.sgd({rate: 0.1}), steps: 2});
    expect(first).toEqual({step: 1, loss: before, trouble: undefined});
    expect(second.step).toBe(2);
    expect(second.loss).toBeLessThan(before);
  });
  it("learns", () => {
    expect(losses(60).at(-1)).toBeLessThan(0.3);
    expect(losses(20).at(-1)).toBeLessThan(0.3);
  });
  it("draws the same batches for the same seed, others for another", () => {
    expect(losses(20, {seed: 4})).toEqual(losses(20, {seed: 4}));
    expect(losses(20, {seed: 4})).not.toEqual(losses(20, {seed: 5}));
  });
  it("shows every example once an epoch", () => {
    const p = make(20);
    const seen = new Set<number>();
    for (const _ of nn.train(p, {inputs, targets}, {optimiser: nn.sgd({rate: 0}), steps: 3}))
      for (let i = 0; i < 20; i++) seen.add(p.input.get(i, 0));
    expect(seen.size).toBe(60);
  });
  it("continues from a state", () => {
    const optimiser = nn.adam({rate: 0.01});
    const [once, twice] = [make(60), make(60)];
    const state = optimiser.init(twice.vector);
    for (const _ of nn.train(once, {inputs, targets}, {optimiser, steps: 6}));
    for (let i = 0; i < 2; i++)
      for (const _ of nn.train(twice, {inputs, targets}, {optimiser, steps: 3, state}));
    expect(twice.vector.values).toEqual(once.vector.values);
  });
  it("clips the whole gradient", () => {
    const p = make(60);
    const before = p.vector.values.slice();
    for (const _ of nn.train(p, {inputs, targets}, {optimiser: nn.sgd({rate: 1}), steps: 1, clip: 0.01}));
    expect(Math.hypot(...p.vector.values.map((v, i) => v - before[i]))).toBeCloseTo(0.01, 5);
  });
  it("ends when the loss is no longer finite, and names the layer", () => {
    const run = [...nn.train(make(60), {inputs, targets}, {optimiser: nn.sgd({rate: 1e30}), steps: 50})];
    const last = run.at(-1)!;
    expect(run.length).toBeLessThan(50);
    expect(last.loss).not.toSatisfy(Number.isFinite);
    expect(last.trouble).toMatchObject({kind: "diverged", layer: expect.any(Number), operation: "dense"});
    expect(run.slice(0, -1).every(r => !r.trouble)).toBe(true);
  });
  it("tells of a network whose ReLUs have died", () => {
    const p = make(60);
    p.value("b1").data.fill(-1e6, p.value("b1").offset, p.value("b1").offset + 8);
    const [first] = nn.train(p, {inputs, targets}, {optimiser: nn.sgd({rate: 0.1}), steps: 1});
    expect(first.trouble).toEqual({kind: "dead", value: "a1", operation: "relu", layer: 1});
  });
  it.each<[string, () => unknown, string]>([
    [
      "data of another shape",
      () => [...nn.train(make(20), {inputs: targets, targets}, {optimiser: nn.sgd({rate: 1}), steps: 1})],
      "incompatible shapes: inputs 60 and plan 20,3"
    ],
    ["a batch larger than the data", () => losses(61), "batch larger than data: 61 and 60"],
    [
      "fewer targets than inputs",
      () => [
        ...nn.train(make(20), {inputs, targets: tensor([30])}, {optimiser: nn.sgd({rate: 1}), steps: 1})
      ],
      "as many targets as inputs are needed: 30 and 60"
    ],
    [
      "a plan without a loss",
      () => [
        // As readers' code may, whose types nobody checks.
        ...nn.train(
          plan(net, {input: [20, 3]}) as TrainablePlan,
          {inputs, targets},
          {optimiser: nn.sgd({rate: 1}), steps: 1}
        )
      ],
      "training needs a plan with a loss"
    ],
    [
      "a label that names no class",
      () => [
        ...nn.train(
          make(60),
          {inputs, targets: tensor([60], Array(60).fill(2))},
          {optimiser: nn.sgd({rate: 1}), steps: 1}
        )
      ],
      "incompatible label and logits: 2 in row 0 and 2 classes"
    ],
    ["half a step", () => losses(20, {steps: 1.5}), "steps must be an integer ≥ 0: 1.5"],
    ["a seed that is not an integer", () => losses(20, {seed: 0.1}), "seed must be an integer: 0.1"]
  ])("refuses %s", (_, act, message) => {
    expect(act).toThrow(message);
  });
});

describe("stochastic depth", () => {
  const block = () => nn.residual(nn.dense(4), nn.drop(0.5));
  /** What each step of training drew for each of so many branches: 1 where it was dropped. */
  const draws = (seed: number, branches = 1) => {
    const model = nn.sequential(nn.dense(4), ...nn.repeat(branches, block), nn.dense(2));
    const p = plan(model, {input: [8, 2], loss: nn.softmaxCrossEntropy});
    const drops = p.steps.filter(({operation}) => operation === "drop");
    const inputs = normal([16, 2], random(1));
    const targets = tensor(
      [16],
      Array.from({length: 16}, (_, i) => i % 2)
    );
    return Array.from(
      nn.train(p, {inputs, targets}, {optimiser: nn.sgd({rate: 0.01}), steps: 200, seed}),
      () => drops.map(({output}) => p.value(`${output}.dropped`).get(0))
    );
  };

  it("draws before each step whether a branch takes part, the same for the same seed", () => {
    const kept = draws(1).filter(([dropped]) => !dropped).length;
    expect(kept).toBeGreaterThan(75);
    expect(kept).toBeLessThan(125);
    expect(draws(1)).toEqual(draws(1));
    expect(draws(2)).not.toEqual(draws(1));
  });

  it("draws for each branch by itself: any two agree in about half of the steps", () => {
    const flags = draws(1, 5);
    for (let i = 0; i < 5; i++)
      for (let j = 0; j < i; j++) {
        const agreements = flags.filter(step => step[i] === step[j]).length;
        expect(agreements, `branches ${j} and ${i}`).toBeGreaterThan(75);
        expect(agreements, `branches ${j} and ${i}`).toBeLessThan(125);
      }
  });
});
