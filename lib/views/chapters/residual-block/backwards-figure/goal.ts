const size = (gradient: readonly number[]) => Math.hypot(...gradient);

/** More of the gradient gets back through the plain block than through the residual one. */
export const reached = (residual: readonly number[], plain: readonly number[]): boolean =>
  size(plain) > size(residual);
