/** What is kept of a turn: what was typed, in which round, and for which numbers. */
export interface Answers {
  readonly version: 1;
  readonly of: string;
  readonly level: number;
  readonly typed: readonly string[];
}

/** Whether what was kept can have been typed here. */
export const isAnswers = (value: unknown): value is Answers => {
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
