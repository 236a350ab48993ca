// Runs a model in the library and in the second witness from the same numbers, and holds one against the other.
import {expect} from "vitest";
import {count, type Layer, type Plan, type PlanOptions, plan} from "../../lib/graph/index.js";
import * as library from "../../lib/nn/index.js";
import {flat, normal, random, type Tensor, tensor} from "../../lib/tensor/index.js";
import type {Piece} from "./networks.js";
import {type Tape, type Value, value} from "./operations.js";
import type {Rate, Rule} from "./optimisers.js";
import {wrongStart} from "./starts.js";
import {type Batch, learn, pass, type State} from "./train.js";

/** The same object, which notes what is asked of it: so that no case is forgotten. */
export const noted = <T extends object>(target: T, names: Set<PropertyKey>): T =>
  new Proxy(target, {
    get(_, name) {
      names.add(name);
      return target[name as keyof T];
    }
  });

/** What cases use of the library's layers, blocks, initialisations, optimisers, … */
export const used = new Set<PropertyKey>();
export const nn = noted(library, used);

/** A loss, once in the library's words and once in the witness's. */
export type Loss = {library: Layer; witness: (y: Value, target: Value) => Value; labels?: true};

/** One network, once in the library's words and once as the witness writes it out. */
export type Case = {input: readonly number[]; library: Layer; witness: Piece; loss?: Loss};

/** Largest difference that is allowed, relative to the largest number of an array. */
const tolerances = {single: 1e-4, double: 1e-10};
type Precision = keyof typeof tolerances;

/** Numbers that are all of this size or smaller (gradients that cancel) may differ by the tolerance of this size. */
export function expectClose(
  what: string,
  actual: ArrayLike<number>,
  expected: ArrayLike<number>,
  tolerance: number,
  size = 0
): void {
  if (actual.length !== expected.length)
    expect.fail(`${what}: ${actual.length} and ${expected.length} numbers`);
  let [largest, apart] = [size, 0];
  for (let i = 0; i < expected.length; i++) {
    largest = Math.max(largest, Math.abs(expected[i]));
    const difference = Math.abs(actual[i] - expected[i]);
    if (!(difference <= apart)) apart = difference;
  }
  if (!(apart <= tolerance * largest)) {
    const show = (x: ArrayLike<number>) => Array.from(x).slice(0, 6).join(" ");
    expect.fail(
      `${what} differ by ${apart} of ${largest}: library ${show(actual)}, witness ${show(expected)}`
    );
  }
}

/** Copies of the plan's parameters and statistics for the witness. */
export function stateOf(p: Plan, moments = 2): State {
  const tape: Tape = {training: true, parameters: [], statistics: [], flags: [], steps: []};
  const copied = (w: Tensor, kind: Value["kind"]) => ({
    ...value(tape, w.shape, Float64Array.from(flat(w))),
    kind
  });
  const parameters = p.parameters.map(({kind, value: w}) => {
    const memory = Array.from({length: moments}, () => new Float64Array(w.size));
    return {...copied(w, kind), memory};
  });
  return {parameters, statistics: runningOf(p).map(w => copied(w, "statistic"))};
}

/** What the plan was fed, and what stochastic depth has drawn. */
export const batchOf = (p: Plan): Batch => ({
  x: {shape: p.input.shape, v: flat(p.input)},
  target: p.target && {shape: p.target.shape, v: flat(p.target)},
  flags: drops(p).map(({output}) => p.value(`${output}.dropped`).get(0))
});

/** Running means and variances, in the order of the network. */
const runningOf = (p: Plan) =>
  p.steps
    .filter(({operation}) => operation === "batchNorm")
    .flatMap(({inputs}) => inputs.slice(3).map(name => p.value(name)));

function expectStatistics(what: string, p: Plan, {statistics}: State, tolerance: number): void {
  runningOf(p).forEach((w, i) => {
    expectClose(`${what}running statistics ${i}`, flat(w), statistics[i].v, tolerance);
  });
}

const drops = (p: Plan) => p.steps.filter(({operation}) => operation === "drop");

/** Noise for parameters, so that nothing is 0 or 1 by chance of its beginning; variances stay positive. */
export function shake(p: Plan, seed: number): void {
  const next = random(seed);
  for (const {value: w} of p.parameters) for (let i = 0; i < w.size; i++) flat(w)[i] += 0.6 * (next() - 0.4);
  for (let i = 0; i < p.statistics.length; i++) p.statistics[i] = 0.3 + next();
}

const classesIn = (shape: readonly number[]) => shape[shape.length - 1];

export function examples({input, loss}: Case, p: Plan, count: number, seed: number): library.Data {
  const next = random(seed);
  const inputs = normal([count, ...input.slice(1)], next);
  if (!loss?.labels)
    return {inputs, targets: normal([count, ...(p.target ?? p.output).shape.slice(1)], next)};
  const labels = Array.from({length: count}, () => Math.floor(next() * classesIn(p.output.shape)));
  return {inputs, targets: tensor([count], labels)};
}

/**
 * Every value, every gradient and every explanation, once forward and back, from shaken parameters; and before they are
 * shaken, how they begin.
 */
export function agreeOnce(
  c: Case,
  options: {precision?: Precision; keep?: PlanOptions["keep"]} & Partial<Pick<PlanOptions, "kernels">>,
  mode: Plan["mode"]
): void {
  const {precision = "single", keep = "all"} = options;
  const tolerance = tolerances[precision];
  const p = plan(c.library, {...options, input: c.input, loss: c.loss?.library, seed: 3});
  p.mode = mode;
  const {inputs, targets} = examples(c, p, c.input[0], 5);
  p.feed(inputs, c.loss && targets);

  const begun = stateOf(p);
  pass(c, begun, batchOf(p));
  begun.parameters.forEach((w, i) => {
    const wrong = wrongStart(w, w.start!);
    if (wrong) expect.fail(`${p.parameters[i].name} begins otherwise than ${w.start}: ${wrong}`);
  });

  shake(p, 7);
  // Some branches drop out, some not, and neighbours differ.
  const flags = drops(p).map((_, i) => Number(i % 3 !== 1));
  for (const [i, {output}] of drops(p).entries()) p.value(`${output}.dropped`).set(0, flags[i]);
  const state = stateOf(p);
  const dy = c.loss ? undefined : flat(normal(p.output.shape, random(11)));
  const loss: unknown = p.forward();
  p.backward(dy && {gradient: dy});
  const {tape, ...witness} = pass(c, state, {...batchOf(p), flags}, {training: mode === "training", dy});

  if (c.loss) expectClose("loss", [Number(loss)], [witness.loss], tolerance);
  expectClose("output", flat(p.output), witness.output.v, tolerance);
  expectStatistics("", p, state, tolerance);
  const size = 0.1 * largestGradient(state);
  expectClose("gradient of x", flat(p.gradient("x")), witness.input.d, tolerance, size);
  p.parameters.forEach(({name, gradient}, i) => {
    expectClose(`gradient of ${name}`, flat(gradient), state.parameters[i].d, tolerance, size);
  });
  if (keep !== "all") return;
  expect(p.steps.map(({operation}) => operation)).toEqual(tape.steps.map(({operation}) => operation));
  p.steps.forEach(({output}, i) => {
    const {v, d} = tape.steps[i].output;
    expectClose(`values ${output}`, flat(p.value(output)), v, tolerance);
    expectClose(`gradient of ${output}`, flat(p.gradient(output)), d, tolerance, size);
    explained(p, output, v, tolerance);
  });
  counted(c, tape);
}

/** The terms that the library names for some elements add up to what the witness has there. */
function explained(p: Plan, name: string, v: Float64Array, tolerance: number): void {
  const {shape} = p.value(name);
  for (const at of [0, Math.floor(v.length / 2), v.length - 1]) {
    const index = shape.map((n, d) => Math.floor(at / shape.slice(d + 1).reduce((s, m) => s * m, 1)) % n);
    const {operation, sum, result} = p.explain(name, index);
    const size = Math.max(1, Math.abs(v[at]));
    expectClose(`result of ${name} at ${index}`, [result], [v[at]], tolerance, size);
    const made = operation === "relu" ? Math.max(0, sum) : sum;
    expectClose(`terms of ${name} at ${index}`, [made], [v[at]], tolerance, size);
  }
}

/** Parameters and multiplications of the library's count, without a loss. */
function counted({library, input}: Case, {steps}: Tape): void {
  const cost = count(library, input);
  const sizes = steps.map(({operation, inputs: [, w], output}) =>
    operation === "dense" || operation === "conv2d"
      ? (output.v.length * w.v.length) / w.shape[w.shape.length - 1]
      : 0
  );
  expect(cost.multiplyAdds).toBe(sizes.reduce((a, b) => a + b, 0));
  const all = new Set(steps.flatMap(({inputs}) => inputs));
  const numbers = (...kinds: unknown[]) =>
    [...all].reduce((n, {kind, v}) => n + (kinds.includes(kind) ? v.length : 0), 0);
  expect(cost.parameters).toBe(numbers("weight", "bias", "gamma", "beta"));
  expect(cost.statistics).toBe(numbers("statistic"));
}

const libraryRate = (rate: Rate): number | library.Schedule =>
  typeof rate === "number"
    ? rate
    : "cosine" in rate
      ? nn.cosine(rate.cosine, rate.steps)
      : nn.warmUp(rate.warmUp, libraryRate(rate.to));

export const libraryOptimiser = ({name, rate, ...rest}: Rule): library.Optimiser =>
  nn[name]({...rest, rate: libraryRate(rate)});

export type Training = {
  rule?: Rule;
  clip?: number;
  steps?: number;
  /** Chaos: both start every step from the library's numbers. */
  together?: boolean;
};

/** Training: of every step the loss, the gradients, the weights after it, moments and running statistics. */
export function agreeTraining(
  c: Case & {loss: Loss},
  {precision = "single", keep = "parameters"}: {precision?: Precision; keep?: PlanOptions["keep"]} = {},
  {
    rule = {name: "momentum", rate: 0.05, decay: 1e-3},
    clip: most,
    steps = 20,
    together = false
  }: Training = {}
): void {
  const tolerance = tolerances[precision];
  const p = plan(c.library, {input: c.input, loss: c.loss.library, seed: 3, precision, keep});
  const optimiser = libraryOptimiser(rule);
  const state = optimiser.init(p.vector);
  const witness = stateOf(p, state.memory.length);
  /** The library's moments of one parameter. */
  const momentsOf = (i: number) => {
    const {value: w} = p.parameters[i];
    const from = w.offset - p.vector.values.byteOffset / p.vector.values.BYTES_PER_ELEMENT;
    return state.memory.map(m => m.subarray(from, from + w.size));
  };

  const data = examples(c, p, Math.ceil(2.5 * c.input[0]), 5);
  let t = 0;
  for (const {loss} of nn.train(p, data, {optimiser, steps, seed: 3, clip: most, state})) {
    const {loss: expected} = learn(c, witness, batchOf(p), rule, t, most);
    const size = 0.1 * largestGradient(witness);
    const step = (what: string) => `step ${t + 1}: ${what}`;
    expectClose(step("loss"), [loss], [expected], tolerance);
    p.parameters.forEach(({name, value: w, gradient}, i) => {
      const {v, d, memory} = witness.parameters[i];
      expectClose(step(`gradient of ${name}`), flat(gradient), d, tolerance, size);
      expectClose(step(name), flat(w), v, tolerance, 0.01);
      momentsOf(i).forEach((m, k) => {
        const floor = size ** (rule.name.startsWith("adam") ? k + 1 : 1);
        expectClose(step(`moment ${k} of ${name}`), m, memory[k], tolerance, floor);
      });
    });
    expectStatistics(step(""), p, witness, tolerance);
    t++;
    if (!together) continue;
    const now = stateOf(p);
    witness.parameters.forEach(({v, memory}, i) => {
      v.set(now.parameters[i].v);
      momentsOf(i).forEach((m, k) => {
        memory[k].set(m);
      });
    });
    witness.statistics.forEach(({v}, i) => {
      v.set(now.statistics[i].v);
    });
  }
  expect(t).toBe(steps);
}

const largestGradient = ({parameters}: State) =>
  Math.max(0, ...parameters.map(({d}) => d.reduce((m, g) => Math.max(m, Math.abs(g)), 0)));
