// The loss on a plane through trained weights: what a page keeps of it.
import {decodeNumbers, encodeNumbers} from "../../experiments/base64.js";
import {fallsOutwards, minimaOf, type PlaneRow} from "../../experiments/plane.js";
import type {TrainingRecord} from "../../experiments/training.js";

/** The loss on the grid, row by row from the top; NaN where it is not known yet. */
export interface Plane {
  readonly points: number;
  readonly losses: Float32Array;
  /** How much is done, from 0 to 1. */
  done: number;
  /** Of the trained network. */
  error?: number;
}

/** Training takes about half of the time at the usual grid. */
const trainingShare = 0.3;

export const emptyPlane = (points: number): Plane => ({
  points,
  losses: new Float32Array(points * points).fill(Number.NaN),
  done: 0
});

/** Adds what a record tells. */
export function addToPlane(plane: Plane, record: TrainingRecord | PlaneRow): void {
  const {points, losses} = plane;
  if (record.type === "progress") plane.done = (trainingShare * record.done) / record.total;
  else if (record.type === "result") {
    plane.error = record.error;
    plane.done = record.diverged ? 1 : trainingShare;
  } else {
    losses.set(record.losses, record.row * points);
    plane.done = record.row + 1 === points ? 1 : trainingShare + ((1 - trainingShare) * record.row) / points;
  }
}

/** What the plane shows: its local minima, where it falls on the way out, its loss at the centre, least and most. */
export function planeFacts({points, losses}: Plane) {
  return {
    minima: minimaOf(losses, points),
    falls: fallsOutwards(losses, points),
    centre: losses[(points * points - 1) / 2],
    least: losses.reduce((a, b) => Math.min(a, b)),
    most: losses.reduce((a, b) => Math.max(a, b))
  };
}

/** By depth, plain and residual. */
export type StoredPlanes = {
  readonly [depth: string]: readonly {readonly losses: string; readonly error: number}[];
};

export const storePlane = ({losses, error}: Plane) => ({losses: encodeNumbers(losses), error: error!});

export function unpackPlane({losses, error}: StoredPlanes[string][number]): Plane {
  const numbers = decodeNumbers(losses);
  return {points: Math.sqrt(numbers.length), losses: numbers, done: 1, error};
}
