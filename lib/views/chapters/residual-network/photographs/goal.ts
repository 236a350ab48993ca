import type {Left} from "../block-row.js";

/** What a network says of a picture, and what is left of it. */
export interface Said {
  readonly picture: object;
  readonly left: readonly Left[];
  /** After so many blocks the last layer reads. */
  readonly passed: number;
  /** The likeliest class. */
  readonly best: string;
}

/** Nothing is taken, and every block is passed. */
export const isWhole = ({left, passed}: Said): boolean =>
  passed === left.length && left.every(sign => sign === "1");

/**
 * Four blocks or more have lost their layers, and nothing else is taken; still it says of the picture what it said whole.
 * Undefined where that was not seen.
 */
export function reached(now: Said | undefined, whole: Said | undefined): boolean | undefined {
  if (!now || whole?.picture !== now.picture) return;
  const taken = now.left.filter(sign => sign === "0").length;
  const nothingElse = now.passed === now.left.length && !now.left.includes("a");
  return taken >= 4 && nothingElse && now.best === whole.best;
}
