// One, two, three layers under each arc: what is trained, for the figure and for its data loader.
import type {PerBlockJob} from "../../experiments/per-block.js";
import {integer} from "../parameters.js";

/** Parameters of the figure. */
export const perBlockParameters = {perblockseed: integer({min: 1, max: 9999, value: 1})};

export const perBlockLayers = [1, 2, 3] as const;
export const perBlockDepths = [8, 20, 56] as const;

/** The seeds that the page opens with. */
export const perBlockSeeds = [1, 2, 3, 4, 5] as const;

/** The networks of one seed. */
export const perBlockJobs = (seed: number): readonly PerBlockJob[] =>
  perBlockDepths.flatMap(depth => perBlockLayers.map(layers => ({layers, depth, seed})));

/** What a network came to. */
export interface PerBlock {
  readonly layers: number;
  readonly depth: number;
  readonly seed: number;
  readonly error: number;
}
