import ndarray from "ndarray";
import {formatShape, type Padding, type Shape, size, span} from "../../tensor/shape.js";
import {asRows, reshape, type Tensor} from "../../tensor/tensor.js";
import type {Operation, Product} from "../operation.js";

export type Convolution = {stride: [number, number]; padding: Padding};

/** y = x·W + b over the last dimension: x[…, in], W[in, out], b[out]. The course writes W a with W[out × in]. */
export const dense: Operation<object> = {
  shape(_, x, w, b) {
    if (w.length !== 2)
      throw new RangeError(`weight of a dense layer must have 2 dimensions: ${formatShape(w)}`);
    checkChannels(x, w, b);
    return [...x.slice(0, -1), w[1]];
  },
  forward: ({kernels, x: [x, w, b], y, floor}) => [
    kernels.matmul({a: asRows(x), b: w, init: b && repeat(b, asRows(y).shape), out: asRows(y), floor})
  ],
  backward: ({kernels, x: [x, w], dy, gradient}) => [
    ...gradient(0, sum => kernels.matmul({a: asRows(dy), b: w.transpose(1, 0), ...eachRows(sum)})),
    ...gradient(1, sum => kernels.matmul({a: asRows(x).transpose(1, 0), b: asRows(dy), ...sum})),
    ...gradient(2, sum => kernels.columnSum({x: asRows(dy), ...sum}))
  ],
  explain({x: [, w, b]}, index) {
    const place = index.slice(0, -1);
    const unit = index.at(-1)!;
    const terms = Array.from({length: w.shape[0]}, (_, k) => ({
      from: {input: 0, index: [...place, k]},
      by: {input: 1, index: [k, unit]}
    }));
    return {terms, bias: b && {input: 2, index: [unit]}};
  },
  tex: (_, y, x, w, b) => `${y} = ${w}\\, ${x}${b ? ` + ${b}` : ""}`,
  multiplyAdds: (y, _, w) => size(y) * w[0],
  fuses: true
};

/** y[n,i,j,o] = Σ x[n, i·s+u−p, j·s+v−p, c]·W[u,v,c,o] + b[o]: channels last, weights [height, width, in, out]. */
export const conv2d: Operation<Convolution> = {
  shape({stride, padding}, x, w, b) {
    if (x.length !== 4 || w.length !== 4)
      throw new RangeError(`a convolution needs 4 dimensions: ${formatShape(x)} and ${formatShape(w)}`);
    checkChannels(x, w, b);
    const [down, across] = spans(x, w, {stride, padding});
    return [x[0], down.count, across.count, w[3]];
  },
  saves(attributes, x, w): Record<string, Shape> {
    const [down, across] = spans(x, w, attributes);
    const [n, height, width, c] = x;
    const padded = [n, height + down.before + down.after, width + across.before + across.after, c];
    return size(padded) > size(x) ? {padded} : {};
  },
  borrows(attributes, [n, height, width], w): Record<string, Shape> {
    if (pointwise(attributes, w)) return {};
    return {
      dilated: [n, height + w[0] - 1, width + w[1] - 1, w[3]],
      flipped: [w[0], w[1], w[3], w[2]]
    };
  },
  forward({kernels, attributes, x: [x, w, b], y, saved: {padded}, floor}) {
    if (pointwise(attributes, w.shape)) {
      const init = b && repeat(b, asRows(y).shape);
      return [kernels.matmul({a: asRows(x), b: matrix(w), init, out: asRows(y), floor})];
    }
    const {stride} = attributes;
    const init = b && repeat(b, y.shape);
    const convolve = kernels.conv2d({x: padded ?? x, w, init, out: y, stride, floor});
    return padded ? [kernels.copy({x, out: interior(padded, x, w, attributes)}), convolve] : [convolve];
  },
  backward({kernels, attributes, x: [x, w], dy, saved: {padded}, borrowed: {dilated, flipped}, gradient}) {
    const bias = gradient(2, sum => kernels.columnSum({x: asRows(dy), ...sum}));
    if (pointwise(attributes, w.shape))
      return [
        ...gradient(0, sum =>
          kernels.matmul({a: asRows(dy), b: matrix(w).transpose(1, 0), ...eachRows(sum)})
        ),
        ...gradient(1, ({init, out}) =>
          kernels.matmul({
            a: asRows(x).transpose(1, 0),
            b: asRows(dy),
            init: init && matrix(init),
            out: matrix(out)
          })
        ),
        ...bias
      ];
    const {stride} = attributes;
    return [
      // The gradient for x is itself a convolution: of dy, spread out by the stride, with the kernel turned round.
      ...gradient(0, sum => [
        kernels.copy({x: dy, out: spread(dilated, dy, x, w, attributes)}),
        kernels.copy({x: w.step(-1, -1).transpose(0, 1, 3, 2), out: flipped}),
        kernels.conv2d({x: dilated, w: flipped, stride: [1, 1], ...sum})
      ]),
      ...gradient(1, sum => kernels.conv2dWeight({x: padded ?? x, dy, stride, ...sum})),
      ...bias
    ];
  },
  explain({attributes, x: [x, w, b]}, [n, i, j, o]) {
    const [down, across] = spans(x.shape, w.shape, attributes);
    const terms: Product[] = [];
    for (let u = 0; u < w.shape[0]; u++)
      for (let v = 0; v < w.shape[1]; v++)
        for (let c = 0; c < w.shape[2]; c++) {
          const row = i * attributes.stride[0] + u - down.before;
          const column = j * attributes.stride[1] + v - across.before;
          const inside = row >= 0 && row < x.shape[1] && column >= 0 && column < x.shape[2];
          terms.push({
            from: inside ? {input: 0, index: [n, row, column, c]} : undefined,
            by: {input: 1, index: [u, v, c, o]}
          });
        }
    return {terms, bias: b && {input: 2, index: [o]}};
  },
  tex: (_, y, x, w, b) => `${y} = ${w} \\ast ${x}${b ? ` + ${b}` : ""}`,
  multiplyAdds: (y, _, w) => size(y) * w[0] * w[1] * w[2],
  fuses: true
};

function checkChannels(x: Shape, w: Shape, b: Shape | undefined): void {
  const given = x.at(-1);
  const [expected, made] = w.slice(-2);
  const shapes = `${formatShape(x)} and ${formatShape(w)}`;
  if (given !== expected)
    throw new RangeError(`incompatible shapes: ${shapes}: channels ${given} and ${expected} differ`);
  if (b && (b.length !== 1 || b[0] !== made))
    throw new RangeError(`incompatible shapes: weight ${formatShape(w)} and bias ${formatShape(b)}`);
}

const spans = (x: Shape, w: Shape, {stride, padding}: Convolution) =>
  [0, 1].map(d => span(x[d + 1], w[d], stride[d], padding));

/** Whether the convolution is a matrix product over channels. A 1×1 kernel cannot be padded: see `span`. */
const pointwise = ({stride}: Convolution, w: Shape) => w[0] * w[1] * stride[0] * stride[1] === 1;

const eachRows = ({init, out}: {init?: Tensor; out: Tensor}) => ({
  init: init && asRows(init),
  out: asRows(out)
});

/** The weights of a 1×1 convolution as a matrix. */
const matrix = (w: Tensor) => reshape(w, w.shape.slice(2));

/** A bias, seen in every row of a shape without being copied. */
const repeat = (b: Tensor, shape: Shape) =>
  ndarray(b.data, [...shape], [...shape.slice(0, -1).fill(0), b.stride[0]], b.offset);

/** Where x stands in its padded copy. */
function interior(padded: Tensor, x: Tensor, w: Tensor, attributes: Convolution): Tensor {
  const [down, across] = spans(x.shape, w.shape, attributes);
  return padded.lo(0, down.before, across.before, 0).hi(...x.shape);
}

/** Where dy stands in what is convolved to give dx: `stride` apart, after as many zeros as the kernel reaches back. */
function spread(dilated: Tensor, dy: Tensor, x: Tensor, w: Tensor, attributes: Convolution): Tensor {
  const [down, across] = spans(x.shape, w.shape, attributes);
  const from = dilated.lo(0, w.shape[0] - 1 - down.before, w.shape[1] - 1 - across.before, 0);
  return from.step(1, ...attributes.stride, 1).hi(...dy.shape);
}
