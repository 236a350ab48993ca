// How many layers does a shortcut skip? Networks with one, two or three layers under each arc.
import {copyParameters, type Layer, type Plan, plan} from "../graph/index.js";
import {residual} from "../nn/blocks.js";
import {batchNorm, dense, relu, repeat, sequential, softmaxCrossEntropy} from "../nn/layers.js";
import {momentum} from "../nn/optimisers.js";
import {cosine} from "../nn/schedules.js";
import {train} from "../nn/train.js";
import {integer} from "../tensor/check.js";
import {dataSet} from "./data.js";
import {evaluator, freeze} from "./evaluate.js";
import {evaluated, type Left} from "./left.js";

export type PerBlockJob = {
  /** Layers under each arc. */
  layers: number;
  /** Layers of the whole network: 2 and those of whole blocks. */
  depth: number;
  seed: number;
  rates?: readonly number[];
  steps?: number;
  batch?: number;
};

export type PerBlockRecord = {
  layers: number;
  depth: number;
  seed: number;
  /** Updates made so far, and how many there will be. */
  done: number;
  total: number;
  /** In the end: the smallest training error that a rate came to. */
  error?: number;
};

const width = 16;

/** A network on the spirals with so many layers under each arc; the last γ of each branch begins at 0. */
export function perBlockNetwork(layers: number, depth: number): Layer {
  const blocks = (integer("depth", depth, 2) - 2) / integer("layers", layers);
  if (!Number.isInteger(blocks))
    throw new RangeError(`depth ${depth} has no whole number of blocks of ${layers}: ${blocks}`);
  const linear = () => dense(width, {bias: false});
  const inner = () => repeat(layers - 1, () => sequential(linear(), batchNorm(), relu));
  const block = () => residual(...inner(), linear(), batchNorm({gamma: 0}));
  return sequential(linear(), batchNorm(), relu, ...repeat(blocks, block), dense(3));
}

/** Trains such a network as the degradation figure trains, once for each rate: progress now and then, the error last. */
export function* layersPerBlock({
  rates = [0.03, 0.1],
  steps = 150,
  batch = 64,
  ...job
}: PerBlockJob): Generator<PerBlockRecord, Left> {
  const {layers, depth, seed} = job;
  const data = dataSet("spirals", seed);
  const network = perBlockNetwork(layers, depth);
  const total = rates.length * steps;
  const planOf = (batch: number) =>
    plan(network, {input: [batch, 2], loss: softmaxCrossEntropy, seed, keep: "parameters"});
  const tried: {readonly plan: Plan; readonly error: number}[] = [];
  for (const [k, rate] of rates.entries()) {
    const p = planOf(batch);
    const optimiser = momentum({rate: cosine(rate, steps), decay: 1e-4});
    for (const {step} of train(p, data, {optimiser, steps, seed}))
      if (step % 25 === 0) yield {layers, depth, seed, done: k * steps + step, total};
    const whole = evaluator(planOf(data.inputs.shape[0]), data);
    copyParameters(p, whole.plan);
    tried.push({plan: whole.plan, error: whole.score().error});
  }
  const [best] = tried.sort((a, b) => a.error - b.error);
  yield {layers, depth, seed, done: total, total, error: best.error};
  return () => {
    freeze(best.plan);
    return [evaluated(best.plan)];
  };
}
