import {finite, integer} from "../tensor/check.js";

/** Learning rate at a step, counted from 0. */
export type Schedule = (step: number) => number;

/** A number is a constant schedule. */
export function scheduled(rate: number | Schedule): Schedule {
  if (typeof rate === "function") return rate;
  finite("rate", rate, 0);
  return () => rate;
}

/** Falls from `rate` to 0 along half a cosine wave (Loshchilov and Hutter 2017, arXiv:1608.03983). */
export function cosine(rate: number, steps: number): Schedule {
  finite("rate", rate, 0);
  integer("steps", steps);
  return step => (rate / 2) * (1 + Math.cos((Math.PI * Math.min(step, steps)) / steps));
}

/** Rises linearly to the schedule during the first `steps` steps. */
export function warmUp(steps: number, rate: number | Schedule): Schedule {
  integer("warm-up steps", steps, 0);
  const schedule = scheduled(rate);
  return step => schedule(step) * Math.min(1, (step + 1) / Math.max(1, steps));
}
