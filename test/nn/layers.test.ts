import fc from "fast-check";
import {describe, expect, it} from "vitest";
import {type Layer, operations, plan} from "../../lib/graph/index.js";
import * as nn from "../../lib/nn/index.js";
import {assign, flat, nested, normal, random, reshape, type Tensor} from "../../lib/tensor/index.js";

/** The output of a model for one input. */
function run(model: Layer, x: Tensor, prepare?: (p: ReturnType<typeof plan>) => void): Float32Array {
  const p = plan(model, {input: x.shape});
  prepare?.(p);
  p.feed(x);
  p.forward();
  return flat(p.output);
}

const close = (a: Float32Array, b: Float32Array) =>
  a.forEach((v, i) => {
    expect(v).toBeCloseTo(b[i], 4);
  });

describe("convolution", () => {
  it("1×1 is a matrix product over channels", () =>
    fc.assert(
      fc.property(
        fc.integer({min: 1, max: 9}),
        fc.integer({min: 1, max: 9}),
        fc.integer(),
        (channels, filters, seed) => {
          const x = normal([2, 3, 4, channels], random(seed));
          const w = normal([channels, filters], random(seed + 1));
          const image = run(nn.conv(filters, 1), x, p =>
            assign(p.value("W1"), reshape(w, [1, 1, channels, filters]))
          );
          const rows = run(nn.dense(filters), reshape(x, [24, channels]), p => assign(p.value("W1"), w));
          expect(image).toEqual(rows);
        }
      ),
      {numRuns: 20, seed: 1}
    ));

  it("1×1 doubles the lecture's image: the first three cells are 2 4 6", () => {
    const image = nested([
      [1, 2, 3, 6, 5, 8],
      [3, 5, 5, 1, 3, 4],
      [2, 1, 3, 4, 9, 3],
      [4, 7, 8, 5, 7, 9],
      [1, 5, 3, 7, 4, 8],
      [5, 4, 9, 8, 3, 5]
    ]);
    const twice = run(nn.conv(1, 1, {weights: nn.constant(2), bias: false}), reshape(image, [1, 6, 6, 1]));
    expect([...twice]).toEqual([...flat(image)].map(v => 2 * v));
  });

  it("is linear", () =>
    fc.assert(
      fc.property(
        fc.integer({min: 1, max: 3}),
        fc.integer({min: 1, max: 3}),
        fc.integer(),
        (kernel, stride, seed) => {
          const model = nn.conv(3, kernel, {stride, bias: false});
          const [x, y] = [1, 2].map(i => normal([1, 5, 6, 2], random(seed + i)));
          const sum = normal([1, 5, 6, 2], random(0));
          flat(sum).forEach((_, i) => {
            flat(sum)[i] = 2 * flat(x)[i] - 3 * flat(y)[i];
          });
          const [fx, fy] = [run(model, x), run(model, y)];
          close(
            run(model, sum),
            fx.map((v, i) => 2 * v - 3 * fy[i])
          );
        }
      ),
      {numRuns: 15, seed: 1}
    ));

  it("on an image as large as its kernel is a dense layer", () => {
    const x = normal([2, 3, 3, 4], random(1));
    const w = normal([36, 5], random(2));
    const image = run(nn.conv(5, 3, {padding: "valid"}), x, p => assign(p.value("W1"), flat(w)));
    close(
      image,
      run(nn.dense(5), reshape(x, [2, 36]), p => assign(p.value("W1"), w))
    );
  });
});

describe("a residual block", () => {
  const a = [0, 1.5, 0.1, 3];

  it("with W[l+2] = 0 and b[l+2] = 0 returns ReLU(a), bit by bit, whatever W[l+1] is", () => {
    const model = nn.residual(nn.dense(4), nn.relu, nn.dense(4, {weights: nn.zero}));
    expect([...run(model, nested([a]))]).toEqual(a.map(Math.fround));
    expect([...run(model, nested([[-1, 2, -0.5, 0]]))]).toEqual([0, 2, 0, 0]);
  });
  it("whose last γ is 0 returns ReLU(a), bit by bit", () => {
    const block = nn.twoLayers({kind: "zero-gamma", norm: true, layer: () => nn.dense(4)});
    const x = normal([8, 4], random(1));
    expect(run(block, x)).toEqual(flat(x).map(v => Math.max(0, v)));
  });
  it("where the plain block with W[l+2] = 0 and b[l+2] = 0 returns 0", () => {
    expect([...run(nn.plain(nn.dense(4), nn.relu, nn.dense(4, {weights: nn.zero})), nested([a]))]).toEqual([
      0, 0, 0, 0
    ]);
  });
  it("with the shortcut after the second ReLU gives g(z) + a, not g(z + a)", () => {
    const main = [nn.dense(2, {weights: nn.identity}), nn.relu, nn.scale(-2)];
    const x = nested([[1, 3]]);
    expect([...run(nn.residual(...main), x)]).toEqual([0, 0]);
    expect([...run(nn.residualWith({join: "after"}, ...main), x)]).toEqual([1, 3]);
  });
  it("names the sum a[l+2] where nothing follows the shortcut, not what the ReLU before it lets through", () => {
    const after = nn.residualWith({join: "after"}, nn.dense(2), nn.relu, nn.dense(2));
    const {steps} = plan(nn.block("l", after), {input: [1, 2]});
    expect(steps.slice(-2).map(({operation, output}) => [operation, output])).toEqual([
      ["relu", "g[l+2]"],
      ["add", "a[l+2]"]
    ]);
  });
  it("projects with option B only where shapes change, with C always, with A never", () => {
    const names = (shortcut: nn.Shortcut, filters: number) =>
      plan(nn.residualWith({shortcut}, nn.conv(filters, 3)), {input: [1, 4, 4, 2]}).names.filter(n =>
        n.startsWith("Ws")
      );
    expect([names("A", 2), names("B", 2), names("C", 2)].map(n => n.length)).toEqual([0, 0, 1]);
    expect([names("A", 3), names("B", 3), names("C", 3)].map(n => n.length)).toEqual([0, 1, 1]);
  });
  it("of option A hands rows on and adds zeros", () => {
    expect([...run(nn.subsample(1, 5), nested([[1, 2, 3]]))]).toEqual([1, 2, 3, 0, 0]);
  });
  it("of option A takes every second pixel and adds channels of zeros", () => {
    const x = normal([1, 4, 4, 2], random(1));
    const y = run(nn.subsample(2, 3), x);
    expect([...y]).toEqual(
      [
        [0, 0],
        [0, 2],
        [2, 0],
        [2, 2]
      ].flatMap(([i, j]) => [x.get(0, i, j, 0), x.get(0, i, j, 1), 0])
    );
  });
  it("in pre-activation ends with the sum", () => {
    const block = nn.twoLayers({kind: "pre-activation", norm: true, layer: () => nn.dense(3)});
    const operations = plan(block, {input: [2, 3]}).steps.map(s => s.operation);
    expect(operations).toEqual(["batchNorm", "relu", "dense", "batchNorm", "relu", "dense", "add"]);
  });
});

describe("a branch with drop", () => {
  it("is left out where that was drawn, whatever it holds", () => {
    const p = plan(nn.residual(nn.dense(3), nn.drop(0.25)), {input: [1, 3]});
    p.value("kept1.dropped").set(0, 1);
    flat(p.value("b1")).fill(Infinity);
    p.feed([1, -2, 3]);
    p.forward();
    expect([...flat(p.output)]).toEqual([1, 0, 3]);
    flat(p.value("b1")).fill(0);
    p.forward();
    p.backward({gradient: [1, 1, 1]});
    expect([...flat(p.gradient("x"))]).toEqual([1, 0, 1]);
    expect([...flat(p.gradient("b1"))]).toEqual([0, 0, 0]);
  });
  it("takes part as it is otherwise, and in evaluation by its probability", () => {
    const q = plan(nn.residual(nn.dense(3, {weights: nn.identity}), nn.drop(0.25)), {input: [1, 3]});
    q.feed([4, 8, 12]);
    q.forward();
    expect([...flat(q.output)]).toEqual([8, 16, 24]);
    q.mode = "evaluation";
    q.forward();
    expect([...flat(q.output)]).toEqual([5, 10, 15]);
  });
  it("refuses a probability that is none", () =>
    expect(() => nn.drop(1.5)).toThrow("survival must lie in [0, 1]: 1.5"));
});

describe("initialisation", () => {
  const weight = (initialise: typeof nn.he, [inputs, units]: [number, number], seed = 1) =>
    plan(nn.dense(units, {weights: initialise}), {input: [1, inputs], seed}).value("W1");
  const power = (w: Tensor) => flat(w).reduce((s, v) => s + v * v, 0) / w.size;

  it("he has variance 2 / fan-in, xavier 2 / (fan-in + fan-out)", () => {
    expect(power(weight(nn.he, [200, 100])) * 200).toBeCloseTo(2, 1);
    expect(power(weight(nn.xavier, [200, 100])) * 300).toBeCloseTo(2, 1);
    const kernel = plan(nn.conv(40, 3), {input: [1, 4, 4, 30]}).value("W1");
    expect(power(kernel) * 270).toBeCloseTo(2, 1);
    expect(nn.fans(kernel)).toEqual({fanIn: 270, fanOut: 360});
  });
  it("identity gives y = x, for convolutions too", () => {
    const x = normal([1, 4, 4, 3], random(1));
    for (const kernel of [1, 3, 5])
      expect(run(nn.conv(3, kernel, {weights: nn.identity}), x)).toEqual(flat(x));
    expect(() => plan(nn.dense(3, {weights: nn.identity}), {input: [1, 2]})).toThrow(
      "identity needs as many units as inputs: 2,3"
    );
  });
  it.each([[[6, 6]], [[3, 7]], [[7, 3]]] as [[number, number]][])(
    "orthogonal keeps lengths: %j",
    ([inputs, units]) => {
      const w = weight(nn.orthogonal, [inputs, units]);
      const columns = inputs >= units;
      for (let i = 0; i < Math.min(inputs, units); i++)
        for (let j = 0; j <= i; j++) {
          let dot = 0;
          for (let k = 0; k < Math.max(inputs, units); k++)
            dot += columns ? w.get(k, i) * w.get(k, j) : w.get(i, k) * w.get(j, k);
          expect(dot).toBeCloseTo(i === j ? 1 : 0, 5);
        }
    }
  );
  it("looks-linear networks of ReLU layers compute a linear function", () => {
    const layer = (place: "first" | "hidden" | "last", units: number) =>
      nn.dense(units, {weights: nn.looksLinear(place)});
    const net = nn.sequential(
      layer("first", 8),
      nn.relu,
      ...nn.repeat(20, () => nn.sequential(layer("hidden", 8), nn.relu)),
      layer("last", 4)
    );
    const [x, y] = [normal([1, 4], random(1)), normal([1, 4], random(2))];
    const difference = nested([[...flat(x)].map((v, i) => v - flat(y)[i])]);
    close(
      run(net, difference),
      run(net, x).map((v, i) => v - run(net, y)[i])
    );
    expect(flat(x).reduce((s, v) => s + v * v, 0)).toBeCloseTo(
      run(net, x).reduce((s, v) => s + v * v, 0),
      4
    );
    expect(() => plan(layer("hidden", 5), {input: [1, 4]})).toThrow(
      "looks-linear needs an even number of units: 5"
    );
  });
});

describe("bad input gets a clear error", () => {
  it.each<[string, () => unknown, string]>([
    [
      "a scalar",
      () => plan(nn.dense(3), {input: []}),
      "a layer with weights needs at least 1 dimension: x is a scalar"
    ],
    [
      "a scalar",
      () => plan(nn.dense(3), {input: []}),
      "a layer with weights needs at least 1 dimension: x is a scalar"
    ],
    [
      "channels that differ",
      () => operations.dense.shape({}, [2, 3], [4, 5]),
      "incompatible shapes: 2,3 and 4,5: channels 3 and 4 differ"
    ],
    ["zero filters", () => nn.conv(0, 3), "filters must be an integer ≥ 1: 0"],
    ["half a unit", () => nn.dense(2.5), "units must be an integer ≥ 1: 2.5"],
    ["a stride of 0", () => nn.conv(2, 3, {stride: 0}), "stride must be an integer ≥ 1: 0"],
    [
      "an empty dimension",
      () => plan(nn.relu, {input: [2, 0]}),
      "every dimension of input 2,0 must be an integer ≥ 1: 0"
    ],
    [
      "a kernel larger than the image",
      () => plan(nn.conv(1, 5, {padding: "valid"}), {input: [1, 3, 3, 1]}),
      "kernel larger than padded input: 5 and 3 + 0"
    ],
    [
      "a convolution of rows",
      () => plan(nn.conv(1, 1), {input: [2, 3]}),
      "a convolution needs 4 dimensions: 2,3 and 1,1,3,1"
    ],
    ["pooling of rows", () => plan(nn.maxPool(2), {input: [2, 3]}), "pooling needs 4 dimensions: 2,3"],
    [
      "shapes that do not add",
      () => plan(nn.residualWith({}, nn.reshapeTo([3, 2])), {input: [2, 3]}),
      "incompatible shapes: 3,2 and 2,2"
    ],
    [
      "an identity shortcut where widths differ",
      () => plan(nn.residualWith({shortcut: "identity"}, nn.dense(3)), {input: [1, 2]}),
      "incompatible shapes: 1,3 and 1,2"
    ],
    [
      "rows thinned by a stride",
      () => plan(nn.subsample(2, 4), {input: [1, 3]}),
      "subsample by 2 needs 4 dimensions: 1,3"
    ],
    [
      "a zero-padded shortcut to fewer channels",
      () => plan(nn.subsample(1, 2), {input: [1, 2, 2, 3]}),
      "a zero-padded shortcut cannot drop channels: 3 and 2"
    ],
    [
      "a seed that is not an integer",
      () => plan(nn.dense(2), {input: [1, 2], seed: 0.5}),
      "seed must be an integer: 0.5"
    ],
    [
      "an unknown precision",
      () => plan(nn.relu, {input: [2], precision: "half" as never}),
      'precision must be one of single, double: "half"'
    ],
    [
      "an unknown kind of block",
      () => nn.twoLayers({kind: "dense" as never, layer: () => nn.relu}),
      "kind must be one of plain"
    ],
    [
      "zero-γ without normalisation",
      () => nn.twoLayers({kind: "zero-gamma", layer: () => nn.dense(2)}),
      "needs batch normalisation"
    ],
    ["a factor that is NaN", () => nn.scale(Number.NaN), "factor must be a finite number: NaN"],
    [
      "an input of another shape",
      () => plan(nn.relu, {input: [2, 3]}).feed([1, 2, 3]),
      "incompatible shapes: 2,3 and 3 numbers"
    ],
    [
      "a target without a loss",
      () => plan(nn.relu, {input: [1]}).feed([1], [1]),
      "a target was given to a plan without a loss"
    ],
    [
      "an unknown mode",
      () => Object.assign(plan(nn.relu, {input: [1]}), {mode: "test"}).forward(),
      'mode must be one of training, evaluation: "test"'
    ]
  ])("%s", (_, act, message) => {
    expect(act).toThrow(message);
  });
});
