/**
 * What a reader expected of a figure before seeing it: how it is kept, and how far from what was measured it was. Nothing
 * here touches the page.
 */
import {decode, type Hash} from "./hash.js";

/** An answer: the name of a choice, a number, or curves that were drawn. */
export type Answer = string | number | Drawn;

/** Curves by their numbers, one after another. */
export type Drawn = readonly (readonly number[])[];

/** What the reader has said. Without an answer they have only asked to see. */
export interface Committed {
  /** Of this form; what an earlier or later edition of the lesson keeps may differ. */
  readonly version: 1;
  readonly given?: Answer;
  /** Why, in the reader's own words. */
  readonly why?: string;
}

/** What a question takes: one of its choices, a number between two, or curves of so many numbers between two. */
export type Takes =
  | {readonly choices: {readonly [choice: string]: string}}
  | {readonly number: Bounds}
  | {readonly curves: Bounds & {readonly count: number; readonly length: number}};

interface Bounds {
  readonly min: number;
  readonly max: number;
}

/** Whether a question takes an answer. */
export function takes(question: Takes, given: unknown): given is Answer {
  if ("choices" in question) return typeof given === "string" && Object.hasOwn(question.choices, given);
  if ("number" in question) return within(question.number, given);
  const {count, length} = question.curves;
  const holds = (list: unknown, size: number, fits: (item: unknown) => boolean) =>
    Array.isArray(list) && list.length === size && list.every(fits);
  return holds(given, count, curve => holds(curve, length, value => within(question.curves, value)));
}

const within = ({min, max}: Bounds, value: unknown) =>
  typeof value === "number" && value >= min && value <= max;

/** Whether what was kept is something that the reader can have said to this question. */
export function isCommitted(question: Takes, value: unknown): value is Committed {
  if (typeof value !== "object" || value === null) return false;
  const {version, given, why} = value as {[name: string]: unknown};
  return (
    version === 1 &&
    (given === undefined || takes(question, given)) &&
    ["string", "undefined"].includes(typeof why)
  );
}

/** How far a number was from the right one: a factor where both are above 0, else a difference. Within a tenth is close. */
export function distance(
  given: number,
  right: number
): {readonly how: "same" | "close" | "small" | "large" | "apart"; readonly by: number} {
  if (given === right) return {how: "same", by: 0};
  if (given <= 0 || right <= 0) return {how: "apart", by: Math.abs(given - right)};
  const ratio = given > right ? given / right : right / given;
  return {how: ratio <= 1.1 ? "close" : given > right ? "large" : "small", by: ratio};
}

/** Whether a curve ends more than so far above its lowest point. */
export const rises = (curve: readonly number[], by = 10): boolean =>
  curve[curve.length - 1] - Math.min(...curve) > by;

/** How far a drawn curve is from the right one, on average over its points. */
export const meanGap = (drawn: readonly number[], right: readonly number[]): number =>
  drawn.reduce((sum, value, i) => sum + Math.abs(value - right[i]), 0) / drawn.length;

/** Whether an address leads to values of a figure: it names the figure, and sets one of its parameters. */
export function leadsTo({places, settings}: Hash, id: string, parameters: readonly string[]): boolean {
  const set = settings.map(setting => decode(setting.slice(0, setting.indexOf("="))));
  return places.map(decode).includes(id) && set.some(name => parameters.includes(name));
}
