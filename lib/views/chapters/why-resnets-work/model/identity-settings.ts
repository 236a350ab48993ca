import {attainable, eigenvalues, secondMoments} from "../../../../experiments/closed.js";
import {
  type IdentityOptions,
  identityData,
  identityInitialisations
} from "../../../../experiments/identity.js";
import {optimiserNames} from "../../../../experiments/optimisers.js";
import {choice, integer, real, toggle, type Values} from "../../../../lesson/parameters.js";

/** What the reader can change about learning the identity. */
export const identityTraining = {
  lambda: real({min: 0, max: 0.3, step: 0.005, value: 0}),
  decayb: toggle(true),
  decoupled: toggle(false),
  optimiser: choice(optimiserNames, "adam"),
  rate: real({min: 0.0001, max: 1000, step: 0.01, value: 0.03}),
  width: integer({min: 4, max: 32, value: 8}),
  start: choice(identityInitialisations, "he"),
  seed: integer({min: 1, max: 99, value: 1}),
  steps: integer({min: 10, max: 5000, value: 1000})
};

export const identityParameters = {
  ...identityTraining,
  /** The moment of training that is looked at, in per cent of the steps. */
  moment: integer({min: 0, max: 100, value: 100}),
  /** The block whose weights are looked at. */
  inside: choice(["plain", "residual"], "residual")
};

export type IdentitySettings = Values<typeof identityTraining>;

/** How many moments of a run are kept. */
const moments100 = 100;

/** The options of a run. */
export function optionsOf(s: IdentitySettings): IdentityOptions {
  return {
    lambda: s.lambda,
    decayBiases: s.decayb,
    decoupled: s.decoupled,
    optimiser: s.optimiser,
    rate: s.rate,
    width: s.width,
    initialisation: s.start,
    seed: s.seed,
    steps: s.steps,
    every: Math.max(1, Math.round(s.steps / moments100)),
    watch: true
  };
}

/** A name for everything that a run depends on besides λ: points of one curve share it. */
export function curveOf(s: IdentitySettings): string {
  const {lambda: _, ...rest} = s;
  return JSON.stringify(rest);
}

/**
 * The relative error that decay leaves a plain block of two linear layers without biases, at its best, on the data of
 * this seed: from the eigenvalues of E[xxᵀ], not from training.
 */
export function floors(width: number, seed: number): (lambda: number) => number {
  const m = eigenvalues(secondMoments(identityData(width, 128, seed)));
  const trace = m.reduce((sum, v) => sum + v, 0);
  return lambda => (2 * attainable(m, lambda).data) / trace;
}
