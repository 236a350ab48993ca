import {describe, expect, it} from "vitest";
import {copyParameters, countedFrom, type Layer, type OperationName, plan} from "../../lib/graph/index.js";
import {reference} from "../../lib/kernels/index.js";
import * as nn from "../../lib/nn/index.js";
import {assign, elements, flat, normal, random} from "../../lib/tensor/index.js";

const residualBlock = nn.block("l", nn.residual(nn.dense(4), nn.relu, nn.dense(4)));

describe("names", () => {
  it("follow the course: x, W1, b1, z1, a1, …", () => {
    const p = plan(nn.sequential(nn.dense(4), nn.relu, nn.dense(2)), {input: [3, 5]});
    expect(p.names).toEqual(["x", "W1", "b1", "z1", "a1", "W2", "b2", "z2"]);
    expect(p.steps.map(s => s.tex)).toEqual([
      "z^{[1]} = W^{[1]}\\, x + b^{[1]}",
      "a^{[1]} = g(z^{[1]})",
      "z^{[2]} = W^{[2]}\\, a^{[1]} + b^{[2]}"
    ]);
  });
  it("inside a block count from l", () => {
    const p = plan(residualBlock, {input: [1, 4]});
    expect(p.steps.map(s => [s.operation, s.inputs.join(" "), s.output])).toEqual([
      ["dense", "a[l] W[l+1] b[l+1]", "z[l+1]"],
      ["relu", "z[l+1]", "a[l+1]"],
      ["dense", "a[l+1] W[l+2] b[l+2]", "z[l+2]"],
      ["add", "z[l+2] a[l]", "z[l+2]+a[l]"],
      ["relu", "z[l+2]+a[l]", "a[l+2]"]
    ]);
  });
  it("inside a block that is deep in a network, too", () => {
    const p = plan(nn.sequential(nn.dense(4), nn.relu, residualBlock, nn.dense(2)), {input: [2, 3]});
    expect(p.value("a1")).toBe(p.value("a[l]"));
    expect(p.steps.at(-1)!.tex).toBe("z^{[4]} = W^{[4]}\\, a^{[l+2]} + b^{[4]}");
  });
  it("a projection is W_s, and not a layer of its own", () => {
    const p = plan(nn.residual(nn.dense(4), nn.relu, nn.dense(6)), {input: [1, 4]});
    expect(p.names).toContain("Ws2");
    expect(p.steps.find(s => s.output === "zs2")!.tex).toBe("z_s^{[2]} = W_s^{[2]}\\, x");
  });
  it("bear a prime when a layer has them twice, in TeX without a double superscript", () => {
    const twice = nn.sequential(nn.dense(2), nn.batchNorm(), nn.relu, nn.scale(2), nn.relu, nn.batchNorm());
    const p = plan(twice, {input: [2, 2]});
    expect(p.names).toEqual(
      expect.arrayContaining(["a1", "a1′", "gamma1", "gamma1′", "variance1′", "norm1′"])
    );
    expect(p.steps.find(s => s.output === "a1′")!.tex).toBe("{a^{[1]}}' = g(\\mathrm{scaled}^{[1]})");
  });
  it("count layers on from where they are told to, and nobody else can", () => {
    const late = nn.sequential(nn.dense(2), countedFrom(6, nn.sequential(nn.dense(2), nn.relu)), nn.dense(1));
    expect(plan(late, {input: [1, 2]}).steps.map(s => s.output)).toEqual(["z1", "z7", "a7", "z8"]);
    const meddle: Layer = x => {
      // @ts-expect-error: a layer cannot write into the graph.
      x.graph.layers = 6;
      return x;
    };
    expect(meddle).toBeTypeOf("function");
  });
  it("can be given by hand, once", () => {
    const p = plan(nn.named("logits", nn.dense(2)), {input: [1, 2]});
    expect(p.value("logits").shape).toEqual([1, 2]);
    const twice = nn.sequential(nn.named("h", nn.dense(2)), nn.named("h", nn.dense(2)));
    expect(() => plan(twice, {input: [1, 2]})).toThrow("two values are named h");
    expect(() => plan(nn.named("", nn.relu), {input: [1, 2]})).toThrow(
      "a name must not be empty: that of a0"
    );
  });
  it("an unknown name lists those that there are", () => {
    expect(() => plan(nn.relu, {input: [2]}).value("q")).toThrow("no value named q: there are x, a0");
  });
});

describe("a plan", () => {
  it("begins with the same parameters for the same seed, with others for another", () => {
    const at = (seed: number) => [...plan(residualBlock, {input: [1, 4], seed}).vector.values];
    expect(at(5)).toEqual(at(5));
    expect(at(5)).not.toEqual(at(6));
  });
  it("leaves its parameters 0 where they come from elsewhere", () => {
    const model = nn.sequential(nn.dense(4), nn.batchNorm());
    const {parameters, statistics} = plan(model, {input: [1, 3], initial: false});
    expect(parameters.map(({value}) => [...elements(value)].every(v => v === 0))).toEqual(
      Array(4).fill(true)
    );
    expect([...statistics]).toEqual(Array(8).fill(0));
    expect([...plan(model, {input: [1, 3]}).statistics]).not.toEqual(Array(8).fill(0));
  });
  it("gives the plain and the residual block of one seed the same weights", () => {
    const layers = [nn.dense(4), nn.relu, nn.dense(4)];
    const [a, b] = [nn.plain(...layers), nn.residual(...layers)].map(m => plan(m, {input: [1, 4], seed: 3}));
    expect(a.vector.values).toEqual(b.vector.values);
  });
  it("computes the same with every choice of kernels and of what to keep", () => {
    const net = nn.sequential(
      nn.conv(4, 3, {stride: 2}),
      nn.batchNorm(),
      nn.relu,
      nn.maxPool(2),
      nn.flatten,
      nn.dense(3)
    );
    const input = normal([2, 9, 9, 3], random(1));
    const losses = [
      {},
      {kernels: reference},
      {keep: "parameters" as const},
      {precision: "double" as const}
    ].map(options => {
      const p = plan(net, {input: [2, 9, 9, 3], loss: nn.softmaxCrossEntropy, ...options});
      p.feed(input, [0, 2]);
      return p.forward();
    });
    for (const loss of losses) expect(loss).toBeCloseTo(losses[3], 5);
  });
  it.each([0, "same", "valid"] as const)("makes a 1×1 convolution a matrix product, padding %s", padding => {
    const never = () => {
      throw new Error("convolved");
    };
    const kernels = {...reference, conv2d: never, conv2dWeight: never};
    const p = plan(nn.conv(2, 1, {padding}), {input: [1, 3, 3, 4], kernels});
    p.feed(normal([1, 3, 3, 4], random(1)));
    p.forward();
    p.backward({gradient: normal([1, 3, 3, 2], random(2))});
    const [pixel, w] = [p.input.pick(0, 1, 2, null), p.value("W1").pick(0, 0, null, 1)];
    const product = [0, 1, 2, 3].reduce((sum, c) => sum + pixel.get(c) * w.get(c), 0);
    expect(p.output.get(0, 1, 2, 1)).toBeCloseTo(product, 6);
  });
  it("keeps no value that a ReLU was joined to, and says so", () => {
    const p = plan(nn.sequential(nn.dense(3), nn.relu), {input: [1, 2], keep: "parameters"});
    expect(() => p.value("z1")).toThrow('z1 is not kept: make the plan with {keep: "all"}');
    p.feed([1, 2]);
    p.forward();
    const {sum} = p.explain("z1", [0, 1]);
    expect(p.value("a1").get(0, 1)).toBeCloseTo(Math.max(0, sum), 6);
  });
  it("in evaluation uses running statistics, which training moves and evaluation leaves", () => {
    const p = plan(nn.batchNorm({rate: 0.5, epsilon: 0}), {input: [2, 1]});
    p.feed([1, 3]);
    p.forward();
    expect([...elements(p.output)]).toEqual([-1, 1]);
    expect([...p.statistics]).toEqual([1, 1]);
    p.mode = "evaluation";
    p.forward();
    expect([...elements(p.output)]).toEqual([0, 2]);
    expect([...p.statistics]).toEqual([1, 1]);
  });
  it("without a loss has no number to return, and needs a gradient to go back from", () => {
    const p = plan(residualBlock, {input: [1, 4]});
    // @ts-expect-error: a plan without a loss has none to add to.
    expect(() => p.forward() + 1).not.toThrow();
    expect(p.forward()).toBeUndefined();
    expect(() => p.backward()).toThrow("backward from a[l+2] needs its gradient, of shape 1,4");
    expect(() => p.gradient("a[l]")).toThrow("gradient before backward");
  });
  it("refuses to go back from what has no gradient", () => {
    const p = plan(nn.dense(2), {input: [1, 2], loss: nn.meanSquaredError});
    expect(() => p.backward({from: "target", gradient: [0, 0]})).toThrow(
      "target has no gradient: it is a target"
    );
  });
  it("copies parameters and running statistics to a plan of another batch size", () => {
    const net = nn.sequential(nn.dense(4), nn.batchNorm(), nn.relu, nn.dense(2));
    const [small, large] = [2, 5].map((n, seed) => plan(net, {input: [n, 3], seed}));
    small.feed(normal([2, 3], random(1)));
    small.forward();
    copyParameters(small, large);
    expect(large.vector.values).toEqual(small.vector.values);
    expect(large.statistics).toEqual(small.statistics);
  });
  it("refuses to copy between different models, naming where they differ", () => {
    const [a, b] = [4, 5].map(units => plan(nn.dense(units), {input: [1, 3]}));
    expect(() => copyParameters(a, b)).toThrow("the plans' parameters differ: W1 3,4 and W1 3,5");
  });
  it("has parameters whose views are pieces of one vector, kinds together", () => {
    const p = plan(nn.sequential(nn.dense(2), nn.batchNorm(), nn.dense(1)), {input: [1, 3]});
    expect(p.vector.groups).toEqual([
      {kind: "weight", from: 0, to: 8},
      {kind: "bias", from: 8, to: 11},
      {kind: "gamma", from: 11, to: 13},
      {kind: "beta", from: 13, to: 15}
    ]);
    p.vector.values.fill(7);
    for (const {value} of p.parameters) expect(flat(value).every(v => v === 7)).toBe(true);
  });
});

describe("trouble", () => {
  const deep = nn.sequential(nn.dense(3), nn.relu, nn.dense(3), nn.relu, nn.dense(2));

  it("names the first value that is not finite", () => {
    const p = plan(deep, {input: [1, 2]});
    p.feed([1, 1]);
    p.value("W2").set(1, 1, Number.NaN);
    p.forward();
    expect(p.trouble()).toEqual({kind: "diverged", value: "z2", operation: "dense", layer: 2});
  });
  it("names the first ReLU that lets nothing through", () => {
    const p = plan(deep, {input: [1, 2]});
    p.feed([1, 1]);
    flat(p.value("b2")).fill(-1e3);
    p.forward();
    expect(p.trouble()).toEqual({kind: "dead", value: "a2", operation: "relu", layer: 2});
  });
  it("names what is not finite, though a ReLU before it lets nothing through", () => {
    const p = plan(deep, {input: [1, 2]});
    p.feed([1, 1]);
    flat(p.value("b1")).fill(-1e3);
    p.value("b2").set(0, Number.NaN);
    p.forward();
    expect(p.trouble()).toEqual({kind: "diverged", value: "z2", operation: "dense", layer: 2});
  });
  it("is undefined when all is well", () => {
    const p = plan(deep, {input: [1, 2]});
    assign(p.value("b1"), [1, 1, 1]);
    assign(p.value("b2"), [9, 9, 9]);
    p.feed([0, 0]);
    p.forward();
    expect(p.trouble()).toBeUndefined();
  });
});

describe("explain", () => {
  const image = nn.sequential(
    nn.conv(3, 3, {stride: 2}),
    nn.batchNorm(),
    nn.relu,
    nn.maxPool(2, {stride: 1, padding: "same"}),
    nn.residualWith({shortcut: "A"}, nn.conv(5, [1, 2])),
    nn.averagePool(2, {padding: "same"}),
    nn.scale(0.5),
    nn.drop(0.5)
  );
  const models: [string, Layer, number[]][] = [
    [
      "images to a class",
      nn.sequential(image, nn.globalAveragePool, nn.dense(3), nn.softmaxCrossEntropy),
      [2, 7, 6, 2]
    ],
    ["images to a vector", nn.sequential(image, nn.flatten, nn.dense(2), nn.meanSquaredError), [2, 7, 6, 2]],
    ["rows", nn.sequential(residualBlock, nn.halfSquaredError), [3, 4]]
  ];

  it.each(models)("gives terms that add up to every element of every value: %s", (_, model, input) => {
    const p = plan(model, {input, precision: "double"});
    p.input.data.set(flat(normal(input, random(1))), p.input.offset);
    if (p.target && p.target.dimension > 1) flat(p.target).fill(0.3);
    p.forward();
    for (const {output, operation, shape} of p.steps)
      for (const index of indices(shape)) {
        const {terms, bias, sum, result} = p.explain(output, index);
        expect(terms.reduce((s, t) => s + t.product, bias?.value ?? 0)).toBeCloseTo(sum, 12);
        expect(result).toBe(p.value(output).get(...index));
        expect(operation === "relu" ? Math.max(0, sum) : sum, `${output}[${index}]`).toBeCloseTo(result, 10);
        for (const {from, input, weight, weightFrom, product} of terms) {
          if (from) expect(p.value(from.name).get(...from.index)).toBe(input);
          if (weightFrom) expect(p.value(weightFrom.name).get(...weightFrom.index)).toBe(weight);
          expect(product).toBe(input * weight);
        }
      }
  });
  it("covers every operation", () => {
    const seen = new Set(
      models.flatMap(([, model, input]) => plan(model, {input}).steps.map(s => s.operation))
    );
    const rows: Record<OperationName, true> = {
      dense: true,
      conv2d: true,
      add: true,
      relu: true,
      scale: true,
      drop: true,
      reshape: true,
      subsample: true,
      batchNorm: true,
      maxPool: true,
      averagePool: true,
      globalAveragePool: true,
      softmaxCrossEntropy: true,
      squaredError: true
    };
    expect([...seen].sort()).toEqual(Object.keys(rows).sort());
  });
  it("shows padding as terms without a source", () => {
    const p = plan(nn.conv(1, 3), {input: [1, 2, 2, 1]});
    const {terms} = p.explain("z1", [0, 0, 0, 0]);
    expect(terms.map(t => t.from?.index.slice(1, 3).join())).toEqual([
      ...[undefined, undefined, undefined, undefined, "0,0", "0,1", undefined, "1,0", "1,1"]
    ]);
  });
  it("refuses an index outside, and a value that is not computed", () => {
    const p = plan(nn.dense(2), {input: [1, 3]});
    expect(() => p.explain("z1", [0, 2])).toThrow("index 0,2 is not in shape 1,2");
    expect(() => p.explain("W1", [0, 0])).toThrow("W1 is not computed: it is a weight");
  });
});

function* indices(shape: readonly number[]): Generator<number[]> {
  if (!shape.length) yield [];
  else for (let i = 0; i < shape[0]; i++) for (const rest of indices(shape.slice(1))) yield [i, ...rest];
}
