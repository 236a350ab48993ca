import {keep} from "../../../kit/keep.js";

/** What is kept: what was typed, and for which numbers. */
interface Answers {
  readonly version: 1;
  readonly of: string;
  readonly level: number;
  readonly typed: readonly string[];
}

const isAnswers = (value: unknown): value is Answers => {
  if (typeof value !== "object" || value === null) return false;
  const {version, of, level, typed} = value as {[name: string]: unknown};
  return (
    version === 1 &&
    typeof of === "string" &&
    [0, 1, 2].includes(level as number) &&
    Array.isArray(typed) &&
    typed.every(text => typeof text === "string")
  );
};

/** What the reader has answered here, on this device. */
export const kept = keep("turn walkthrough-figure", isAnswers);
