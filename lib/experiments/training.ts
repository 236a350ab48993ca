// Trains one network on one of the data sets and tells how it goes.
import {copyParameters, type Trouble} from "../graph/index.js";
import {train} from "../nn/train.js";
import {finite, integer} from "../tensor/check.js";
import {type DataSet, dataSet} from "./data.js";
import {classesOf, errorOn, evaluator, finished, freeze, grid} from "./evaluate.js";
import {type Handwriting, handwriting} from "./handwriting.js";
import type {Left} from "./left.js";
import {complete, type NetworkOptions, planOf, restore, type Weights, weightsOf} from "./network.js";
import {type OptimiserName, optimiserOf, type ScheduleName, scheduleOf} from "./optimisers.js";

export type TrainingOptions = NetworkOptions & {
  /** Of the data: as the lesson has it unless said otherwise. */
  noise?: number;
  /** Digits that people wrote, instead of drawn ones (images only): see handwriting.ts. */
  digits?: Uint8Array;
  optimiser?: OptimiserName;
  /** Learning rates to try: the one with the lowest final training error is kept. */
  rates?: readonly number[];
  schedule?: ScheduleName;
  /** Updates for each rate. */
  steps?: number;
  /** Examples in a batch; more than there are means all. */
  batch?: number;
  /** λ of the weights; biases, γ and β do not decay. */
  decay?: number;
  /** Shrink weights directly instead of adding λθ to the gradient. */
  decoupled?: boolean;
  /** Largest norm of the gradient. */
  clip?: number;
  /** A progress record is yielded every so many steps. */
  every?: number;
  /** Whether progress records have the training error, which costs about three steps. */
  watch?: boolean;
  /** Whether progress records have the error on examples that are not learnt from, too. It needs `watch`. */
  test?: boolean;
  /** Of how many examples the progress records say what they are taken for. They need `watch`. */
  examples?: number;
  /** Whether progress records have the weights of the moment: with `watch`, with the statistics of the whole set. */
  snapshots?: boolean;
  /** Points on a side of the picture of decision regions in each progress record (spirals only); 0: none. */
  regions?: number;
};

/** How the run with the rate now tried is going. */
export type TrainingProgress = {
  type: "progress";
  rate: number;
  /** Updates made with this rate, and with all so far, and how many there will be. */
  step: number;
  done: number;
  total: number;
  /** Of the batch, before the update. */
  loss: number;
  /** Of the whole training set, after the update. */
  error?: number;
  /** Of examples that are not learnt from. */
  testError?: number;
  /** What the first examples of the data set are taken for. */
  taken?: Uint8Array;
  /** Probabilities of the classes at the points of `grid(regions)`: [regions², classes]. */
  regions?: Float32Array;
  weights?: Weights;
  /** Values that are not finite end the run; a layer that is all zero with no gradient left does not. */
  trouble?: Trouble;
};

/** What one learning rate came to. */
export type Outcome = {
  rate: number;
  /** Fraction of the training set classified wrongly, the set taken as one batch. NaN if the run diverged. */
  error: number;
  loss: number;
  /** Where the first value that is not finite turned up. */
  diverged?: {step: number; layer: number; value: string};
};

/** The best of the rates, and all that were tried. */
export type TrainingResult = Outcome & {
  type: "result";
  options: Required<NetworkOptions>;
  weights: Weights;
  tried: Outcome[];
};

export type TrainingRecord = TrainingProgress | TrainingResult;

/** Seeds of what is learnt from and of what it is tried on differ by so much: a page's seeds end at 9999. */
const unseen = 10_000;

/** Examples to learn from, and others to be tried on: written by other people, or drawn anew. */
function examplesOf({
  digits,
  test,
  noise,
  ...options
}: TrainingOptions): Partial<Handwriting> & {training: DataSet} {
  const {data, seed} = complete(options);
  if (digits && data !== "images") throw new RangeError(`digits are images: data is ${data}`);
  if (digits) return handwriting(digits);
  return {
    test: test ? dataSet(data, seed + unseen, noise) : undefined,
    training: dataSet(data, seed, noise)
  };
}

/** Trains a network once for each rate, from the same start, and keeps the best. */
export function* trainNetwork(options: TrainingOptions = {}): Generator<TrainingRecord, Left> {
  const {
    rates = [0.03],
    steps = 150,
    every = 10,
    watch = false,
    examples = 0,
    regions = 0,
    snapshots = false
  } = options;
  const {optimiser = "momentum", schedule = "cosine", decay = 1e-4, decoupled, clip} = options;
  const network = complete(options);
  integer("every", every);
  integer("steps", steps, 0);
  integer("examples", examples, 0);
  integer("regions", regions, 0);
  if (regions && network.data !== "spirals") throw new RangeError(`regions need spirals: ${network.data}`);
  if (!rates.length) throw new RangeError("at least one learning rate is needed: rates is empty");
  const {training: data, test} = examplesOf(options);
  const {batch = network.data === "images" ? 32 : 64} = options;
  const p = planOf(network, data, {
    batch: Math.min(integer("batch", batch), data.inputs.shape[0]),
    drops: true
  });
  const whole = evaluator(planOf(network, data), data);
  const points = grid(regions);
  const initial = weightsOf(p);
  const tried: (Outcome & {weights: Weights})[] = [];

  for (const [k, rate] of rates.entries()) {
    restore(p, initial);
    const made = optimiserOf(optimiser, {
      rate: scheduleOf(schedule, finite("learning rate", rate, 0), steps),
      decay,
      decoupled
    });
    let diverged: Outcome["diverged"];
    const total = rates.length * steps;
    for (const {step, loss, trouble} of train(p, data, {optimiser: made, steps, seed: network.seed, clip})) {
      if (trouble?.kind === "diverged") diverged = {step, layer: trouble.layer, value: trouble.value};
      if (step % every && step < steps && !trouble) continue;
      const progress: TrainingProgress = {
        type: "progress",
        rate,
        step,
        done: k * steps + step,
        total,
        loss,
        trouble
      };
      if (watch && !diverged) {
        copyParameters(p, whole.plan);
        progress.error = whole.score().error;
        if (examples) progress.taken = classesOf(whole.plan, examples);
        freeze(whole.plan);
        if (options.test && test) progress.testError = errorOn(whole.plan, test);
        if (snapshots) progress.weights = weightsOf(whole.plan);
        if (regions) progress.regions = whole.predict(points);
      }
      if (snapshots) progress.weights ??= weightsOf(p);
      yield progress;
    }
    copyParameters(p, whole.plan);
    const score = whole.score();
    if (!Number.isFinite(score.loss)) {
      const trouble = whole.plan.trouble();
      diverged ??= {step: steps, layer: trouble?.layer ?? 0, value: trouble?.value ?? "loss"};
    }
    tried.push({
      rate,
      ...(diverged ? {error: Number.NaN, loss: Number.NaN, diverged} : score),
      weights: weightsOf(p)
    });
  }
  const [best] = [...tried].sort((a, b) => rank(a) - rank(b) || a.loss - b.loss);
  yield {type: "result", options: network, ...best, tried: tried.map(({weights: _, ...outcome}) => outcome)};
  return () => {
    restore(p, best.weights);
    return [finished(p, network, data)];
  };
}

/** A diverged run comes last. */
const rank = ({error, diverged}: Outcome) => (diverged ? Infinity : error);

/** Trains several networks in turns, a record at a time: a race. */
export function* race({
  entrants
}: {
  entrants: readonly TrainingOptions[];
}): Generator<{entrant: number; record: TrainingRecord}> {
  const running = new Map(entrants.map((options, entrant) => [entrant, trainNetwork(options)]));
  while (running.size)
    for (const [entrant, steps] of running) {
      const {value, done} = steps.next();
      if (done) running.delete(entrant);
      else yield {entrant, record: value};
    }
}
