// What can be chosen about the plane through trained weights, and what is trained for it. Light: a page loads it at once.
import type {PlaneOptions} from "../../experiments/plane.js";
import {choice, integer, real, type Values} from "../parameters.js";

/** Parameters of the figure. */
export const planeParameters = {
  planedepth: choice(["8", "20", "56"], "56"),
  planeradius: real({min: 0.1, max: 3, step: 0.1, value: 1}),
  planegrid: choice(["21", "31", "41"], "31"),
  planenoise: real({min: 0, max: 0.2, step: 0.01, value: 0.04}),
  planeseed: integer({min: 1, max: 99, value: 1}),
  planenetwork: integer({min: 1, max: 99, value: 1})
};

export type PlaneSettings = Values<typeof planeParameters>;

/** The two networks, plain and residual, trained as those of the degradation figure are, and the plane through each. */
export const planeJobs = (settings: PlaneSettings): readonly PlaneOptions[] =>
  (["plain", "zero-gamma"] as const).map(variant => ({
    variant,
    depth: Number(settings.planedepth),
    radius: settings.planeradius,
    points: Number(settings.planegrid),
    noise: settings.planenoise,
    planeSeed: settings.planeseed,
    seed: settings.planenetwork,
    rates: [0.03, 0.1],
    every: 15
  }));
