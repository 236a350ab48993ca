// E3: what the blocks of a trained network do: how much each adds, what its loss costs, which paths carry the gradient.
import {copyParameters, type Plan} from "../graph/index.js";
import {random, shuffle} from "../tensor/random.js";
import {flat} from "../tensor/tensor.js";
import {dataSet} from "./data.js";
import {type Evaluator, errorOf, freeze, load} from "./evaluate.js";
import {complete, type NetworkOptions, planOf, transplant, type Weights} from "./network.js";
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

/**
 * Returns a function that sends the signal of a trained network through these blocks only, in this order: blocks can be
 * left out and swapped. Batch normalisation keeps the statistics that the whole network has.
 */
export function lesions(options: NetworkOptions, weights: Weights): (blocks: readonly number[]) => Score {
  const whole = load(options, weights);
  whole.score();
  freeze(whole.plan);
  const set = complete(options);
  const data = dataSet(set.data, set.seed);
  return blocks => {
    const p = planOf({...set, blocks}, data);
    transplant(whole.plan, p);
    p.mode = "evaluation";
    p.feed(data.inputs, data.targets);
    return {loss: p.forward(), error: errorOf(p)};
  };
}

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
  /** So many blocks left out, drawn at random: one record for each draw. */
  | ({type: "thinned"; removed: number} & Score)
  /** A block and the next one change places. */
  | ({type: "swapped"; block: number} & Score)
  | ({type: "paths"} & Paths);

/** Trains a network, then takes it apart. Paths and ratios are for networks with shortcuts. */
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

/** What a trained network still can when its signal takes these ways through the blocks, one record for each way. */
export function* lesion({
  network,
  weights,
  ways
}: {
  network: NetworkOptions;
  weights: Weights;
  ways: readonly (readonly number[])[];
}): Generator<Score> {
  const pass = lesions(network, weights);
  for (const way of ways) yield pass(way);
}
