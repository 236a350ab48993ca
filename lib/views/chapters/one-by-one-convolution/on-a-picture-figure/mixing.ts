// The picture through the filters: which plan computes it, with which weights, in which order of pixels.
import type {Plan} from "../../../../graph/index.js";
import {flat, random, shuffle} from "../../../../tensor/index.js";
import type {Picture} from "../../../drawing/colour-picture.js";
import {memo} from "../../../kit/memo.js";

export interface Filters {
  /** A plan of F filters of 1×1, for a picture of height × width. */
  readonly mix: (height: number, width: number, filters: number) => Plan;
  /** A plan of three filters of 3×3, to compare. */
  readonly blur: (height: number, width: number) => Plan;
}

interface Mixed {
  /** The plan; it holds the picture as it is, and what comes out. */
  readonly plan: Plan;
  /** What comes out, restored to the picture's order where the pixels were shuffled on their way in. */
  readonly output: Float32Array;
  readonly filters: number;
  /** The largest difference that shuffling the pixels made; undefined where they were not shuffled. */
  readonly difference?: number;
}

/** A function that runs pictures through filters. A plan is made when size or number of filters change. */
export function mixer({mix, blur}: Filters) {
  const planOf = memo(
    (height: number, width: number, filters: number, blurs: boolean) =>
      blurs ? blur(height, width) : mix(height, width, filters),
    {most: 1}
  );
  return (picture: Picture, weights: readonly number[] | "blur", shuffled: boolean): Mixed => {
    const {height, width, data} = picture;
    const blurs = weights === "blur";
    const filters = blurs ? 3 : weights.length / 3;
    const plan = planOf(height, width, filters, blurs);
    setWeights(plan, weights);
    const order = permutation(picture);
    const output = shuffled && scatter(through(plan, gather(data, order, 3)), order, filters);
    // Last, so that the plan holds the picture as it is.
    const straight = through(plan, data);
    if (!output) return {plan, output: straight, filters};
    const difference = output.reduce((largest, v, i) => Math.max(largest, Math.abs(v - straight[i])), 0);
    return {plan, output, filters, difference};
  };
}

function setWeights(plan: Plan, weights: readonly number[] | "blur"): void {
  const w = plan.parameters[0].value;
  flat(w).fill(0);
  if (weights !== "blur")
    for (const [i, weight] of weights.entries()) w.set(0, 0, i % 3, Math.floor(i / 3), weight);
  else
    for (let u = 0; u < 3; u++)
      for (let v = 0; v < 3; v++) for (let c = 0; c < 3; c++) w.set(u, v, c, c, 1 / 9);
}

/** The picture with its pixels shuffled, as the filters see it. */
export const shuffledPixels = (picture: Picture): Float32Array =>
  gather(picture.data, permutation(picture), 3);

/** Runs a plan on pixels; a copy of what comes out. */
function through(layer: Plan, data: Float32Array): Float32Array {
  layer.feed(data);
  layer.forward();
  return flat(layer.output).slice();
}

const permutations = new WeakMap<Picture, Int32Array>();

function permutation(picture: Picture): Int32Array {
  const known = permutations.get(picture);
  if (known) return known;
  const order = shuffle(
    Int32Array.from({length: picture.height * picture.width}, (_, i) => i),
    random(1)
  );
  permutations.set(picture, order);
  return order;
}

/** Pixel order[p] of the picture, at place p. */
function gather(data: Float32Array, order: Int32Array, channels: number): Float32Array {
  const result = new Float32Array(data.length);
  order.forEach((from, p) => {
    for (let c = 0; c < channels; c++) result[p * channels + c] = data[from * channels + c];
  });
  return result;
}

/** The other way round: the pixel at place p goes back to order[p]. */
function scatter(data: Float32Array, order: Int32Array, channels: number): Float32Array {
  const result = new Float32Array(data.length);
  order.forEach((to, p) => {
    for (let c = 0; c < channels; c++) result[to * channels + c] = data[p * channels + c];
  });
  return result;
}
