// What is raced, and what is kept of each lap: shared by the figure and the data loader.
import type {TrainingOptions} from "../../experiments/training.js";
import {choice, integer, type Values} from "../parameters.js";

/** What a race depends on. */
export const raceSettings = {
  raceDepth: choice(["8", "20", "32", "56", "110"], "56"),
  raceRate: choice(["0.003", "0.01", "0.03", "0.1", "0.3"], "0.03"),
  raceSeed: integer({min: 1, max: 9999, value: 1})
};

/** Parameters of the race. */
export const raceParameters = {...raceSettings, raceShow: choice(["error", "loss"], "error")};

export const steps = 150;

/** The two networks of a race. The data loader runs the same. */
export function entrantsOf({raceDepth, raceRate, raceSeed}: Values<typeof raceSettings>): TrainingOptions[] {
  const shared = {
    depth: Number(raceDepth),
    rates: [Number(raceRate)],
    seed: raceSeed,
    steps,
    every: 1,
    watch: true
  };
  return (["plain", "zero-gamma"] as const).map(variant => ({...shared, variant}));
}

export interface Lap {
  readonly step: number;
  readonly loss: number;
  readonly error?: number;
  /** The layer in which the network diverged. */
  readonly layer?: number;
}

/** What a training record says about a lap; nothing for the result at the end. */
export function lapOf(record: {
  readonly type: string;
  readonly step?: number;
  readonly loss?: number;
  readonly error?: number;
  readonly trouble?: {readonly kind: string; readonly layer: number};
}): Lap | undefined {
  if (record.type !== "progress") return;
  const {step = 0, loss = Number.NaN, error, trouble} = record;
  return {step, loss, error, ...(trouble?.kind === "diverged" && {layer: trouble.layer})};
}
