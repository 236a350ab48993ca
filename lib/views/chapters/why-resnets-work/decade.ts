/** Where a logarithmic axis of losses begins: at `usual`, or at the decade of the least loss if that lies lower. */
export function decadeBelow(losses: Iterable<number>, usual: number): number {
  let least = usual;
  for (const loss of losses) if (loss > 0) least = Math.min(least, loss);
  // Read from text, since 10 ** -4 is not quite 0.0001.
  return Number(`1e${Math.floor(Math.log10(least))}`);
}
