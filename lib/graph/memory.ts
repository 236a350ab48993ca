import ndarray from "ndarray";
import type {Kernels} from "../kernels/index.js";
import {size, strides} from "../tensor/shape.js";
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
  scratch: Map<Node, Record<string, Tensor>>;
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
  // What only backward uses is done with when its node is, so nodes that are alike share it: it stays in the cache.
  const scratch = g.nodes.map(({operation, attributes, inputs}, i) => {
    const shapes = inputs.map(x => x.shape);
    return Object.entries(row(operation).scratch?.(attributes, ...shapes) ?? {}).map(([key, shape]) => ({
      key,
      shape,
      id: JSON.stringify([key, ...(key.startsWith("d") ? [operation, attributes, shapes] : [i])])
    }));
  });
  const places = new Map(scratch.flat().map(({id, shape}) => [id, shape] as const));

  const tensors = kernels.arena([
    ...[parameters, parameters, statistics].map(list => [Math.max(1, total(list))]),
    ...[...kept, ...differentiable].map(value => value.shape),
    ...places.values()
  ]);
  const take = () => tensors.shift()!;
  const [theta, slopes, running] = [take(), take(), take()];
  const each = (list: Value[]) => list.map(value => [value, take()] as const);
  const data = new Map([...cut(theta, parameters), ...cut(running, statistics), ...each(kept)]);
  const gradients = new Map([...cut(slopes, parameters), ...each(differentiable)]);
  const shared = new Map([...places.keys()].map(id => [id, take()]));
  return {
    values,
    fused,
    data,
    gradients,
    scratch: new Map(
      g.nodes.map((node, i) => [
        node,
        Object.fromEntries(scratch[i].map(({key, id}) => [key, shared.get(id)!]))
      ])
    ),
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
