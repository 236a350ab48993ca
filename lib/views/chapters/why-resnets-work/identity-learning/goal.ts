import type {IdentityRecord} from "../../../../experiments/identity.js";
import type {BlockKind} from "../../../../experiments/landscape.js";

/** The plain block ends with a smaller error than the residual one. */
export function reached(runs: {readonly [kind in BlockKind]: readonly IdentityRecord[]}): boolean {
  const [plain, residual] = [runs.plain, runs.residual].map(records => records.findLast(r => r.end)?.error);
  return plain !== undefined && residual !== undefined && plain < residual;
}
