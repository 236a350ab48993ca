import ndarray from "ndarray";
import type {Kernels} from "../kernels/index.js";
import {type Shape, size, strides} from "../tensor/shape.js";
import {flat, type Tensor} from "../tensor/tensor.js";
import {row} from "./operations/index.js";
import type {Graph, Kind, Node, ParameterKind, Value} from "./trace.js";

/** All parameters one after another, those of a kind together. What optimisers work on. */
export type Vector = {
  values: Float32Array;
  gradients: Float32Array;
  groups: {kind: ParameterKind; from: number; to: number}[];
};

/** Where everything of a plan lies. */
export type Memory = {
  values: Value[];
  /** Missing for values that a ReLU was joined to. */
  data: Map<Value, Tensor>;
  gradients: Map<Value, Tensor>;
  /** What the rows asked for: to keep, and for backward. */
  saved: Map<Node, Record<string, Tensor>>;
  borrowed: Map<Node, Record<string, Tensor>>;
  /** Values that are not kept, with the output of the ReLU that was joined to them. */
  fused: Map<Value, Value>;
  vector: Vector;
  /** Running means and variances, one after another. */
  statistics: Float32Array;
};

const parameterKinds: readonly Kind[] = ["weight", "bias", "gamma", "beta"];

export const isParameter = (value: Value): value is Value & {kind: ParameterKind} =>
  parameterKinds.includes(value.kind);

/** The values that only a ReLU reads, and whose maker can apply it; with the output of that ReLU. */
export function fusible(g: Graph, output: Value): Map<Value, Value> {
  const readers = new Map<Value, number>([[output, 1]]);
  for (const x of g.nodes.flatMap(node => node.inputs)) readers.set(x, (readers.get(x) ?? 0) + 1);
  const made = new Set(g.nodes.filter(node => row(node.operation).fuses).map(node => node.output));
  const pairs = g.nodes
    .filter(({operation, inputs: [x]}) => operation === "relu" && made.has(x) && readers.get(x) === 1)
    .map(({inputs: [x], output: y}) => [x, y] as const);
  return new Map(pairs);
}

/** Takes all memory of a plan from one arena. */
export function layOut(g: Graph, fused: Map<Value, Value>, kernels: Kernels): Memory {
  const values = [...new Set(g.values.values())];
  const kinds = parameterKinds.map(kind => ({kind, members: values.filter(value => value.kind === kind)}));
  const parameters = kinds.flatMap(({members}) => members);
  const statistics = values.filter(value => value.kind === "statistic");
  const others = values.filter(value => !isParameter(value) && value.kind !== "statistic");
  const kept = others.filter(value => !fused.has(value));
  const differentiable = others.filter(value => value.kind !== "target");
  const saves = g.nodes.map(node => [node, asked("saves", node)] as const);
  // What is borrowed is given back when the node's backward is done, so alike nodes share it: it stays in the cache.
  const loans = new Map(g.nodes.map(node => [signature(node), asked("borrows", node)]));

  const tensors = kernels.arena([
    ...[parameters, parameters, statistics].map(list => [Math.max(1, total(list))]),
    ...[...kept, ...differentiable].map(value => value.shape),
    ...[...saves, ...loans].flatMap(([, shapes]) => Object.values(shapes))
  ]);
  const take = () => tensors.shift()!;
  const [theta, slopes, running] = [take(), take(), take()];
  const each = (list: Value[]) => list.map(value => [value, take()] as const);
  const data = new Map([...cut(theta, parameters), ...cut(running, statistics), ...each(kept)]);
  const gradients = new Map([...cut(slopes, parameters), ...each(differentiable)]);
  const named = (shapes: Record<string, Shape>) =>
    Object.fromEntries(Object.keys(shapes).map(key => [key, take()]));
  const saved = new Map(saves.map(([node, shapes]) => [node, named(shapes)]));
  const lent = new Map([...loans].map(([alike, shapes]) => [alike, named(shapes)]));
  return {
    values,
    fused,
    data,
    gradients,
    saved,
    borrowed: new Map(g.nodes.map(node => [node, lent.get(signature(node))!])),
    vector: {
      values: flat(theta),
      gradients: flat(slopes),
      groups: kinds.map(({kind, members}, i) => {
        const from = total(kinds.slice(0, i).flatMap(k => k.members));
        return {kind: kind as ParameterKind, from, to: from + total(members)};
      })
    },
    statistics: flat(running)
  };
}

/** The memory that a node's row asks for, by name. */
const asked = (what: "saves" | "borrows", {operation, attributes, inputs}: Node): Record<string, Shape> =>
  row(operation)[what]?.(attributes, ...inputs.map(x => x.shape)) ?? {};

/** The same for nodes that are alike: one operation with one set of attributes, on inputs of the same shapes. */
const signature = ({operation, attributes, inputs}: Node) =>
  JSON.stringify([operation, attributes, inputs.map(x => x.shape)]);

const total = (list: Value[]) => list.reduce((n, value) => n + size(value.shape), 0);

/** Views of consecutive pieces of a vector, one for each value. */
function cut(vector: Tensor, list: Value[]): (readonly [Value, Tensor])[] {
  let {offset} = vector;
  return list.map(value => {
    const view = ndarray(vector.data, [...value.shape], strides(value.shape), offset);
    offset += size(value.shape);
    return [value, view] as const;
  });
}
