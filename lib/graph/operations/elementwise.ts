import {integer} from "../../tensor/check.js";
import {checkSame, checkShape, formatShape, type Shape, size, strides} from "../../tensor/shape.js";
import {reshape as reshaped} from "../../tensor/tensor.js";
import type {Operation} from "../operation.js";

/** y = a + b: the shortcut joins the main path. */
export const add: Operation<object> = {
  shape(_, a, b) {
    checkSame(a, b);
    return a;
  },
  forward: ({kernels, x: [a, b], y, floor}) => [kernels.scale({x: b, init: a, out: y, floor})],
  backward: ({dy, pass}) => [...pass(0, dy), ...pass(1, dy)],
  explain: (_, index) => ({terms: [{from: {input: 0, index}}, {from: {input: 1, index}}]}),
  tex: (_, y, a, b) => (y === `${a} + ${b}` ? y : `${y} = ${a} + ${b}`),
  fuses: true
};

/** y = max(0, x). */
export const relu: Operation<object> = {
  shape: (_, x) => x,
  forward: ({kernels, x: [x], y}) => [kernels.scale({x, out: y, floor: 0})],
  backward: ({kernels, y, dy, gradient}) => gradient(0, sum => kernels.reluGradient({y, dy, ...sum})),
  explain: (_, index) => ({terms: [{from: {input: 0, index}}]}),
  tex: (_, y, x) => `${y} = g(${x})`
};

/** y = factor·x. */
export const scale: Operation<{factor: number}> = {
  shape: (_, x) => x,
  forward: ({kernels, attributes: {factor}, x: [x], y, floor}) => [kernels.scale({x, factor, out: y, floor})],
  backward: ({kernels, attributes: {factor}, dy, gradient}) =>
    gradient(0, sum => kernels.scale({x: dy, factor, ...sum})),
  explain: ({attributes: {factor}}, index) => ({terms: [{from: {input: 0, index}, factor}]}),
  tex: ({factor}, y, x) => `${y} = ${+factor.toPrecision(4)}\\, ${x}`,
  fuses: true
};

/** The same elements in another shape. */
export const reshape: Operation<{to: Shape}> = {
  shape({to}, x) {
    if (size(checkShape(to)) !== size(x))
      throw new RangeError(`incompatible sizes: ${formatShape(x)} and ${formatShape(to)}`);
    return to;
  },
  forward: ({kernels, x: [x], y}) => [kernels.scale({x: reshaped(x, y.shape), out: y})],
  backward: ({x: [x], dy, pass}) => pass(0, reshaped(dy, x.shape)),
  explain({x: [x], y}, index) {
    const steps = strides(y.shape);
    const position = index.reduce((p, i, d) => p + i * steps[d], 0);
    const cell = strides(x.shape).map((s, d) => Math.floor(position / s) % x.shape[d]);
    return {terms: [{from: {input: 0, index: cell}}]};
  },
  tex: (_, y, x) => `${y} = \\operatorname{reshape}(${x})`
};

/** The shortcut without parameters (option A): every stride-th pixel, and zeros for the channels that x lacks. */
export const subsample: Operation<{stride: number; channels: number}> = {
  shape({stride, channels}, x) {
    if (x.length !== 4) throw new RangeError(`subsample needs 4 dimensions: ${formatShape(x)}`);
    integer("stride", stride);
    integer("channels", channels);
    if (channels < x[3])
      throw new RangeError(`a zero-padded shortcut cannot drop channels: ${x[3]} and ${channels}`);
    return [x[0], Math.ceil(x[1] / stride), Math.ceil(x[2] / stride), channels];
  },
  scratch: (_, x) => ({dspread: x}),
  forward: ({kernels, attributes: {stride: s}, x: [x], y}) => [
    kernels.copy({x: x.step(1, s, s, 1), out: y.hi(...y.shape.slice(0, 3), x.shape[3])})
  ],
  backward: ({kernels, attributes: {stride: s}, x: [x], dy, scratch: {dspread}, gradient}) =>
    gradient(0, sum => [
      kernels.copy({x: dy.hi(...dy.shape.slice(0, 3), x.shape[3]), out: dspread.step(1, s, s, 1)}),
      kernels.scale({x: dspread, ...sum})
    ]),
  explain: ({attributes: {stride: s}, x: [x]}, [n, i, j, c]) => ({
    terms: c < x.shape[3] ? [{from: {input: 0, index: [n, i * s, j * s, c]}}] : []
  }),
  tex: ({stride}, y, x) => `${y} = \\operatorname{pad}(${x}_{/${stride}})`
};
