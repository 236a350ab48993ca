import type {Variant} from "../../../lib/experiments/network.js";
import {type TrainingOptions, type TrainingResult, trainNetwork} from "../../../lib/experiments/training.js";
import {type Settings, sweepOf} from "../../../lib/lesson/runs/degradation.js";
import {presetSettings} from "../../../lib/views/chapters/residual-network/model/presets.js";

export function trained(options: TrainingOptions): TrainingResult {
  for (const record of trainNetwork({...options, every: options.steps ?? 150}))
    if (record.type === "result") return record;
  throw new Error("a training ended without a result");
}

/** Training error in per cent; Infinity where it diverged. */
export const errorOf = (options: TrainingOptions): number => {
  const {error, diverged} = trained(options);
  return diverged ? Number.POSITIVE_INFINITY : 100 * error;
};

/** One number for each name. */
export const table = <K extends string>(names: readonly K[], value: (name: K) => number) =>
  Object.fromEntries(names.map(name => [name, value(name)])) as {[name in K]: number};

/** Training errors of networks at several depths, by `variant depth`. */
export function errors<V extends Variant, D extends number>(
  settings: Settings,
  variants: readonly V[],
  depths: readonly D[],
  seed: number
): {[name in `${V} ${D}`]: number} {
  const {variants: _, depths: __, seeds: ___, ...options} = sweepOf(settings);
  const rows = variants.flatMap(variant =>
    depths.map(depth => [`${variant} ${depth}`, errorOf({...options, variant, depth, seed})] as const)
  );
  return Object.fromEntries(rows) as {[name in `${V} ${D}`]: number};
}

export const {lecture} = presetSettings;
