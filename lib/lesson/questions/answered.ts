/** What a reader has answered to a question, as it is kept: it shows again after a reload, and in the other language. */
import {isSeed, type Question} from "./question.js";

export interface Answered {
  /** Of this form; what an earlier or later edition of the lesson keeps may differ. */
  readonly version: 1;
  /** That of the numbers it was asked with. */
  readonly seed: number;
  /** What stands in the box. */
  readonly typed?: string;
  /** Which of the choices, as they stand, was pressed last. */
  readonly chosen?: number;
  /** What was done last: the answer was checked, or the right one shown. */
  readonly did?: "check" | "show";
  /** What came of the first check, or of asking for the answer without one. */
  readonly first?: "right" | "wrong";
  /** What was checked first: the text, or which choice; null where the answer was shown instead. */
  readonly tried?: string | number | null;
}

/** The longest answer that is kept, in letters. */
export const longestAnswer = 100;

const oneOf = (value: unknown, ...allowed: readonly unknown[]) => allowed.includes(value);

/** Whether what was kept can have been answered. */
export function isAnswered(value: unknown): value is Answered {
  if (typeof value !== "object" || value === null) return false;
  const {version, seed, typed, chosen, did, first, tried} = value as {[name: string]: unknown};
  return (
    version === 1 &&
    isSeed(seed) &&
    (typed === undefined || (typeof typed === "string" && typed.length <= longestAnswer)) &&
    (chosen === undefined || (Number.isInteger(chosen) && (chosen as number) >= 0)) &&
    oneOf(did, undefined, "check", "show") &&
    oneOf(first, undefined, "right", "wrong") &&
    (oneOf(tried, undefined, null) || ["string", "number"].includes(typeof tried))
  );
}

/** Whether an answer fits the question: one of its choices, or a text where one is typed. */
export function fits(question: Question, {typed, chosen}: Answered): boolean {
  return question.kind === "choice"
    ? typed === undefined && (chosen === undefined || chosen < question.choices.length)
    : chosen === undefined;
}
