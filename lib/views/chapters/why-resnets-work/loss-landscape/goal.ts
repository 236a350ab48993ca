import {gradient, type Scalar, type Weights} from "../../../../experiments/landscape.js";

/** The residual block has come to rest as the identity, the product of its weights at 0, but not at the origin. */
export function reached(residual: Scalar, path: readonly Weights[]): boolean {
  const [w1, w2] = path[path.length - 1];
  const rests = Math.hypot(...gradient(residual, [w1, w2])) < 1e-3;
  return rests && Math.abs(w1 * w2) < 1e-3 && Math.hypot(w1, w2) > 0.1;
}
