import {median} from "d3-array";
import type {IdentitySweepRecord} from "../../../../experiments/identity.js";
import {significant} from "../../../../lesson/numbers.js";
import {errorText} from "../identity-charts.js";
import {spreads, wins} from "../model/lambda-summary.js";
import {lambdaTexts as t} from "./texts.js";

/** What the runs say, in sentences with their numbers. A sentence that they do not bear out is left out. */
export function findingsOf(records: readonly IdentitySweepRecord[]): string[] {
  const plain = spreads(records, "plain");
  const [first, last] = [plain[0], plain[plain.length - 1]];
  const from = spreads(records, "plain from W = I");
  const held = from[from.length - 1];
  const [free] = spreads(records, "residual");
  const weights = records.filter(r => r.series === "residual" && r.lambda === 0).map(r => r.largest);
  const known = plain.filter(s => Number.isFinite(s.median));
  const best = known.length ? known.reduce((a, b) => (b.median < a.median ? b : a)) : undefined;
  const broken = records.filter(r => Number.isNaN(r.error)).length;
  const {won, pairs} = wins(records);
  return [
    pairs > 0 && t.wins(won, pairs),
    free.median < 0.01 && t.free(errorText(free.median), significant(median(weights)!, 2)),
    best &&
      known.length > 1 &&
      Number.isFinite(first.median) &&
      (best.lambda > 0
        ? t.helps(errorText(first.median), errorText(best.median), best.lambda)
        : t.hurts(errorText(first.median))),
    [from[0], held, last].every(s => Number.isFinite(s.median)) &&
      t.able(errorText(from[0].median), errorText(held.median), errorText(last.median), last.lambda),
    broken > 0 && t.diverged(broken)
  ].filter(text => typeof text === "string");
}
