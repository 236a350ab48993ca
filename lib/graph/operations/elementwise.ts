import {integer} from "../../tensor/check.js";
import {checkSame, checkShape, formatShape, type Shape, size, strides} from "../../tensor/shape.js";
import {flat, reshape as reshaped, type Tensor} from "../../tensor/tensor.js";
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

/**
 * Stochastic depth (Huang et al. 2016, arXiv:1603.09382): in training y = x, or 0 where `dropped` is not 0, as whoever
 * trains has drawn; in evaluation y = survival·x, what training gives on average.
 */
export const drop: Operation<{survival: number}> = {
  shape: (_, x) => x,
  saves: () => ({dropped: [1]}),
  forward({kernels, attributes: {survival}, x: [x], y, saved: {dropped}, training}) {
    if (!training) return [kernels.scale({x, factor: survival, out: y})];
    const pass = kernels.scale({x, out: y});
    const zeros = flat(y);
    // Not 0·x: a branch that is left out may hold what is not finite.
    return [() => (dropped.get(0) ? void zeros.fill(0) : pass())];
  },
  backward: ({kernels, attributes: {survival}, dy, saved: {dropped}, training, gradient}) =>
    gradient(0, sum => {
      if (!training) return kernels.scale({x: dy, factor: survival, ...sum});
      const pass = kernels.scale({x: dy, ...sum});
      const {init, out} = sum;
      const rest = init ? kernels.scale({x: init, out}) : () => void flat(out).fill(0);
      return () => (dropped.get(0) ? rest() : pass());
    }),
  explain: ({attributes: {survival}, saved: {dropped}, training}, index) => ({
    terms: [{from: {input: 0, index}, factor: training ? Number(!dropped.get(0)) : survival}]
  }),
  tex: (_, y, x) => `${y} = b\\, ${x}`
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

/**
 * The shortcut without parameters (option A): zeros for the channels that x lacks, and of images every stride-th pixel.
 */
export const subsample: Operation<{stride: number; channels: number}> = {
  shape({stride, channels}, x) {
    integer("stride", stride);
    integer("channels", channels);
    const given = x.at(-1)!;
    if (stride > 1 && x.length !== 4)
      throw new RangeError(`subsample by ${stride} needs 4 dimensions: ${formatShape(x)}`);
    if (channels < given)
      throw new RangeError(`a zero-padded shortcut cannot drop channels: ${given} and ${channels}`);
    return [...x.slice(0, -1).map((n, d) => Math.ceil(n / steps(x, stride)[d])), channels];
  },
  borrows: (_, x) => ({spread: x}),
  forward({kernels, attributes: {stride}, x: [x], y}) {
    const zeros = flat(y);
    return [() => zeros.fill(0), kernels.copy({x: x.step(...steps(x.shape, stride)), out: channelsOf(y, x)})];
  },
  backward: ({kernels, attributes: {stride}, x: [x], dy, borrowed: {spread}, gradient}) =>
    gradient(0, sum => [
      kernels.copy({x: channelsOf(dy, x), out: spread.step(...steps(x.shape, stride))}),
      kernels.scale({x: spread, ...sum})
    ]),
  explain({attributes: {stride}, x: [x]}, index) {
    const from = index.map((i, d) => i * steps(x.shape, stride)[d]);
    return {terms: from.at(-1)! < x.shape.at(-1)! ? [{from: {input: 0, index: from}}] : []};
  },
  tex: ({stride}, y, x) => `${y} = \\operatorname{pad}(${stride > 1 ? `${x}_{/${stride}}` : x})`
};

/** By how much each dimension is thinned: height and width of images. */
const steps = (x: Shape, stride: number) =>
  x.map((_, d) => (x.length === 4 && (d === 1 || d === 2) ? stride : 1));

/** Of y, the channels that x has too. */
const channelsOf = (y: Tensor, x: Tensor) => y.hi(...y.shape.slice(0, -1), x.shape.at(-1)!);
