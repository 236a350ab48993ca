/** What is kept of a goal that a reader has reached in a figure. Nothing here touches the page. */
export interface Reached {
  /** Of this form; what an earlier or later edition of the lesson keeps may differ. */
  readonly version: 1;
}

/** Whether what was kept says that a goal was reached. */
export const isReached = (value: unknown): value is Reached =>
  typeof value === "object" && value !== null && (value as {version?: unknown}).version === 1;
