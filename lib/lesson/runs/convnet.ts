// The small convolutional network that the reader trains: shared by the figure and the data loader. No DOM.
import type {TrainingOptions} from "../../experiments/training.js";
import {choice, integer, type Values} from "../parameters.js";

/** Parameters of the figure. */
export const convnetParameters = {
  /** What it learns: digits drawn by code, or written by people. */
  netDigits: choice(["drawn", "written"], "drawn"),
  netBlock: choice(["plain", "residual", "pre-activation"], "residual"),
  netDepth: choice(["2", "4", "8", "14", "20", "32"], "8"),
  netWidth: choice(["4", "8", "16"], "8"),
  netRate: choice(["0.03", "0.1", "0.3"], "0.1"),
  netSeed: integer({min: 1, max: 9999, value: 1})
};

/** In handwriting there is more to learn. */
export const convnetSteps = {drawn: 120, written: 300};

/** The training that these settings stand for; what people wrote is for the caller to add: `digits`. */
export function convnetOptions({
  netDigits,
  netBlock,
  netDepth,
  netWidth,
  netRate,
  netSeed
}: Values<typeof convnetParameters>) {
  return {
    data: "images",
    variant: netBlock,
    depth: Number(netDepth),
    width: Number(netWidth),
    rates: [Number(netRate)],
    seed: netSeed,
    steps: convnetSteps[netDigits],
    every: convnetSteps[netDigits] / 30,
    watch: true,
    test: true
  } satisfies TrainingOptions;
}
