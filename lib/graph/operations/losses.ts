import {checkSame, formatShape, type Shape, size} from "../../tensor/shape.js";
import {flat, type Tensor} from "../../tensor/tensor.js";
import type {Operation} from "../operation.js";

/**
 * Mean over the rows of x[N, classes] of −ln softmax(x)[label]. Inputs: x, labels[N] (class indices). A scalar. A label that
 * names no class is an error when it is used: it would read another row.
 */
export const softmaxCrossEntropy: Operation<object> = {
  shape(_, x, labels) {
    if (x.length !== 2) throw new RangeError(`softmax cross-entropy needs 2 dimensions: ${formatShape(x)}`);
    if (labels.length !== 1 || labels[0] !== x[0])
      throw new RangeError(`incompatible shapes: logits ${formatShape(x)} and labels ${formatShape(labels)}`);
    return [];
  },
  saves: (_, x) => ({probabilities: x}),
  forward: ({kernels, x: [x, labels], y, saved: {probabilities}}) => [
    () => checkLabels(flat(labels), x.shape[1]),
    kernels.softmaxCrossEntropy({x, labels, probabilities, out: y})
  ],
  backward: ({kernels, x: [, labels], dy, saved: {probabilities}, gradient}) =>
    gradient(0, sum => kernels.softmaxCrossEntropyGradient({probabilities, labels, dy, ...sum})),
  // Row by row: −x[label] / N, and the logarithm of the sum of exponentials as the constant.
  explain({x: [x, labels]}) {
    const [rows, classes] = x.shape;
    const logits = (r: number) => Array.from({length: classes}, (_, c) => x.get(r, c));
    let bias = 0;
    const terms = Array.from({length: rows}, (_, r) => {
      const most = Math.max(...logits(r));
      bias += (most + Math.log(logits(r).reduce((sum, v) => sum + Math.exp(v - most), 0))) / rows;
      return {from: {input: 0, index: [r, labels.get(r)]}, factor: -1 / rows};
    });
    return {terms, bias};
  },
  tex: (_, y, x) => `${y} = -\\frac1N \\sum \\ln \\operatorname{softmax}(${x})_{\\text{label}}`
};

/**
 * The sum of squared differences of x and a target of the same shape, times a factor. A scalar.
 * per "element": the mean over all elements. per "half row": half the sum over each row, averaged over rows.
 */
export const squaredError: Operation<{per: "element" | "half row"}> = {
  shape(_, x, target) {
    checkSame(x, target, "incompatible shapes: output and target");
    return [];
  },
  forward: ({kernels, attributes: {per}, x: [x, target], y}) => [
    kernels.squaredError({x, target, factor: factor(per, x.shape), out: y})
  ],
  backward: ({kernels, attributes: {per}, x: [x, target], dy, gradient}) =>
    gradient(0, sum => kernels.squaredErrorGradient({x, target, factor: factor(per, x.shape), dy, ...sum})),
  // (x − t)² = x·(x − 2t) + t².
  explain({attributes: {per}, x: [x, target]}) {
    const f = factor(per, x.shape);
    const indices = [...places(x)];
    const bias = indices.reduce((sum, i) => sum + f * target.get(...i) ** 2, 0);
    const terms = indices.map(index => ({
      from: {input: 0, index},
      factor: f * (x.get(...index) - 2 * target.get(...index))
    }));
    return {terms, bias};
  },
  tex: ({per}, y, x, target) =>
    per === "element"
      ? `${y} = \\operatorname{mean}\\,(${x} - ${target})^2`
      : `${y} = \\tfrac12 \\operatorname{mean}\\,\\lVert ${x} - ${target} \\rVert^2`
};

function checkLabels(labels: ArrayLike<number>, classes: number): void {
  for (let row = 0; row < labels.length; row++)
    if (!(Number.isInteger(labels[row]) && labels[row] >= 0 && labels[row] < classes))
      throw new RangeError(
        `incompatible label and logits: ${labels[row]} in row ${row} and ${classes} classes`
      );
}

const factor = (per: "element" | "half row", x: Shape) => (per === "element" ? 1 / size(x) : 0.5 / x[0]);

/** Every index of a tensor, in row-major order. */
function* places({shape}: Tensor): Generator<number[]> {
  for (let i = 0; i < size(shape); i++) {
    let rest = i;
    yield shape.map((_, d) => {
      const inner = size(shape.slice(d + 1));
      const at = Math.floor(rest / inner);
      rest -= at * inner;
      return at;
    });
  }
}
