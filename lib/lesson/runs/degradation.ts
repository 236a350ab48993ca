// What can be chosen about the degradation experiment, and what a choice means for the networks that are trained.
import type {Variant} from "../../experiments/network.js";
import {defaultRates, type SweepOptions} from "../../experiments/sweep.js";
import {choice, integer, toggle, type Values} from "../parameters.js";

/** Parameters of the degradation figure. */
export const sweepParameters = {
  data: choice(["spirals", "glyphs", "images"], "spirals"),
  block: choice(["zero-gamma", "pre-activation", "residual", "scaled"], "zero-gamma"),
  optimiser: choice(["momentum", "adam", "sgd"], "momentum"),
  rate: choice(["best", "wide", "0.001", "0.003", "0.01", "0.03", "0.1", "0.3"], "best"),
  schedule: choice(["cosine", "warm-up", "constant"], "cosine"),
  steps: integer({min: 10, max: 5000, value: 150}),
  batch: choice(["small", "all"], "small"),
  width: integer({min: 4, max: 64, value: 16}),
  norm: toggle(true),
  init: choice(["he", "xavier", "orthogonal", "looks-linear"], "he"),
  deepest: choice(["32", "56", "110", "152"], "110"),
  seeds: integer({min: 1, max: 20, value: 1}),
  seed: integer({min: 1, max: 9999, value: 1})
};

export type Settings = Values<typeof sweepParameters>;

/** Which curves the figure draws: nothing that is trained depends on it. */
export const sweepView = {curves: choice(["both", "plain", "residual"], "both")};

export type Curves = Values<typeof sweepView>["curves"];

export const allDepths = [2, 4, 8, 20, 32, 56, 110, 152] as const;

/** The depths that a setting asks for. */
const depthsOf = ({deepest}: Pick<Settings, "deepest">): number[] =>
  allDepths.filter(depth => depth <= Number(deepest));

/** Learning rates of which each network keeps the best: few, or a wide grid. Adam takes smaller ones than the others. */
export const grids = {
  momentum: {best: defaultRates, wide: [0.01, 0.03, 0.1, 0.3]},
  sgd: {best: [0.1, 0.3], wide: [0.03, 0.1, 0.3, 1]},
  adam: {best: [0.003, 0.01], wide: [0.001, 0.003, 0.01, 0.03]}
};

/** The sweep that these settings stand for. */
export function sweepOf(settings: Settings): SweepOptions & {rates: readonly number[]; steps: number} {
  const {data, block, optimiser, rate, schedule, steps, batch, width, norm, init, seeds, seed} = settings;
  return {
    data,
    depths: depthsOf(settings),
    variants: ["plain", block as Variant],
    optimiser,
    rates: rate === "best" || rate === "wide" ? grids[optimiser][rate] : [Number(rate)],
    schedule,
    steps,
    // A batch of more examples than there are means all of them.
    batch: batch === "all" ? 100_000 : data === "images" ? 32 : 64,
    // A convolutional layer of half the width costs about as much as it should here.
    width: data === "images" ? Math.max(2, Math.round(width / 2)) : width,
    norm,
    initialisation: init,
    seeds,
    seed
  };
}

/** Why these settings cannot be run: undefined when they can. */
export function conflict({block, norm}: Settings): "zero-gamma needs norm" | undefined {
  return block === "zero-gamma" && !norm ? "zero-gamma needs norm" : undefined;
}

/** Whether results made with one setting answer the other: they may differ in the number of seeds and the first seed. */
export function sameExperiment(a: Settings, b: Settings): boolean {
  return (Object.keys(sweepParameters) as (keyof Settings)[]).every(
    name => name === "seeds" || name === "seed" || name === "deepest" || a[name] === b[name]
  );
}

/**
 * Seconds of work of one core for one network: updates × layers × (a fixed cost + arithmetic). The two constants were
 * measured on one machine; `speed` is how many times faster or slower the reader's turned out to be.
 */
export function estimate(settings: Settings, depth: number, speed = 1): number {
  const {rates, steps, width = 16} = sweepOf(settings);
  const examples = settings.batch === "all" ? 500 : settings.data === "images" ? 32 : 64;
  const multiplyAdds = examples * (settings.data === "images" ? 16 * 9 * width ** 2 : width ** 2);
  const perLayer = 1.6e-6 + 3 * multiplyAdds * (settings.norm ? 5e-11 : 4e-11);
  return rates.length * steps * depth * perLayer * speed + 4e-3;
}
