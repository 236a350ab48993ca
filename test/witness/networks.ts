// The second witness: layers, blocks and networks, each written out as its formula.

import type {Start, Value, Window} from "./operations.js";
import * as operations from "./operations.js";

export const {add, relu, globalAveragePool} = operations;

/** A piece of a network. */
export type Piece = (x: Value) => Value;

/** The next parameter or statistic, which must be of this kind and shape, and begin so. */
function next({tape}: Value, kind: Value["kind"], shape: number[], start: Start): Value {
  const found = (kind === "statistic" ? tape.statistics : tape.parameters).shift();
  if (!found || found.kind !== kind || String(found.shape) !== String(shape))
    throw new Error(`${kind} ${shape} here, ${found?.kind} ${found?.shape} in the library`);
  found.start = start;
  return found;
}

const channels = (x: Value) => x.shape[x.shape.length - 1];

/** One after another. */
export const chain =
  (...pieces: Piece[]): Piece =>
  x =>
    pieces.reduce((y, piece) => piece(y), x);

type Linear = {bias?: boolean; start?: Start};

export const dense =
  (units: number, {bias = true, start = "he"}: Linear = {}): Piece =>
  x => {
    const w = next(x, "weight", [channels(x), units], start);
    return operations.dense(x, w, bias ? next(x, "bias", [units], 0) : undefined);
  };

export const conv =
  (
    filters: number,
    [tall, wide]: [number, number],
    {bias = true, start = "he", stride = [1, 1], padding = "same"}: Linear & Partial<Window> = {}
  ): Piece =>
  x => {
    const w = next(x, "weight", [tall, wide, channels(x), filters], start);
    const b = bias ? next(x, "bias", [filters], 0) : undefined;
    return operations.conv2d(x, w, b, {stride, padding});
  };

export const batchNorm =
  ({gamma = 1, epsilon = 1e-5, rate = 0.1} = {}): Piece =>
  x => {
    const vector = (kind: Value["kind"], start: number) => next(x, kind, [channels(x)], start);
    const learned = [vector("gamma", gamma), vector("beta", 0)] as const;
    return operations.batchNorm(x, ...learned, vector("statistic", 0), vector("statistic", 1), {
      epsilon,
      rate
    });
  };

export const scale =
  (factor: number): Piece =>
  x =>
    operations.scale(x, factor);
export const drop =
  (survival: number): Piece =>
  x =>
    operations.drop(x, survival);
export const reshape =
  (to: number[]): Piece =>
  x =>
    operations.reshape(x, to);
export const flatten: Piece = x => operations.reshape(x, [x.shape[0], x.v.length / x.shape[0]]);
export const maxPool =
  (window: Window): Piece =>
  x =>
    operations.maxPool(x, window);
export const averagePool =
  (window: Window): Piece =>
  x =>
    operations.averagePool(x, window);

// Shortcuts.
export const identity: Piece = x => x;
/** Option A: thinned, and with zeros for new channels. */
export const padded =
  (stride: number, channels: number): Piece =>
  x =>
    operations.subsample(x, stride, channels);
/** Options B and C: W_s x, a 1×1 convolution where x is images. */
export const projected = (units: number, {stride = 1, norm = false, bias = false} = {}): Piece => {
  const project = (x: Value) =>
    x.shape.length === 4 ? conv(units, [1, 1], {stride: [stride, stride], bias})(x) : dense(units, {bias})(x);
  return norm ? chain(project, batchNorm()) : project;
};

/** y = g(F(x)). */
export const plain =
  (main: Piece): Piece =>
  x =>
    relu(main(x));

/** y = g(F(x) + shortcut(x)). */
export const residual =
  (main: Piece, shortcut = identity): Piece =>
  x =>
    relu(add(main(x), shortcut(x)));

/** y = g(F(x)) + shortcut(x). */
export const joinedAfter =
  (main: Piece, shortcut = identity): Piece =>
  x => {
    const [z, short] = [main(x), shortcut(x)];
    return add(relu(z), short);
  };

/** y = F(x) + shortcut(x). */
export const sum =
  (main: Piece, shortcut = identity): Piece =>
  x =>
    add(main(x), shortcut(x));

export type Kind = "plain" | "residual" | "zero-gamma" | "pre-activation" | "scaled";

/** A block of two layers: F(x) = [BN] W₂ g([BN] W₁x), and in pre-activation F(x) = W₂ g([BN] W₁ g([BN] x)). */
export function twoLayers(
  kind: Kind,
  layer: (i: number) => Piece,
  {norm = false, factor = 1, last = identity, shortcut = identity} = {}
): Piece {
  const normal = norm ? batchNorm() : identity;
  const lastNormal = !norm ? identity : batchNorm({gamma: kind === "zero-gamma" ? 0 : 1});
  const main = chain(layer(0), normal, relu, layer(1), lastNormal);
  if (kind === "plain") return plain(main);
  if (kind === "pre-activation")
    return sum(chain(normal, relu, layer(0), normal, relu, layer(1), last), shortcut);
  return residual(chain(main, kind === "scaled" ? scale(factor) : identity, last), shortcut);
}

/** 1×1 to `narrow` channels, 3×3, 1×1 to `wide`, each normalised; one of the first two moves by the stride. */
export function bottleneck(
  narrow: number,
  wide: number,
  strides: [number, number],
  {bias = false, start = "he" as Start, shortcut = identity} = {}
): Piece {
  const pair = (s: number): [number, number] => [s, s];
  return residual(
    chain(
      ...[conv(narrow, [1, 1], {bias, start, stride: pair(strides[0])}), batchNorm(), relu],
      ...[conv(narrow, [3, 3], {bias, start, stride: pair(strides[1]), padding: 1}), batchNorm(), relu],
      ...[conv(wide, [1, 1], {bias, start}), batchNorm()]
    ),
    shortcut
  );
}

export type Network = {
  kind: Kind;
  depth: number;
  width: number;
  classes: number;
  images?: boolean;
  norm?: boolean;
  start?: "he" | "xavier" | "orthogonal" | "looks-linear";
  /** The kind of each block, where they differ; in the order in which the signal passes them. */
  kinds?: Kind[];
  /** How the two layers of a block begin, where they do so in a way of their own. */
  starts?: (block: number) => [Start, Start] | undefined;
  /** What a branch passes last: dropping, or its expected value. */
  last?: Piece;
};

/** The experiments' networks: a first layer, (depth − 2)/2 blocks of two layers, an output layer. */
export function network({
  kind,
  depth,
  width,
  classes,
  images = false,
  norm = true,
  start = "he",
  kinds = Array(depth / 2 - 1).fill(kind),
  starts = () => undefined,
  last = identity
}: Network): Piece {
  const at = (place: "first" | "hidden" | "last"): Start =>
    start === "looks-linear" ? `looks-linear ${place}` : start;
  // β is the bias of a layer that is normalised.
  const linear = (start: Start, stride = 1) =>
    images
      ? conv(width, [3, 3], {bias: !norm, start, stride: [stride, stride]})
      : dense(width, {bias: !norm, start});
  const ending = chain(norm ? batchNorm() : identity, relu);
  const early = kind === "pre-activation";
  return chain(
    linear(at("first"), images ? 2 : 1),
    early ? identity : ending,
    ...kinds.map((kind, i) =>
      twoLayers(kind, k => linear(starts(i)?.[k] ?? at("hidden")), {
        norm,
        last,
        factor: 1 / Math.sqrt(depth / 2 - 1)
      })
    ),
    early ? ending : identity,
    images ? globalAveragePool : identity,
    dense(classes, {start: at("last")})
  );
}
