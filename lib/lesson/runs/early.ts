// Two networks that are read early: what is trained, and what a page keeps of it.
import {decodeBytes, encodeBytes} from "../../experiments/base64.js";
import type {Reading} from "../../experiments/blocks.js";
import {regionSize} from "../../experiments/regions.js";
import type {TrainingOptions} from "../../experiments/training.js";

/** What comes out after so many blocks. */
export interface Early {
  readonly blocks: number;
  readonly error: number;
  /** Packed decision regions. */
  readonly regions: Uint8Array;
}

export type StoredEarly = Omit<Early, "regions"> & {readonly regions: string};

/** Plain and residual, alike in all else. With the full batch a plain network of 20 layers learns the spirals, too. */
export const earlyTrainings = (seed: number): readonly TrainingOptions[] =>
  (["plain", "zero-gamma"] as const).map(variant => ({
    ...{variant, seed, depth: 20, batch: 480, rates: [0.03, 0.1], every: 50, regions: regionSize}
  }));

export const earlyOf = ({blocks, error, regions}: Reading): Early => ({blocks, error, regions: regions!});

export const storeEarly = ({regions, ...rest}: Early): StoredEarly => ({
  ...rest,
  regions: encodeBytes(regions)
});
export const unpackEarly = ({regions, ...rest}: StoredEarly): Early => ({
  ...rest,
  regions: decodeBytes(regions)
});
