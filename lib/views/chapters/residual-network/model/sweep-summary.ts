// Numbers of a sweep as a reader wants them: medians and quartiles over seeds. No DOM.
import {ascending, quantileSorted} from "d3-array";
import type {Variant} from "../../../../experiments/network.js";
import type {Outcome} from "../../../../experiments/training.js";

/** One trained network. */
export interface Trained {
  readonly variant: Variant;
  readonly depth: number;
  readonly seed: number;
  readonly result: Outcome;
}

export interface Summary {
  readonly depth: number;
  /** Of the training error over all seeds, in %; a diverged run counts as worse than any. Infinity: most diverged. */
  readonly median: number;
  readonly low: number;
  readonly high: number;
  readonly count: number;
  readonly diverged: readonly Trained[];
}

/** Median and quartiles for each depth, shallow first. */
export function summarise(all: readonly Trained[], variant: Variant): Summary[] {
  const ofVariant = all.filter(n => n.variant === variant);
  const depths = [...new Set(ofVariant.map(n => n.depth))].sort((a, b) => a - b);
  return depths.map(depth => {
    const ofDepth = ofVariant.filter(n => n.depth === depth);
    const errors = ofDepth
      .map(({result}) => (result.diverged ? Number.MAX_VALUE : 100 * result.error))
      .sort(ascending);
    // Between a finite error and a diverged run there is no middle: it counts as diverged.
    const at = (q: number) => {
      const error = quantileSorted(errors, q)!;
      return error > 100 ? Number.POSITIVE_INFINITY : error;
    };
    return {
      depth,
      median: at(0.5),
      low: at(0.25),
      high: at(0.75),
      count: ofDepth.length,
      diverged: ofDepth.filter(({result}) => result.diverged)
    };
  });
}
