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
  /** Whether a value is there after forward: where only some were asked for, others use its memory. */
  keeps: (value: Value) => boolean;
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

/**
 * Takes all memory of a plan from one arena. With `asked` only these values are kept: others share memory with those that
 * nobody reads any more, nodes that are alike share what they save, and there are no gradients.
 */
export function layOut(g: Graph, fused: Map<Value, Value>, kernels: Kernels, asked?: Set<Value>): Memory {
  const values = [...new Set(g.values.values())];
  const kinds = parameterKinds.map(kind => ({kind, members: values.filter(value => value.kind === kind)}));
  const parameters = kinds.flatMap(({members}) => members);
  const statistics = values.filter(value => value.kind === "statistic");
  const others = values.filter(value => !isParameter(value) && value.kind !== "statistic");
  const kept = others.filter(value => !fused.has(value));
  const learns = !asked;
  const differentiable = learns ? others.filter(value => value.kind !== "target") : [];
  const slots = asked
    ? shared(g, kept, fused, asked)
    : kept.map(value => ({size: size(value.shape), values: [value]}));
  // Alike nodes share what they borrow, given back when the node's backward is done: it stays in the cache.
  const groups = (what: "saves" | "borrows", alone: boolean) =>
    new Map(g.nodes.map(node => [alone ? node : signature(node), wants(what, node)]));
  const saves = groups("saves", learns);
  const loans = learns ? groups("borrows", false) : new Map<Node | string, Record<string, Shape>>();

  const tensors = kernels.arena([
    ...[parameters, learns ? parameters : [], statistics].map(list => [Math.max(1, total(list))]),
    ...slots.map(slot => [slot.size]),
    ...differentiable.map(value => value.shape),
    ...[...saves, ...loans].flatMap(([, shapes]) => Object.values(shapes))
  ]);
  const take = () => tensors.shift()!;
  const [theta, slopes, running] = [take(), take(), take()];
  const inSlots = slots.flatMap(({values}) => {
    const slot = take();
    return values.flatMap(value => cut(slot, [value]));
  });
  const data = new Map([...cut(theta, parameters), ...cut(running, statistics), ...inSlots]);
  const gradients = new Map([
    ...(learns ? cut(slopes, parameters) : []),
    ...differentiable.map(value => [value, take()] as const)
  ]);
  const named = (all: Map<Node | string, Record<string, Shape>>) =>
    new Map(
      [...all].map(([of, shapes]) => [of, Object.fromEntries(Object.keys(shapes).map(key => [key, take()]))])
    );
  const [saved, lent] = [named(saves), named(loans)];
  return {
    values,
    fused,
    data,
    gradients,
    saved: new Map(g.nodes.map(node => [node, saved.get(learns ? node : signature(node))!])),
    borrowed: new Map(g.nodes.map(node => [node, lent.get(signature(node)) ?? {}])),
    keeps: value =>
      data.has(value) && (!asked || asked.has(value) || isParameter(value) || value.kind === "statistic"),
    vector: {
      values: flat(theta),
      gradients: learns ? flat(slopes) : new Float32Array(),
      groups: kinds.map(({kind, members}, i) => {
        const from = total(kinds.slice(0, i).flatMap(k => k.members));
        return {kind: kind as ParameterKind, from, to: from + total(members)};
      })
    },
    statistics: flat(running)
  };
}

/** A piece of memory, and the values that use it one after another. */
type Slot = {size: number; values: Value[]};

/**
 * Memory for values that are needed from the node that makes them to the last that reads them; those that were asked for,
 * to the end. A value takes the free slot that fits best, or lets the largest one grow.
 */
function shared(g: Graph, kept: Value[], fused: Map<Value, Value>, asked: Set<Value>): Slot[] {
  const slots: Slot[] = [];
  const free = new Set<Slot>();
  const place = new Map<Value, Slot>();
  const put = (value: Value) => {
    const needed = size(value.shape);
    const [best] = [...free].sort((a, b) => misfit(a, needed) - misfit(b, needed));
    const slot = best ?? {size: 0, values: []};
    if (!best) slots.push(slot);
    free.delete(slot);
    slot.size = Math.max(slot.size, needed);
    slot.values.push(value);
    place.set(value, slot);
  };
  const wanted = new Set(kept);
  const last = new Map<Value, Node>(g.nodes.flatMap(node => node.inputs.map(x => [x, node] as const)));
  const made = new Set(g.nodes.map(node => fused.get(node.output) ?? node.output));
  for (const value of kept) if (!made.has(value)) put(value);
  for (const node of g.nodes) {
    const y = fused.get(node.output) ?? node.output;
    // What a node reads is not freed before its output has a place: kernels do not work in place.
    if (wanted.has(y) && !place.has(y)) put(y);
    for (const x of new Set([...node.inputs, y])) {
      const slot = place.get(x);
      if (slot && !asked.has(x) && (last.get(x) ?? node) === node) free.add(slot);
    }
  }
  return slots;
}

/** How ill a free slot suits: by what would be unused, or, worse, by how much it would have to grow. */
const misfit = (slot: Slot, needed: number) =>
  slot.size >= needed ? slot.size - needed : 1e12 + needed - slot.size;

/** The memory that a node's row asks for, by name. */
const wants = (what: "saves" | "borrows", {operation, attributes, inputs}: Node): Record<string, Shape> =>
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
