// Networks that were trained on photographs: what was measured of them, and how a signal passes their blocks.
import {median} from "d3-array";
import type {Passage} from "../../../../experiments/apart.js";
import type {Left} from "../block-row.js";

/** The two networks, in the order in which they are handed over. */
export const kinds = ["plain", "residual"] as const;
export type Kind = (typeof kinds)[number];

/** What was measured on the test images with one change at a block; see scripts/train/measure.ts. Errors are fractions. */
interface MeasuredBlock {
  readonly deleted: number;
  /** A plain block has no arc, and no share ‖F(x)‖ / ‖x‖. */
  readonly arcRemoved?: number;
  readonly share?: number;
  /** With all later blocks deleted. */
  readonly readOut: number;
}

/** A trained network: its file's bytes, how it was trained, and what was measured. */
export interface MeasuredNetwork {
  readonly bytes: number;
  readonly classes: readonly string[];
  readonly scale: {readonly mean: readonly number[]; readonly deviation: readonly number[]};
  readonly recipe: {
    readonly epochs: number;
    readonly batch: number;
    readonly momentum: number;
    readonly decay: number;
  };
  readonly history: readonly {
    readonly epoch: number;
    readonly trainingError: number;
    readonly testError: number;
  }[];
  readonly images: {readonly training: number; readonly test: number};
  /** The error on the test images with the weights as they are stored. */
  readonly error: number;
  readonly blocks: readonly MeasuredBlock[];
}

/** A change, and the block that it is made at. */
export type Change = "deleted" | "arcRemoved";

/** The errors with one change, block by block; none where there is nothing to change. */
export const errorsWith = ({blocks}: MeasuredNetwork, change: Change): readonly number[] =>
  blocks.flatMap(block => block[change] ?? []);

export const typical = (network: MeasuredNetwork, change: Change): number =>
  median(errorsWith(network, change))!;

const passage: {readonly [L in Left]: Passage} = {"1": "whole", "0": "arc only", a: "without arc"};

/** How a signal passes the blocks when so much of each is left, and the last layer reads after `passed` of them. */
export const passages = (left: readonly Left[], passed: number): Passage[] =>
  left.map((sign, block) => (block < passed ? passage[sign] : "arc only"));

/** The classes with their probabilities, the likeliest first. */
export const ranked = (probabilities: ArrayLike<number>, classes: readonly string[]) =>
  Array.from(probabilities, (probability, i) => ({name: classes[i], probability})).sort(
    (a, b) => b.probability - a.probability
  );

/**
 * Whether a filter of three channels (height × width × 3 weights) looks for light and dark more than for colour: whether
 * the mean of its channels, at each place, holds more than half of the sum of its squared weights.
 */
export function isGrey(weights: ArrayLike<number>): boolean {
  let [grey, all] = [0, 0];
  for (let i = 0; i < weights.length; i += 3) {
    const [r, g, b] = [weights[i], weights[i + 1], weights[i + 2]];
    grey += (r + g + b) ** 2 / 3;
    all += r * r + g * g + b * b;
  }
  return grey > all / 2;
}
