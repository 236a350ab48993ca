// What can be known of identity learning without training: minima of ½E‖y − x‖² + λ/2 ‖W‖² in closed form.
import type {Tensor} from "../tensor/tensor.js";

/** E[xxᵀ] over the rows of x[n, d], or the covariance when `centred`: an n×n matrix as rows. */
export function secondMoments(x: Tensor, centred = false): number[][] {
  const [count, width] = x.shape;
  const mean = Array.from({length: width}, (_, i) => {
    if (!centred) return 0;
    let sum = 0;
    for (let r = 0; r < count; r++) sum += x.get(r, i);
    return sum / count;
  });
  return mean.map((_, i) =>
    mean.map((_, j) => {
      let sum = 0;
      for (let r = 0; r < count; r++) sum += (x.get(r, i) - mean[i]) * (x.get(r, j) - mean[j]);
      return sum / count;
    })
  );
}

/** The eigenvalues of a symmetric matrix, by Jacobi's rotations. */
export function eigenvalues(symmetric: readonly (readonly number[])[]): number[] {
  const a = symmetric.map(row => [...row]);
  const n = a.length;
  const rotate = (p: number, q: number) => {
    if (a[p][q] === 0) return;
    const angle = 0.5 * Math.atan2(2 * a[p][q], a[q][q] - a[p][p]);
    const [c, s] = [Math.cos(angle), Math.sin(angle)];
    for (let k = 0; k < n; k++) [a[k][p], a[k][q]] = [c * a[k][p] - s * a[k][q], s * a[k][p] + c * a[k][q]];
    for (let k = 0; k < n; k++) [a[p][k], a[q][k]] = [c * a[p][k] - s * a[q][k], s * a[p][k] + c * a[q][k]];
  };
  // Convergence is quadratic: ten sweeps are plenty for any width that the lesson offers.
  for (let sweep = 0; sweep < 10; sweep++)
    for (let p = 0; p < n; p++) for (let q = p + 1; q < n; q++) rotate(p, q);
  return a.map((row, i) => row[i]);
}

/**
 * The best that a plain block of two linear layers can do when its weights decay: along an eigenvector of
 * E[xxᵀ] with eigenvalue m it passes the fraction (1 − λ/m)₊ of x. With a bias that does not decay, the
 * eigenvalues are the covariance's. `data` is ½E‖y − x‖², `objective` counts the decay too. A block with ReLU reaches it
 * where ReLU cuts nothing off, and otherwise stays above.
 */
export function attainable(
  eigenvalues: readonly number[],
  lambda: number
): {data: number; objective: number} {
  let data = 0;
  let objective = 0;
  for (const m of eigenvalues) {
    const passes = m > lambda;
    data += passes ? lambda ** 2 / (2 * m) : m / 2;
    objective += passes ? lambda - lambda ** 2 / (2 * m) : m / 2;
  }
  return {data, objective};
}
