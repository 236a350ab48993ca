// What a trained network does: its training error, and the classes that it gives to any input.
import {copyParameters, type Plan, type TrainablePlan} from "../graph/index.js";
import {assign, flat} from "../tensor/tensor.js";
import {type DataSet, dataSet} from "./data.js";
import {evaluated} from "./left.js";
import {complete, type NetworkOptions, planOf, restore, type Weights} from "./network.js";

export type Evaluator = {
  plan: TrainablePlan;
  /** Loss and error (the fraction classified wrongly) of the whole data set, taken as one batch. */
  score(): {loss: number; error: number};
  /**
   * Probabilities of the classes, row by row, for any number of inputs one after another. Batch normalisation has the
   * statistics of the whole data set, so that inputs do not influence one another.
   */
  predict(inputs: ArrayLike<number>): Float32Array;
};

/** Evaluates a plan whose batch is the whole data set. */
export function evaluator(p: TrainablePlan, data: DataSet): Evaluator {
  const score = () => {
    p.mode = "training";
    p.feed(data.inputs, data.targets);
    return {loss: p.forward(), error: errorOf(p)};
  };
  return {
    plan: p,
    score,
    predict(inputs) {
      score();
      freeze(p);
      return probabilities(p, inputs);
    }
  };
}

/** Probabilities of the classes, row by row, by the running statistics: any number of inputs, a batch of the plan at a time. */
export function probabilities(p: TrainablePlan, inputs: ArrayLike<number>): Float32Array {
  const [count, classes] = p.output.shape;
  const each = p.input.size / count;
  const total = inputs.length / each;
  if (!Number.isInteger(total))
    throw new RangeError(`inputs of ${each} numbers are needed: ${inputs.length} is no multiple`);
  p.mode = "evaluation";
  const result = new Float32Array(total * classes);
  const piece = new Float32Array(count * each);
  for (let from = 0; from < total; from += count) {
    const rows = Math.min(count, total - from);
    for (let i = 0; i < rows * each; i++) piece[i] = inputs[from * each + i];
    p.feed(piece);
    p.forward();
    result.set(flat(p.value("loss.probabilities")).subarray(0, rows * classes), from * classes);
  }
  return result;
}

/** A trained network: in the page, from what a worker's training left. */
export function load(options: NetworkOptions, weights: Weights): Evaluator {
  const {data, seed} = complete(options);
  const set = dataSet(data, seed);
  const p = planOf(options, set);
  restore(p, weights);
  return evaluator(p, set);
}

/** A network that reads one input at a time, of weights whose statistics are those of the whole data set. */
export type Reader = {
  plan: Plan;
  take(weights: Weights): void;
  /** Probabilities of the classes. */
  read(input: ArrayLike<number>): Float32Array;
};

/** Much less work than `load`, which takes the whole data set along: a digit is read anew with each move of the pen. */
export function reader(options: NetworkOptions): Reader {
  const {data, seed} = complete(options);
  const p = planOf(options, dataSet(data, seed), {batch: 1});
  p.mode = "evaluation";
  return {
    plan: p,
    take: weights => restore(p, weights),
    read(input) {
      p.feed(input);
      p.forward();
      return flat(p.value("loss.probabilities")).slice();
    }
  };
}

/** What the first `count` examples of the batch are taken for: the class of the largest output of each. */
export function classesOf(p: Plan, count = p.output.shape[0]): Uint8Array {
  return largest(flat(p.output), p.output.shape[1]).subarray(0, count);
}

/** The place of the largest number of each row; of equals, the first. */
function largest(rows: Float32Array, across: number): Uint8Array {
  return Uint8Array.from({length: rows.length / across}, (_, i) => {
    let best = 0;
    for (let c = 1; c < across; c++) if (rows[i * across + c] > rows[i * across + best]) best = c;
    return best;
  });
}

/** The fraction of examples that are taken for something else than their label says. */
export function errorOf(p: Plan): number {
  return unlike(classesOf(p), flat(p.target!));
}

/** The fraction of the classes that are not what the labels say. */
const unlike = (classes: Uint8Array, labels: Float32Array) =>
  classes.filter((found, i) => found !== labels[i]).length / labels.length;

/** The fraction of other examples that are taken for something else than their label says, by the running statistics. */
export function errorOn(p: TrainablePlan, {inputs, targets, classes}: DataSet): number {
  return unlike(largest(probabilities(p, flat(inputs)), classes), flat(targets));
}

/** The running statistics become those of the batch that was computed last. */
export function freeze(p: Plan): void {
  for (const {operation, inputs, output} of p.steps) {
    if (operation !== "batchNorm") continue;
    assign(p.value(inputs[3]), p.value(`${output}.mean`));
    assign(p.value(inputs[4]), p.value(`${output}.variance`));
  }
}

/** A plan with the parameters of one that was trained on batches, and with the statistics of the whole data set. */
export function finished(trained: Plan, options: NetworkOptions, data: DataSet): Plan {
  const whole = evaluator(planOf(options, data), data);
  copyParameters(trained, whole.plan);
  whole.score();
  freeze(whole.plan);
  return evaluated(whole.plan);
}

/** How far the picture of decision regions reaches from the origin. */
export const reach = 1.2;

/** The points of a grid over [−reach, reach]², row by row from the top left: [size², 2]. */
export function grid(size: number): Float32Array {
  const at = (i: number) => reach * ((2 * i + 1) / size - 1);
  return Float32Array.from({length: 2 * size * size}, (_, i) => {
    const point = i >> 1;
    return i % 2 ? -at(Math.floor(point / size)) : at(point % size);
  });
}
