// The training of one network, which can be interrupted after any step and goes on as if it had not been.
import {classesOf, errorOf} from "../../lib/experiments/evaluate.js";
import {type Plan, plan} from "../../lib/graph/index.js";
import {
  type Architecture,
  cosine,
  momentum,
  network,
  softmaxCrossEntropy,
  warmUp
} from "../../lib/nn/index.js";
import {random, shuffle} from "../../lib/tensor/index.js";
import {readCheckpoint, writeCheckpoint} from "./checkpoint.js";
import {feeder, type Images, type Scale, scaleOf} from "./images.js";

/** What decides the result, bit for bit (with the same kernels). */
export type Recipe = {
  epochs: number;
  batch: number;
  /** The highest learning rate: reached after the warm-up, falling to 0 along half a cosine wave. */
  rate: number;
  warmUpSteps: number;
  momentum: number;
  /** λ of λ/2·‖W‖², for weights only: not for γ, β and the bias of the last layer. */
  decay: number;
  seed: number;
};

export const standard: Recipe = {
  epochs: 10,
  batch: 128,
  rate: 0.1,
  warmUpSteps: 400,
  momentum: 0.9,
  decay: 1e-4,
  seed: 1
};

/** Training loss and error are means over the epoch's batches, as the weights change, of moved images. */
export type Epoch = {
  epoch: number;
  trainingLoss: number;
  trainingError: number;
  /** On the whole test set, with running statistics. */
  testError: number;
  /** Processor time, which other programs on the machine do not lengthen much. */
  seconds: number;
};

/** Where a training stands. */
type Progress = {
  recipe: Recipe;
  step: number;
  loss: number;
  wrong: number;
  seconds: number;
  history: Epoch[];
};

export type Trained = {plan: Plan; scale: Scale; history: Epoch[]};

/** What is told after each step: updates made so far, of how many, and the loss of the batch. */
export type Report = {step: number; steps: number; perEpoch: number; loss: number; history: Epoch[]};

export type RunOptions = {
  architecture: Architecture;
  recipe: Recipe;
  training: Images;
  test: Images;
  /** The checkpoint's path. It is written after each epoch, and when `every` seconds have passed. */
  path: string;
  every?: number;
  /** Told after each step. Returns true to stop there, with a checkpoint. */
  onStep?: (report: Report) => boolean;
};

/** Trains from the checkpoint on, or from the start. Undefined if `onStep` stopped it. */
export function run({
  architecture,
  recipe,
  training,
  test,
  path,
  every = 600,
  onStep
}: RunOptions): Trained | undefined {
  const {epochs, batch, seed} = recipe;
  const perEpoch = Math.floor(training.count / batch);
  const steps = epochs * perEpoch;
  const input = [batch, training.height, training.width, 3];
  const p = plan(network(architecture), {input, loss: softmaxCrossEntropy, keep: "parameters", seed});
  const optimiser = momentum({
    rate: warmUp(recipe.warmUpSteps, cosine(recipe.rate, steps)),
    momentum: recipe.momentum,
    decay: recipe.decay
  });
  const state = optimiser.init(p.vector);
  const scale = scaleOf(training);
  const feed = feeder(training, scale, p.input, p.target!);
  let at: Progress = {recipe, step: 0, loss: 0, wrong: 0, seconds: 0, history: []};

  const saved = readCheckpoint<Progress>(path);
  if (saved) {
    const [then, now] = [JSON.stringify(saved.record.recipe), JSON.stringify(recipe)];
    if (then !== now) throw new Error(`${path} was trained otherwise: ${then} and ${now}`);
    at = saved.record;
    p.vector.values.set(saved.arrays.values);
    p.statistics.set(saved.arrays.statistics);
    state.memory[0].set(saved.arrays.velocity);
    state.step = at.step;
  }
  const save = () =>
    writeCheckpoint<Progress>(path, {
      record: at,
      arrays: {values: p.vector.values, statistics: p.statistics, velocity: state.memory[0]}
    });

  let order: Uint32Array | undefined;
  let [clock, savedAt] = [processorSeconds(), performance.now()];
  while (at.step < steps) {
    const epoch = Math.floor(at.step / perEpoch);
    const place = at.step % perEpoch;
    // Each epoch and each step have random numbers of their own: seed and step are all the state there is.
    if (!order || place === 0)
      order = shuffle(
        Uint32Array.from({length: training.count}, (_, i) => i),
        stream(seed, "epoch", epoch)
      );
    feed(order.subarray(place * batch, (place + 1) * batch), stream(seed, "step", at.step));
    p.mode = "training";
    const loss = p.forward();
    if (!Number.isFinite(loss))
      throw new Error(`diverged at step ${at.step}: ${JSON.stringify(p.trouble())}`);
    at.loss += loss;
    at.wrong += errorOf(p);
    p.backward();
    optimiser.update(p.vector, state);
    at.step++;
    const ended = at.step % perEpoch === 0;
    const testError = ended ? testErrorOf(p, feeder(test, scale, p.input, p.target!), test) : 0;
    const [now, processor] = [performance.now(), processorSeconds()];
    at.seconds += processor - clock;
    clock = processor;
    if (ended) {
      const [trainingLoss, trainingError] = [at.loss / perEpoch, at.wrong / perEpoch];
      at.history.push({epoch: epoch + 1, trainingLoss, trainingError, testError, seconds: at.seconds});
      Object.assign(at, {loss: 0, wrong: 0, seconds: 0});
    }
    const stop = onStep?.({step: at.step, steps, perEpoch, loss, history: at.history});
    if (ended || stop || now - savedAt > 1000 * every) {
      save();
      savedAt = now;
    }
    if (stop) return;
  }
  return {plan: p, scale, history: at.history};
}

/** Random numbers for one epoch's order, or one step's moves. */
const stream = (seed: number, what: "epoch" | "step", index: number) =>
  random(seed + 2 ** 32 * (2 * index + (what === "epoch" ? 1 : 2)));

const processorSeconds = () => {
  const {user, system} = process.cpuUsage();
  return (user + system) / 1e6;
};

/** The fraction of the images that the plan, with running statistics, takes for something else. */
export function testErrorOf(
  p: Plan,
  feed: (numbers: ArrayLike<number>) => void,
  {count, labels}: Pick<Images, "count" | "labels">
): number {
  const [batch] = p.input.shape;
  p.mode = "evaluation";
  let wrong = 0;
  for (let from = 0; from < count; from += batch) {
    const numbers = Array.from({length: Math.min(batch, count - from)}, (_, i) => from + i);
    feed(numbers);
    p.forward();
    classesOf(p, numbers.length).forEach((found, i) => {
      if (found !== labels[from + i]) wrong++;
    });
  }
  p.mode = "training";
  return wrong / count;
}
