// The networks of the experiments: a first layer, blocks of two layers, an output layer.
import {
  countedFrom,
  type Initialise,
  type Layer,
  type Plan,
  plan,
  type TrainablePlan
} from "../graph/index.js";
import {twoLayers} from "../nn/blocks.js";
import {he, looksLinear, orthogonal, xavier} from "../nn/initialise.js";
import {
  batchNorm,
  conv,
  dense,
  drop,
  globalAveragePool,
  named,
  relu,
  scale,
  sequential,
  softmaxCrossEntropy
} from "../nn/layers.js";
import {finite, integer, oneOf} from "../tensor/check.js";
import {assign} from "../tensor/tensor.js";
import {type DataName, type DataSet, dataNames} from "./data.js";

export const variants = ["plain", "zero-gamma", "residual", "pre-activation", "scaled"] as const;

/**
 * "residual" is the block of He et al. 2015, where γ begins at 1; "zero-gamma" the same with the block's last γ at 0;
 * "scaled" multiplies the main path by 1/√(number of blocks).
 */
export type Variant = (typeof variants)[number];

const initialisations = {he, xavier, orthogonal};
export type Initialisation = keyof typeof initialisations | "looks-linear";
export const initialisationNames: readonly Initialisation[] = ["he", "xavier", "orthogonal", "looks-linear"];

export type NetworkOptions = {
  data?: DataName;
  variant?: Variant;
  /** Number of layers: 2 + twice the number of blocks. */
  depth?: number;
  width?: number;
  /** Batch normalisation. */
  norm?: boolean;
  initialisation?: Initialisation;
  /** Seed of the data, the initial weights and the order of examples. */
  seed?: number;
  /** Blocks that have their shortcut, true for all: the others are plain. */
  shortcuts?: readonly boolean[];
  /** Stochastic depth: the probability with which a block's main path takes part in a step of training. 1, which a plain network needs: no dropping. */
  survival?: number;
  /** Which blocks the signal passes, in which order; all, in order, unless said otherwise. */
  blocks?: readonly number[];
};

/** The options with nothing left open. Throws where a value cannot be. */
export function complete(options: NetworkOptions = {}): Required<NetworkOptions> {
  const {
    data = "spirals",
    variant = "plain",
    depth = 20,
    norm = true,
    initialisation = "he",
    seed = 1,
    survival = 1
  } = options;
  const width = options.width ?? (data === "images" ? 8 : 16);
  oneOf("data", data, dataNames);
  oneOf("variant", variant, variants);
  oneOf("initialisation", initialisation, initialisationNames);
  integer("width", width);
  finite("survival", survival, 0, 1);
  if (variant === "plain" && survival !== 1)
    throw new RangeError(
      `a plain network has no shortcuts to leave when blocks drop out: survival is ${survival}`
    );
  if (integer("depth", depth, 2) % 2) throw new RangeError(`depth must be even: ${depth}`);
  const count = depth / 2 - 1;
  const {shortcuts = Array(count).fill(true), blocks = Array.from({length: count}, (_, i) => i)} = options;
  for (const i of blocks)
    if (!(i >= 0 && i < count)) throw new RangeError(`there is no block ${i}: the network has ${count}`);
  return {data, variant, depth, width, norm, initialisation, seed, shortcuts, survival, blocks};
}

/** How the two layers of a block begin, where they do not begin as the others. */
export type Begin = (block: number) => readonly [Initialise, Initialise] | undefined;

/**
 * Depth-many layers over an input, with one output for each class. h0, h1, … name what leaves each block. Where training
 * drops branches, `drops` makes the network that does; the other multiplies each by its probability to survive.
 */
export function network(
  options: NetworkOptions,
  classes: number,
  {begin = () => undefined, drops = false}: {begin?: Begin; drops?: boolean} = {}
): Layer {
  const {data, variant, depth, width, norm, initialisation, shortcuts, survival, blocks} = complete(options);
  const last = survival === 1 ? [] : [drops ? drop(survival) : scale(survival)];
  const images = data === "images";
  // Batch normalisation has β in the place of a bias.
  const bias = !norm;
  const weights = (place: "first" | "hidden" | "last") =>
    initialisation === "looks-linear" ? looksLinear(place) : initialisations[initialisation];
  const normal = norm ? [batchNorm()] : [];
  const stem = {bias, weights: weights("first")};
  const first = images ? conv(width, 3, {...stem, stride: 2}) : dense(width, stem);
  const early = variant === "pre-activation";
  const block = (i: number) => {
    const start = begin(i) ?? [weights("hidden"), weights("hidden")];
    const layer = (k: number) => {
      const linear = {bias, weights: start[k]};
      return images ? conv(width, 3, linear) : dense(width, linear);
    };
    return twoLayers({
      kind: shortcuts[i] ? variant : "plain",
      layer,
      norm,
      last,
      factor: 1 / Math.sqrt(depth / 2 - 1)
    });
  };
  // Each keeps the numbers of its layers when blocks before it are left out, so that its weights can be found.
  return sequential(
    named("h0", sequential(first, ...(early ? [] : [...normal, relu]))),
    ...blocks.map(i => countedFrom(2 * i + 1, named(`h${i + 1}`, block(i)))),
    countedFrom(depth - 1, sequential(...(early ? [...normal, relu] : []))),
    ...(images ? [globalAveragePool] : []),
    dense(classes, {weights: weights("last")})
  );
}

/** What training leaves: all parameters, and the statistics of batch normalisation. */
export type Weights = {values: Float32Array; statistics: Float32Array};

export const weightsOf = ({vector, statistics}: Plan): Weights => ({
  values: vector.values.slice(),
  statistics: statistics.slice()
});

/** Brings a plan to these weights. */
export function restore(p: Plan, {values, statistics}: Weights): void {
  assignAll("parameters", p.vector.values, values);
  assignAll("statistics", p.statistics, statistics);
}

function assignAll(what: string, to: Float32Array, from: Float32Array): void {
  if (to.length !== from.length)
    throw new RangeError(`${what} of another network: ${from.length} and ${to.length}`);
  to.set(from);
}

/** A plan with a loss, as training and evaluation need it. */
export function planOf(
  options: NetworkOptions,
  {inputs, classes}: DataSet,
  {batch = inputs.shape[0], ...how}: {batch?: number; begin?: Begin; drops?: boolean} = {}
): TrainablePlan {
  return plan(network(options, classes, how), {
    input: [batch, ...inputs.shape.slice(1)],
    loss: softmaxCrossEntropy,
    seed: options.seed,
    keep: "parameters"
  });
}

/**
 * Gives a plan the parameters and the statistics of another that has more blocks, fewer, or others in between. They are
 * found by the number of their layer: `origin` says which layer of `from` is the one of `to`, 0 if it is a new one.
 */
export function transplant(from: Plan, to: Plan, origin = (layer: number) => layer): void {
  for (const {kind, layer, value} of to.parameters) {
    if (!origin(layer)) continue;
    const found = from.parameters.find(other => other.kind === kind && other.layer === origin(layer));
    if (!found) throw new Error(`layer ${origin(layer)} has no ${kind} to take over`);
    assign(value, found.value);
  }
  for (const {operation, inputs} of to.steps) {
    if (operation !== "batchNorm") continue;
    for (const name of inputs.slice(3)) assign(to.value(name), from.value(name));
  }
}
