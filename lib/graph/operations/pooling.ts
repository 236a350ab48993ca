import {formatShape, type Padding, type Shape, span} from "../../tensor/shape.js";
import {reshape, type Tensor} from "../../tensor/tensor.js";
import type {Cell, Operation} from "../operation.js";

export type Pooling = {size: [number, number]; stride: [number, number]; padding: Padding};

/** The largest element of each window, channel by channel. */
export const maxPool: Operation<Pooling> = {
  shape: pooledShape,
  forward: ({kernels, attributes, x: [x], y}) => [
    kernels.maxPool({x, out: y, ...window(attributes, x.shape)})
  ],
  backward: ({kernels, attributes, x: [x], dy, gradient}) =>
    gradient(0, sum => kernels.maxPoolGradient({x, dy, ...window(attributes, x.shape), ...sum})),
  explain({attributes, x: [x]}, index) {
    const cells = cellsUnder(attributes, x.shape, index);
    const value = (cell: Cell) => x.get(...cell.index);
    return {terms: [{from: cells.reduce((best, cell) => (value(cell) > value(best) ? cell : best))}]};
  },
  tex: ({size}, y, x) => `${y} = \\operatorname{maxpool}_{${size.join("\\times ")}}(${x})`
};

/** The mean of each window, channel by channel; padding is not counted. */
export const averagePool: Operation<Pooling> = {
  shape: pooledShape,
  forward: ({kernels, attributes, x: [x], y}) => [
    kernels.averagePool({x, out: y, ...window(attributes, x.shape)})
  ],
  backward: ({kernels, attributes, x: [x], dy, gradient}) =>
    gradient(0, sum => kernels.averagePoolGradient({dy, ...window(attributes, x.shape), ...sum})),
  explain({attributes, x: [x]}, index) {
    const cells = cellsUnder(attributes, x.shape, index);
    return {terms: cells.map(from => ({from, factor: 1 / cells.length}))};
  },
  tex: ({size}, y, x) => `${y} = \\operatorname{avgpool}_{${size.join("\\times ")}}(${x})`
};

/** The mean of each channel: [N, H, W, C] → [N, C]. One window as large as the image. */
export const globalAveragePool: Operation<object> = {
  shape(_, x) {
    checkImages(x);
    return [x[0], x[3]];
  },
  forward: ({x, y, ...rest}) =>
    averagePool.forward({...rest, x, y: onePixel(y), attributes: whole(x[0].shape)}),
  backward: ({x, dy, ...rest}) =>
    averagePool.backward({...rest, x, dy: onePixel(dy), attributes: whole(x[0].shape)}),
  explain: ({x, ...rest}, [n, c]) =>
    averagePool.explain({...rest, x, attributes: whole(x[0].shape)}, [n, 0, 0, c]),
  tex: (_, y, x) => `${y} = \\operatorname{mean}_{i,j}(${x})`
};

const onePixel = (x: Tensor) => reshape(x, [x.shape[0], 1, 1, x.shape[1]]);

const whole = ([, height, width]: Shape): Pooling => ({
  size: [height, width],
  stride: [1, 1],
  padding: "valid"
});

function checkImages(x: Shape): void {
  if (x.length !== 4) throw new RangeError(`pooling needs 4 dimensions: ${formatShape(x)}`);
}

const spans = ({size, stride, padding}: Pooling, x: Shape) =>
  [0, 1].map(d => span(x[d + 1], size[d], stride[d], padding));

function pooledShape(attributes: Pooling, x: Shape): Shape {
  checkImages(x);
  const [down, across] = spans(attributes, x);
  return [x[0], down.count, across.count, x[3]];
}

function window(attributes: Pooling, x: Shape) {
  const [down, across] = spans(attributes, x);
  const {size, stride} = attributes;
  return {size, stride, before: [down.before, across.before] as [number, number]};
}

/** The elements of x in the window of one element of the output. */
function cellsUnder(attributes: Pooling, x: Shape, [n, i, j, c]: number[]): Cell[] {
  const {size, stride, before} = window(attributes, x);
  const inside = (d: number, at: number) =>
    Array.from({length: size[d]}, (_, u) => at * stride[d] - before[d] + u).filter(
      p => p >= 0 && p < x[d + 1]
    );
  return inside(0, i).flatMap(row => inside(1, j).map(column => ({input: 0, index: [n, row, column, c]})));
}
