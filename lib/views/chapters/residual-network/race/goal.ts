import {type Lap, steps} from "../../../../lesson/runs/race.js";

/** Both have made all steps, and the plain network's loss is the lower one. */
export function reached([plain, residual]: readonly (readonly Lap[])[]): boolean {
  const [p, r] = [plain.at(-1), residual.at(-1)];
  return p?.step === steps && r?.step === steps && p.loss < r.loss;
}
