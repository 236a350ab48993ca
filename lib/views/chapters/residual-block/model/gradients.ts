import {block, dense, elements, type Plan, plan, relu, sequential, type Tensor} from "../../../../index.js";
import {memo} from "../../../kit/memo.js";
import {type BlockNumbers, compute} from "./numbers.js";

/** The main path alone, without shortcut or last ReLU: what flows back through it is its part. */
const mainPath = memo((n: number) => plan(block("l", sequential(dense(n), relu, dense(n))), {input: [1, n]}));

/** What flows back through a residual block, and through its main path, for a gradient that arrives at its output. */
interface Flowback {
  readonly total: Tensor;
  readonly main: Tensor;
  readonly shortcut: Tensor;
}

/** Sends a gradient back through a computed residual block. Its two parts are measured, each by itself. */
export function sendBack(p: Plan, numbers: BlockNumbers, gradient: readonly number[]): Flowback {
  p.backward({gradient});
  // The addition hands its gradient on as it is: to both.
  const shortcut = p.gradient("z[l+2]+a[l]");
  const q = compute(mainPath(numbers.n), numbers);
  q.backward({gradient: shortcut});
  return {total: p.gradient("a[l]"), main: q.gradient("a[l]"), shortcut};
}

/** dW = dz aᵀ: a row for each output and a column for each input, as the course writes W. */
export interface OuterProduct {
  readonly of: "W[l+1]" | "W[l+2]";
  readonly dz: readonly number[];
  readonly a: readonly number[];
  readonly product: readonly (readonly number[])[];
}

/** The gradients of both layers' weights after a backward pass, with the two vectors that each is made of. */
export function outerProducts(p: Plan): OuterProduct[] {
  const layers = [
    {of: "W[l+2]", z: "z[l+2]", a: "a[l+1]"},
    {of: "W[l+1]", z: "z[l+1]", a: "a[l]"}
  ] as const;
  return layers.map(({of, z, a}) => {
    const [dz, from, dW] = [[...elements(p.gradient(z))], [...elements(p.value(a))], p.gradient(of)];
    return {of, dz, a: from, product: dz.map((_, row) => from.map((_, column) => dW.get(column, row)))};
  });
}

/** ∂a[l+2]/∂a[l] of a computed plan: a row for each output, measured by one backward pass each. */
export function jacobian(p: Plan): number[][] {
  const n = p.output.shape[1];
  return Array.from({length: n}, (_, row) => {
    const gradient = new Array(n).fill(0);
    gradient[row] = 1;
    p.backward({gradient});
    return [...elements(p.gradient("a[l]"))];
  });
}

/** The two terms of a residual block's Jacobian: through the main path, and around it. */
export function jacobianParts(p: Plan, numbers: BlockNumbers): {main: number[][]; shortcut: number[][]} {
  const rows = Array.from({length: numbers.n}, (_, row) => {
    const gradient = new Array(numbers.n).fill(0);
    gradient[row] = 1;
    const {main, shortcut} = sendBack(p, numbers, gradient);
    const read = (x: Tensor) => Array.from({length: numbers.n}, (_, i) => x.get(0, i));
    return {main: read(main), shortcut: read(shortcut)};
  });
  return {main: rows.map(r => r.main), shortcut: rows.map(r => r.shortcut)};
}
