// Moments of a training, as the figures keep them and as a data loader stores them.

import {decodeBytes} from "../../experiments/base64.js";
import {pack} from "../../experiments/regions.js";
import type {TrainingProgress} from "../../experiments/training.js";
import type {Settings} from "./degradation.js";

export interface Frame {
  readonly rate: number;
  readonly step: number;
  readonly loss: number;
  readonly error?: number;
  /** Packed decision regions. */
  readonly regions?: Uint8Array;
  /** What the examples of digits are taken for. */
  readonly taken?: Uint8Array;
  /** The layer in which the first value that is not finite turned up. */
  readonly trouble?: number;
}

export type StoredFrame = Omit<Frame, "regions" | "taken"> & {readonly regions?: string};

/** A pair of trainings, plain and residual, that a data loader computed. */
export interface Stored {
  readonly settings: Settings;
  readonly depth: number;
  readonly frames: readonly (readonly StoredFrame[])[];
}

export const unpackFrames = (frames: readonly StoredFrame[]): Frame[] =>
  frames.map(({regions, ...rest}) => ({
    ...rest,
    ...(regions !== undefined && {regions: decodeBytes(regions)})
  }));

/** A moment of a training, as it comes. */
export const frameOf = ({rate, step, loss, error, regions, taken, trouble}: TrainingProgress): Frame => ({
  rate,
  step,
  loss,
  error,
  regions: regions && pack(regions, 3),
  taken,
  trouble: trouble?.kind === "diverged" ? trouble.layer : undefined
});
