import {
  apply,
  countLayer,
  declare,
  type Initialise,
  type Layer,
  notation,
  rename,
  unused,
  type Value
} from "../graph/trace.js";
import {finite, integer} from "../tensor/check.js";
import type {Padding, Shape} from "../tensor/shape.js";
import {size} from "../tensor/shape.js";
import {constant, he, zero} from "./initialise.js";

export {block} from "../graph/trace.js";

/** A number for both directions, or [down, across]. */
export type Pair = number | [number, number];

/** How a layer with weights is made. */
export type LinearOptions = {
  /** How the weights begin; He's by default. The bias begins at 0. */
  weights?: Initialise;
  bias?: boolean;
  /** "s" makes this layer a projection beside the main path: W is called Ws, and the layer is not counted. */
  name?: string;
};

/** How a convolution is made: stride 1 and padding "same" unless given. */
export type ConvOptions = LinearOptions & {stride?: Pair; padding?: Padding};

/** One layer after another. */
export const sequential =
  (...layers: Layer[]): Layer =>
  x =>
    layers.reduce((value, layer) => layer(value), x);

/** `count` layers, each made anew: `sequential(...repeat(27, () => residual(…)))`. */
export const repeat = <T>(count: number, make: (i: number) => T): T[] =>
  Array.from({length: integer("count", count, 0)}, (_, i) => make(i));

/** Names the output of a layer. */
export const named =
  (name: string, layer: Layer): Layer =>
  x =>
    rename(layer(x), name);

/** z = x·W + b over the last dimension. */
export const dense = (units: number, options: LinearOptions = {}): Layer => {
  integer("units", units);
  return x => linear("dense", {}, x, [channels(x), units], options);
};

/** A k×k convolution of NHWC images; "same" padding and stride 1 unless said otherwise. */
export const conv = (filters: number, kernel: Pair, options: ConvOptions = {}): Layer => {
  integer("filters", filters);
  const {stride = 1, padding = "same"} = options;
  const size = pair("kernel size", kernel);
  const attributes = {stride: pair("stride", stride), padding};
  return x => linear("conv2d", attributes, x, [...size, channels(x), filters], options);
};

/** max(0, x), element by element. */
export const relu: Layer = x => apply("relu", {}, [x]);

/** factor · x; throws where the factor is not finite. */
export const scale = (factor: number): Layer => {
  finite("factor", factor);
  return x => apply("scale", {factor}, [x]);
};

/** Stochastic depth: y = x with this probability, else 0, drawn before each step of training. Ends a residual branch. */
export const drop = (survival: number): Layer => {
  finite("survival", survival, 0, 1);
  return x => apply("drop", {survival}, [x]);
};

/** Batch normalisation; γ begins at 1 unless said otherwise (0 turns a residual block into its shortcut). */
export const batchNorm = ({gamma = 1, epsilon = 1e-5, rate = 0.1} = {}): Layer => {
  finite("gamma", gamma);
  finite("epsilon", epsilon, 0);
  finite("rate", rate, 0, 1);
  return x => {
    const vector = (symbol: string, kind: "gamma" | "beta" | "statistic", value: number) =>
      parameter(x, symbol, kind, [channels(x)], constant(value));
    return apply("batchNorm", {epsilon, rate}, [
      x,
      vector("gamma", "gamma", gamma),
      vector("beta", "beta", 0),
      vector("mean", "statistic", 0),
      vector("variance", "statistic", 1)
    ]);
  };
};

/** How a window moves: by its own size, without padding, unless given. */
export type PoolOptions = {stride?: Pair; padding?: Padding};

const pool =
  (operation: "maxPool" | "averagePool") =>
  (window: Pair, {stride = window, padding = "valid"}: PoolOptions = {}): Layer => {
    const attributes = {size: pair("window", window), stride: pair("stride", stride), padding};
    return x => apply(operation, attributes, [x]);
  };

/** The largest of each window; windows do not overlap unless a stride is given. */
export const maxPool = pool("maxPool");

/** The mean of each window; windows do not overlap unless a stride is given. */
export const averagePool = pool("averagePool");

/** The mean of each channel: [N, H, W, C] → [N, C]. */
export const globalAveragePool: Layer = x => apply("globalAveragePool", {}, [x]);

/** The same elements in another shape, batch included. */
export const reshapeTo =
  (to: Shape): Layer =>
  x =>
    apply("reshape", {to}, [x]);

/** All dimensions but the first in one. */
export const flatten: Layer = x => reshapeTo([x.shape[0], size(x.shape.slice(1))])(x);

/** Every stride-th pixel, and zeros for missing channels: the shortcut without parameters. */
export const subsample =
  (stride: number, channels: number): Layer =>
  x =>
    apply("subsample", {stride, channels}, [x]);

/** Mean of −ln of the probability that softmax gives to the right class. The target holds class indices. */
export const softmaxCrossEntropy: Layer = x =>
  apply("softmaxCrossEntropy", {}, [x, target(x, x.shape.slice(0, 1))]);

/** Mean over all elements of (x − target)². */
export const meanSquaredError: Layer = x => apply("squaredError", {per: "element"}, [x, target(x, x.shape)]);

/** ½‖x − target‖², averaged over the batch. */
export const halfSquaredError: Layer = x => apply("squaredError", {per: "half row"}, [x, target(x, x.shape)]);

function target(x: Value, shape: Shape): Value {
  return declare(x.graph, {name: "target", tex: "y", kind: "target", shape});
}

function linear<K extends "dense" | "conv2d">(
  operation: K,
  attributes: Parameters<typeof apply<K>>[1],
  x: Value,
  shape: Shape,
  {weights = he, bias = true, name = ""}: LinearOptions
): Value {
  if (!name) countLayer(x);
  const inputs = [x, parameter(x, `W${name}`, "weight", shape, weights)];
  if (bias) inputs.push(parameter(x, `b${name}`, "bias", shape.slice(-1), zero));
  return apply(operation, attributes, inputs, `z${name}`);
}

function parameter(
  {graph}: Value,
  symbol: string,
  kind: "weight" | "bias" | "gamma" | "beta" | "statistic",
  shape: Shape,
  initialise: Initialise
): Value {
  const named = unused(graph, notation(graph, symbol, graph.layers));
  return declare(graph, {...named, kind, shape, initialise});
}

/** The size of the last dimension. */
function channels({name, shape}: Value): number {
  if (!shape.length)
    throw new RangeError(`a layer with weights needs at least 1 dimension: ${name} is a scalar`);
  return shape[shape.length - 1];
}

const pair = (name: string, value: Pair): [number, number] => {
  const [a, b] = typeof value === "number" ? [value, value] : value;
  return [integer(name, a), integer(name, b)];
};
