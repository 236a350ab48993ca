import type {IdentitySweepRecord} from "../../../../experiments/identity.js";
import {spreads} from "../model/lambda-summary.js";

/** Without decay the residual block's median error is above 1%, and some λ brings it below half of that. */
export function reached(records: readonly IdentitySweepRecord[]): boolean {
  const [none, ...decayed] = spreads(records, "residual").map(s => s.median);
  return none > 0.01 && decayed.some(median => median < none / 2);
}
