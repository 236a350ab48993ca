import ndarray from "ndarray";
import {size} from "../tensor/shape.js";
import {flat, type Tensor, tensor} from "../tensor/tensor.js";
import type {Kernels, Run, Sum, Window} from "./kernels.js";

// The definition of every kernel: plain loops that a student can read. Sums run in double precision.

/** Views in single precision; right everywhere, many times slower than SIMD (see BENCHMARKS.md). */
export const reference: Kernels = {
  name: "reference",
  arena: shapes => shapes.map(shape => tensor(shape)),

  matmul({a, b, init, out, floor = -Infinity}) {
    const [rows, columns] = out.shape;
    const depth = a.shape[1];
    const start = reader(init);
    // Read once: a view's fields cost more than the product.
    const [from, by] = [a.data, b.data];
    const [aStep, bStep] = [a.stride[1], b.stride[0]];
    return () => {
      for (let m = 0; m < rows; m++)
        for (let n = 0; n < columns; n++) {
          let sum = start(m, n);
          let p = a.offset + m * a.stride[0];
          let q = b.offset + n * b.stride[1];
          for (let k = 0; k < depth; k++, p += aStep, q += bStep) sum += from[p] * by[q];
          out.data[out.offset + m * out.stride[0] + n * out.stride[1]] = Math.max(floor, sum);
        }
    };
  },

  conv2d({x, w, init, out, floor = -Infinity, stride: [down, right]}) {
    const [images, height, width, filters] = out.shape;
    const [kernelHeight, kernelWidth, channels] = w.shape;
    const start = reader(init);
    const [from, by] = [x.data, w.data];
    const [xStep, wStep] = [x.stride[3], w.stride[2]];
    return () => {
      for (let n = 0; n < images; n++)
        for (let i = 0; i < height; i++)
          for (let j = 0; j < width; j++)
            for (let o = 0; o < filters; o++) {
              let sum = start(n, i, j, o);
              for (let u = 0; u < kernelHeight; u++)
                for (let v = 0; v < kernelWidth; v++) {
                  let p = index(x, n, i * down + u, j * right + v, 0);
                  let q = index(w, u, v, 0, o);
                  for (let c = 0; c < channels; c++, p += xStep, q += wStep) sum += from[p] * by[q];
                }
              out.data[index(out, n, i, j, o)] = Math.max(floor, sum);
            }
    };
  },

  conv2dWeight({x, dy, init, out, stride: [down, right]}) {
    const [kernelHeight, kernelWidth, channels, filters] = out.shape;
    const [images, height, width] = dy.shape;
    const start = reader(init);
    const [from, by] = [x.data, dy.data];
    const [xStep, dyStep] = [right * x.stride[2], dy.stride[2]];
    return () => {
      for (let u = 0; u < kernelHeight; u++)
        for (let v = 0; v < kernelWidth; v++)
          for (let c = 0; c < channels; c++)
            for (let o = 0; o < filters; o++) {
              let sum = start(u, v, c, o);
              for (let n = 0; n < images; n++)
                for (let i = 0; i < height; i++) {
                  let p = index(x, n, i * down + u, v, c);
                  let q = index(dy, n, i, 0, o);
                  for (let j = 0; j < width; j++, p += xStep, q += dyStep) sum += from[p] * by[q];
                }
              out.data[index(out, u, v, c, o)] = sum;
            }
    };
  },

  copy({x, out}) {
    const visit = (depth: number, from: number, to: number): void => {
      if (depth === x.dimension) out.data[to] = x.data[from];
      else
        for (let i = 0; i < x.shape[depth]; i++)
          visit(depth + 1, from + i * x.stride[depth], to + i * out.stride[depth]);
    };
    return () => visit(0, x.offset, out.offset);
  },

  scale: ({x, factor = 1, init, out, floor = -Infinity}) =>
    each(out, init, (start, i) => Math.max(floor, start + factor * x.data[x.offset + i])),

  reluGradient: ({y, dy, init, out}) =>
    each(out, init, (start, i) => start + (y.data[y.offset + i] > 0 ? dy.data[dy.offset + i] : 0)),

  columnSum({x, init, out}) {
    const [rows] = x.shape;
    return each(out, init, (start, c) => {
      let sum = start;
      for (let r = 0; r < rows; r++) sum += x.data[x.offset + r * x.stride[0] + c * x.stride[1]];
      return sum;
    });
  },

  moments({x, mean, variance}) {
    const [rows, columns] = x.shape;
    return () => {
      for (let c = 0; c < columns; c++) {
        let sum = 0;
        for (let r = 0; r < rows; r++) sum += x.data[x.offset + r * columns + c];
        const centre = sum / rows;
        let squares = 0;
        for (let r = 0; r < rows; r++) squares += (x.data[x.offset + r * columns + c] - centre) ** 2;
        mean.data[mean.offset + c] = centre;
        variance.data[variance.offset + c] = squares / rows;
      }
    };
  },

  lerp: ({x, out, rate}) => each(out, out, (old, i) => old + rate * (x.data[x.offset + i] - old)),

  batchNorm({x, mean, variance, gamma, beta, epsilon, out, floor = -Infinity}) {
    const columns = gamma.size;
    return each(out, undefined, (_, i) => {
      const c = i % columns;
      const normal =
        (x.data[x.offset + i] - mean.data[mean.offset + c]) /
        Math.sqrt(variance.data[variance.offset + c] + epsilon);
      return Math.max(floor, gamma.data[gamma.offset + c] * normal + beta.data[beta.offset + c]);
    });
  },

  batchNormGradient({x, mean, variance, gamma, epsilon, dy, init, out, dgamma, dbeta, frozen}) {
    const [rows, columns] = x.shape;
    const start = reader(init);
    return () => {
      for (let c = 0; c < columns; c++) {
        const centre = mean.data[mean.offset + c];
        const deviation = Math.sqrt(variance.data[variance.offset + c] + epsilon);
        let sum = 0;
        let product = 0;
        for (let r = 0; r < rows; r++) {
          const d = dy.data[dy.offset + r * columns + c];
          sum += d;
          product += (d * (x.data[x.offset + r * columns + c] - centre)) / deviation;
        }
        const slope = gamma.data[gamma.offset + c] / deviation;
        for (let r = 0; r < rows; r++) {
          const i = r * columns + c;
          const normal = (x.data[x.offset + i] - centre) / deviation;
          const through = frozen ? 0 : (sum + normal * product) / rows;
          out.data[out.offset + i] = start(r, c) + slope * (dy.data[dy.offset + i] - through);
        }
        dgamma.data[dgamma.offset + c] = product;
        dbeta.data[dbeta.offset + c] = sum;
      }
    };
  },

  maxPool: ({x, out, ...window}) =>
    windows(x, out, window, (p, cells, count) => {
      let best = -Infinity;
      for (let k = 0; k < count; k++) best = Math.max(best, x.data[cells[k]]);
      out.data[p] = best;
    }),

  maxPoolGradient({x, dy, init, out, ...window}) {
    const shift = out.offset - x.offset;
    const begin = each(out, init, start => start);
    const scatter = windows(x, dy, window, (p, cells, count) => {
      let best = cells[0];
      for (let k = 1; k < count; k++) if (x.data[cells[k]] > x.data[best]) best = cells[k];
      out.data[best + shift] += dy.data[p];
    });
    return () => {
      begin();
      scatter();
    };
  },

  averagePool: ({x, out, ...window}) =>
    windows(x, out, window, (p, cells, count) => {
      let sum = 0;
      for (let k = 0; k < count; k++) sum += x.data[cells[k]];
      out.data[p] = sum / count;
    }),

  averagePoolGradient({dy, init, out, ...window}) {
    const begin = each(out, init, start => start);
    const scatter = windows(out, dy, window, (p, cells, count) => {
      for (let k = 0; k < count; k++) out.data[cells[k]] += dy.data[p] / count;
    });
    return () => {
      begin();
      scatter();
    };
  },

  softmaxCrossEntropy({x, labels, probabilities, out}) {
    const [rows, columns] = x.shape;
    return () => {
      let loss = 0;
      for (let r = 0; r < rows; r++) {
        const p = x.offset + r * columns;
        // The largest logit is taken away first, so that no exponential overflows.
        let most = -Infinity;
        for (let c = 0; c < columns; c++) most = Math.max(most, x.data[p + c]);
        let sum = 0;
        for (let c = 0; c < columns; c++) sum += Math.exp(x.data[p + c] - most);
        for (let c = 0; c < columns; c++)
          probabilities.data[probabilities.offset + r * columns + c] = Math.exp(x.data[p + c] - most) / sum;
        loss += Math.log(sum) + most - x.data[p + labels.data[labels.offset + r]];
      }
      out.data[out.offset] = loss / rows;
    };
  },

  softmaxCrossEntropyGradient({probabilities, labels, dy, init, out}) {
    const [rows, columns] = out.shape;
    return each(out, init, (start, i) => {
      const hit = labels.data[labels.offset + Math.floor(i / columns)] === i % columns ? 1 : 0;
      return start + (dy.data[dy.offset] * (probabilities.data[probabilities.offset + i] - hit)) / rows;
    });
  },

  squaredError({x, target, factor, out}) {
    const [a, b] = [flat(x), flat(target)];
    return () => {
      let sum = 0;
      for (let i = 0; i < a.length; i++) sum += (a[i] - b[i]) ** 2;
      out.data[out.offset] = factor * sum;
    };
  },

  squaredErrorGradient({x, target, factor, dy, init, out}) {
    const [a, b, to, from] = [x, target, out, init ?? out].map(flat);
    return () => {
      const slope = dy.data[dy.offset] * 2 * factor;
      for (let i = 0; i < a.length; i++) to[i] = (init ? from[i] : 0) + slope * (a[i] - b[i]);
    };
  }
};

/** The same loops over double precision: only the memory differs. For gradient checks. */
export const double: Kernels = {
  ...reference,
  name: "reference, double precision",
  // ndarray's views of both precisions read and write alike; the library's type names the common one.
  arena: shapes =>
    shapes.map(shape => ndarray(new Float64Array(size(shape)), [...shape]) as unknown as Tensor)
};

/** Position of an element of a view of 4 dimensions. */
const index = ({offset, stride: s}: Tensor, n: number, i: number, j: number, c: number) =>
  offset + n * s[0] + i * s[1] + j * s[2] + c * s[3];

/** Where a sum begins: `init` at that index, or 0. */
function reader(init: Tensor | undefined): (...index: number[]) => number {
  if (!init) return () => 0;
  const {data, offset, stride: s} = init;
  if (init.dimension === 2) return (m, n) => data[offset + m * s[0] + n * s[1]];
  return (n, i, j, c) => data[offset + n * s[0] + i * s[1] + j * s[2] + c * s[3]];
}

/** out[i] = value(init[i], i) for contiguous views, in order of memory. */
function each(out: Tensor, init: Sum["init"], value: (start: number, i: number) => number): Run {
  return () => {
    for (let i = 0; i < out.size; i++)
      out.data[out.offset + i] = value(init ? init.data[init.offset + i] : 0, i);
  };
}

/** Calls back with the position of each element of `out`, and those of the elements of x in its window: `count` cells. */
function windows(
  x: Tensor,
  out: Tensor,
  {size: [tall, wide], stride: [down, right], before: [top, left]}: Window,
  visit: (p: number, cells: Int32Array, count: number) => void
): Run {
  const [images, height, width, channels] = out.shape;
  const cells = new Int32Array(tall * wide);
  return () => {
    for (let n = 0; n < images; n++)
      for (let i = 0; i < height; i++)
        for (let j = 0; j < width; j++)
          for (let c = 0; c < channels; c++) {
            let count = 0;
            for (let u = Math.max(0, i * down - top); u < Math.min(x.shape[1], i * down - top + tall); u++)
              for (
                let v = Math.max(0, j * right - left);
                v < Math.min(x.shape[2], j * right - left + wide);
                v++
              )
                cells[count++] = index(x, n, u, v, c);
            visit(index(out, n, i, j, c), cells, count);
          }
  };
}
