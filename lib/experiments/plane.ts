// The loss on a plane through a trained network's weights (Li et al. 2018, Visualizing the Loss Landscape of Neural Nets,
// arXiv:1712.09913).
import type {Plan} from "../graph/index.js";
import {finite, integer} from "../tensor/check.js";
import {gaussian, type Random, random} from "../tensor/random.js";
import {flat} from "../tensor/tensor.js";
import {dataSet} from "./data.js";
import {evaluator} from "./evaluate.js";
import {planOf, restore} from "./network.js";
import {type TrainingOptions, type TrainingRecord, trainNetwork} from "./training.js";

export type PlaneOptions = TrainingOptions & {
  /** How far the plane reaches from the trained weights, in lengths of the filters. */
  radius?: number;
  /** Points on a side of the grid: an odd number, so that one lies on the weights themselves. */
  points?: number;
  planeSeed?: number;
};

/** A row of the grid: the loss of the whole training set, taken as one batch, at each of its points. */
export type PlaneRow = {type: "row"; row: number; losses: Float32Array};

/**
 * A random direction in the space of a network's parameters, normalised by filters: the part of it that belongs to one unit's
 * weights is as long as these weights. Biases, γ and β stay where they are.
 */
export function direction({parameters, vector}: Plan, next: Random): Float32Array {
  const all = new Float32Array(vector.values.length);
  for (const {kind, value} of parameters) {
    if (kind !== "weight") continue;
    const weights = flat(value);
    const units = value.shape[value.shape.length - 1];
    const drawn = Float32Array.from(weights, () => gaussian(next));
    const length = (of: Float32Array, unit: number) => {
      let squares = 0;
      for (let i = unit; i < of.length; i += units) squares += of[i] ** 2;
      return Math.sqrt(squares);
    };
    const factors = Array.from({length: units}, (_, u) => length(weights, u) / length(drawn, u));
    // Parameters are views of the one vector.
    const at = (weights.byteOffset - vector.values.byteOffset) / Float32Array.BYTES_PER_ELEMENT;
    drawn.forEach((d, i) => {
      all[at + i] = d * factors[i % units];
    });
  }
  return all;
}

/** Trains a network, then computes the loss on a random plane through its weights, row by row from the top. */
export function* lossPlane({
  radius = 1,
  points = 31,
  planeSeed = 1,
  ...options
}: PlaneOptions): Generator<TrainingRecord | PlaneRow> {
  finite("radius", radius, 0);
  if (integer("points", points, 3) % 2 === 0) throw new RangeError(`points must be odd: ${points}`);
  for (const record of trainNetwork(options)) {
    if (record.type !== "result") {
      yield record;
      continue;
    }
    const {options: network, weights, diverged} = record;
    const centre = weights.values.slice();
    const data = dataSet(network.data, network.seed, options.noise);
    const {plan: p, score} = evaluator(planOf(network, data), data);
    restore(p, weights);
    yield record;
    if (diverged) return;
    const next = random(planeSeed);
    const [right, up] = [direction(p, next), direction(p, next)];
    const at = (i: number) => radius * ((2 * i) / (points - 1) - 1);
    for (let row = 0; row < points; row++) {
      const losses = new Float32Array(points);
      for (let column = 0; column < points; column++) {
        const [a, b] = [at(column), -at(row)];
        centre.forEach((value, i) => {
          p.vector.values[i] = value + a * right[i] + b * up[i];
        });
        losses[column] = score().loss;
      }
      yield {type: "row", row, losses};
    }
  }
}

/** Points of a square grid that lie lower than their eight neighbours: local minima, as far as the grid tells. */
export function minimaOf(losses: Float32Array, points: number): number[] {
  const found: number[] = [];
  for (let row = 1; row < points - 1; row++)
    for (let column = 1; column < points - 1; column++) {
      const at = row * points + column;
      const around = [-1, 0, 1].flatMap(r => [-1, 0, 1].map(c => at + r * points + c)).filter(i => i !== at);
      if (around.every(i => losses[i] > losses[at])) found.push(at);
    }
  return found;
}

/** The share of the grid's points at which the loss is lower than a step nearer to the centre. */
export function fallsOutwards(losses: Float32Array, points: number): number {
  const middle = (points - 1) / 2;
  let falls = 0;
  for (let row = 0; row < points; row++)
    for (let column = 0; column < points; column++) {
      const [y, x] = [row - middle, column - middle];
      const far = Math.max(Math.abs(x), Math.abs(y));
      if (far === 0) continue;
      const nearer = (v: number) => middle + Math.round((v * (far - 1)) / far);
      if (losses[row * points + column] < losses[nearer(y) * points + nearer(x)]) falls++;
    }
  return falls / (points * points - 1);
}
