import type {Frame} from "../../../../lesson/runs/frames.js";

/** Without the addition network A ends with fewer than a tenth of the points wrong. */
export const reached = (a: readonly Frame[], {added}: {readonly added: boolean}): boolean =>
  !added && (a.at(-1)?.error ?? 1) < 0.1;
