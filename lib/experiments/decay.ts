// What weight decay does where batch normalisation follows the weights (van Laarhoven 2017, arXiv:1706.05350).
import {copyParameters, type Plan} from "../graph/index.js";
import {momentum} from "../nn/optimisers.js";
import {train} from "../nn/train.js";
import {finite, integer} from "../tensor/check.js";
import {flat} from "../tensor/tensor.js";
import {dataSet} from "./data.js";
import {evaluator, finished} from "./evaluate.js";
import type {Left} from "./left.js";
import {complete, type NetworkOptions, planOf} from "./network.js";

export type DecayOptions = NetworkOptions & {
  /** λ to compare; only weights decay. */
  lambdas?: readonly number[];
  steps?: number;
  rate?: number;
  batch?: number;
  every?: number;
};

export type DecayRecord = {
  lambda: number;
  step: number;
  /** Of the whole training set. */
  loss: number;
  error: number;
  /** ‖W‖ of all layers but the output. */
  size: number;
  /** Learning rate / ‖W‖²: how fast the direction of normalised weights turns. */
  effective: number;
  /** At the end: what becomes of loss and error when the weights of all layers but the output are doubled. */
  doubled?: {loss: number; error: number};
};

/** Trains one network for each λ, from the same start. With `norm: false` the same without batch normalisation. */
export function* decay({
  lambdas = [0, 0.001, 0.01],
  steps = 300,
  rate = 0.03,
  batch = 64,
  every = 10,
  ...options
}: DecayOptions = {}): Generator<DecayRecord, Left> {
  integer("every", every);
  const network = complete({depth: 8, ...options});
  const data = dataSet(network.data, network.seed);
  const trained: Plan[] = [];
  for (const lambda of lambdas) {
    const p = planOf(network, data, {batch});
    const whole = evaluator(planOf(network, data), data);
    const now = (step: number): DecayRecord => {
      copyParameters(p, whole.plan);
      const size = Math.sqrt(hidden(p).reduce((sum, w) => w.reduce((s, v) => s + v * v, sum), 0));
      return {lambda, step, ...whole.score(), size, effective: rate / size ** 2};
    };
    yield now(0);
    const optimiser = momentum({rate, decay: finite("lambda", lambda, 0)});
    for (const {step} of train(p, data, {optimiser, steps, seed: network.seed}))
      if (step % every === 0 && step < steps) yield now(step);
    const end = now(steps);
    for (const w of hidden(whole.plan)) w.set(w.map(v => 2 * v));
    yield {...end, doubled: whole.score()};
    trained.push(p);
  }
  return () => trained.map(p => finished(p, network, data));
}

/** The weights of all layers but the last. */
const hidden = (p: Plan): Float32Array[] =>
  p.parameters
    .filter(({kind}) => kind === "weight")
    .slice(0, -1)
    .map(({value}) => flat(value));
