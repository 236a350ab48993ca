import fc from "fast-check";
import {describe, expect, it, test} from "vitest";
import {type Mode, type OperationName, plan} from "../../lib/graph/index.js";
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
import {conv, drop, named, scale, sequential} from "../../lib/nn/index.js";
import {
  assign,
  below,
  flat,
  gaussian,
  normal,
  type Random,
  random,
  type Shape,
  size
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
