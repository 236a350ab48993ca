// What is measured, as data. Peers (ours.ts, tfjs.ts, …) turn a workload into contestants.

import {count} from "../../lib/graph/count.js";
import type {Step} from "../../lib/graph/index.js";
import {type Architecture, architectures, network} from "../../lib/nn/index.js";
import {gaussian, random} from "../../lib/tensor/random.js";
import type {Tensor} from "../../lib/tensor/tensor.js";
import {networkOf} from "./networks.js";

/** A layer's weights [kernel, kernel, from, to] (kernel 1: a matrix) and bias. */
export type Weights = {kernel: number; from: number; to: number; w: Float32Array; b: Float32Array};

/** Convolutions, each with bias and ReLU, of one image [size, size, channels]. */
export type Forward = {kind: "forward"; size: number; channels: number; x: Float32Array; layers: Weights[]};

/** One 3×3 convolution of a batch: y, and from dy the gradients dw and dx. Results are these three, end to end. */
export type Gradients = {
  kind: "gradients";
  batch: number;
  size: number;
  channels: number;
  x: Float32Array;
  w: Float32Array;
  dy: Float32Array;
};

/** One SGD step of a network: first layer, (depth − 2) / 2 blocks of two, last layer; ReLU, softmax cross-entropy. */
export type Train = {
  kind: "train";
  /** 0: dense layers of 16 inputs. Otherwise 3×3 convolutions of images of this size with 3 channels, then the mean. */
  size: number;
  batch: number;
  depth: number;
  residual: boolean;
  x: Float32Array;
  xShape: number[];
  labels: number[];
  layers: Weights[];
  classes: number;
  rate: number;
};

/** The product of two n × n matrices. */
export type Product = {kind: "product"; n: number; a: Float32Array; b: Float32Array};

/** A network of the paper: one image forward, in evaluation mode, or one SGD step of a batch. */
export type Network = {
  kind: "network";
  architecture: Architecture;
  batch: number;
  train: boolean;
  x: Float32Array;
  xShape: number[];
  labels: number[];
  steps: Step[];
  /** Parameters and running statistics by the names that the steps have for them. */
  weights: Map<string, Tensor>;
};

export type Workload = Forward | Gradients | Train | Product | Network;

/** A title, how to make the workload, and how many times slower each contestant must be (see performance.md). */
export type Entry = {
  group: string;
  title: string;
  make(): Workload;
  /** Floating-point operations. */
  flops: number;
  targets: Record<string, number>;
  /** The same for our relaxed build, where it has targets of its own. */
  relaxed?: Record<string, number>;
  /** Which share of one core's peak our builds must reach. */
  peak?: {[build: string]: number};
  /** Milliseconds that the faster of our builds may take. */
  within?: number;
  /** How far results may be apart, relative to the largest number; 1e-4 unless said otherwise. */
  tolerance?: number;
  /** Who takes too long for what it shows. */
  without?: string[];
};

export const normals = (n: number, scale = 1, seed = n): Float32Array => {
  const next = random(seed);
  return Float32Array.from({length: n}, () => scale * gaussian(next));
};

function weights(kernel: number, from: number, to: number, seed: number, scale = 1): Weights {
  const taps = kernel * kernel * from;
  return {
    kernel,
    from,
    to,
    w: normals(taps * to, scale * Math.sqrt(2 / taps), seed),
    b: normals(to, 0.01, seed + 1000)
  };
}

function forward(size: number, channels: number, ...layers: [kernel: number, filters: number][]): Forward {
  let from = channels;
  return {
    kind: "forward",
    size,
    channels,
    x: normals(size * size * channels),
    layers: layers.map(([kernel, to], i) => {
      const layer = weights(kernel, from, to, i + 1);
      from = to;
      return layer;
    })
  };
}

const forwardFlops = ({size, layers}: Forward) =>
  layers.reduce((n, {w}) => n + 2 * size * size * w.length, 0);

function train(size: number, depth: number, residual: boolean): Train {
  const [batch, inputs, width, classes, kernel] = size ? [32, 3, 16, 10, 3] : [64, 16, 16, 10, 1];
  const blocks = (depth - 2) / 2;
  const xShape = size ? [batch, size, size, inputs] : [batch, inputs];
  const next = random(3);
  return {
    kind: "train",
    size,
    batch,
    depth,
    residual,
    xShape,
    x: normals(xShape.reduce((a, b) => a * b)),
    labels: Array.from({length: batch}, () => Math.floor(next() * classes)),
    classes,
    rate: 0.01,
    layers: [
      weights(kernel, inputs, width, 1),
      ...Array.from({length: 2 * blocks}, (_, i) =>
        // The second layer of a residual block begins small, so that 54 sums do not explode.
        weights(kernel, width, width, i + 2, residual && i % 2 ? 1 / Math.sqrt(blocks) : 1)
      ),
      weights(1, width, classes, depth)
    ]
  };
}

/** Forward, gradients of weights, and gradients of inputs but for the first layer. */
const trainFlops = ({batch, size, layers}: Train) =>
  layers.reduce(
    (n, {w, kernel}, i) => n + 2 * w.length * batch * (kernel > 1 ? size * size : 1) * (i ? 3 : 2),
    0
  );

const forwardEntry = (
  group: string,
  title: string,
  args: Parameters<typeof forward>,
  rest: Pick<Entry, "targets" | "relaxed" | "without">
): Entry => ({
  group,
  title,
  make: () => forward(...args),
  flops: forwardFlops(forward(...args)),
  ...rest
});

const middle = {
  targets: {"tfjs-wasm": 1.2, "onnxruntime-web": 1.5},
  relaxed: {"tfjs-wasm": 1.5, "onnxruntime-web": 1.5}
};

const whole = {"tfjs-wasm": 1.2, "onnxruntime-web": 1.2};

const macs = (architecture: Architecture) =>
  count(network(architecture), [1, ...architecture.input]).multiplyAdds;

function networkEntry(
  group: string,
  title: string,
  name: keyof typeof architectures,
  rest: Pick<Entry, "targets" | "within" | "tolerance" | "without">
): Entry {
  const architecture: Architecture = architectures[name];
  return {group, title, make: () => networkOf(architecture), flops: 2 * macs(architecture), ...rest};
}

export const workloads: Entry[] = [
  ...[
    [1, 10],
    [8, 10],
    [32, 4],
    [64, 2.3]
  ].map(([filters, target]) =>
    forwardEntry("w1", `W1 1×1 convolution + ReLU, 6×6×32 → ${filters}`, [6, 32, [1, filters]], {
      targets: {"tfjs-wasm": target}
    })
  ),
  forwardEntry("w2", "W2 1×1 convolution + ReLU, 28×28×192 → 32", [28, 192, [1, 32]], middle),
  forwardEntry("w3", "W3 5×5 convolution + ReLU, 28×28×192 → 32", [28, 192, [5, 32]], {
    ...middle,
    without: ["jax-js"]
  }),
  forwardEntry("w3", "W3 bottleneck 1×1 → 16, 5×5 → 32", [28, 192, [1, 16], [5, 32]], middle),
  {
    group: "w4",
    title: "W4 3×3 convolution 64×8×8×16 → 16, forward and backward",
    make: () => ({
      kind: "gradients",
      batch: 64,
      size: 8,
      channels: 16,
      x: normals(64 * 8 * 8 * 16, 1, 1),
      w: normals(9 * 16 * 16, 0.1, 2),
      dy: normals(64 * 8 * 8 * 16, 1, 3)
    }),
    flops: 3 * 2 * 9 * 16 * 16 * 64 * 64,
    targets: {"tfjs-wasm": 12, "tfjs-wasm, best": 1.8, "jax-js": 2.8, convnetjs: 50}
  },
  ...[false, true].flatMap(residual =>
    [20, 56, 110].map(depth => ({
      group: "w5mlp",
      title: `W5 SGD step, ${residual ? "residual" : "plain"} MLP of width 16, batch 64, depth ${depth}`,
      make: () => train(0, depth, residual),
      flops: trainFlops(train(0, depth, residual)),
      targets: {"tfjs-wasm": 30, ...(depth === 56 ? {} : {"jax-js": depth === 20 ? 15 : 35})} as Record<
        string,
        number
      >
    }))
  ),
  ...[false, true].flatMap(residual =>
    [20, 56, 110].map(depth => ({
      group: "w5conv",
      title: `W5 SGD step, ${residual ? "residual" : "plain"} 16-channel convolutions 8×8, batch 32, depth ${depth}`,
      make: () => train(8, depth, residual),
      flops: trainFlops(train(8, depth, residual)),
      targets: {"tfjs-wasm": 12, "tfjs-wasm, best": 2, "jax-js": 3},
      // Seconds a step.
      without: ["convnetjs", "reference"]
    }))
  ),
  ...[64, 256, 512].map(n => ({
    group: "w6",
    title: `W6 matrix product ${n}×${n}`,
    make: (): Product => ({kind: "product", n, a: normals(n * n, 1, 1), b: normals(n * n, 1, 2)}),
    flops: 2 * n ** 3,
    ...(n === 256 && {peak: {SIMD: 0.6, "relaxed SIMD": 0.8}}),
    targets: (n === 256 ? {"tfjs-wasm": 1.2, "onnxruntime-web": 1.3, "jax-js": 1.3} : {}) as Record<
      string,
      number
    >
  })),
  networkEntry("w7", "W7 ResNet-20, one image of 32×32 forward", "cifar-resnet-20", {targets: whole}),
  {
    group: "w7",
    title: "W7 ResNet-20, SGD step, batch 128",
    make: () => networkOf(architectures["cifar-resnet-20"], {batch: 128, train: true}),
    // Forward, gradients of weights, and of inputs but for the first layer.
    flops: 128 * 2 * (3 * macs(architectures["cifar-resnet-20"]) - 32 * 32 * 9 * 3 * 16),
    targets: {},
    peak: {SIMD: 0.6, "relaxed SIMD": 0.7},
    without: ["reference"]
  },
  networkEntry("w8", "W8 ResNet-18, one image of 224×224 forward", "resnet-18", {
    ...{targets: whole, within: 150, tolerance: 1e-3},
    without: ["reference"]
  }),
  networkEntry("w8", "W8 ResNet-50, one image of 224×224 forward", "resnet-50", {
    ...{targets: whole, tolerance: 1e-3},
    without: ["reference"]
  })
];

/** NHWC to NCHW (to: true), or back. */
export function channelsFirst(
  x: ArrayLike<number>,
  batch: number,
  pixels: number,
  channels: number,
  to = true
): Float32Array {
  const result = new Float32Array(x.length);
  for (let n = 0; n < batch; n++)
    for (let p = 0; p < pixels; p++)
      for (let c = 0; c < channels; c++) {
        const [last, first] = [(n * pixels + p) * channels + c, (n * channels + c) * pixels + p];
        if (to) result[first] = x[last];
        else result[last] = x[first];
      }
  return result;
}

/** [taps, from, to] → [to, from, taps]. */
export function filtersFirst(w: Float32Array, taps: number, from: number, to: number): Float32Array {
  const result = new Float32Array(w.length);
  for (let t = 0; t < taps; t++)
    for (let c = 0; c < from; c++)
      for (let o = 0; o < to; o++) result[(o * from + c) * taps + t] = w[(t * from + c) * to + o];
  return result;
}

export function concatenate(...parts: ArrayLike<number>[]): Float32Array {
  const result = new Float32Array(parts.reduce((n, p) => n + p.length, 0));
  let at = 0;
  for (const part of parts) {
    result.set(part, at);
    at += part.length;
  }
  return result;
}
