// Optimisers by name, as the controls of figures offer them.
import {adam, momentum, type Optimiser, type OptimiserOptions, sgd} from "../nn/optimisers.js";
import {cosine, type Schedule, warmUp} from "../nn/schedules.js";
import {oneOf} from "../tensor/check.js";

const table = {sgd, momentum, adam};
export type OptimiserName = keyof typeof table;
export const optimiserNames = Object.keys(table) as OptimiserName[];

/** The optimiser of a name. */
export function optimiserOf(name: OptimiserName, options: OptimiserOptions): Optimiser {
  return table[oneOf("optimiser", name, optimiserNames)](options);
}

const schedules = {
  constant:
    (rate: number): Schedule =>
    () =>
      rate,
  cosine,
  "warm-up": (rate: number, steps: number) => warmUp(Math.ceil(steps / 10), cosine(rate, steps))
};
export type ScheduleName = keyof typeof schedules;
export const scheduleNames = Object.keys(schedules) as ScheduleName[];

/** A schedule over so many steps; "warm-up" rises for a tenth of them, then falls as "cosine" does. */
export function scheduleOf(name: ScheduleName, rate: number, steps: number): Schedule {
  return schedules[oneOf("schedule", name, scheduleNames)](rate, Math.max(1, steps));
}
