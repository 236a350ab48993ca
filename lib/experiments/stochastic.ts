// Stochastic depth: a network whose branches were dropped at random while it learned, and then loses blocks.
import {random, shuffle} from "../tensor/random.js";
import {lesions, type Score} from "./blocks.js";
import {type TrainingOptions, trainNetwork} from "./training.js";

export type StochasticRecord = {
  /** The probability with which a branch took part in a step of training; 1: all always did. */
  survival: number;
  seed: number;
  /** How many of the blocks were deleted afterwards, at random, and what was left: one record for each draw. */
  removed: number;
  blocks: number;
} & Score;

export type StochasticOptions = TrainingOptions & {
  survivals?: readonly number[];
  /** Shares of the blocks to delete. */
  shares?: readonly number[];
  /** How often blocks are drawn for each share. */
  draws?: number;
  /** Seeds `seed`, `seed` + 1, … */
  seeds?: number;
};

/**
 * Trains the same network with each probability of survival, from the same weights and the same batches, and then
 * deletes blocks, the same ones in each. Pre-activation on digits: there every network learns its examples, so that the
 * difference is the dropping's and not the training's.
 */
export function* stochasticDepth({
  survivals = [1, 0.5],
  shares = [0, 0.1, 0.25, 0.5],
  draws = 10,
  seeds = 3,
  seed = 1,
  ...rest
}: StochasticOptions = {}): Generator<StochasticRecord> {
  const training = {
    ...({data: "glyphs", variant: "pre-activation", depth: 56, steps: 300, rates: [0.1]} as const),
    ...rest
  };
  for (let k = 0; k < seeds; k++)
    for (const survival of survivals)
      for (const record of trainNetwork({...training, survival, seed: seed + k, every: training.steps})) {
        if (record.type !== "result") continue;
        const pass = lesions(record.options, record.weights);
        const all = record.options.blocks;
        const next = random(seed + k);
        for (const share of shares)
          for (let draw = 0; draw < (share ? draws : 1); draw++) {
            const removed = Math.round(share * all.length);
            const gone = new Set(shuffle([...all], next).slice(0, removed));
            const score = pass(all.filter(b => !gone.has(b)));
            yield {survival, seed: seed + k, removed, blocks: all.length, ...score};
          }
      }
}
