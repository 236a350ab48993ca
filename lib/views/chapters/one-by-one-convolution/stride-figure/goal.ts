import type {Halving} from "../model/stride.js";

/** An output of the 3×3 convolution that reads four positions: those of its window that lie on the map. */
export const reached = (halving: Halving, reads: Uint8Array): boolean =>
  halving === "square" && reads.filter(Boolean).length === 4;
