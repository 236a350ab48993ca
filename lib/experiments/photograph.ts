// What a network that was trained on photographs says of a picture, whole or with parts taken out.
import {load, type Misfits, readSafetensors} from "../export/index.js";
import {plan} from "../graph/index.js";
import {type Architecture, type ArchitectureName, architectures, network} from "../nn/index.js";
import {flat} from "../tensor/tensor.js";
import {type Passage, partsOf, through} from "./apart.js";
import {evaluated, type Left} from "./left.js";

export type PhotographOptions = {
  network: ArchitectureName;
  /** Its weights and running statistics: a safetensors file. */
  weights: Uint8Array;
  /** Mean and deviation of each channel, of bytes: what it was trained with. */
  scale: {mean: readonly number[]; deviation: readonly number[]};
  /** A picture of the network's size, row by row, channels last, from 0 to 1. */
  pixels: Float32Array;
  /** How the signal passes each block; those that nothing is said of, whole. */
  passages: readonly Passage[];
};

export type PhotographRecord = {
  probabilities: Float32Array;
  /** What the last layer reads: the signal after the last block, rows × columns × channels. */
  signal: {shape: readonly number[]; values: Float32Array};
  /** The weights of the first layer: height × width × channels of the picture × filters. */
  filters: {shape: readonly number[]; values: Float32Array};
};

/** Sends a picture through a network, and leaves the whole one. Throws where the weights are not the network's, or the picture is of another size. */
export function* photograph(options: PhotographOptions): Generator<PhotographRecord, Left> {
  const {weights, scale, pixels, passages} = options;
  const checkpoint = readSafetensors(weights);
  const architecture: Architecture = architectures[options.network];
  const {input: size} = architecture;
  const needed = size.reduce((product, n) => product * n);
  // Before a large network is made for nothing.
  if (pixels.length !== needed) {
    const cause: Misfits = {misfits: [{name: "input", needed: `${needed}`, found: `${pixels.length}`}]};
    throw new RangeError(`a picture of ${pixels.length} numbers, the network needs ${needed}`, {cause});
  }
  const {plans, stem, blocks, head} = partsOf(architecture, [1, ...size]);
  load(plans, checkpoint);
  const input = scaled(pixels, scale);
  const signal = blocks.reduce((x, block, k) => block.pass(x, passages[k]), through(stem, input));
  const [, ...shape] = head.input.shape;
  const {value: first} = stem.parameters.find(({kind}) => kind === "weight")!;
  yield {
    probabilities: softmax(through(head, signal)),
    signal: {shape, values: signal.slice()},
    filters: {shape: first.shape, values: Float32Array.from(flat(first))}
  };
  return () => {
    // The input outlives what is computed from it.
    const kept = plan(network(architecture), {input: [1, ...size], keep: "parameters"});
    load(kept, checkpoint);
    kept.feed(input);
    return [evaluated(kept)];
  };
}

/** The numbers that a network is given, of a picture's from 0 to 1: mean and deviation are those of bytes. */
export function scaled(pixels: Float32Array, {mean, deviation}: PhotographOptions["scale"]): Float32Array {
  return pixels.map((v, i) => (255 * v - mean[i % mean.length]) / deviation[i % mean.length]);
}

export function softmax(scores: Float32Array): Float32Array {
  const largest = Math.max(...scores);
  const powers = scores.map(score => Math.exp(score - largest));
  const sum = powers.reduce((a, b) => a + b);
  return powers.map(power => power / sum);
}
