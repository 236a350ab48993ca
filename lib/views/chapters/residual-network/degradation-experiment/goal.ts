import type {Variant} from "../../../../experiments/network.js";
import {summarise, type Trained} from "../model/sweep-summary.js";

/**
 * The deepest networks of this kind have a training error of at least 20 percentage points more than those of 8 layers: the
 * medians over seeds, and none of them diverged.
 */
export function reached(networks: readonly Trained[], variant: Variant): boolean {
  const all = summarise(networks, variant);
  const [shallow, deepest] = [all.find(({depth}) => depth === 8), all.at(-1)];
  if (!shallow || !deepest || !Number.isFinite(deepest.median)) return false;
  return deepest.median - shallow.median >= 20;
}
