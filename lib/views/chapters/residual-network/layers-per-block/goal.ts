import {type PerBlock, perBlockDepths} from "../../../../lesson/runs/per-block.js";

/** Of one seed's networks, those with three layers under each arc err less than those with two, at every depth. */
export function reached(results: readonly PerBlock[]): boolean {
  const error = (layers: number, depth: number) =>
    results.find(r => r.layers === layers && r.depth === depth)?.error ?? Number.NaN;
  return perBlockDepths.every(depth => error(3, depth) < error(2, depth));
}
