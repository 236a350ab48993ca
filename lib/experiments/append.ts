// E1b and E1c: blocks are added to a trained network that reads glyphs. Nothing is normalised: W = I must be the identity.
import type {Initialise, Plan, TrainablePlan} from "../graph/index.js";
import {adam} from "../nn/optimisers.js";
import {train} from "../nn/train.js";
import {integer, oneOf} from "../tensor/check.js";
import {assign, copy} from "../tensor/tensor.js";
import {type DataSet, glyphs} from "./data.js";
import {errorOf} from "./evaluate.js";
import {type IdentityInitialisation, identityInitialisations, starts} from "./identity.js";
import type {BlockKind} from "./landscape.js";
import {evaluated, type Left} from "./left.js";
import {type NetworkOptions, planOf, transplant} from "./network.js";

export type AppendOptions = {
  /** What is appended. */
  kind?: BlockKind;
  initialisation?: IdentityInitialisation;
  /** How many blocks; 0 trains on without any, for comparison. */
  count?: number;
  place?: "end" | "middle";
  /** Train the new blocks only, or all weights with a new optimiser. */
  train?: "new" | "all";
  /** Updates before and after blocks are appended. */
  before?: number;
  steps?: number;
  rate?: number;
  seed?: number;
};

/** Loss and error of the whole training set after so many updates of the base network, or since the appending. */
export type AppendRecord = {phase: "base" | "appended"; step: number; loss: number; error: number};

/** The networks: width 32, as deep as needed. */
const plainNetwork = (depth: number, seed: number): NetworkOptions & {depth: number} => ({
  ...{data: "glyphs", variant: "plain", width: 32, norm: false},
  ...{depth, seed}
});

/** Trains a plain network, appends blocks, and trains these (or everything). */
export function* append({
  kind = "residual",
  initialisation = "zero",
  count = 1,
  place = "end",
  train: trained = "new",
  before = 30,
  steps = 100,
  rate = 0.01,
  seed = 1
}: AppendOptions = {}): Generator<AppendRecord, Left> {
  integer("count", count, 0);
  oneOf("kind", kind, ["plain", "residual"] as const);
  oneOf("place", place, ["end", "middle"] as const);
  oneOf("train", trained, ["new", "all"] as const);
  const start = starts[oneOf("initialisation", initialisation, identityInitialisations)];
  const data = glyphs({seed});
  const options = plainNetwork(6, seed);
  const small = planOf(options, data);
  for (const point of follow(small, data, {steps: before, rate})) yield {phase: "base", ...point};
  const large = extend(small, options, data, {count, kind, place, start});
  const first = options.depth;
  const isNew = (layer: number) => layer >= first && layer < first + 2 * count;
  const only = trained === "new" && count > 0 ? isNew : undefined;
  for (const point of follow(large, data, {steps, rate, only})) yield {phase: "appended", ...point};
  return () => [evaluated(large)];
}

type Extension = {
  count: number;
  kind: BlockKind;
  place: "end" | "middle";
  start: readonly [Initialise, Initialise];
};

/** A network with more blocks, and with the weights of the smaller one where it has them. */
function extend(
  small: Plan,
  options: NetworkOptions & {depth: number},
  data: DataSet,
  added: Extension
): TrainablePlan {
  const {count, kind, place, start} = added;
  const existing = options.depth / 2 - 1;
  const depth = options.depth + 2 * count;
  const at = place === "end" ? existing : Math.floor(existing / 2);
  const indices = Array.from({length: existing + count}, (_, i) => i);
  const large = planOf(
    {
      ...options,
      ...{depth, variant: kind},
      shortcuts: indices.map(i => i >= existing),
      blocks: [...indices.slice(0, at), ...indices.slice(existing), ...indices.slice(at, existing)]
    },
    data,
    {begin: block => (block >= existing ? start : undefined)}
  );
  // The output layer has moved; what lies between the old network's layers and it is new.
  transplant(small, large, layer => (layer < options.depth ? layer : layer === depth ? options.depth : 0));
  return large;
}

type Point = {step: number; loss: number; error: number};

/** Trains on all examples at once; yields loss and error before the first update and after each one. */
function* follow(
  p: TrainablePlan,
  data: DataSet,
  {steps, rate, only}: {steps: number; rate: number; only?: (layer: number) => boolean}
): Generator<Point> {
  const still = only ? p.parameters.filter(({layer}) => !only(layer)) : [];
  const values = still.map(({value}) => copy(value));
  for (const {step, loss, trouble} of train(p, data, {optimiser: adam({rate}), steps})) {
    for (const [i, {value}] of still.entries()) assign(value, values[i]);
    // Loss and outputs are those from before the update.
    yield {step: step - 1, loss, error: errorOf(p)};
    if (trouble?.kind === "diverged") return;
  }
  p.feed(data.inputs, data.targets);
  yield {step: steps, loss: p.forward(), error: errorOf(p)};
}

export type SolutionRecord = Point & {
  depth: number;
  /** "trained": the shallow network. "extended": with layers W = I added. "scratch": as deep, begun as He et al. do. */
  how: "trained" | "extended" | "scratch";
};

/** The solution exists: a trained plain-8 with layers W = I added has the same loss at any depth, where training fails. */
export function* solutionExists({
  depths = [56, 110] as readonly number[],
  steps = 100,
  rate = 0.003,
  seed = 1
} = {}): Generator<SolutionRecord, Left> {
  const data = glyphs({seed});
  const options = plainNetwork(8, seed);
  const small = planOf(options, data);
  for (const point of follow(small, data, {steps, rate})) yield {depth: 8, how: "trained", ...point};
  const networks: Plan[] = [small];
  for (const depth of depths) {
    const count = (depth - options.depth) / 2;
    const large = extend(small, options, data, {count, kind: "plain", place: "end", start: starts.identity});
    for (const point of follow(large, data, {steps: 0, rate})) yield {depth, how: "extended", ...point};
    networks.push(large);
  }
  for (const depth of depths) {
    const deep = planOf(plainNetwork(depth, seed), data);
    for (const point of follow(deep, data, {steps, rate})) yield {depth, how: "scratch", ...point};
    networks.push(deep);
  }
  return () => networks.map(evaluated);
}
