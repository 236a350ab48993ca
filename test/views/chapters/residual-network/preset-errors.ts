import {sweepJobs, sweepNetwork} from "../../../../lib/experiments/sweep.js";
import {type Settings, sweepOf} from "../../../../lib/lesson/runs/degradation.js";
import {
  type PresetName,
  presetSettings
} from "../../../../lib/views/chapters/residual-network/model/presets.js";

/** Training errors in per cent, plain and residual, one for each depth; NaN where a network diverged. */
export function errors(
  name: PresetName,
  depths: readonly number[],
  changes: Partial<Settings> = {}
): {plain: number[]; residual: number[]} {
  const results = sweepJobs({...sweepOf({...presetSettings[name], ...changes}), depths}).flatMap(job =>
    [...sweepNetwork(job)].flatMap(({variant, result}) =>
      result ? [{variant, error: 100 * result.error}] : []
    )
  );
  const of = (plain: boolean) => results.filter(r => (r.variant === "plain") === plain).map(r => r.error);
  return {plain: of(true), residual: of(false)};
}
