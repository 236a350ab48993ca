// What the presets of the degradation experiment set. No DOM: tests hold what their lines say.
import {defaults} from "../../../../lesson/parameters.js";
import {type Settings, sweepParameters} from "../../../../lesson/runs/degradation.js";

const changes = {
  lecture: {},
  adam: {optimiser: "adam"},
  full: {batch: "all"},
  long: {steps: 2700, rate: "0.03"},
  warm: {schedule: "warm-up"},
  // Without normalisation 150 steps are too few for any depth.
  bare: {norm: false, block: "residual", steps: 600},
  scaled: {norm: false, block: "scaled", steps: 600},
  gamma: {data: "glyphs", block: "residual", steps: 300},
  calm: {data: "glyphs", steps: 300},
  linear: {norm: false, block: "scaled", init: "looks-linear", optimiser: "adam", rate: "0.001", steps: 600}
} satisfies Record<string, Partial<Settings>>;

export type PresetName = keyof typeof changes;

export const presetNames = Object.keys(changes) as PresetName[];

/** The settings of each preset, with nothing left open. */
export const presetSettings = Object.fromEntries(
  presetNames.map(name => [name, {...defaults(sweepParameters), ...changes[name]}])
) as {readonly [name in PresetName]: Settings};
