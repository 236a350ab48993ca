// Numbers of a sweep as a reader wants them: medians and quartiles over seeds. No DOM.
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

/** The q-quantile of sorted numbers, between two of them by proportion. */
export function quantile(sorted: readonly number[], q: number): number {
  const at = (sorted.length - 1) * q;
  const [a, b] = [sorted[Math.floor(at)], sorted[Math.ceil(at)]];
  return a === b ? a : a + (b - a) * (at - Math.floor(at));
}

/** Median and quartiles for each depth, shallow first. */
export function summarise(all: readonly Trained[], variant: Variant): Summary[] {
  const own = all.filter(n => n.variant === variant);
  const depths = [...new Set(own.map(n => n.depth))].sort((a, b) => a - b);
  return depths.map(depth => {
    const here = own.filter(n => n.depth === depth);
    const errors = here
      .map(({result}) => (result.diverged ? Number.POSITIVE_INFINITY : 100 * result.error))
      .sort((a, b) => a - b);
    return {
      depth,
      median: quantile(errors, 0.5),
      low: quantile(errors, 0.25),
      high: quantile(errors, 0.75),
      count: here.length,
      diverged: here.filter(({result}) => result.diverged)
    };
  });
}
