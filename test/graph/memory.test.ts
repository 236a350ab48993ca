import fc from "fast-check";
import {describe, expect, it, test} from "vitest";
import {copyParameters, count, type Mode, type OperationName, plan} from "../../lib/graph/index.js";
import {layOut} from "../../lib/graph/memory.js";
import {
  apply,
  declare,
  type Initialise,
  type Kind,
  type Layer,
  trace,
  type Value
} from "../../lib/graph/trace.js";
import {kernels as fastest, reference} from "../../lib/kernels/index.js";
import {
  architectures,
  batchNorm,
  bottleneck,
  conv,
  dense,
  drop,
  globalAveragePool,
  meanSquaredError,
  named,
  network,
  relu,
  repeat,
  residual,
  residualWith,
  scale,
  sequential,
  twoLayers
} from "../../lib/nn/index.js";
import {
  assign,
  below,
  flat,
  gaussian,
  normal,
  type Random,
  random,
  type Shape,
  size,
  type Tensor
} from "../../lib/tensor/index.js";

test("alike nodes share what backward borrows; what forward saves is each node's own", () => {
  const {graph} = trace(sequential(conv(3, 3), conv(3, 3), conv(3, 5)), [1, 4, 4, 3]);
  const {saved, borrowed} = layOut(graph, new Map(), fastest);
  const [one, two, other] = graph.nodes;
  expect(Object.keys(borrowed.get(one)!)).toEqual(["dilated", "flipped"]);
  for (const name of ["dilated", "flipped"]) {
    expect(borrowed.get(two)![name]).toBe(borrowed.get(one)![name]);
    expect(borrowed.get(other)![name]).not.toBe(borrowed.get(one)![name]);
  }
  expect(saved.get(two)!.padded.offset).not.toBe(saved.get(one)!.padded.offset);
});

test("every branch that can be dropped has its own flag", () => {
  const p = plan(sequential(drop(0.5), drop(0.5), drop(0.5)), {input: [1, 2]});
  const flags = p.steps.map(({output}) => p.value(`${output}.dropped`));
  expect(new Set(flags.map(({offset}) => offset)).size).toBe(3);
  flags[1].set(0, 1);
  expect(flags.map(flag => flag.get(0))).toEqual([0, 1, 0]);
});

/** One row of the table on an input whose shape it can take; `i` keeps the names of what it declares apart. */
type Use = {input: Shape; on: (x: Value, i: number) => Value};

const drawn =
  (number: (next: Random) => number): Initialise =>
  (x, next) =>
    flat(x).set(Array.from({length: x.size}, () => number(next)));
const positive = drawn(next => 0.5 + next());
const label = drawn(next => below(3, next));

const given = (x: Value, name: string, kind: Kind, shape: Shape, initialise: Initialise = drawn(gaussian)) =>
  declare(x.graph, {name, tex: name, kind, shape, initialise});

const n = fc.integer({min: 1, max: 4});
const rows = fc.tuple(fc.integer({min: 2, max: 4}), n);
const images = fc.tuple(n, fc.integer({min: 3, max: 5}), fc.integer({min: 3, max: 5}), n);
const pair = fc.tuple(fc.integer({min: 1, max: 3}), fc.integer({min: 1, max: 3}));
const padding = fc.constantFrom<"same" | "valid">("same", "valid");

const onRows = (on: (x: Value, i: number, input: number[]) => Value) =>
  rows.map((input): Use => ({input, on: (x, i) => on(x, i, input)}));

const pooling = (operation: "maxPool" | "averagePool") =>
  fc.tuple(images, pair, pair, padding).map(
    ([input, size, stride, padding]): Use => ({
      input,
      on: x => apply(operation, {size, stride, padding}, [x])
    })
  );

/** Each row of the table with random shapes and attributes. */
const uses: Record<OperationName, fc.Arbitrary<Use>> = {
  dense: onRows((x, i, [, c]) =>
    apply("dense", {}, [x, given(x, `W${i}`, "weight", [c, 3]), given(x, `b${i}`, "bias", [3])])
  ),
  conv2d: fc.tuple(images, pair, pair, padding, n).map(
    ([input, kernel, stride, padding, filters]): Use => ({
      input,
      on: (x, i) =>
        apply("conv2d", {stride, padding}, [
          x,
          given(x, `W${i}`, "weight", [...kernel, input[3], filters]),
          given(x, `b${i}`, "bias", [filters])
        ])
    })
  ),
  add: onRows(x => apply("add", {}, [x, scale(3)(x)])),
  relu: onRows(x => apply("relu", {}, [x])),
  scale: onRows(x => apply("scale", {factor: -0.7}, [x])),
  drop: onRows(x => apply("drop", {survival: 0.5}, [x])),
  reshape: onRows((x, _, input) => apply("reshape", {to: [size(input)]}, [x])),
  subsample: fc.tuple(images, n, n).map(
    ([input, stride, more]): Use => ({
      input,
      on: x => apply("subsample", {stride, channels: input[3] + more}, [x])
    })
  ),
  batchNorm: onRows((x, i, [, c]) =>
    apply("batchNorm", {epsilon: 1e-5, rate: 0.1}, [
      x,
      given(x, `gamma${i}`, "gamma", [c]),
      given(x, `beta${i}`, "beta", [c]),
      given(x, `mean${i}`, "statistic", [c]),
      given(x, `variance${i}`, "statistic", [c], positive)
    ])
  ),
  maxPool: pooling("maxPool"),
  averagePool: pooling("averagePool"),
  globalAveragePool: images.map((input): Use => ({input, on: x => apply("globalAveragePool", {}, [x])})),
  softmaxCrossEntropy: rows.map(
    ([batch]): Use => ({
      input: [batch, 3],
      on: (x, i) => apply("softmaxCrossEntropy", {}, [x, given(x, `target${i}`, "target", [batch], label)])
    })
  ),
  squaredError: fc.tuple(rows, fc.constantFrom<"element" | "half row">("element", "half row")).map(
    ([input, per]): Use => ({
      input,
      on: (x, i) => apply("squaredError", {per}, [x, given(x, `target${i}`, "target", input)])
    })
  )
};

/** The row applied to each of some inputs, factor·x; what comes out is added up. */
const sideBySide =
  ({on}: Use, inputs: readonly {i: number; factor: number}[]): Layer =>
  x =>
    inputs
      .map(({i, factor}) => on(named(`in${i}`, scale(factor))(x), i))
      .reduce((sum, y) => apply("add", {}, [sum, y]));

/** Compares a plan of two alike nodes with plans of one, twice: what a step leaves behind must not reach the next. */
function agree(use: Use, {seed, mode, flags, kernels}: Circumstances): void {
  const inputs = [1, -0.6].map((factor, i) => ({i, factor}));
  const [both, ...alone] = [inputs, ...inputs.map(one => [one])].map(inputs => {
    const p = plan(sideBySide(use, inputs), {input: use.input, kernels: sets[kernels], seed});
    p.mode = mode;
    const drops = p.steps.filter(({operation}) => operation === "drop");
    for (const [n, {output}] of drops.entries()) p.value(`${output}.dropped`).set(0, flags[inputs[n].i]);
    return p;
  });
  const next = random(seed);
  for (let step = 0; step < 2; step++) {
    const [input, gradient] = [normal(use.input, next), normal(both.output.shape, next)];
    for (const p of alone) {
      const computed = new Set(p.steps.map(({output}) => output));
      for (const name of p.names) if (!computed.has(name)) assign(p.value(name), both.value(name));
    }
    for (const p of [both, ...alone]) {
      p.feed(input);
      p.forward();
      p.backward({gradient});
    }
    alone.forEach((p, i) => {
      for (const name of [`in${i}`, ...p.parameters.map(q => q.name)])
        expect([...flat(both.gradient(name))], name).toEqual([...flat(p.gradient(name))]);
    });
  }
}

const sets = {fastest, reference};

type Circumstances = {
  seed: number;
  mode: Mode;
  /** Which of the two is dropped, where they can be. */
  flags: readonly number[];
  kernels: keyof typeof sets;
};

describe("two alike nodes of one plan give the gradients that each gives alone", () => {
  const circumstances = fc.record({
    seed: fc.integer({min: 1, max: 1e6}),
    mode: fc.constantFrom<Mode>("training", "evaluation"),
    flags: fc.constantFrom([0, 0], [0, 1], [1, 0], [1, 1]),
    kernels: fc.constantFrom<keyof typeof sets>("fastest", "reference")
  });
  for (const [operation, use] of Object.entries(uses))
    it(operation, () => fc.assert(fc.property(use, circumstances, agree), {numRuns: 40, seed: 1}));
});

describe("nothing of what the memory of an output held before is left after forward", () => {
  for (const [operation, use] of Object.entries(uses))
    it(operation, () =>
      fc.assert(
        fc.property(
          use,
          fc.constantFrom<keyof typeof sets>("fastest", "reference"),
          ({input, on}, kernels) => {
            const p = plan(x => on(x, 0), {input, kernels: sets[kernels], seed: 1});
            p.mode = "evaluation";
            p.feed(normal(input, random(1)));
            p.forward();
            const before = [...flat(p.output)];
            flat(p.output).fill(Number.NaN);
            p.forward();
            expect([...flat(p.output)]).toEqual(before);
          }
        ),
        {numRuns: 20, seed: 1}
      )
    );
});

describe("a plan that keeps a list of names", () => {
  const batchNormed = (n: number) => sequential(conv(n, 3), batchNorm(), relu);
  const models: {[kind: string]: {model: Layer; input: Shape}} = {
    "shortcuts of three kinds": {
      model: sequential(
        batchNormed(4),
        residualWith({shortcut: "identity"}, conv(4, 3), batchNorm(), relu, conv(4, 3)),
        residualWith({shortcut: "A"}, conv(8, 3, {stride: 2}), relu, conv(8, 3)),
        bottleneck([3, 12], {stride: 2}),
        globalAveragePool,
        dense(5)
      ),
      input: [2, 12, 12, 3]
    },
    "shortcuts that reach over many blocks": {
      model: sequential(
        dense(6),
        ...repeat(4, () => twoLayers({kind: "pre-activation", norm: true, layer: () => dense(6)})),
        residual(...repeat(3, () => twoLayers({kind: "residual", layer: () => dense(6)})), dense(6))
      ),
      input: [3, 4]
    }
  };

  it.each(Object.entries(models))("computes what one that keeps all does: %s", (_, {model, input}) => {
    const all = plan(model, {input, seed: 2});
    all.statistics.set(Array.from(all.statistics, (_, i) => 0.5 + ((i * 7) % 5) / 5));
    all.mode = "evaluation";
    // Every value once, and with it all that lie in its memory at other times.
    for (const name of all.steps.map(({output}) => output)) {
      const few = plan(model, {input, keep: [name]});
      copyParameters(all, few);
      for (const seed of [1, 2]) {
        for (const p of [all, few]) {
          p.feed(normal(input, random(seed)));
          p.forward();
        }
        expectNear(few.output, all.output);
        expectNear(few.value(name), all.value(name));
      }
    }
  });

  function expectNear(value: Tensor, expected: Tensor) {
    const numbers = flat(expected);
    for (const [i, x] of flat(value).entries()) expect(x).toBeCloseTo(numbers[i], 4);
  }

  /** How many numbers a plan takes from its arena; nothing is allocated. */
  function taken(name: keyof typeof architectures, keep: "parameters" | readonly string[]): number {
    let numbers = 0;
    const arena = (shapes: readonly Shape[]) => {
      numbers = shapes.reduce((sum, shape) => sum + size(shape), 0);
      throw new Error("counted");
    };
    const {input} = architectures[name];
    expect(() =>
      plan(network(architectures[name]), {input: [1, ...input], keep, kernels: {...reference, arena}})
    ).toThrow("counted");
    return numbers;
  }

  it("takes little more than its weights: ResNet-50 a sixth more, where training takes four times as much", () => {
    const weights = count(network(architectures["resnet-50"]), [1, 224, 224, 3]).parameters;
    expect(taken("resnet-50", []) / weights).toBeLessThan(1.25);
    expect(taken("resnet-50", "parameters") / weights).toBeGreaterThan(3);
  });

  it("needs no more for a network that is deeper than its weights do", () => {
    const more = (["cifar-resnet-20", "cifar-resnet-110"] as const).map(
      name => taken(name, []) - count(network(architectures[name]), [1, 32, 32, 3]).parameters
    );
    expect(more[1] / more[0]).toBeLessThan(1.1);
  });

  it("says what it does not keep", () => {
    const p = plan(sequential(dense(3), dense(2)), {input: [1, 2], keep: []});
    p.forward();
    expect(p.value("W1").shape).toEqual([2, 3]);
    expect(() => p.value("z1")).toThrow('z1 is not kept: make the plan with {keep: ["z1"]}');
    expect(() => p.explain("z2", [0, 0])).toThrow("z2 was made of values that are not kept");
    expect(() => p.backward({gradient: [1, 1]})).toThrow("z2 has no gradient: keep is a list of names");
    expect(() => p.parameters[0].gradient).toThrow("W1 has no gradient: keep is a list of names");
    expect(() => plan(dense(3), {input: [1, 2], keep: ["z7"]})).toThrow("no value named z7");
    expect(() => plan(dense(3), {input: [1, 2], keep: [], loss: meanSquaredError})).toThrow(
      "keep is a list of names"
    );
  });

  it("can have its first value explained", () => {
    const p = plan(sequential(dense(3), dense(2)), {input: [1, 2], keep: ["z1"]});
    p.feed([1, 2]);
    p.forward();
    expect(p.explain("z2", [0, 1]).result).toBeCloseTo(p.output.get(0, 1), 5);
  });
});
