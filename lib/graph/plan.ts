import {double, kernels as fastest, type Kernels} from "../kernels/index.js";
import {oneOf} from "../tensor/check.js";
import {random} from "../tensor/random.js";
import {formatShape, type Shape} from "../tensor/shape.js";
import {assign, flat, type Tensor} from "../tensor/tensor.js";
import {type Explanation, explanation} from "./explain.js";
import {fusible, isParameter, layOut, type Memory, type Vector} from "./memory.js";
import {type OperationName, row} from "./operations/index.js";
import {bound, type Mode, type Program, programs} from "./program.js";
import {type Graph, type Layer, type Node, type ParameterKind, trace, type Value} from "./trace.js";

export type {Vector} from "./memory.js";
export type {Mode} from "./program.js";

/** How a model is traced. */
export type PlanOptions = {
  /** Shape of the input, batch first. */
  input: Shape;
  /** What to minimise: declares its own target. Without it, backward needs a gradient to start from. */
  loss?: Layer;
  /** Seed of the initial parameters, an integer. */
  seed?: number;
  /** False leaves all parameters 0: weights come from elsewhere. */
  initial?: boolean;
  /**
   * "all": every value and every gradient can be read. "parameters": for speed, a ReLU joins the step before it, so
   * that what it was given is not kept. A list of names: for inference. Only these values and the output can be read
   * after forward, others share memory; there are no gradients, and the mode begins as "evaluation".
   */
  keep?: "all" | "parameters" | readonly string[];
  /** "double" computes with the reference loops in double precision: for checks. */
  precision?: "single" | "double";
  /** Kernels to use instead of the fastest. */
  kernels?: Kernels;
};

/** A trained value of a plan and its gradient, of one shape; the layer counts from 1. */
export type Parameter = {name: string; kind: ParameterKind; layer: number; value: Tensor; gradient: Tensor};

/** What the walkthrough shows: one operation, what it knows (a stride, a factor), the names of its values, its formula. */
export type Step = {
  operation: OperationName;
  attributes: unknown;
  inputs: string[];
  output: string;
  shape: Shape;
  layer: number;
  tex: string;
};

/** Where a run went wrong: the first value that is not finite; if there is none, the first ReLU whose output is all zero. */
export type Trouble = {kind: "diverged" | "dead"; value: string; operation: OperationName; layer: number};

/** A model traced over one input shape: its steps, its values, and what computes them. */
export type Plan = {
  steps: Step[];
  /** Names of all values, in the order in which they were declared. */
  names: string[];
  input: Tensor;
  /** What the loss compares with: see TrainablePlan. */
  target?: Tensor;
  /** The model's output (before the loss). */
  output: Tensor;
  parameters: Parameter[];
  vector: Vector;
  /** Running statistics of batch normalisation, one after another. */
  statistics: Float32Array;
  kernels: Kernels;
  mode: Mode;
  /** Copies an input, and a target, into the plan. Throws unless the shapes are the plan's. */
  feed(input: Tensor | ArrayLike<number>, target?: Tensor | ArrayLike<number>): void;
  /** Computes every value. */
  forward(): void;
  /**
   * Computes the gradients of all that the loss (or the value `from`, the output by default) depends on. Needs
   * `gradient`, that of `from`, unless the plan has a loss. With `to` it goes no further back than that value.
   */
  backward(options?: {from?: string; to?: string; gradient?: Tensor | ArrayLike<number>}): void;
  /** A view of a value, a parameter, or what an operation saved (`loss.probabilities`, `norm1.mean`). */
  value(name: string): Tensor;
  /** A view of a gradient, after backward. */
  gradient(name: string): Tensor;
  /** The terms that made one element of a value. */
  explain(name: string, index: number[]): Explanation;
  /** What is wrong with the values as they are, or undefined. */
  trouble(): Trouble | undefined;
};

/** A plan with a loss: it has a target, and can be trained. */
export interface TrainablePlan extends Plan {
  target: Tensor;
  /** Computes every value. Returns the loss. */
  forward(): number;
}

/**
 * Traces a model over the shape of its input, and lays out all of its memory once: forward and backward are lists of
 * kernels bound to their views, and replaying them allocates nothing. Throws where shapes do not fit.
 */
export function plan(model: Layer, options: PlanOptions & {loss: Layer}): TrainablePlan;
export function plan(model: Layer, options: PlanOptions): Plan;
export function plan(model: Layer, options: PlanOptions): Plan {
  const {loss, seed = 1, initial = true, keep = "all", precision = "single"} = options;
  const asked = typeof keep === "string" ? undefined : keep;
  if (!asked) oneOf<unknown>("keep", keep, ["all", "parameters"]);
  else if (loss) throw new Error("a plan with a loss keeps what its gradients need: keep is a list of names");
  oneOf("precision", precision, ["single", "double"] as const);
  const kernels = options.kernels ?? (precision === "double" ? double : fastest);
  const {graph: g, input, output, last} = trace(model, options.input, loss);
  const find = (name: string): Value => {
    const value = g.values.get(name);
    if (!value) throw new Error(`no value named ${name}: there are ${[...g.values.keys()].join(", ")}`);
    return value;
  };
  const kept = asked && new Set([output, ...asked.map(find)]);
  const joined = [...(keep === "all" ? [] : fusible(g, output))].filter(([x]) => !kept?.has(x));
  const memory = layOut(g, new Map(joined), kernels, kept);
  const {values, data, gradients, vector, statistics} = memory;
  const next = random(seed);
  if (initial) for (const value of values) value.initialise?.(data.get(value)!, next);

  const {forward, backward} = programs(g, memory, kernels);
  const saved = kept ? new Map<string, Tensor>() : savedByName(memory);
  const target = values.find(value => value.kind === "target");
  let current: Program | undefined;

  const self: Plan = {
    steps: g.nodes.map(stepOf),
    names: values.map(value => value.name),
    input: data.get(input)!,
    target: target && data.get(target),
    output: data.get(output)!,
    parameters: parametersOf(memory),
    vector,
    statistics,
    kernels,
    mode: asked ? "evaluation" : "training",

    feed(x, y) {
      assign(self.input, x);
      if (y === undefined) return;
      if (!self.target) throw new Error("a target was given to a plan without a loss");
      assign(self.target, y);
    },

    forward() {
      for (const run of forward(self.mode)) run();
      if (loss) return data.get(last)!.data[data.get(last)!.offset];
    },

    backward({from = last.name, to, gradient} = {}) {
      const start = find(from);
      const program = backward(self.mode, start, to === undefined ? undefined : find(to));
      if (gradient) assign(gradients.get(start)!, gradient);
      else if (loss && start === last) flat(gradients.get(start)!)[0] = 1;
      else throw new Error(`backward from ${from} needs its gradient, of shape ${formatShape(start.shape)}`);
      current = program;
      for (const run of program.runs) run();
    },

    value(name) {
      const tensor = saved.get(name);
      if (tensor) return tensor;
      const value = find(name);
      if (memory.keeps(value)) return data.get(value)!;
      throw new Error(`${name} is not kept: make the plan with {keep: ${kept ? `["${name}"]` : '"all"'}}`);
    },

    gradient(name) {
      const tensor = current?.gradients.get(find(name));
      if (tensor) return tensor;
      throw new Error(
        current ? `${name} has no gradient: nothing leads back to it` : "gradient before backward"
      );
    },

    explain(name, index) {
      const value = find(name);
      const node = g.nodes.find(({output}) => output === value);
      if (!node) throw new Error(`${name} is not computed: it is a ${value.kind}`);
      const views = bound(node, memory, self.mode);
      if (!node.inputs.every(memory.keeps)) throw new Error(`${name} was made of values that are not kept`);
      return explanation(node, views, index, memory.keeps(value) ? views.y : undefined);
    },

    trouble: () => troubleIn(g, memory)
  };
  return self;
}

const stepOf = ({operation, attributes, inputs, output: {name, shape, layer, tex}}: Node): Step => ({
  operation,
  attributes,
  inputs: inputs.map(x => x.name),
  output: name,
  shape,
  layer,
  tex: row(operation).tex(attributes, tex, ...inputs.map(x => x.tex))
});

const parametersOf = ({values, data, gradients}: Memory): Parameter[] =>
  values.filter(isParameter).map(value => ({
    name: value.name,
    kind: value.kind,
    layer: value.layer,
    value: data.get(value)!,
    get gradient() {
      const gradient = gradients.get(value);
      if (gradient) return gradient;
      throw new Error(`${value.name} has no gradient: keep is a list of names`);
    }
  }));

/** What operations saved, by names such as loss.probabilities. */
const savedByName = ({saved}: Memory): Map<string, Tensor> =>
  new Map(
    [...saved].flatMap(([{output}, tensors]) =>
      Object.entries(tensors).map(([key, tensor]) => [`${output.name}.${key}`, tensor] as const)
    )
  );

function troubleIn({nodes}: Graph, {data, keeps}: Memory): Trouble | undefined {
  let dead: Trouble | undefined;
  for (const {operation, output} of nodes) {
    if (!keeps(output)) continue;
    const numbers = flat(data.get(output)!);
    const where = {value: output.name, operation, layer: output.layer};
    if (!numbers.every(Number.isFinite)) return {kind: "diverged", ...where};
    if (operation === "relu" && numbers.every(v => v === 0)) dead ??= {kind: "dead", ...where};
  }
  return dead;
}

/** Copies all parameters and running statistics between plans of one model (batch sizes may differ). */
export function copyParameters(from: Plan, to: Plan): void {
  const list = (p: Plan) => p.parameters.map(({name, value}) => `${name} ${formatShape(value.shape)}`);
  const [a, b] = [list(from), list(to)];
  const i = a.findIndex((line, i) => line !== b[i]);
  if (i >= 0 || a.length !== b.length)
    throw new Error(
      `the plans' parameters differ: ${a[i] ?? "nothing"} and ${b[i < 0 ? a.length : i] ?? "nothing"}`
    );
  to.vector.values.set(from.vector.values);
  to.statistics.set(from.statistics);
}
