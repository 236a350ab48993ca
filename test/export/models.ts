// Networks to write out: between them they use every operation that a model can have, in blocks of every kind.
import fc from "fast-check";
import {type Layer, type Plan, plan} from "../../lib/graph/index.js";
import * as nn from "../../lib/nn/index.js";
import {flat, normal, random} from "../../lib/tensor/index.js";

const {sequential, dense, conv, relu, batchNorm, maxPool, averagePool, globalAveragePool, flatten} = nn;

export interface Model {
  readonly model: Layer;
  readonly input: readonly number[];
}

/** Names that a reader may give, and that mean something else to Python, or to ONNX. */
const names = [
  ...["class", "None", "F", "w", "torch", "nchw", "float", "x y", "x-y", "x_y", "1st", "激活", "²", "·"],
  ...["MatMul.4", "constant.4", "Mul.5"]
];

export const models: {readonly [name: string]: Model} = {
  "a residual block of dense layers": {
    model: nn.block("l", nn.residual(dense(4), relu, dense(4))),
    input: [3, 4]
  },
  "a dense network with batch normalisation, a scaled branch and one that training drops": {
    model: sequential(
      dense(6),
      batchNorm(),
      relu,
      nn.twoLayers({kind: "scaled", layer: () => dense(6), norm: true, factor: 0.5}),
      nn.twoLayers({kind: "residual", layer: () => dense(6), norm: true, last: [nn.drop(0.8)]}),
      dense(3)
    ),
    input: [5, 2]
  },
  "a convolutional network with strides, pools and shortcut A": {
    model: sequential(
      conv(4, 3, {stride: 2}),
      batchNorm(),
      relu,
      maxPool(3, {stride: 2, padding: 1}),
      nn.residualWith({shortcut: "A"}, conv(8, 3, {stride: 2}), batchNorm(), relu, conv(8, 3)),
      averagePool(2, {stride: 1, padding: "same"}),
      globalAveragePool,
      dense(5)
    ),
    input: [2, 16, 17, 3]
  },
  "a projection shortcut, 1×1 convolutions and a flattened end": {
    model: sequential(nn.residualWith({shortcut: "B"}, conv(2, 1), relu, conv(6, 1)), flatten, dense(2)),
    input: [2, 3, 4, 3]
  },
  "vectors through shortcut A": {
    model: sequential(dense(3), nn.residualWith({shortcut: "A"}, dense(5), relu, dense(5))),
    input: [4, 2]
  },
  "rows of vectors, normalised, through shortcut A": {
    model: sequential(dense(3), batchNorm(), nn.residualWith({shortcut: "A"}, dense(5), batchNorm())),
    input: [2, 4, 3]
  },
  "images through shortcut A without a stride": {
    model: nn.residualWith({shortcut: "A"}, conv(4, 3)),
    input: [2, 3, 3, 2]
  },
  "values by names of all kinds": {
    model: sequential(...names.map(name => nn.named(name, sequential(dense(3), nn.scale(0.9), relu)))),
    input: [2, 3]
  }
};

/** Blocks of any kind, shortcut and name, on vectors and on images. */
export const blocks: fc.Arbitrary<Model> = fc
  .record({
    kind: fc.constantFrom(
      ...(["plain", "residual", "zero-gamma", "pre-activation", "scaled", "bottleneck"] as const)
    ),
    shortcut: fc.constantFrom("A" as const, "B" as const, "C" as const),
    normalise: fc.boolean(),
    join: fc.constantFrom("before" as const, "after" as const),
    bias: fc.boolean(),
    images: fc.boolean(),
    norm: fc.boolean(),
    stride: fc.constantFrom(1, 2),
    width: fc.integer({min: 2, max: 5}),
    survival: fc.constantFrom(1, 0.5),
    rows: fc.integer({min: 1, max: 3}),
    name: fc.string({unit: "grapheme", minLength: 1, maxLength: 8})
  })
  .map(({kind, images, norm, stride, width, survival, rows, name, ...options}) => {
    const last = survival < 1 ? [nn.drop(survival)] : [];
    const made =
      kind === "bottleneck"
        ? nn.bottleneck([2, width], {...options, stride})
        : nn.twoLayers({
            ...options,
            ...{kind, last, norm: norm || kind === "zero-gamma", factor: 0.7},
            layer: i => (images ? conv(width, 3, {stride: i ? 1 : stride}) : dense(width))
          });
    return {
      model: nn.named(name, made),
      input: images || kind === "bottleneck" ? [rows, 5, 4, 2] : [rows, 2]
    };
  });

/** A network as training might leave it, computed. */
export function ready({model, input}: Model, loss?: Layer): Plan {
  const p = plan(model, {input, loss, seed: 5});
  const next = random(7);
  // Statistics, γ and β such that a mix-up shows.
  p.statistics.set(Array.from(p.statistics, () => 0.5 + next()));
  for (const {kind, value} of p.parameters)
    if (kind !== "weight") flat(value).set(Array.from({length: value.size}, () => next() - 0.3));
  p.mode = "evaluation";
  p.feed(normal(input, next));
  p.forward();
  return p;
}
