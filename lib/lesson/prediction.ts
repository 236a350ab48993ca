/**
 * What a reader expected of a figure before seeing it: how it is kept, and how far from what was measured it was. Nothing
 * here touches the page.
 */
import {decode, type Hash} from "./hash.js";

/** An answer: the name of a choice, or a number. */
export type Answer = string | number;

/** What the reader has said. Without an answer they have only asked to see. */
export interface Committed {
  /** Of this form; what an earlier or later edition of the lesson keeps may differ. */
  readonly version: 1;
  readonly given?: Answer;
  /** Why, in the reader's own words. */
  readonly why?: string;
}

/** What a question takes: one of its choices, or a number between two. */
export type Takes =
  | {readonly choices: {readonly [choice: string]: string}}
  | {readonly number: {readonly min: number; readonly max: number}};

/** Whether a question takes an answer. */
export function takes(question: Takes, given: unknown): given is Answer {
  if ("choices" in question) return typeof given === "string" && Object.hasOwn(question.choices, given);
  return typeof given === "number" && given >= question.number.min && given <= question.number.max;
}

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

/** Whether an address leads to values of a figure: it names the figure, and sets one of its parameters. */
export function leadsTo({places, settings}: Hash, id: string, parameters: readonly string[]): boolean {
  const set = settings.map(setting => decode(setting.slice(0, setting.indexOf("="))));
  return places.map(decode).includes(id) && set.some(name => parameters.includes(name));
}
