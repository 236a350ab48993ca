import {max, median, min} from "d3-array";
import type {AppendOptions, AppendRecord} from "../../experiments/append.js";
import {choice, integer, type Values} from "../parameters.js";

/** What the reader can change about the blocks that are added. */
export const appendParameters = {
  place: choice(["end", "middle"], "end"),
  blocks: integer({min: 1, max: 10, value: 1}),
  trains: choice(["new", "all"], "new"),
  appendseeds: integer({min: 1, max: 10, value: 5})
};

export type AppendSettings = Values<typeof appendParameters>;

/** The candidates, by what they are and how they begin; the last is the control: the network without any block. */
export const candidates = {
  "plain-he": {kind: "plain", initialisation: "he"},
  "plain-identity": {kind: "plain", initialisation: "identity"},
  "residual-he": {kind: "residual", initialisation: "he"},
  "residual-zero": {kind: "residual", initialisation: "zero"},
  control: {count: 0, train: "all"}
} as const satisfies Record<string, AppendOptions>;

export type Candidate = keyof typeof candidates;
export const candidateNames = Object.keys(candidates) as Candidate[];

/** One network: its candidate, its seed, and how it went. */
export interface AppendRun {
  readonly candidate: Candidate;
  readonly seed: number;
  readonly records: AppendRecord[];
}

/** All runs of these settings. */
export function appendJobs({place, blocks, trains, appendseeds}: AppendSettings): readonly {
  readonly candidate: Candidate;
  readonly options: AppendOptions & {readonly seed: number};
}[] {
  return Array.from({length: appendseeds}, (_, i) => i + 1).flatMap(seed =>
    candidateNames.map(candidate => ({
      candidate,
      options: {place, count: blocks, train: trains, ...candidates[candidate], seed}
    }))
  );
}

/** Median, least and most of the loss (y, low, high) over seeds at each step x since blocks were added. */
export function lossCurve(runs: readonly AppendRun[], candidate: Candidate) {
  const losses = new Map<number, number[]>();
  for (const run of runs)
    if (run.candidate === candidate)
      for (const {phase, step, loss} of run.records)
        if (phase === "appended" && Number.isFinite(loss))
          losses.set(step, [...(losses.get(step) ?? []), loss]);
  return [...losses]
    .sort(([a], [b]) => a - b)
    .map(([x, all]) => ({x, y: median(all)!, low: min(all)!, high: max(all)!}));
}

/** The median loss of the networks before anything was added. */
export function baseLoss(runs: readonly AppendRun[]): number {
  const ends = runs.flatMap(({records}) => records.filter(r => r.phase === "base").slice(-1));
  return ends.length ? median(ends, r => r.loss)! : Number.NaN;
}
