import {max, median, min} from "d3-array";
import type {IdentitySweepRecord} from "../../../../experiments/identity.js";

export type SeriesName = IdentitySweepRecord["series"];

interface Spread {
  readonly lambda: number;
  /** Relative error over seeds; NaN when any run diverged. */
  readonly median: number;
  readonly low: number;
  readonly high: number;
}

/** Median, least and most over seeds for each λ, small λ first. */
export function spreads(records: readonly IdentitySweepRecord[], series: SeriesName): Spread[] {
  const ofSeries = records.filter(r => r.series === series);
  return [...new Set(ofSeries.map(r => r.lambda))]
    .sort((a, b) => a - b)
    .map(lambda => {
      const errors = ofSeries.filter(r => r.lambda === lambda).map(r => r.error);
      if (errors.some(Number.isNaN)) return {lambda, median: Number.NaN, low: Number.NaN, high: Number.NaN};
      return {lambda, median: median(errors)!, low: min(errors)!, high: max(errors)!};
    });
}

/** In how many pairs of equal λ and seed the residual block's error is below the plain one's, where neither diverged. */
export function wins(records: readonly IdentitySweepRecord[]): {
  readonly won: number;
  readonly pairs: number;
} {
  const plain = new Map(
    records.filter(r => r.series === "plain").map(r => [`${r.lambda} ${r.seed}`, r.error])
  );
  const pairs = records
    .filter(r => r.series === "residual")
    .map(r => [r.error, plain.get(`${r.lambda} ${r.seed}`) ?? Number.NaN])
    .filter(pair => pair.every(Number.isFinite));
  return {won: pairs.filter(([residual, plain]) => residual < plain).length, pairs: pairs.length};
}

/** The plain and the residual block of seed 1, λ by λ. */
export function firstSeed({
  results
}: {
  readonly results: readonly {
    readonly lambda: number;
    readonly series: string;
    readonly seed: number;
    readonly error: number | null;
  }[];
}): {readonly lambda: number; readonly plain: number; readonly residual: number}[] {
  const error = (lambda: number, series: SeriesName) =>
    results.find(r => r.seed === 1 && r.lambda === lambda && r.series === series)?.error ?? Number.NaN;
  return [...new Set(results.map(r => r.lambda))].map(lambda => ({
    lambda,
    plain: error(lambda, "plain"),
    residual: error(lambda, "residual")
  }));
}
