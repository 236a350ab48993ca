/**
 * The bottleneck is as wide as it can be while the way through it takes fewer multiplications than the direct one.
 *
 * @param narrow the multiplications of a bottleneck of so many channels
 */
export const reached = (neck: number, direct: number, narrow: (neck: number) => number): boolean =>
  narrow(neck) < direct && narrow(neck + 1) >= direct;
