import type {Layer} from "../graph/trace.js";
import type {Padding} from "../tensor/shape.js";
import {bottleneck, type Shortcut, twoLayers} from "./blocks.js";
import {
  averagePool,
  batchNorm,
  conv,
  dense,
  flatten,
  globalAveragePool,
  maxPool,
  relu,
  repeat,
  sequential
} from "./layers.js";

/** Blocks of one size: the first moves by the stride. Two filter counts make bottlenecks: [narrow, wide]. */
export type Stage = {blocks: number; filters: number | [number, number]; stride: 1 | 2};

/** A network of convolutions, as a table. */
export type Architecture = {
  /** Height, width, channels that it was made for. */
  input: [number, number, number];
  classes: number;
  stem: {filters: number; kernel: number; stride: number; pool?: {padding: Padding}};
  stages: Stage[];
  kind: "plain" | "residual";
  shortcut: Shortcut;
  /** Which layer of a bottleneck moves by the stride. */
  strideAt: "first" | "middle";
  /** Whether convolutions have biases although normalisation follows. */
  bias: boolean;
  /** What comes before the fully connected layer: the mean of each channel, or of windows of this size. */
  pool: "global" | number;
};

const stages = (blocks: number[], filters: Stage["filters"][]): Stage[] =>
  blocks.map((count, i) => ({blocks: count, filters: filters[i], stride: i ? 2 : 1}));

const basic = [64, 128, 256, 512];
const wide: [number, number][] = [
  [64, 256],
  [128, 512],
  [256, 1024],
  [512, 2048]
];

/** He et al. 2015, Table 1. Strides as in torchvision, in the 3×3 layer of a bottleneck. */
const imageNet = (
  blocks: number[],
  filters: Stage["filters"][],
  kind: Architecture["kind"] = "residual"
): Architecture => ({
  input: [224, 224, 3],
  classes: 1000,
  stem: {filters: 64, kernel: 7, stride: 2, pool: {padding: 1}},
  stages: stages(blocks, filters),
  kind,
  shortcut: "B",
  strideAt: "middle",
  bias: false,
  pool: "global"
});

/** He et al. 2015, §4.2: 6n + 2 layers for 32×32 images. */
const cifar = (n: number, kind: Architecture["kind"] = "residual"): Architecture => ({
  ...imageNet([n, n, n], [16, 32, 64], kind),
  input: [32, 32, 3],
  classes: 10,
  stem: {filters: 16, kernel: 3, stride: 1},
  shortcut: "A"
});

/** Published networks by name. */
export const architectures = {
  "plain-18": imageNet([2, 2, 2, 2], basic, "plain"),
  "plain-34": imageNet([3, 4, 6, 3], basic, "plain"),
  "resnet-18": imageNet([2, 2, 2, 2], basic),
  "resnet-34": imageNet([3, 4, 6, 3], basic),
  "resnet-50": imageNet([3, 4, 6, 3], wide),
  "resnet-101": imageNet([3, 4, 23, 3], wide),
  "resnet-152": imageNet([3, 8, 36, 3], wide),
  "cifar-resnet-20": cifar(3),
  "cifar-resnet-32": cifar(5),
  "cifar-resnet-44": cifar(7),
  "cifar-resnet-56": cifar(9),
  "cifar-resnet-110": cifar(18),
  "cifar-plain-20": cifar(3, "plain"),
  "cifar-plain-56": cifar(9, "plain"),
  /** The programming exercise of the course: 64×64 images of 6 hand signs. */
  "course-resnet-50": {
    ...imageNet([3, 4, 6, 3], wide),
    input: [64, 64, 3],
    classes: 6,
    stem: {filters: 64, kernel: 7, stride: 2, pool: {padding: "valid"}},
    strideAt: "first",
    bias: true,
    pool: 2
  }
} satisfies Record<string, Architecture>;

/** The published networks that `architectures` holds. */
export type ArchitectureName = keyof typeof architectures;

/** What comes before the blocks, the blocks, and what comes after them. */
export type Parts = {stem: Layer; blocks: Layer[]; head: Layer};

/** The pieces of the model that a table describes, in order. */
export function parts(architecture: Architecture): Parts {
  const {stem, classes, pool} = architecture;
  return {
    stem: sequential(
      conv(stem.filters, stem.kernel, {
        stride: stem.stride,
        padding: (stem.kernel - 1) / 2,
        bias: architecture.bias
      }),
      batchNorm(),
      relu,
      ...(stem.pool ? [maxPool(3, {stride: 2, ...stem.pool})] : [])
    ),
    blocks: architecture.stages.flatMap(stage => blocks(stage, architecture)),
    head: sequential(
      ...(pool === "global" ? [globalAveragePool] : [averagePool(pool), flatten]),
      dense(classes)
    )
  };
}

/** The model that a table describes. It takes images of other sizes too, if they are large enough. */
export function network(architecture: Architecture): Layer {
  const {stem, blocks, head} = parts(architecture);
  return sequential(stem, ...blocks, head);
}

/** The blocks of one stage. A bottleneck's first shortcut is projected by shape: even at stride 1 it widens. */
function blocks({blocks, filters, stride}: Stage, {kind, shortcut, strideAt, bias}: Architecture): Layer[] {
  return repeat(blocks, i => {
    const step = i ? 1 : stride;
    if (typeof filters !== "number") return bottleneck(filters, {stride: step, strideAt, shortcut, bias});
    const layer = (j: number) => conv(filters, 3, {stride: j ? 1 : step, padding: 1, bias});
    return twoLayers({kind, layer, norm: true, shortcut, normalise: true, bias});
  });
}
