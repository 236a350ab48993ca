// The smallest block there is: one number in, weights w1 and w2, m = E[x²], and decay λ. All of it in closed form.
import {finite, integer} from "../tensor/check.js";

export type BlockKind = "plain" | "residual";
export type Scalar = {kind: BlockKind; m: number; lambda: number};
export type Weights = readonly [w1: number, w2: number];

/** What the product w1·w2 should be: 1 for a plain block, y = w2·w1·x; 0 for a residual one, y = x + w2·w1·x. */
const goal = (kind: BlockKind) => (kind === "plain" ? 1 : 0);

/** ½E(y − x)² + λ/2 (w1² + w2²), for a linear block. (For x ≥ 0 and positive weights ReLU changes nothing.) */
export function loss({kind, m, lambda}: Scalar, [w1, w2]: Weights): number {
  return (m / 2) * (w1 * w2 - goal(kind)) ** 2 + (lambda / 2) * (w1 ** 2 + w2 ** 2);
}

/** The derivatives of the loss for w1 and w2. */
export function gradient({kind, m, lambda}: Scalar, [w1, w2]: Weights): [number, number] {
  const excess = m * (w1 * w2 - goal(kind));
  return [excess * w2 + lambda * w1, excess * w1 + lambda * w2];
}

/** The eigenvalues of the loss's second derivatives, the smaller one first. At the origin: λ ± m, or twice λ. */
export function curvature({kind, m, lambda}: Scalar, [w1, w2]: Weights): [number, number] {
  const [a, d] = [m * w2 ** 2 + lambda, m * w1 ** 2 + lambda];
  const b = m * (2 * w1 * w2 - goal(kind));
  const [middle, radius] = [(a + d) / 2, Math.hypot((a - d) / 2, b)];
  return [middle - radius, middle + radius];
}

/**
 * The lowest points when λ > 0: the origin, or for a plain block with λ < m the two points where
 * w1 = w2 = ±√(1 − λ/m). (With λ = 0 whole curves are lowest: w1·w2 = 1, or both axes.)
 */
export function minima({kind, m, lambda}: Scalar): Weights[] {
  if (kind === "residual" || lambda >= m) return [[0, 0]];
  const w = Math.sqrt(1 - lambda / m);
  return [
    [w, w],
    [-w, -w]
  ];
}

/** Whether the ground falls away from the origin in one direction and rises in the other. */
export function saddle(scalar: Scalar): boolean {
  const [low, high] = curvature(scalar, [0, 0]);
  return low < 0 && high > 0;
}

/**
 * Whether level ground at a point is that of the saddle: the only level ground that is not lowest. Curvature does not
 * tell, since without decay the floor of a valley curves down a little on either side of it.
 */
export function atSaddle(scalar: Scalar, [w1, w2]: Weights): boolean {
  const toBottom = Math.min(...minima(scalar).map(([a, b]) => Math.hypot(w1 - a, w2 - b)));
  return saddle(scalar) && Math.hypot(w1, w2) < toBottom;
}

/** Gradient descent from a point: yields each point, the start included, and ends early where it diverges. */
export function* descent(
  scalar: Scalar,
  {from, rate = 0.1, steps = 200}: {from: Weights; rate?: number; steps?: number}
): Generator<Weights> {
  finite("rate", rate, 0);
  integer("steps", steps, 0);
  let at = from;
  yield at;
  for (let step = 0; step < steps; step++) {
    const slope = gradient(scalar, at);
    at = [at[0] - rate * slope[0], at[1] - rate * slope[1]];
    if (!at.every(Number.isFinite)) return;
    yield at;
  }
}
