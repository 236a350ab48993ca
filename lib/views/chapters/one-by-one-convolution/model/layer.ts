import {conv, he, type Plan, plan, relu, sequential} from "../../../../index.js";
import {choice, integer, numbers, real, type Values} from "../../../../lesson/parameters.js";
import {flat, gaussian, type Random, random, type Tensor} from "../../../../tensor/index.js";
import {memo} from "../../../kit/memo.js";
import type {State} from "../../../kit/state.js";

/** The volume of this chapter: 6×6 positions, 32 channels. */
export const side = 6;
export const channels = 32;
/** A weight lies between −most and most. */
export const most = 1;

/** A position in the volume, and in an image of its size. */
export const positionParameters = {
  row: integer({min: 1, max: side, value: 5}),
  column: integer({min: 1, max: side, value: 3})
};

/** What the figures around the 6×6×32 volume share: the position, the filters, the seed they are drawn from. */
export const layerParameters = {
  ...positionParameters,
  channel: integer({min: 1, max: channels, value: 5}),
  seed: integer({min: 0, max: 99, value: 3}),
  preset: choice(["random", "one", "average", "difference", "own"], "random"),
  weights: numbers({length: channels, min: -most, max: most, value: new Array(channels).fill(0)}),
  bias: real({min: -2, max: 2, step: 0.1, value: 0.1}),
  filters: integer({min: 1, max: 64, value: 8}),
  filter: integer({min: 1, max: 64, value: 1})
};

export type LayerState = State<typeof layerParameters>;
export type LayerValues = Values<typeof layerParameters>;

/** Two decimals, so that the numbers that are shown are the numbers that are computed with. */
const rounded = (value: number) => Math.round(value * 100) / 100;

// A page shows one seed at a time.
const justOne = {most: 1};

/**
 * A volume such as a layer before would make it: 32 random 3×3 filters and ReLU over a random colour image. So it has
 * no negative value, and its channels are different views of one image.
 */
export const inputVolume = memo((seed: number): Tensor => {
  const before = plan(sequential(conv(channels, 3, {weights: he}), relu), {
    input: [1, side, side, 3],
    seed: seed + 1000
  });
  const next = random(seed);
  before.feed(Float32Array.from({length: side * side * 3}, () => gaussian(next)));
  before.forward();
  const values = flat(before.output);
  for (let i = 0; i < values.length; i++) values[i] = rounded(values[i]);
  return before.output;
}, justOne);

/** The weights of 64 random filters, one after another, each of them 32 numbers; and their biases. */
const randomFilters = memo((seed: number) => {
  const next: Random = random(seed + 2000);
  const weights = Array.from({length: 64}, () =>
    Array.from({length: channels}, () => rounded(Math.max(-most, Math.min(most, gaussian(next) * 0.4))))
  );
  return {weights, biases: weights.map(() => rounded(gaussian(next) * 0.1))};
}, justOne);

/** The parameters that the volume and its first filter depend on. */
export const filterNames = ["seed", "preset", "weights", "channel", "bias"] as const;

/** The 32 weights of the first filter: a preset's, or the reader's own. */
export function filterWeights({preset, seed, channel, weights}: LayerValues): readonly number[] {
  const c = channel - 1;
  const unit = (i: number) => Number(i === c);
  return {
    random: () => randomFilters(seed).weights[0],
    one: () => Array.from({length: channels}, (_, i) => unit(i)),
    average: () => new Array<number>(channels).fill(1 / channels),
    // The last channel's next one is the first.
    difference: () => Array.from({length: channels}, (_, i) => unit(i) - Number(i === (c + 1) % channels)),
    own: () => weights
  }[preset]();
}

/** Feeds a plan of F 1×1 filters (or of a dense layer: its weights lie alike) with the volume and its first F filters, and computes. The first is the reader's. */
export function compute(layer: Plan, values: LayerValues): void {
  layer.feed(flat(inputVolume(values.seed)));
  const [weight, bias] = layer.parameters.map(({value}) => value);
  const count = bias.size;
  const {weights, biases} = randomFilters(values.seed);
  const [w, b] = [flat(weight), flat(bias)];
  for (let f = 0; f < count; f++) {
    const column = f ? weights[f] : filterWeights(values);
    for (let c = 0; c < channels; c++) w[c * count + f] = column[c];
    b[f] = f ? biases[f] : values.bias;
  }
  layer.forward();
}
