import fc from "fast-check";
import {describe, expect, it} from "vitest";
import {type operations, plan} from "../../lib/graph/index.js";
import {apply, type Layer} from "../../lib/graph/trace.js";
import * as nn from "../../lib/nn/index.js";
import {flat, normal, random} from "../../lib/tensor/index.js";
import {checkGradients} from "./finite-differences.js";

const batch = fc.integer({min: 2, max: 4});
const side = fc.integer({min: 3, max: 6});
const channels = fc.integer({min: 1, max: 5});
const seed = fc.integer({min: 1, max: 1e6});
const images = fc.record({batch, height: side, width: side, channels, seed});
const rows = fc.record({batch, channels, seed});
const padding = fc.constantFrom<"same" | "valid">("same", "valid");

/** Checks a model made from random choices, on random images. */
const onImages = <T>(choices: fc.Arbitrary<T>, model: (choice: T, channels: number) => Layer) =>
  fc.assert(
    fc.property(images, choices, ({batch, height, width, channels, seed}, choice) =>
      checkGradients(model(choice, channels), {input: [batch, height, width, channels], seed})
    ),
    {numRuns: 15, seed: 1}
  );

const onRows = (model: (channels: number) => Layer, options: {loss?: Layer; mode?: "evaluation"} = {}) =>
  fc.assert(
    fc.property(rows, ({batch, channels, seed}) =>
      checkGradients(model(channels), {input: [batch, channels], seed, ...options})
    ),
    {numRuns: 15, seed: 1}
  );

const none = fc.constant(undefined);

/** Each row of the table, in models over random shapes. */
const checks: Record<keyof typeof operations, () => void> = {
  dense: () => onRows(() => nn.dense(3)),
  conv2d: () =>
    onImages(
      fc.record({
        filters: channels,
        kernel: fc.tuple(fc.integer({min: 1, max: 3}), fc.integer({min: 1, max: 3})),
        stride: fc.tuple(fc.integer({min: 1, max: 3}), fc.integer({min: 1, max: 3})),
        padding
      }),
      ({filters, kernel, ...options}) => nn.conv(filters, kernel, options)
    ),
  add: () => onRows(() => x => apply("add", {}, [nn.scale(3)(x), x])),
  relu: () => onRows(() => nn.relu),
  scale: () => onRows(() => nn.scale(-0.7)),
  drop: () => {
    onRows(() => nn.sequential(nn.dense(2), nn.drop(0.7)));
    onRows(() => nn.sequential(nn.dense(2), nn.drop(0.7)), {mode: "evaluation"});
  },
  reshape: () => onImages(none, () => nn.sequential(nn.flatten, nn.dense(2))),
  subsample: () => {
    onImages(fc.record({stride: fc.integer({min: 1, max: 3}), more: channels}), ({stride, more}, channels) =>
      nn.subsample(stride, channels + more)
    );
    onRows(() => nn.sequential(nn.dense(2), nn.subsample(1, 5)));
  },
  batchNorm: () => onImages(none, () => nn.batchNorm()),
  maxPool: () => onImages(fc.record({stride: channels, padding}), options => nn.maxPool(3, options)),
  averagePool: () => onImages(fc.record({stride: channels, padding}), options => nn.averagePool(3, options)),
  globalAveragePool: () => onImages(none, () => nn.globalAveragePool),
  softmaxCrossEntropy: () => onRows(() => nn.sequential(nn.dense(3), nn.softmaxCrossEntropy)),
  squaredError: () => {
    onRows(() => nn.meanSquaredError);
    onRows(() => nn.halfSquaredError);
  }
};

describe("the gradient of each operation is that of finite differences", () => {
  for (const [name, check] of Object.entries(checks)) it(name, check);

  it("batchNorm with running statistics", () => onRows(() => nn.batchNorm(), {mode: "evaluation"}));
});

describe("the gradient of each block is that of finite differences", () => {
  for (const kind of ["plain", "residual", "zero-gamma", "pre-activation", "scaled"] as const)
    it(`${kind}, dense`, () =>
      onRows(channels =>
        nn.twoLayers({kind, layer: () => nn.dense(channels), norm: kind === "zero-gamma", factor: 0.5})
      ));

  for (const shortcut of ["A", "B", "C"] as const)
    it(`residual with normalised 3×3 convolutions, shortcut ${shortcut}`, () =>
      onImages(
        fc.record({stride: fc.constantFrom(1, 2), more: fc.integer({min: 0, max: 2})}),
        ({stride, more}, channels) =>
          nn.twoLayers({
            kind: "residual",
            norm: true,
            shortcut,
            layer: i => nn.conv(channels + more, 3, {stride: i ? 1 : stride})
          })
      ));

  it("residual with the shortcut joining after the last ReLU", () =>
    onRows(channels => nn.residualWith({join: "after"}, nn.dense(4), nn.relu, nn.dense(channels))));

  it("bottleneck", () => onImages(fc.constantFrom(1, 2), stride => nn.bottleneck([2, 5], {stride})));
});

describe("gradients", () => {
  const net = nn.sequential(
    nn.conv(4, 3),
    nn.batchNorm(),
    nn.relu,
    nn.bottleneck([2, 6], {stride: 2}),
    nn.globalAveragePool,
    nn.dense(3)
  );

  it("are the same whether values are kept or not", () => {
    const [a, b] = (["all", "parameters"] as const).map(keep => {
      const p = plan(net, {input: [4, 6, 6, 2], loss: nn.softmaxCrossEntropy, keep});
      p.feed(normal([4, 6, 6, 2], random(1)), [0, 1, 2, 1]);
      p.forward();
      p.backward();
      return p;
    });
    expect(b.vector.gradients).toEqual(a.vector.gradients);
    expect(b.value("loss").get()).toBe(a.value("loss").get());
  });

  it("of parameters that the value does not depend on are 0", () => {
    const p = plan(nn.block("l", nn.residual(nn.dense(4), nn.relu, nn.dense(4))), {input: [2, 4]});
    p.feed(normal([2, 4], random(1)));
    p.forward();
    p.backward({gradient: normal([2, 4], random(2))});
    p.backward({from: "a[l+1]", gradient: normal([2, 4], random(2))});
    expect(flat(p.gradient("W[l+1]")).some(g => g !== 0)).toBe(true);
    expect(p.parameters.filter(q => q.layer === 2).every(q => flat(q.gradient).every(g => g === 0))).toBe(
      true
    );
    expect(() => p.gradient("z[l+2]")).toThrow("z[l+2] has no gradient");
  });

  it("end at a value when asked", () => {
    const p = plan(nn.sequential(nn.dense(3), nn.relu, nn.dense(2)), {input: [1, 4]});
    p.feed(normal([1, 4], random(1)));
    p.forward();
    p.backward({gradient: [1, -1]});
    const whole = [...flat(p.gradient("a1"))];
    p.backward({to: "a1", gradient: [1, -1]});
    expect([...flat(p.gradient("a1"))]).toEqual(whole);
    expect(() => p.gradient("x")).toThrow("x has no gradient: nothing leads back to it");
    expect(flat(p.parameters[0].gradient).every(g => g === 0)).toBe(true);
  });

  it("accumulate where a value is read several times", () => {
    const p = plan(x => apply("add", {}, [x, apply("add", {}, [x, x])]), {input: [1, 2]});
    p.backward({gradient: [1, 10]});
    expect([...flat(p.gradient("x"))]).toEqual([3, 30]);
  });
});
