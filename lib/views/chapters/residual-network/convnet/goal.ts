/** A plain network of more than 8 layers ends with more than half of the digits wrong, and has not diverged. */
export const reached = (network: {
  readonly block: string;
  readonly depth: number;
  /** At its end; undefined where it diverged. */
  readonly error?: number;
}): boolean => network.block === "plain" && network.depth > 8 && (network.error ?? 0) > 0.5;
