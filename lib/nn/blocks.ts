import {apply, type Initialise, type Layer, notation, rename, unused, type Value} from "../graph/trace.js";
import {oneOf} from "../tensor/check.js";
import {batchNorm, conv, dense, relu, scale, sequential, subsample} from "./layers.js";

const add = (a: Value, b: Value): Value => apply("add", {}, [a, b]);

/**
 * What the shortcut does where the block's output is shaped unlike its input (He et al. 2015, §3.3):
 * "A" pads with zeros and has no parameters, "B" projects by W_s there, "C" projects everywhere. "identity" carries the
 * input as it is, and so throws there.
 */
export type Shortcut = "A" | "B" | "C" | "identity";

/** What a block does where main path and shortcut have different shapes. */
export type ShortcutOptions = {
  shortcut?: Shortcut;
  /** Follow a projection by batch normalisation. */
  normalise?: boolean;
  /** A bias for the projection. */
  bias?: boolean;
  /** Where the shortcut joins: before the last ReLU as in the paper, or (to see the difference) after it. */
  join?: "before" | "after";
};

/** The shortcut from x to where `y` is: x itself, or x brought to the shape of y. Throws where that cannot be. */
function shortcut(
  x: Value,
  y: Value,
  {shortcut = "B", normalise = false, bias = false}: ShortcutOptions
): Value {
  oneOf("shortcut", shortcut, ["A", "B", "C", "identity"] as const);
  if (shortcut === "identity") return x;
  const channels = y.shape.at(-1)!;
  const stride = x.shape.length === 4 ? Math.ceil(x.shape[1] / y.shape[1]) : 1;
  if (shortcut !== "C" && stride === 1 && x.shape.at(-1) === channels) return x;
  if (shortcut === "A") return subsample(stride, channels)(x);
  const options = {name: "s", bias};
  const project = x.shape.length === 4 ? conv(channels, 1, {...options, stride}) : dense(channels, options);
  return sequential(project, ...(normalise ? [batchNorm()] : []))(x);
}

/** y = g(F(x) + x): the residual block of He et al. 2015. The last layer of `main` must not be a ReLU. */
export const residual = (...main: Layer[]): Layer => residualWith({}, ...main);

/** The residual block with a choice of shortcut: y = g(F(x) + shortcut(x)), or g(F(x)) + shortcut(x). */
export const residualWith = (options: ShortcutOptions, ...main: Layer[]): Layer => {
  oneOf("join", options.join ?? "before", ["before", "after"] as const);
  return x => {
    const z = sequential(...main)(x);
    const short = shortcut(x, z, options);
    return options.join === "after" ? joinedAfter(z, short) : relu(add(z, short));
  };
};

/** g(z) + x. Here the sum is the layer's activation a, so what the ReLU lets through goes by another name. */
function joinedAfter(z: Value, short: Value): Value {
  const sum = add(apply("relu", {}, [z], "g"), short);
  const {name, tex} = unused(z.graph, notation(z.graph, "a", z.layer));
  return rename(sum, name, tex);
}

/** The same main path without the shortcut: y = g(F(x)). */
export const plain = (...main: Layer[]): Layer => sequential(...main, relu);

/** y = F(x) + x, without a ReLU after the addition: for pre-activation blocks, whose main path begins with one. */
export const identityResidual = (options: ShortcutOptions, ...main: Layer[]): Layer => {
  return x => {
    const z = sequential(...main)(x);
    return add(z, shortcut(x, z, options));
  };
};

/** What a two-layer block is made of. */
export type BlockOptions = ShortcutOptions & {
  /** The kinds of block that the lesson compares. */
  kind: "plain" | "residual" | "zero-gamma" | "pre-activation" | "scaled";
  /** One linear layer: `() => dense(16)`, or (i) => conv(16, 3, {stride: i ? 1 : 2}). */
  layer: (i: number) => Layer;
  /** Batch normalisation after each linear layer (before each, in a pre-activation block). */
  norm?: boolean;
  /** Factor of the main path in a "scaled" block: 1/√L for L blocks. */
  factor?: number;
  /** What the main path of a block with a shortcut passes last: `[drop(0.5)]` for stochastic depth. */
  last?: Layer[];
};

/**
 * A block of two layers: plain, or residual after He et al. 2015; with γ of the last normalisation starting at 0 (Goyal et
 * al. 2017, arXiv:1706.02677); pre-activation (He et al. 2016, arXiv:1603.05027); or with a scaled main path.
 */
export function twoLayers({
  kind,
  layer,
  norm = false,
  factor = 1,
  last = [],
  ...options
}: BlockOptions): Layer {
  oneOf("kind", kind, ["plain", "residual", "zero-gamma", "pre-activation", "scaled"] as const);
  if (kind === "zero-gamma" && !norm)
    throw new Error("a zero-gamma block needs batch normalisation: norm is false");
  const normal = (gamma = 1) => (norm ? [batchNorm({gamma})] : []);
  if (kind === "pre-activation")
    return identityResidual(options, ...normal(), relu, layer(0), ...normal(), relu, layer(1), ...last);
  const main = [layer(0), ...normal(), relu, layer(1), ...normal(kind === "zero-gamma" ? 0 : 1)];
  if (kind === "plain") return plain(...main);
  return residualWith(options, ...main, ...(kind === "scaled" ? [scale(factor)] : []), ...last);
}

/** 1×1 to fewer channels, k×k, 1×1 to more, each normalised (He et al. 2015, Fig. 5). */
export const bottleneck = (
  [narrow, wide]: [number, number],
  {stride = 1, strideAt = "middle", weights, ...options}: BottleneckOptions = {}
): Layer => {
  const bias = options.bias ?? false;
  const at = (place: "first" | "middle") => ({bias, weights, stride: strideAt === place ? stride : 1});
  return residualWith(
    {normalise: true, ...options},
    ...[conv(narrow, 1, at("first")), batchNorm(), relu],
    // As published: "same" would pad an even map on one side only where the layer moves by 2.
    ...[conv(narrow, 3, {...at("middle"), padding: 1}), batchNorm(), relu],
    ...[conv(wide, 1, {bias, weights}), batchNorm()]
  );
};

/** How a bottleneck is made; its middle layer is a 3×3 convolution. */
export type BottleneckOptions = ShortcutOptions & {
  stride?: number;
  /** The layer that moves by the stride: the first in the paper and the course's exercise, the middle one in torchvision. */
  strideAt?: "first" | "middle";
  weights?: Initialise;
};
