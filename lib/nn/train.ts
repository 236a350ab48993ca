import type {Plan, TrainablePlan, Trouble} from "../graph/plan.js";
import {finite, integer} from "../tensor/check.js";
import {random, shuffle} from "../tensor/random.js";
import {formatShape, sameShape, size} from "../tensor/shape.js";
import {flat, type Tensor} from "../tensor/tensor.js";
import {clipGradients, type Optimiser, type State} from "./optimisers.js";

/** Examples: inputs[N, …], and targets[N] (class indices) or targets[N, …]. */
export type Data = {inputs: Tensor; targets: Tensor};

/** How to train. */
export type TrainOptions = {
  optimiser: Optimiser;
  /** Number of updates. */
  steps: number;
  /** Seed of the order in which examples are drawn, an integer. */
  seed?: number;
  /** Largest norm of the whole gradient. */
  clip?: number;
  /** Continue from this state of the optimiser. */
  state?: State;
};

/** What training says after each update. */
export type Progress = {
  /** Updates made so far, from 1. */
  step: number;
  /** The loss of the batch, before the update. */
  loss: number;
  /** What went wrong, and in which layer. After "diverged" training ends. */
  trouble?: Trouble;
};

/**
 * Trains a plan, one step for each value that it yields: batches as large as the plan's input, drawn without
 * replacement from shuffled examples (what is left of an epoch is dropped), or all examples if they make one batch.
 */
export function* train(p: TrainablePlan, data: Data, options: TrainOptions): Generator<Progress> {
  const {optimiser, steps, seed = 1, clip = Infinity, state = optimiser.init(p.vector)} = options;
  integer("steps", steps, 0);
  if (clip !== Infinity) finite("clip", clip, 0);
  const next = batches(p, data, seed);
  const draw = drops(p, seed);
  for (let step = 1; step <= steps; step++) {
    next();
    draw();
    const loss = p.forward();
    if (!Number.isFinite(loss)) {
      yield {step, loss, trouble: p.trouble()};
      return;
    }
    p.backward();
    const trouble = loss > 0 && silent(p) ? p.trouble() : undefined;
    if (clip !== Infinity) clipGradients(p.vector, clip);
    optimiser.update(p.vector, state);
    yield {step, loss, trouble};
  }
}

/** Returns a function that copies the next batch into the plan. */
function batches(p: TrainablePlan, {inputs, targets}: Data, seed: number): () => void {
  const {input, target} = p;
  // Readers' code has no types.
  if (!target) throw new Error("training needs a plan with a loss");
  for (const [name, from, to] of [
    ["inputs", inputs, input],
    ["targets", targets, target]
  ] as const)
    if (!sameShape(from.shape.slice(1), to.shape.slice(1)))
      throw new RangeError(
        `incompatible shapes: ${name} ${formatShape(from.shape)} and plan ${formatShape(to.shape)}`
      );
  const [count] = inputs.shape;
  const [batch] = input.shape;
  if (targets.shape[0] !== count)
    throw new RangeError(`as many targets as inputs are needed: ${targets.shape[0]} and ${count}`);
  if (batch > count) throw new RangeError(`batch larger than data: ${batch} and ${count}`);

  const pairs = [copier(inputs, input), copier(targets, target)];
  const order = Array.from({length: count}, (_, i) => i);
  if (batch === count) {
    for (const copy of pairs) copy(order, 0);
    return () => {};
  }
  const next = random(seed);
  let at = count;
  return () => {
    if (at + batch > count) {
      shuffle(order, next);
      at = 0;
    }
    for (const copy of pairs) copy(order, at);
    at += batch;
  };
}

/** Returns a function that draws which branches take part in the next step: see `drop`. */
function drops(p: Plan, seed: number): () => void {
  const branches = p.steps
    .filter(({operation}) => operation === "drop")
    .map(({output, attributes}) => ({
      dropped: flat(p.value(`${output}.dropped`)),
      survival: (attributes as {survival: number}).survival
    }));
  // A stream of its own: with and without dropping, the same batches are drawn.
  const next = random(seed + 1);
  return () => {
    for (const {dropped, survival} of branches) dropped[0] = Number(next() >= survival);
  };
}

/** Copies the examples order[at], order[at + 1], … into `to`. */
function copier(from: Tensor, to: Tensor): (order: number[], at: number) => void {
  const [source, destination] = [flat(from), flat(to)];
  const length = size(from.shape.slice(1));
  return (order, at) => {
    for (let i = 0; i < to.shape[0]; i++) {
      const start = order[at + i] * length;
      for (let j = 0; j < length; j++) destination[i * length + j] = source[start + j];
    }
  };
}

/** Whether no weight has a gradient: stops at the first that has. */
function silent({vector: {gradients, groups}}: Plan): boolean {
  const {from, to} = groups[0];
  for (let i = from; i < to; i++) if (gradients[i] !== 0) return false;
  return true;
}
