// Data sets made by code: the same seed makes the same examples everywhere.
import type {Data} from "../nn/train.js";
import {finite, integer, oneOf} from "../tensor/check.js";
import {gaussian, random, shuffle} from "../tensor/random.js";
import {tensor} from "../tensor/tensor.js";
import {glyph, glyphSize, wobble} from "./glyphs.js";

/** Labelled examples: inputs[N, …], and targets[N], their class indices. */
export type DataSet = Data & {classes: number};

export const dataNames = ["spirals", "glyphs", "images"] as const;
export type DataName = (typeof dataNames)[number];

/**
 * Points of the plane on interleaved spiral arms, `turns` of them about the origin: inputs[count, 2]. The radius
 * grows from `start` to 1: nearer to the origin the noise would mix the arms, and no network could tell them apart.
 */
export function spirals({
  arms = 3,
  count = 480,
  turns = 1.5,
  start = 0.2,
  noise = 0.04,
  seed = 1
} = {}): DataSet {
  integer("arms", arms, 2);
  integer("count", count, arms);
  finite("noise", noise, 0);
  const next = random(seed);
  const points = Array.from({length: count}, (_, i) => {
    const arm = i % arms;
    const radius = start + ((1 - start) * (Math.floor(i / arms) + 1)) / Math.ceil(count / arms);
    const angle = 2 * Math.PI * (turns * radius + arm / arms);
    const at = [Math.cos(angle), Math.sin(angle)].map(c => radius * c + noise * gaussian(next));
    return {at, label: arm};
  });
  return gather(shuffle(points, next), [2], arms);
}

/**
 * Digits 0 to 9, 8×8 points of ink between 0 and 1 with noise added: inputs[count, 64], or [count, 8, 8, 1] with
 * `image`. `jitter` 0 draws every digit alike; 1 shifts, turns and stretches it about as far as one can still read.
 */
export function glyphs({count = 500, jitter = 0.5, noise = 0.1, seed = 1, image = false} = {}): DataSet {
  integer("count", count);
  finite("jitter", jitter, 0, 1);
  finite("noise", noise, 0);
  const next = random(seed);
  const examples = Array.from({length: count}, (_, i) => {
    const label = i % 10;
    const ink = glyph(label, wobble(jitter, next));
    return {at: ink.map(v => v + noise * gaussian(next)), label};
  });
  return gather(shuffle(examples, next), image ? [glyphSize, glyphSize, 1] : [glyphSize ** 2], 10);
}

/** The last one of each name: a sweep asks for the same set again and again. */
const made = new Map<DataName, {seed: number; noise?: number; data: DataSet}>();

/** The data set of a name, with the settings that the lesson uses, or another noise. It may be shared: read it only. */
export function dataSet(name: DataName, seed: number, noise?: number): DataSet {
  oneOf("data", name, dataNames);
  const last = made.get(name);
  if (last?.seed === seed && last.noise === noise) return last.data;
  const data = name === "spirals" ? spirals({seed, noise}) : glyphs({seed, noise, image: name === "images"});
  made.set(name, {seed, noise, data});
  return data;
}

function gather(
  examples: readonly {at: ArrayLike<number>; label: number}[],
  shape: number[],
  classes: number
): DataSet {
  const count = examples.length;
  const inputs = tensor([count, ...shape]);
  const targets = tensor([count]);
  examples.forEach(({at, label}, i) => {
    inputs.data.set(at, (i * inputs.size) / count);
    targets.data[i] = label;
  });
  return {inputs, targets, classes};
}
