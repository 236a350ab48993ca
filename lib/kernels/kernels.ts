import type {Shape} from "../tensor/shape.js";
import type {Tensor} from "../tensor/tensor.js";

/** A kernel bound to its views. Running it allocates nothing and checks nothing. */
export type Run = () => void;

/** Every kernel computes out = max(floor, init + …), with what it computes in place of the dots. */
export type Sum = {
  out: Tensor;
  /** Shape of `out`; rows may repeat (stride 0, a bias); may be `out` itself, to accumulate. Absent: 0. */
  init?: Tensor;
};

/** A sum with ReLU made of floor = 0. Absent: −∞. */
export type Floored = Sum & {floor?: number};

/** A window moving over rows and columns: size and stride, and the padding before the first row and column. */
export type Window = {size: [number, number]; stride: [number, number]; before: [number, number]};

/**
 * The arithmetic. A kernel takes its views once and returns what replays it: no address is computed twice.
 * All views given to one kernel come from one arena. Views of 4 dimensions are N, H, W, C; of 2, rows and columns.
 * Unless said otherwise views are contiguous. Shapes are the caller's duty: kernels do not check them.
 */
export type Kernels = {
  name: string;

  /** Zero-filled contiguous tensors in one piece of memory that never moves. Kernels may read, never write, past an edge. */
  arena(shapes: readonly Shape[]): Tensor[];

  /** out[m,n] = max(floor, init + Σₖ a[m,k]·b[k,n]). a and b may have any strides; rows of init and out any distance. */
  matmul(views: Floored & {a: Tensor; b: Tensor}): Run;

  /**
   * out[n,i,j,o] = max(floor, init + Σᵤᵥ꜀ x[n, i·s+u, j·s+v, c]·w[u,v,c,o]): a "valid" convolution, x is padded already.
   * x may be any view whose channels are adjacent; init has 4 dimensions.
   */
  conv2d(views: Floored & {x: Tensor; w: Tensor; stride: [number, number]}): Run;

  /** out[u,v,c,o] = init + Σₙᵢⱼ x[n, i·s+u, j·s+v, c]·dy[n,i,j,o]: the gradient of conv2d for w. */
  conv2dWeight(views: Sum & {x: Tensor; dy: Tensor; stride: [number, number]}): Run;

  /** out = x, between views of one shape with any strides: pads, dilates, flips, transposes. */
  copy(views: {x: Tensor; out: Tensor}): Run;

  /** out = max(floor, init + factor·x), element by element (addition, ReLU, scaling). */
  scale(views: Floored & {x: Tensor; factor?: number}): Run;

  /** out = init + (y > 0 ? dy : 0). */
  reluGradient(views: Sum & {y: Tensor; dy: Tensor}): Run;

  /** out[c] = init + Σᵣ x[r,c]. */
  columnSum(views: Sum & {x: Tensor}): Run;

  /** Mean and (biased) variance of each column of x[r,c]. */
  moments(views: {x: Tensor; mean: Tensor; variance: Tensor}): Run;

  /** out += rate·(x − out): a running average. */
  lerp(views: {x: Tensor; out: Tensor; rate: number}): Run;

  /** out[r,c] = max(floor, γ·(x − mean)/√(variance + ε) + β), by column. */
  batchNorm(views: Statistics & {x: Tensor; beta: Tensor; out: Tensor; floor?: number}): Run;

  /**
   * dγ[c] = Σᵣ dy·x̂, dβ[c] = Σᵣ dy, and out[r,c] = init + γ/√(variance + ε)·(dy − dβ/R − x̂·dγ/R),
   * or, with `frozen` statistics that do not depend on x, out = init + γ/√(variance + ε)·dy.
   */
  batchNormGradient(
    views: Sum & Statistics & {x: Tensor; dy: Tensor; dgamma: Tensor; dbeta: Tensor; frozen: boolean}
  ): Run;

  /** The largest element of each window; padding never wins. */
  maxPool(views: Window & {x: Tensor; out: Tensor}): Run;
  /** out = init + dy, sent to the first largest element of each window. */
  maxPoolGradient(views: Window & Sum & {x: Tensor; dy: Tensor}): Run;

  /** The mean of each window; padding is not counted. */
  averagePool(views: Window & {x: Tensor; out: Tensor}): Run;
  /** out = init + dy, shared evenly by the elements of each window. */
  averagePoolGradient(views: Window & Sum & {dy: Tensor}): Run;

  /** probabilities = softmax of the rows of x[r,c]; out[] = mean over rows of −ln probability of the label. */
  softmaxCrossEntropy(views: Labelled & {x: Tensor; out: Tensor}): Run;
  /** out[r,c] = init + dy[]·(probabilities − one-hot labels)/R. */
  softmaxCrossEntropyGradient(views: Labelled & Sum & {dy: Tensor}): Run;

  /** out[] = factor·Σ (x − target)². */
  squaredError(views: {x: Tensor; target: Tensor; factor: number; out: Tensor}): Run;
  /** out = init + dy[]·2·factor·(x − target). */
  squaredErrorGradient(views: Sum & {x: Tensor; target: Tensor; factor: number; dy: Tensor}): Run;
};

/** What batch normalisation knows of each column. */
type Statistics = {mean: Tensor; variance: Tensor; gamma: Tensor; epsilon: number};

/** labels[r] are class indices, stored as numbers. */
type Labelled = {probabilities: Tensor; labels: Tensor};
