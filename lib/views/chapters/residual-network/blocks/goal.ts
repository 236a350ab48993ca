/** Three blocks are deleted, all arcs are there, and the error is above 22%. */
export const reached = ({
  gone,
  cut,
  error
}: {
  readonly gone: number;
  readonly cut: number;
  /** Undefined while it is not known. */
  readonly error?: number;
}): boolean | undefined => (error === undefined ? undefined : gone === 3 && cut === 0 && error > 0.22);
