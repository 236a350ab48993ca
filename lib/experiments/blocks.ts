// E3: what the blocks of a trained network do: how much each adds, what its loss costs, which paths carry the gradient.
import {copyParameters, type Plan} from "../graph/index.js";
import {random, shuffle} from "../tensor/random.js";
import {flat} from "../tensor/tensor.js";
import {dataSet} from "./data.js";
import {type Evaluator, errorOf, freeze, grid, load, probabilities} from "./evaluate.js";
import {complete, type NetworkOptions, planOf, transplant, type Weights} from "./network.js";
import {pack} from "./regions.js";
import {type TrainingOptions, type TrainingRecord, type TrainingResult, trainNetwork} from "./training.js";

/** ‖F(x)‖ / ‖x‖ of each residual block over the whole data set: how much the block changes what passes. */
export function branchRatios({plan, score}: Evaluator): number[] {
  score();
  return additions(plan).map(
    ([branch, shortcut]) => norm(flat(plan.value(branch))) / norm(flat(plan.value(shortcut)))
  );
}

/** Main path and shortcut of each addition. */
const additions = (p: Plan) => p.steps.filter(({operation}) => operation === "add").map(({inputs}) => inputs);

const norm = (x: Float32Array): number => Math.sqrt(x.reduce((sum, v) => sum + v * v, 0));

/** Loss and error of the whole data set. */
export type Score = {loss: number; error: number};

/** A way through a network: the blocks that the signal passes, in this order, and which of them have lost their shortcut. */
export type Way = {blocks: readonly number[]; cut?: readonly number[]};

/** Loss and error of what comes out at the end of a way, and a picture of the decision regions if one is asked for. */
export type Passed = Score & {regions?: Uint8Array};

/**
 * Returns a function that sends the signal of a trained network through these blocks only, in this order, and then to the
 * network's own last layer: blocks can be left out and swapped, and lose their shortcuts, g(F(x)) in the place of
 * g(F(x) + x). Batch normalisation keeps the statistics that the whole network has. `regions` are the points on a side of
 * the picture; 0: none.
 */
export function lesions(
  options: NetworkOptions,
  weights: Weights
): (blocks: readonly number[], how?: {cut?: readonly number[]; regions?: number}) => Passed {
  const whole = load(options, weights);
  whole.score();
  freeze(whole.plan);
  const set = complete(options);
  const data = dataSet(set.data, set.seed);
  return (blocks, {cut = [], regions = 0} = {}) => {
    if (cut.length && !cuts(set))
      throw new RangeError(
        `a block without its shortcut is no plain block: ${set.variant}, survival ${set.survival}`
      );
    const p = planOf({...set, blocks, shortcuts: set.shortcuts.map((on, i) => on && !cut.includes(i))}, data);
    transplant(whole.plan, p);
    p.mode = "evaluation";
    p.feed(data.inputs, data.targets);
    const score = {loss: p.forward(), error: errorOf(p)};
    return regions ? {...score, regions: pack(probabilities(p, grid(regions)), data.classes)} : score;
  };
}

/** Whether a block becomes a plain one when it loses its shortcut: both have the same layers in the same order. */
const cuts = ({variant, survival}: Required<NetworkOptions>): boolean =>
  (variant === "residual" || variant === "zero-gamma") && survival === 1;

/** How many paths pass through 0, 1, 2, … of so many blocks: each block can be passed by, or gone through. */
export function pathCounts(blocks: number): number[] {
  const counts = [1];
  for (let k = 1; k <= blocks; k++) counts.push((counts[k - 1] * (blocks - k + 1)) / k);
  return counts.map(Math.round);
}

/** Paths through `length` blocks: how many there are, and the mean norm of the gradient that one of them brings to h0. */
export type Paths = {length: number; count: number; gradient: number};

/**
 * Gradient by length of path, measured as Veit et al. 2016 do (arXiv:1605.06431): of each length some paths are drawn, and
 * the gradient of the loss goes back along one: through the main path of its blocks, through the shortcut of all others.
 */
export function* pathGradients(
  options: NetworkOptions,
  weights: Weights,
  {samples = 10, seed = 1} = {}
): Generator<Paths> {
  const back = pathBack(options, weights);
  const blocks = complete(options).blocks.length;
  const next = random(seed);
  for (const [length, count] of pathCounts(blocks).entries()) {
    let total = 0;
    for (let s = 0; s < samples; s++)
      total += norm(back(new Set(shuffle([...Array(blocks).keys()], next).slice(0, length))));
    yield {length, count, gradient: total / samples};
  }
}

/**
 * Returns the function that takes the loss's gradient, over the first examples of the data, back to h0 through the main
 * paths of some blocks only. Batch normalisation has fixed statistics: the paths' gradients add up to the whole one.
 */
export function pathBack(
  options: NetworkOptions,
  weights: Weights,
  batch = 64
): (through: ReadonlySet<number>) => Float32Array {
  const whole = load(options, weights);
  whole.score();
  freeze(whole.plan);
  const set = complete(options);
  const data = dataSet(set.data, set.seed);
  const p = planOf(set, data, {batch});
  copyParameters(whole.plan, p);
  p.mode = "evaluation";
  p.feed(flat(data.inputs).subarray(0, p.input.size), flat(data.targets).subarray(0, batch));
  p.forward();
  p.backward();
  const branches = additions(p).map(([branch]) => branch);
  const joints = branches.map((_, i) => p.steps.find(({output}) => output === `h${i + 1}`)!);
  const start = flat(p.gradient(`h${branches.length}`)).slice();
  return through => {
    let gradient = start.slice();
    for (let i = branches.length - 1; i >= 0; i--) {
      const h = flat(p.value(`h${i + 1}`));
      if (joints[i].operation === "relu") gradient = gradient.map((g, j) => (h[j] > 0 ? g : 0));
      if (!through.has(i)) continue;
      p.backward({from: branches[i], to: `h${i}`, gradient});
      gradient = flat(p.gradient(`h${i}`)).slice();
    }
    return gradient;
  };
}

export type BlocksRecord =
  | TrainingRecord
  /** ‖F(x)‖ / ‖x‖ of each block. */
  | {type: "ratios"; ratios: number[]}
  /** One block left out. */
  | ({type: "deleted"; block: number} & Score)
  /** One block without its shortcut. */
  | ({type: "cut"; block: number} & Score)
  /** So many blocks left out, drawn at random: one record for each draw. */
  | ({type: "thinned"; removed: number} & Score)
  /** A block and the next one change places. */
  | ({type: "swapped"; block: number} & Score)
  | ({type: "paths"} & Paths);

/** Trains a network, then takes it apart. Paths and ratios are for networks with shortcuts, which some blocks can lose. */
export function* blocks({
  draws = 5,
  ...options
}: TrainingOptions & {draws?: number} = {}): Generator<BlocksRecord> {
  let trained: TrainingResult | undefined;
  for (const record of trainNetwork(options)) {
    if (record.type === "result") trained = record;
    else yield record;
  }
  const {options: network, weights} = trained!;
  // The record's arrays move to the page.
  yield {...trained!, weights: {values: weights.values.slice(), statistics: weights.statistics.slice()}};
  if (trained!.diverged) return;

  const pass = lesions(network, weights);
  const all = network.blocks;
  if (network.variant !== "plain") yield {type: "ratios", ratios: branchRatios(load(network, weights))};
  for (const block of all) yield {type: "deleted", block, ...pass(all.filter(b => b !== block))};
  if (cuts(network)) for (const block of all) yield {type: "cut", block, ...pass(all, {cut: [block]})};
  for (const block of all.slice(0, -1)) {
    const swapped = all.map(b => (b === block ? b + 1 : b === block + 1 ? block : b));
    yield {type: "swapped", block, ...pass(swapped)};
  }
  const next = random(network.seed);
  for (const fraction of [0.1, 0.25, 0.5])
    for (let draw = 0; draw < draws; draw++) {
      const removed = Math.max(1, Math.round(fraction * all.length));
      const gone = new Set(shuffle([...all], next).slice(0, removed));
      yield {type: "thinned", removed, ...pass(all.filter(b => !gone.has(b)))};
    }
  if (network.variant !== "plain")
    for (const paths of pathGradients(network, weights)) yield {type: "paths", ...paths};
}

export type Reading = {type: "reading"; blocks: number} & Passed;

/**
 * Trains a network, then reads it early: the signal passes the first 0, 1, 2, … blocks, all in the end, and goes straight to
 * the network's own last layer. A run that diverged has no readings.
 */
export function* stopEarly({regions = 0, ...options}: TrainingOptions): Generator<TrainingRecord | Reading> {
  let trained: TrainingResult | undefined;
  for (const record of trainNetwork(options)) {
    if (record.type === "result") trained = record;
    else yield record;
  }
  const {options: network, weights, diverged} = trained!;
  const pass = lesions(network, weights);
  yield trained!;
  if (diverged) return;
  for (let k = 0; k <= network.blocks.length; k++)
    yield {type: "reading", blocks: k, ...pass(network.blocks.slice(0, k), {regions})};
}

/** What a trained network still can when its signal takes these ways through the blocks, one record for each way. */
export function* lesion({
  network,
  weights,
  ways
}: {
  network: NetworkOptions;
  weights: Weights;
  ways: readonly Way[];
}): Generator<Score> {
  const pass = lesions(network, weights);
  for (const {blocks, cut} of ways) yield pass(blocks, {cut});
}
