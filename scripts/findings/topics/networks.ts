import type {Variant} from "../../../lib/experiments/network.js";
import {layersPerBlock} from "../../../lib/experiments/per-block.js";
import {defaults} from "../../../lib/lesson/parameters.js";
import {convnetOptions, convnetParameters} from "../../../lib/lesson/runs/convnet.js";
import {always, type Finding, finding, measurement, middle, seedsFrom, share} from "../finding.js";

import {errorOf, errors, lecture} from "./training.js";

/** The race, whose rate is fixed. The bounds of its rows were set after seeds 61 to 70 had been seen. */
const races = measurement(
  "races",
  1.3,
  seed => {
    const at = (variant: Variant, depth: number, rate: number) =>
      errorOf({variant, depth, rates: [rate], seed});
    return {
      "plain 8, rate 0.03": at("plain", 8, 0.03),
      "residual 8, rate 0.03": at("zero-gamma", 8, 0.03),
      "plain 8, rate 0.1": at("plain", 8, 0.1),
      "residual 8, rate 0.1": at("zero-gamma", 8, 0.1),
      "plain 56, rate 0.03": at("plain", 56, 0.03),
      "residual 56, rate 0.03": at("zero-gamma", 56, 0.03)
    };
  },
  seedsFrom(71)
);

/** The training error of a network with so many layers for each shortcut, γ starting at 0, in per cent. */
function inBlocksOf(layers: number, depth: number, seed: number): number {
  for (const {error} of layersPerBlock({layers, depth, seed})) if (error !== undefined) return 100 * error;
  throw new Error("a training ended without a result");
}

/** Two and three layers for each shortcut. */
const threeLayers = measurement("three layers", 3, seed => ({
  "three layers, 8": inBlocksOf(3, 8, seed),
  "three layers, 20": inBlocksOf(3, 20, seed),
  "three layers, 56": inBlocksOf(3, 56, seed),
  ...errors(lecture, ["zero-gamma"], [8, 20, 56], seed)
}));

/** One layer for each shortcut, γ starting at 0. */
const singleLayers = measurement("single layers", 3, seed => {
  const single = (depth: number) => inBlocksOf(1, depth, seed);
  return {
    "one layer, 8": single(8),
    "one layer, 20": single(20),
    "one layer, 56": single(56),
    ...errors(lecture, ["zero-gamma"], [8, 20, 56], seed),
    ...errors(lecture, ["plain"], [56], seed)
  };
});

/** The small convolutional network. */
const convnets = measurement("convnets", 6, seed => {
  const at = (netBlock: "plain" | "residual" | "pre-activation", depth: number) => {
    const options = convnetOptions({
      ...defaults(convnetParameters),
      netBlock,
      netDepth: `${depth}` as "32",
      netSeed: seed
    });
    return errorOf({...options, watch: false, every: undefined});
  };
  return {
    "plain 32": at("plain", 32),
    "residual 8": at("residual", 8),
    "residual 20": at("residual", 20),
    "residual 32": at("residual", 32),
    "pre-activation 8": at("pre-activation", 8),
    "pre-activation 32": at("pre-activation", 32)
  };
});

export const findings: readonly Finding[] = [
  finding("single-layers", "residual-block#kinds", singleLayers, {
    says: {
      en: "Blocks of one layer cure most of the degradation at 56 layers, and do worse than blocks of two where branches start at 0.",
      zh: "一层的块在 56 层时也治好了大半的退化；分支从 0 起步时，不如两层的块。"
    },
    shows: [
      "plain 56",
      "one layer, 8",
      "zero-gamma 8",
      "one layer, 20",
      "zero-gamma 20",
      "one layer, 56",
      "zero-gamma 56"
    ],
    holds: r =>
      always(r, n => n["one layer, 56"] < n["plain 56"] / 2) &&
      ([8, 20, 56] as const).every(d => share(r, n => n[`one layer, ${d}`] > n[`zero-gamma ${d}`]) >= 0.8)
  }),
  finding("three-layers", "residual-block#kinds", threeLayers, {
    says: {
      en: "Where branches start at 0, blocks of three layers do about as well as blocks of two, at 8, 20 and 56 layers.",
      zh: "分支从 0 起步时，8、20、56 层的网络里，三层的块与两层的块差不多一样好。"
    },
    shows: [
      "three layers, 8",
      "zero-gamma 8",
      "three layers, 20",
      "zero-gamma 20",
      "three layers, 56",
      "zero-gamma 56"
    ],
    holds: r =>
      ([8, 20, 56] as const).every(
        d =>
          Math.abs(middle(r, `three layers, ${d}`) - middle(r, `zero-gamma ${d}`)) < 1 &&
          always(r, n => n[`three layers, ${d}`] < 5)
      )
  }),
  finding("race-deep", "residual-network#inside", races, {
    says: {
      en: "In the race of 56 layers the residual network learns the spirals (in nine seeds of ten less than 5 % are wrong), the plain one does not.",
      zh: "56 层的比赛里，残差网络学会了螺线（十个种子里有九个，答错的不到 5 %），普通网络没有。"
    },
    shows: ["plain 56, rate 0.03", "residual 56, rate 0.03"],
    holds: r =>
      always(r, n => n["plain 56, rate 0.03"] > 50 && n["residual 56, rate 0.03"] < 15) &&
      share(r, n => n["residual 56, rate 0.03"] < 5) >= 0.9
  }),
  finding("race-shallow", "residual-network#inside", races, {
    says: {
      en: "In the race of 8 layers at rate 0.03 the plain network wins; at 0.1 the two are about level.",
      zh: "8 层、学习率 0.03 的比赛，普通网络赢；学习率 0.1 时大致打平。"
    },
    shows: ["plain 8, rate 0.03", "residual 8, rate 0.03", "plain 8, rate 0.1", "residual 8, rate 0.1"],
    holds: r =>
      always(r, n => n["plain 8, rate 0.03"] < n["residual 8, rate 0.03"]) &&
      Math.abs(middle(r, "plain 8, rate 0.1") - middle(r, "residual 8, rate 0.1")) < 1.5
  }),
  finding("convnet-shallow", "residual-network#small-convnet", convnets, {
    says: {en: "A shallow convolutional network suffices: 8 layers.", zh: "浅的卷积网络就够了：8 层。"},
    shows: ["residual 8", "pre-activation 8"],
    holds: r => always(r, n => n["residual 8"] < 2 && n["pre-activation 8"] < 2)
  }),
  finding("convnet-deep", "residual-network#small-convnet", convnets, {
    says: {
      en: "Of 32 layers, plain ones get about half wrong or more; He et al.’s block learns from some starts only, pre-activation from all.",
      zh: "32 层时，普通网络答错一半上下或更多；何恺明等人的块只从一部分起点学得会，预激活都学得会。"
    },
    shows: ["plain 32", "residual 32", "pre-activation 32"],
    holds: r => {
      const learns = share(r, n => n["residual 32"] < 5);
      return (
        learns >= 0.3 && learns <= 0.8 && always(r, n => n["plain 32"] > 40 && n["pre-activation 32"] < 5)
      );
    }
  })
];
