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
