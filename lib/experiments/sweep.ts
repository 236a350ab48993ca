// E2: training error against depth, plain and residual.
import {integer} from "../tensor/check.js";
import type {Variant} from "./network.js";
import {type Outcome, type TrainingOptions, trainNetwork} from "./training.js";

export type SweepOptions = Omit<
  TrainingOptions,
  "depth" | "variant" | "watch" | "regions" | "blocks" | "shortcuts"
> & {
  depths?: readonly number[];
  variants?: readonly Variant[];
  /** Seeds `seed`, `seed` + 1, … for each depth and variant. */
  seeds?: number;
};

/** One network of a sweep: what is known of it before it is trained. */
export type Job = TrainingOptions & {depth: number; variant: Variant; seed: number};

export type SweepRecord = {
  depth: number;
  variant: Variant;
  seed: number;
  /** Updates of this network made so far, and how many there will be. */
  done: number;
  total: number;
  /** When the network is trained: how well. */
  result?: Outcome;
};

export const defaultDepths = [2, 4, 8, 20, 32, 56, 110] as const;

/** Plain networks do best near the lower one, shallow and zero-γ networks with the higher one: to be fair, both are tried. */
export const defaultRates = [0.03, 0.1] as const;

/** About how many multiplications a network's training takes: to tell how much of a sweep is done, and how long it takes. */
export function work({
  depth,
  data,
  width = data === "images" ? 8 : 16,
  steps = 150,
  rates = defaultRates,
  batch
}: Job): number {
  const positions = data === "images" ? 16 * 9 : 1;
  return rates.length * steps * (batch ?? (data === "images" ? 32 : 64)) * positions * depth * width ** 2 * 3;
}

/** The networks of a sweep, small ones first: each can run by itself, `trainNetwork(job)`, in any order. */
export function sweepJobs({
  depths = defaultDepths,
  variants = ["plain", "zero-gamma"],
  seeds = 1,
  seed = 1,
  ...rest
}: SweepOptions = {}): Job[] {
  integer("seeds", seeds);
  return Array.from({length: seeds}, (_, k) => seed + k).flatMap(seed =>
    [...depths]
      .sort((a, b) => a - b)
      .flatMap(depth =>
        variants.map(variant => ({every: 25, rates: defaultRates, ...rest, depth, variant, seed}))
      )
  );
}

/** Trains one network of a sweep: progress now and then, and the result last. */
export function* sweepNetwork(job: Job): Generator<SweepRecord> {
  const {depth, variant, seed, rates = defaultRates, steps = 150} = job;
  const total = rates.length * steps;
  for (const record of trainNetwork({...job, rates})) {
    const {type} = record;
    if (type === "progress") yield {depth, variant, seed, done: record.done, total};
    else {
      const {rate, error, loss, diverged} = record;
      yield {depth, variant, seed, done: total, total, result: {rate, error, loss, diverged}};
    }
  }
}

/** Trains all networks one after another. A network that diverges is reported as such, and the next one follows. */
export function* depthSweep(options: SweepOptions = {}): Generator<SweepRecord> {
  for (const job of sweepJobs(options)) yield* sweepNetwork(job);
}
