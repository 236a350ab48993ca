import ndarray from "ndarray";
import {size, strides} from "../tensor/shape.js";
import {isContiguous, type Tensor} from "../tensor/tensor.js";
import type {Kernels, Run} from "./kernels.js";
import {reference} from "./reference.js";
import {plain, relaxed} from "./simd.wasm.js";

// What simd/index.ts exports, as it looks from here: addresses and strides in bytes.
type Export = (...numbers: number[]) => number;
type Kernel =
  | "batchNorm"
  | "batchNormGradient"
  | "columnSum"
  | "convolve"
  | "convolveWeight"
  | "copyRuns"
  | "copyTransposed"
  | "lerp"
  | "matmul"
  | "maxPool"
  | "meanPixels"
  | "meanPixelsGradient"
  | "moments"
  | "reluGradient"
  | "scale"
  | "softmaxCrossEntropy"
  | "softmaxCrossEntropyGradient";
type Exports = Record<Kernel, Export> & {ARENA: WebAssembly.Global};

const PAGE = 65536;
const LINE = 64;
// A kernel may read this far past the last element: a vector, or a row of a tile.
const MARGIN = 64;

/** The SIMD kernels, with fused multiplication and addition where allowed. Undefined where the engine has no SIMD. */
export const simd: Kernels | undefined = simdKernels(relaxed, "relaxed SIMD") ?? simdKernels(plain, "SIMD");

/**
 * The kernels over a compiled module, given in hexadecimal digits. Undefined where the engine cannot compile it.
 * What the module has no kernel for, the reference loops do over the same memory: means of windows that do not cover the
 * whole image, the largest in windows of channels that are no multiple of 4, gradients of pools, the squared error, and
 * convolutions and pools of views whose pixels are not adjacent.
 */
export function simdKernels(digits: string, name: string): Kernels | undefined {
  const module = compile(digits);
  if (!module) return;
  const owners = new WeakMap<Float32Array, Exports>();
  const first = instantiate(module, new WebAssembly.Memory({initial: 1})).ARENA.value;
  const exportsFor = (x: Tensor): Exports => {
    const exports = owners.get(x.data);
    if (!exports) throw new Error(`view is not on an arena of these kernels: ${name}`);
    return exports;
  };
  // Each run is a closure with a call of its own: one call that kernels share, or a bound function, takes half as long again.

  return {
    ...reference,
    name,

    arena(shapes) {
      const lengths = shapes.map(shape => Math.ceil((size(shape) * 4) / LINE) * LINE);
      const bytes = lengths.reduce((sum, n) => sum + n, first) + MARGIN;
      const pages = Math.ceil(bytes / PAGE);
      const memory = new WebAssembly.Memory({initial: pages, maximum: pages});
      const exports = instantiate(module, memory);
      const data = new Float32Array(memory.buffer);
      owners.set(data, exports);
      let next = first;
      return shapes.map((shape, i) => {
        const offset = next / 4;
        next += lengths[i];
        return ndarray(data, [...shape], strides(shape), offset);
      });
    },

    matmul(views) {
      const {a, b, init, out, floor = -Infinity} = views;
      // The tile counts by the address of its terms, which must move.
      if (a.stride[1] === 0) return reference.matmul(views);
      const {matmul} = exportsFor(out);
      const [rows, columns] = out.shape;
      const [from, aRow, aStep] = place(a);
      const [by, bRow, bStep] = place(b);
      const [start, startRow] = place(init);
      const [to, row] = place(out);
      const depth = a.shape[1];
      return () => {
        matmul(rows, columns, depth, from, aRow, aStep, by, bRow, bStep, start, startRow, to, row, floor);
      };
    },

    conv2d(views) {
      const {x, w, init, out, floor = -Infinity, stride} = views;
      const [images, height, width, filters] = out.shape;
      const [tall, wide, channels] = w.shape;
      if (!adjacentPixels(x) || !isContiguous(w) || (init && !evenPixels(init)))
        return reference.conv2d(views);
      const [start, , , startRow] = place(init);
      const [from, image, row, pixel] = place(x);
      const [by] = place(w);
      const [to] = place(out);
      // A 1×1 convolution is a matrix product over all pixels, wherever they lie one after another.
      if (tall * wide === 1 && evenPixels(x) && stride[0] * stride[1] === 1) {
        const {matmul} = exportsFor(out);
        const rows = images * height * width;
        const line = 4 * filters;
        return () => {
          matmul(rows, filters, channels, from, pixel, 4, by, line, 4, start, startRow, to, line, floor);
        };
      }
      const {convolve} = exportsFor(out);
      const [down, across] = [row * stride[0], pixel * stride[1]];
      return () => {
        // biome-ignore format: sizes, then addresses and steps
        convolve(images, channels, tall, wide, height, width, filters,
          from, image, row, down, across, by, start, startRow, to, floor);
      };
    },

    conv2dWeight(views) {
      const {x, dy, init, out, stride} = views;
      const [tall, wide, channels, filters] = out.shape;
      const [images, height, width] = dy.shape;
      if (!adjacentPixels(x)) return reference.conv2dWeight(views);
      const [from, image, row, pixel] = place(x);
      const [by] = place(dy);
      const [to] = place(out);
      if (tall * wide === 1 && evenPixels(x) && stride[0] * stride[1] === 1) {
        const {matmul} = exportsFor(out);
        const rows = images * height * width;
        const line = 4 * filters;
        const [start, startRow] = init ? [4 * init.offset, line] : [0, 0];
        return () => {
          matmul(channels, filters, rows, from, 4, pixel, by, line, 4, start, startRow, to, line, -Infinity);
        };
      }
      const {convolveWeight} = exportsFor(out);
      const [down, across] = [row * stride[0], pixel * stride[1]];
      const [start] = place(init);
      return () => {
        // biome-ignore format: sizes, then addresses and steps
        convolveWeight(images, channels, tall, wide, height, width, filters,
          from, image, row, down, across, by, start, to);
      };
    },

    copy({x, out}) {
      const d = fourDimensions(x, out);
      const [source, target] = addresses(x, out);
      // Where rows are contiguous in one view and columns in the other, it is a transpose.
      const across = d.findIndex(({from, to}, i) => i < 3 && from === 4 && to !== 4);
      if (across >= 0 && d[3].to === 4 && d[3].from !== 4) {
        const [p, q, c] = d.toSpliced(across, 1);
        const r = d[across];
        const {copyTransposed} = exportsFor(out);
        return () => {
          copyTransposed(p.n, q.n, r.n, c.n, source, p.from, q.from, c.from, target, p.to, q.to, r.to);
        };
      }
      const {copyRuns} = exportsFor(out);
      const runs =
        ([p, q, r, run]: typeof d, from = source, to = target): Run =>
        () => {
          copyRuns(p.n, q.n, r.n, run.n, from, p.from, q.from, r.from, to, p.to, q.to, r.to);
        };
      if (d[3].from === 4 && d[3].to === 4) return runs(d);
      // Scattered in both: runs of one element, which takes the fifth dimension.
      const [{n, from, to}, ...inner] = [...d, {n: 1, from: 4, to: 4}];
      const slices = Array.from({length: n}, (_, i) => runs(inner, source + i * from, target + i * to));
      return () => {
        for (const slice of slices) slice();
      };
    },

    scale({x, factor = 1, init, out, floor = -Infinity}) {
      const {scale} = exportsFor(out);
      const n = out.size;
      const [from, start, to] = addresses(x, init, out);
      return () => {
        scale(1, n, factor, from, start, 0, to, floor);
      };
    },

    reluGradient({y, dy, init, out}) {
      const {reluGradient} = exportsFor(out);
      const n = out.size;
      const [from, by, start, to] = addresses(dy, y, init, out);
      return () => {
        reluGradient(n, from, by, start, to);
      };
    },

    columnSum({x, init, out}) {
      const {columnSum} = exportsFor(out);
      const [rows, columns] = x.shape;
      const [from, start, to] = addresses(x, init, out);
      return () => {
        columnSum(rows, columns, 1, from, start, to);
      };
    },

    moments({x, mean, variance}) {
      const {moments} = exportsFor(x);
      const [rows, columns] = x.shape;
      const [from, m, v] = addresses(x, mean, variance);
      return () => {
        moments(rows, columns, from, m, v);
      };
    },

    lerp({x, out, rate}) {
      const {lerp} = exportsFor(out);
      const n = out.size;
      const [from, to] = addresses(x, out);
      return () => {
        lerp(n, rate, from, to);
      };
    },

    batchNorm({x, mean, variance, gamma, beta, epsilon, out, floor = -Infinity}) {
      const {batchNorm} = exportsFor(out);
      const [rows, columns] = x.shape;
      const [from, m, v, g, b, to] = addresses(x, mean, variance, gamma, beta, out);
      return () => {
        batchNorm(rows, columns, from, m, v, epsilon, g, b, to, floor);
      };
    },

    batchNormGradient({x, mean, variance, gamma, epsilon, dy, dgamma, dbeta, frozen, init, out}) {
      const {batchNormGradient} = exportsFor(out);
      const [rows, columns] = x.shape;
      const views = [x, mean, variance, gamma, dy, dgamma, dbeta, init, out];
      const [from, m, v, g, d, dg, db, start, to] = addresses(...views);
      return () => {
        batchNormGradient(rows, columns, from, m, v, epsilon, g, d, dg, db, +frozen, start, to);
      };
    },

    maxPool(views) {
      const {x, out, size, stride, before} = views;
      const [images, height, width, channels] = out.shape;
      if (channels % 4 || !adjacentPixels(x) || !isContiguous(out)) return reference.maxPool(views);
      const {maxPool} = exportsFor(out);
      const [, tall, wide] = x.shape;
      const [from, image, row, pixel] = place(x);
      const [to] = place(out);
      return () => {
        // biome-ignore format: sizes, the window, then addresses and steps
        maxPool(images, height, width, channels, tall, wide,
          size[0], size[1], stride[0], stride[1], before[0], before[1], from, image, row, pixel, to);
      };
    },

    averagePool(views) {
      const {x, out} = views;
      if (!coversImage(views.size, x)) return reference.averagePool(views);
      const {meanPixels} = exportsFor(out);
      const [images, height, width, channels] = x.shape;
      const [from, to] = addresses(x, out);
      return () => {
        meanPixels(images, height * width, channels, from, to);
      };
    },

    averagePoolGradient(views) {
      const {dy, init, out} = views;
      if (!coversImage(views.size, out)) return reference.averagePoolGradient(views);
      const {meanPixelsGradient} = exportsFor(out);
      const [images, height, width, channels] = out.shape;
      const [from, start, to] = addresses(dy, init, out);
      return () => {
        meanPixelsGradient(images, height * width, channels, from, start, to);
      };
    },

    softmaxCrossEntropy({x, labels, probabilities, out}) {
      const {softmaxCrossEntropy} = exportsFor(out);
      const [rows, columns] = x.shape;
      const [from, of, to] = addresses(x, labels, probabilities);
      const {data, offset} = out;
      return () => {
        data[offset] = softmaxCrossEntropy(rows, columns, from, of, to);
      };
    },

    softmaxCrossEntropyGradient({probabilities, labels, dy, init, out}) {
      const {softmaxCrossEntropyGradient} = exportsFor(out);
      const [rows, columns] = out.shape;
      const [from, of, start, to] = addresses(probabilities, labels, init, out);
      return () => {
        softmaxCrossEntropyGradient(rows, columns, dy.data[dy.offset] / rows, from, of, start, to);
      };
    }
  };
}

/** Compiles at once, without waiting: the bytes are few. Undefined if the engine does not know the instructions. */
function compile(digits: string): WebAssembly.Module | undefined {
  try {
    return new WebAssembly.Module(bytesOf(digits));
  } catch {
    return undefined;
  }
}

function bytesOf(digits: string): Uint8Array<ArrayBuffer> {
  const bytes = new Uint8Array(digits.length / 2);
  for (let i = 0; i < bytes.length; i++) bytes[i] = Number.parseInt(digits.slice(2 * i, 2 * i + 2), 16);
  return bytes;
}

function instantiate(module: WebAssembly.Module, memory: WebAssembly.Memory): Exports {
  return new WebAssembly.Instance(module, {env: {memory}}).exports as Exports;
}

/** Address and strides of a view, in bytes; zeros for one that is left out. */
const place = (x: Tensor | undefined): number[] =>
  x ? [4 * x.offset, ...x.stride.map(s => 4 * s)] : [0, 0, 0, 0, 0];

const addresses = (...views: readonly (Tensor | undefined)[]): number[] => views.map(x => place(x)[0]);

/** Whether the pixels of a row of images [N, H, W, C] lie one after another. */
const adjacentPixels = ({shape, stride}: Tensor): boolean =>
  (shape[3] === 1 || stride[3] === 1) && (shape[2] === 1 || stride[2] === shape[3]);

/** Whether all pixels of all images are equally far apart (0 for a bias), and the channels of each adjacent. */
const evenPixels = ({shape, stride}: Tensor): boolean =>
  (shape[3] === 1 || stride[3] === 1) &&
  stride[1] === shape[2] * stride[2] &&
  stride[0] === shape[1] * stride[1];

/** Whether a pooling window is the whole image, so that there is one. */
const coversImage = ([tall, wide]: [number, number], {shape}: Tensor): boolean =>
  tall === shape[1] && wide === shape[2];

/**
 * Two views of one shape as four dimensions, at most: those that lie in one piece in both views become one, and
 * dimensions of one element go. Strides in bytes.
 */
function fourDimensions(x: Tensor, out: Tensor): {n: number; from: number; to: number}[] {
  const merged: {n: number; from: number; to: number}[] = [];
  x.shape.forEach((n, i) => {
    const [from, to] = [4 * x.stride[i], 4 * out.stride[i]];
    const last = merged.at(-1);
    if (n === 1) return;
    if (last && last.from === n * from && last.to === n * to) Object.assign(last, {n: last.n * n, from, to});
    else merged.push({n, from, to});
  });
  while (merged.length < 4) merged.unshift({n: 1, from: 0, to: 0});
  return merged;
}
