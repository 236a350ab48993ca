/** Three blocks are deleted, all others stand in their order, and the error is above 22%. */
export const reached = ({
  gone,
  moved,
  error
}: {
  readonly gone: number;
  readonly moved: boolean;
  /** Undefined while it is not known. */
  readonly error?: number;
}): boolean | undefined => (error === undefined ? undefined : gone === 3 && !moved && error > 0.22);
