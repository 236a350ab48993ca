import type {Random} from "../tensor/random.js";
import {checkShape, type Shape} from "../tensor/shape.js";
import type {Tensor} from "../tensor/tensor.js";
import {type Attributes, type OperationName, row} from "./operations/index.js";

/** What a value is: where it comes from, and what an optimiser may do with it. */
export type Kind = "input" | "target" | "activation" | ParameterKind | "statistic";
export type ParameterKind = "weight" | "bias" | "gamma" | "beta";

/** Fills a parameter at the start. */
export type Initialise = (x: Tensor, next: Random) => void;

/** A named array of a network, known by its shape only. */
export type Value = {
  name: string;
  tex: string;
  kind: Kind;
  shape: Shape;
  /** How many linear layers lie on the path up to here: the l of a[l]. */
  layer: number;
  graph: Graph;
  initialise?: Initialise;
};

/** One operation applied to values. */
export type Node = {operation: OperationName; attributes: unknown; inputs: Value[]; output: Value};

/** A network as it is traced: nodes in order, values by name. Only the functions of this file add to it. */
export type Graph = {
  readonly nodes: readonly Node[];
  readonly values: ReadonlyMap<string, Value>;
  /** How many linear layers there are so far. */
  readonly layers: number;
  /** Inside a block "l" that began after layer `from`, layers are counted from it: l+1, l+2. */
  readonly block?: {letter: string; from: number};
};

type Growing = {nodes: Node[]; values: Map<string, Value>; layers: number; block?: Graph["block"]};
const growing = (g: Graph) => g as Growing;

/** A piece of a network: a function from a value to a value. Layers compose as functions do. */
export type Layer = (x: Value) => Value;

/** Traces a model over the shape of its input (batch first): shapes and names, no numbers. */
export function trace(model: Layer, shape: Shape, loss?: Layer) {
  const graph: Graph = {nodes: [], values: new Map(), layers: 0};
  const input = declare(graph, {name: "x", tex: "x", kind: "input", shape: [...checkShape(shape, "input")]});
  const output = model(input);
  return {graph, input, output, last: loss ? loss(output) : output};
}

/** Adds a value. Throws if the name is taken. */
export function declare(g: Graph, value: Omit<Value, "graph" | "layer"> & {layer?: number}): Value {
  if (g.values.has(value.name)) throw new Error(`two values are named ${value.name}`);
  checkShape(value.shape, value.name);
  const declared = {layer: g.layers, ...value, graph: g};
  growing(g).values.set(value.name, declared);
  return declared;
}

/** Gives a value another name; it is still found by the old one. */
export function rename(value: Value, name: string, tex = texOf(name)): Value {
  if (!name) throw new Error(`a name must not be empty: that of ${value.name}`);
  if ((value.graph.values.get(name) ?? value) !== value) throw new Error(`two values are named ${name}`);
  growing(value.graph).values.set(name, value);
  return Object.assign(value, {name, tex});
}

/** Counts a linear layer after x: what is declared from now on belongs to it. */
export function countLayer({graph}: Value): void {
  growing(graph).layers++;
}

/** Counts the layers in `layer` on from `count`: they keep their numbers whatever stands before them. */
export const countedFrom =
  (count: number, layer: Layer): Layer =>
  x => {
    growing(x.graph).layers = count;
    return layer(x);
  };

/** Names what is inside as the course does around layer l: a[l], then z[l+1], a[l+1], z[l+2], … */
export const block =
  (letter: string, layer: Layer): Layer =>
  x => {
    const g = growing(x.graph);
    const outer = g.block;
    g.block = {letter, from: g.layers};
    rename(x, notation(g, "a", g.layers).name);
    const y = layer(x);
    g.block = outer;
    return y;
  };

/** The course's notation: z1, or z[l+1] inside a block "l". */
export function notation({block}: Graph, symbol: string, layer: number): {name: string; tex: string} {
  const ahead = block && layer - block.from;
  const index = block ? block.letter + (ahead ? `+${ahead}` : "") : `${layer}`;
  return {name: symbol + (block ? `[${index}]` : index), tex: `${texOf(symbol)}^{[${index}]}`};
}

/** The name, or if it is taken (as is a2 in g(g(z) + a)) the name with as many primes as it needs. */
export function unused(g: Graph, named: {name: string; tex: string}): {name: string; tex: string} {
  const {name, tex} = named;
  return g.values.has(name) ? unused(g, {name: `${name}′`, tex: `{${tex}}'`}) : named;
}

/** "Ws" is written W_s, "gamma" as a Greek letter, "a[l+1]" as a^{[l+1]}. */
function texOf(name: string): string {
  const [, word, index = ""] = /^([^[]*)(\[.*\])?$/.exec(name) ?? ["", name];
  const greek = /^(gamma|beta)$/.test(word);
  const symbol = greek
    ? `\\${word}`
    : word.length > 2
      ? `\\mathrm{${word}}`
      : word.replace(/^(.)(.)$/, "$1_$2");
  return index ? `${symbol}^{${index}}` : symbol;
}

/** The symbol that each operation's output bears; the number of its layer follows. */
const symbols: Record<Exclude<OperationName, "add">, string> = {
  dense: "z",
  conv2d: "z",
  relu: "a",
  scale: "scaled",
  drop: "kept",
  reshape: "reshaped",
  subsample: "shortcut",
  batchNorm: "norm",
  maxPool: "pool",
  averagePool: "pool",
  globalAveragePool: "pool",
  softmaxCrossEntropy: "loss",
  squaredError: "loss"
};

/** Applies an operation: adds a node, and returns its output. Throws what the operation's shape rule throws. */
export function apply<K extends OperationName>(
  operation: K,
  attributes: Attributes<K>,
  inputs: Value[],
  symbol?: string
): Value {
  const [{graph: g}] = inputs;
  const shape = row(operation).shape(attributes, ...inputs.map(x => x.shape));
  const layer = Math.max(...inputs.map(x => x.layer));
  const value = declare(g, {...unused(g, output()), kind: "activation", shape, layer});
  growing(g).nodes.push({operation, attributes, inputs, output: value});
  return value;

  function output() {
    if (operation === "add")
      return {name: inputs.map(x => x.name).join("+"), tex: inputs.map(x => x.tex).join(" + ")};
    const given = symbol ?? symbols[operation as keyof typeof symbols];
    return given === "loss" ? {name: "loss", tex: "J"} : notation(g, given, layer);
  }
}
