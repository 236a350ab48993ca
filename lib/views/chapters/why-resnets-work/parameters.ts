// What the reader can change on this page, figure by figure. Light: a page loads it at once, its figures when they come near.
import {optimiserNames} from "../../../experiments/optimisers.js";
import {choice, integer, merge, real, toggle} from "../../../lesson/parameters.js";

import {appendParameters} from "../../../lesson/runs/append.js";
import {planeParameters} from "../../../lesson/runs/plane-settings.js";
import {appendedParameters} from "./model/appended-block.js";
import {identityParameters} from "./model/identity-settings.js";

/** What the reader can change before running it again. */
export const lambdaParameters = {
  runs: integer({min: 1, max: 20, value: 20}),
  sweepwidth: integer({min: 4, max: 16, value: 8}),
  sweepoptimiser: choice(optimiserNames, "adam"),
  sweeprate: real({min: 0.0001, max: 1000, step: 0.01, value: 0.03})
};

export const decayParameters = {
  normalised: toggle(true),
  decayseed: integer({min: 1, max: 99, value: 1})
};

/** How far the weights of the landscape reach, on both sides of 0. */
export const reach = 2;

export const landscapeParameters = {
  decay: real({min: 0, max: 1.5, step: 0.01, value: 0.1}),
  m: real({min: 0.1, max: 2, step: 0.05, value: 1}),
  pace: real({min: 0.01, max: 5, step: 0.01, value: 0.1}),
  w1: real({min: -reach, max: reach, step: 0.1, value: -0.3}),
  w2: real({min: -reach, max: reach, step: 0.1, value: 1.4})
};

export const dropParameters = {
  droppedstep: integer({min: 0, max: 100, value: 0}),
  drop: toggle(false),
  trainedbefore: integer({min: 5, max: 40, value: 12}),
  dropseed: integer({min: 1, max: 99, value: 1})
};

export const solutionParameters = {solutionseed: integer({min: 1, max: 99, value: 1})};

/** All of the page's. */
export const parameters = merge(
  appendedParameters,
  identityParameters,
  lambdaParameters,
  landscapeParameters,
  planeParameters,
  appendParameters,
  solutionParameters,
  dropParameters,
  decayParameters
);
