import ndarray from "ndarray";
import {double, kernels as fastest, type Kernels, type Run} from "../kernels/index.js";
import {oneOf} from "../tensor/check.js";
import {random} from "../tensor/random.js";
import {formatShape, type Shape, size, strides} from "../tensor/shape.js";
import {assign, flat, type Tensor} from "../tensor/tensor.js";
import {type Explanation, explanation} from "./explain.js";
import type {Operation} from "./operation.js";
import {type OperationName, operations} from "./operations/index.js";
import {
  type Graph,
  type Kind,
  type Layer,
  type Node,
  type ParameterKind,
  trace,
  type Value
} from "./trace.js";

export type Mode = "training" | "evaluation";

export type PlanOptions = {
  /** Shape of the input, batch first. */
  input: Shape;
  /** What to minimise: declares its own target. Without it, backward needs a gradient to start from. */
  loss?: Layer;
  /** Seed of the initial parameters, an integer. */
  seed?: number;
  /**
   * "all": every value and every gradient can be read. "parameters": for speed, a ReLU joins the step before it, so
   * that what it was given is not kept.
   */
  keep?: "all" | "parameters";
  /** "double" computes with the reference loops in double precision: for checks. */
  precision?: "single" | "double";
  /** Kernels to use instead of the fastest. */
  kernels?: Kernels;
};

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

/** All parameters one after another, those of a kind together. What optimisers work on. */
export type Vector = {
  values: Float32Array;
  gradients: Float32Array;
  groups: {kind: ParameterKind; from: number; to: number}[];
};

/** Where a run went wrong: the first value that is not finite, or the first ReLU whose output is all zero. */
export type Trouble = {kind: "diverged" | "dead"; value: string; operation: OperationName; layer: number};

export type Plan = {
  steps: Step[];
  /** Names of all values, in the order in which they were declared. */
  names: string[];
  input: Tensor;
  /** What the loss compares with; absent without a loss. */
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
  /** Computes every value. Returns the loss, NaN without one. */
  forward(): number;
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

type Program = {runs: Run[]; gradients: Map<Value, Tensor>};

const parameterKinds: readonly Kind[] = ["weight", "bias", "gamma", "beta"];
const row = (node: Node) => operations[node.operation] as Operation<unknown>;

/**
 * Traces a model over the shape of its input, and lays out all of its memory once: forward and backward are lists of
 * kernels bound to their views, and replaying them allocates nothing. Throws where shapes do not fit.
 */
export function plan(model: Layer, options: PlanOptions): Plan {
  const {loss, seed = 1, keep = "all", precision = "single"} = options;
  oneOf("keep", keep, ["all", "parameters"] as const);
  oneOf("precision", precision, ["single", "double"] as const);
  const kernels = options.kernels ?? (precision === "double" ? double : fastest);
  const {graph: g, input, output, last} = trace(model, options.input, loss);
  const values = new Set(g.values.values());
  const fused = keep === "all" ? new Map<Value, Value>() : fusible(g, output);
  const memory = allocate(g, values, fused, kernels);
  const {data, gradients, scratch} = memory;
  const next = random(seed);
  for (const value of values) value.initialise?.(data.get(value)!, next);

  const modes: Record<Mode, {forward?: Run[]; backward: Map<string, Program>}> = {
    training: {backward: new Map()},
    evaluation: {backward: new Map()}
  };
  let current: Program | undefined;

  const bound = (node: Node, mode: Mode) => ({
    attributes: node.attributes,
    x: node.inputs.map(x => data.get(x)!),
    y: data.get(fused.get(node.output) ?? node.output)!,
    scratch: scratch.get(node)!,
    training: mode === "training",
    kernels
  });

  function forwardRuns(mode: Mode): Run[] {
    const joined = new Set(fused.values());
    return g.nodes
      .filter(node => !joined.has(node.output))
      .flatMap(node =>
        row(node).forward({...bound(node, mode), floor: fused.has(node.output) ? 0 : undefined})
      );
  }

  /** Reverse-mode differentiation: from `from` back through the nodes, each adding to the gradients of its inputs. */
  function backwardProgram(from: Value, mode: Mode, to?: Value): Program {
    const found = new Map([[from, gradients.get(from)!]]);
    const runs: Run[] = [];
    for (const node of g.nodes.toReversed()) {
      if (node.output === to) break;
      const dy = found.get(node.output);
      if (!dy) continue;
      const sumFor = (x: Value) => {
        const sum = {init: found.get(x), out: gradients.get(x)!};
        found.set(x, sum.out);
        return sum;
      };
      runs.push(
        ...row(node).backward({
          ...bound(node, mode),
          dy,
          gradient(i, bind) {
            const x = node.inputs[i];
            return x && gradients.has(x) ? [bind(sumFor(x))].flat() : [];
          },
          pass(i, view) {
            const x = node.inputs[i];
            if (found.has(x)) return [kernels.scale({x: view, ...sumFor(x)})];
            found.set(x, view);
            return [];
          }
        })
      );
    }
    for (const {name, gradient} of parameters)
      if (!found.has(g.values.get(name)!)) runs.push(() => flat(gradient).fill(0));
    return {runs, gradients: found};
  }

  const find = (name: string): Value => {
    const value = g.values.get(name);
    if (!value) throw new Error(`no value named ${name}: there are ${[...g.values.keys()].join(", ")}`);
    return value;
  };

  const saved = new Map<string, Tensor>(
    [...scratch].flatMap(([node, tensors]) =>
      Object.entries(tensors).map(([key, tensor]) => [`${node.output.name}.${key}`, tensor] as const)
    )
  );

  const parameters = [...values].filter(isParameter).map(value => ({
    name: value.name,
    kind: value.kind,
    layer: value.layer,
    value: data.get(value)!,
    gradient: gradients.get(value)!
  }));
  const target = [...values].find(value => value.kind === "target");

  const self: Plan = {
    steps: g.nodes.map(node => ({
      operation: node.operation,
      attributes: node.attributes,
      inputs: node.inputs.map(x => x.name),
      output: node.output.name,
      shape: node.output.shape,
      layer: node.output.layer,
      tex: row(node).tex(node.attributes, node.output.tex, ...node.inputs.map(x => x.tex))
    })),
    names: [...values].map(value => value.name),
    input: data.get(input)!,
    target: target && data.get(target),
    output: data.get(output)!,
    parameters,
    vector: memory.vector,
    statistics: memory.statistics,
    kernels,
    mode: "training",

    feed(x, y) {
      assign(self.input, x);
      if (y === undefined) return;
      if (!self.target) throw new Error("a target was given to a plan without a loss");
      assign(self.target, y);
    },

    forward() {
      const programs = modes[oneOf("mode", self.mode, ["training", "evaluation"] as const)];
      programs.forward ??= forwardRuns(self.mode);
      for (const run of programs.forward) run();
      return loss ? data.get(last)!.data[data.get(last)!.offset] : Number.NaN;
    },

    backward({from = last.name, to, gradient} = {}) {
      const start = find(from);
      const end = to === undefined ? undefined : find(to);
      const {backward} = modes[self.mode];
      const key = `${start.name} ${end?.name ?? ""}`;
      if (!backward.has(key)) {
        if (!gradients.has(start)) throw new Error(`${from} has no gradient: it is a ${start.kind}`);
        backward.set(key, backwardProgram(start, self.mode, end));
      }
      if (gradient) assign(gradients.get(start)!, gradient);
      else if (loss && start === last) flat(gradients.get(start)!)[0] = 1;
      else throw new Error(`backward from ${from} needs its gradient, of shape ${formatShape(start.shape)}`);
      current = backward.get(key)!;
      for (const run of current.runs) run();
    },

    value(name) {
      const tensor = saved.get(name) ?? data.get(find(name));
      if (!tensor) throw new Error(`${name} is not kept: make the plan with {keep: "all"}`);
      return tensor;
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
      const {x, y} = bound(node, self.mode);
      if (x.includes(undefined as never)) throw new Error(`${name} was made of values that are not kept`);
      return explanation(node, bound(node, self.mode), index, fused.has(value) ? undefined : y);
    },

    trouble() {
      for (const node of g.nodes) {
        const y = data.get(node.output);
        if (!y) continue;
        const {
          operation,
          output: {name, layer}
        } = node;
        const numbers = flat(y);
        if (!numbers.every(Number.isFinite)) return {kind: "diverged", value: name, operation, layer};
        if (operation === "relu" && numbers.every(v => v === 0))
          return {kind: "dead", value: name, operation, layer};
      }
    }
  };
  return self;
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

const isParameter = (value: Value): value is Value & {kind: ParameterKind} =>
  parameterKinds.includes(value.kind);

/** The values that only a ReLU reads, and whose maker can apply it; with the output of that ReLU. */
function fusible(g: Graph, output: Value): Map<Value, Value> {
  const readers = new Map<Value, number>([[output, 1]]);
  for (const x of g.nodes.flatMap(node => node.inputs)) readers.set(x, (readers.get(x) ?? 0) + 1);
  const made = new Set(g.nodes.filter(node => row(node).fuses).map(node => node.output));
  const pairs = g.nodes
    .filter(({operation, inputs: [x]}) => operation === "relu" && made.has(x) && readers.get(x) === 1)
    .map(({inputs: [x], output: y}) => [x, y] as const);
  return new Map(pairs);
}

/** All memory of a plan, from one arena. */
function allocate(g: Graph, values: Set<Value>, fused: Map<Value, Value>, kernels: Kernels) {
  const all = [...values];
  const ordered = parameterKinds.map(kind => ({kind, members: all.filter(value => value.kind === kind)}));
  const parameters = ordered.flatMap(({members}) => members);
  const statistics = all.filter(value => value.kind === "statistic");
  const plain = all.filter(value => !parameters.includes(value) && !statistics.includes(value));
  const kept = plain.filter(value => !fused.has(value));
  const differentiable = plain.filter(value => value.kind !== "target");
  const scratch = g.nodes.map(node =>
    Object.entries(row(node).scratch?.(node.attributes, ...node.inputs.map(x => x.shape)) ?? {})
  );
  const total = (list: Value[]) => [
    Math.max(
      1,
      list.reduce((n, value) => n + size(value.shape), 0)
    )
  ];

  const tensors = kernels.arena([
    total(parameters),
    total(parameters),
    total(statistics),
    ...[...kept, ...differentiable].map(value => value.shape),
    ...scratch.flat().map(([, shape]) => shape)
  ]);
  const [vector, slopes, running] = tensors.splice(0, 3);
  const take = (list: Value[]) => list.map(value => [value, tensors.shift()!] as const);
  const data = new Map([...cut(vector, parameters), ...cut(running, statistics), ...take(kept)]);
  const gradients = new Map([...cut(slopes, parameters), ...take(differentiable)]);

  let from = 0;
  const groups = ordered.map(({kind, members}) => {
    const to = from + members.reduce((n, value) => n + size(value.shape), 0);
    const group = {kind: kind as ParameterKind, from, to};
    from = to;
    return group;
  });
  return {
    data,
    gradients,
    scratch: new Map(
      g.nodes.map((node, i) => [
        node,
        Object.fromEntries(scratch[i].map(([key]) => [key, tensors.shift()!])) as Record<string, Tensor>
      ])
    ),
    vector: {values: flat(vector), gradients: flat(slopes), groups},
    statistics: flat(running)
  };
}

/** Views of consecutive pieces of a vector, one for each value. */
function cut(vector: Tensor, list: Value[]): (readonly [Value, Tensor])[] {
  let {offset} = vector;
  return list.map(value => {
    const view = ndarray(vector.data, [...value.shape], strides(value.shape), offset);
    offset += size(value.shape);
    return [value, view] as const;
  });
}
