import type {Kernels, Run, Sum} from "../kernels/kernels.js";
import type {Shape} from "../tensor/shape.js";
import type {Tensor} from "../tensor/tensor.js";

/** What a row sees of the values that it works on. */
export type Bound<A> = {
  attributes: A;
  x: Tensor[];
  y: Tensor;
  /** What the row's `saves` asked for. */
  saved: Record<string, Tensor>;
  /** Whether batch normalisation uses the batch's statistics, or the running ones. */
  training: boolean;
};

export type Forward<A> = Bound<A> & {
  kernels: Kernels;
  /** 0 when the ReLU that follows is done in the same run. Only rows with `fuses` meet it. */
  floor?: number;
};

export type Backward<A> = Bound<A> & {
  kernels: Kernels;
  /** What the row's `borrows` asked for. */
  borrowed: Record<string, Tensor>;
  dy: Tensor;
  /** Binds what adds to the gradient of input i: nothing is done where no gradient is wanted. */
  gradient(i: number, bind: (sum: Sum) => Run | Run[]): Run[];
  /** The gradient of input i is `view`, as it stands: costs nothing unless there is something to add it to. */
  pass(i: number, view: Tensor): Run[];
};

/** One number of a value: which input of the row, and where in it. */
export type Cell = {input: number; index: number[]};

/** One product of the sum that made an element. Without `from` it is padding, without `by` a constant factor. */
export type Product = {from?: Cell; by?: Cell; factor?: number};

/** How an element came about: a sum of products, and perhaps a constant (a bias, or the cell that holds it). */
export type Reason = {terms: Product[]; bias?: Cell | number};

/** One row of the table of operations. A is what the row needs to know besides its inputs. */
export type Operation<A> = {
  /** The shape of the output. Throws a RangeError naming both sides when the inputs do not fit. */
  shape(attributes: A, ...inputs: Shape[]): Shape;
  /** Memory that lasts: what forward leaves for backward, or what is set from outside. Each node's own, zero at the start. */
  saves?(attributes: A, ...inputs: Shape[]): Record<string, Shape>;
  /** Memory for backward while it runs, shared by alike nodes: forward does not see it. Zero at the start. */
  borrows?(attributes: A, ...inputs: Shape[]): Record<string, Shape>;
  forward(views: Forward<A>): Run[];
  backward(views: Backward<A>): Run[];
  /** The terms that made the element at `index`; their sum is the element (max pooling and ReLU: before the max). */
  explain(views: Bound<A>, index: number[]): Reason;
  /** The formula, from those of output and inputs. */
  tex(attributes: A, output: string, ...inputs: string[]): string;
  /** Multiplications, each with an addition, that `forward` makes; counted only where weights multiply. */
  multiplyAdds?(output: Shape, ...inputs: Shape[]): number;
  /** Whether `forward` can apply a ReLU by the way. */
  fuses?: boolean;
};
