import type {Variant} from "../../../lib/experiments/network.js";
import {type PresetName, presetSettings} from "../../../lib/views/chapters/residual-network/model/presets.js";
import {always, type Finding, finding, measurement, middle, rising, seedsFrom, share} from "../finding.js";

import {errors, lecture} from "./training.js";

const allVariants = ["plain", "zero-gamma", "residual", "pre-activation"] as const;
const allDepths = [4, 8, 20, 32, 56, 110] as const;

const depths = measurement("depths", 8, seed => errors(lecture, allVariants, allDepths, seed));

const shallowest = measurement("shallowest", 0.2, seed => errors(lecture, ["plain"], [2, 4], seed));

/** A preset, plain beside the block that it chooses. */
const preset = <V extends Variant, D extends number>(
  name: PresetName,
  seconds: number,
  variants: readonly V[],
  depths: readonly D[],
  seeds?: readonly number[]
) =>
  measurement(`preset ${name}`, seconds, seed => errors(presetSettings[name], variants, depths, seed), seeds);

const presets = {
  adam: preset("adam", 1, ["plain"], [8, 20, 56]),
  full: preset("full", 5, ["plain"], [20, 32, 56]),
  long: preset("long", 5, ["plain"], [20, 56]),
  warm: preset("warm", 0.5, ["plain"], [8, 20, 56]),
  bare: preset("bare", 2, ["plain", "residual"], [20, 32, 56]),
  // The bounds of its row were set after seeds 61 to 70 had been seen.
  scaled: preset("scaled", 3, ["scaled"], [4, 20, 56, 110], seedsFrom(71)),
  gamma: preset("gamma", 3, ["plain", "residual"], [20, 110]),
  calm: preset("calm", 2, ["zero-gamma"], [4, 20, 110])
};

const linear = measurement("preset linear", 9, seed => {
  const at = [20, 32, 56, 110] as const;
  const he = errors({...presetSettings.linear, init: "he"}, ["plain"], at, seed);
  return {
    ...errors(presetSettings.linear, ["plain"], at, seed),
    "he 20": he["plain 20"],
    "he 32": he["plain 32"],
    "he 56": he["plain 56"],
    "he 110": he["plain 110"]
  };
});

/** Narrower networks, and one rate for all depths: where depth does harm residual networks too. */
const narrow = measurement("narrow", 1.5, seed => {
  const at = [8, 20, 56, 110] as const;
  const narrow = errors({...lecture, width: 8}, ["zero-gamma"], at, seed);
  const fast = errors({...lecture, rate: "0.3"}, ["zero-gamma"], at, seed);
  return {
    "width 8, 8": narrow["zero-gamma 8"],
    "width 8, 20": narrow["zero-gamma 20"],
    "width 8, 56": narrow["zero-gamma 56"],
    "width 8, 110": narrow["zero-gamma 110"],
    "rate 0.3, 8": fast["zero-gamma 8"],
    "rate 0.3, 20": fast["zero-gamma 20"],
    "rate 0.3, 56": fast["zero-gamma 56"],
    "rate 0.3, 110": fast["zero-gamma 110"]
  };
});

export const findings: readonly Finding[] = [
  finding("plain-u-shape", "residual-network#degradation", depths, {
    says: {
      en: "As plain networks get deeper, their training error falls, is lowest at a modest depth, and rises.",
      zh: "普通网络加深时，训练误差先降，在不太深处最低，然后上升。"
    },
    shows: ["plain 4", "plain 8", "plain 20", "plain 32", "plain 56"],
    holds: r =>
      always(
        r,
        n =>
          Math.max(n["plain 4"], n["plain 8"]) < 10 &&
          rising(n["plain 8"], n["plain 20"], n["plain 32"]) &&
          n["plain 56"] > n["plain 20"]
      ) && rising(...([8, 20, 32, 56, 110] as const).map(depth => middle(r, `plain ${depth}`)))
  }),
  finding("plain-falls", "residual-network#degradation", shallowest, {
    says: {
      en: "From 2 layers to 4 the training error falls.",
      zh: "从 2 层到 4 层，训练误差下降。"
    },
    shows: ["plain 2", "plain 4"],
    holds: r => always(r, n => n["plain 4"] < n["plain 2"] / 2)
  }),
  finding("plain-guesses", "residual-network#degradation", depths, {
    says: {
      en: "The deepest plain networks do hardly better than guessing (67 %).",
      zh: "最深的普通网络比随机猜测（67 %）好不了多少。"
    },
    shows: ["plain 110"],
    holds: r => always(r, n => n["plain 110"] > 57)
  }),
  finding("degradation", "residual-network#degradation", depths, {
    says: {
      en: "With more layers the residual network does not get worse, at this width and with a rate chosen for it.",
      zh: "宽度如此、学习率各自选好时，残差网络层数增加也不会变差。"
    },
    shows: ["zero-gamma 8", "zero-gamma 20", "zero-gamma 32", "zero-gamma 56", "zero-gamma 110"],
    holds: r =>
      ([20, 32, 56, 110] as const).every(
        depth => middle(r, `zero-gamma ${depth}`) <= middle(r, "zero-gamma 8") + 0.5
      ) && always(r, n => n["zero-gamma 56"] < 5 && n["zero-gamma 110"] < 5)
  }),
  finding("residual-wins-deep", "residual-network#degradation", depths, {
    says: {
      en: "From 20 layers on, the residual network does better than the plain one.",
      zh: "从 20 层起，残差网络比普通网络好。"
    },
    shows: ["plain 20", "zero-gamma 20", "plain 110", "zero-gamma 110"],
    holds: r =>
      always(r, n => ([20, 32, 56, 110] as const).every(d => n[`zero-gamma ${d}`] < n[`plain ${d}`] - 10))
  }),
  finding("shallow", "residual-network#degradation", depths, {
    says: {
      en: "With 8 layers the plain network is as good as the residual one, with 4 the better.",
      zh: "8 层时两者不相上下，4 层时普通网络更好。"
    },
    shows: ["plain 4", "zero-gamma 4", "plain 8", "zero-gamma 8"],
    holds: r =>
      Math.abs(middle(r, "plain 8") - middle(r, "zero-gamma 8")) < 1 &&
      middle(r, "plain 4") < middle(r, "zero-gamma 4") &&
      share(r, n => n["plain 4"] < n["zero-gamma 4"]) >= 0.8
  }),
  finding("narrow", "residual-network#degradation", narrow, {
    says: {
      en: "Of networks half as wide the deep residual ones do get worse, and at a fixed rate of 0.3 they fail.",
      zh: "宽度减半时，深的残差网络会变差；固定用学习率 0.3，就会失败。"
    },
    shows: ["width 8, 8", "width 8, 56", "width 8, 110", "rate 0.3, 8", "rate 0.3, 56", "rate 0.3, 110"],
    holds: r =>
      middle(r, "width 8, 110") > middle(r, "width 8, 8") + 4 &&
      middle(r, "rate 0.3, 8") < 5 &&
      always(r, n => n["rate 0.3, 110"] > 30)
  }),
  finding("full-strength", "residual-network#degradation", depths, {
    says: {
      en: "With branches that start at full strength (γ = 1) the network degrades too, later and less.",
      zh: "分支一开始就以全幅度输出（γ = 1）时，网络也会退化，只是晚一些、轻一些。"
    },
    shows: ["residual 8", "residual 20", "residual 56", "residual 110", "plain 110"],
    holds: r =>
      always(r, n => n["residual 20"] < n["plain 20"] - 10 && n["residual 110"] < n["plain 110"] - 20) &&
      share(r, n => n["residual 110"] > n["residual 20"]) >= 0.9 &&
      middle(r, "residual 110") > 3
  }),
  finding("pre-activation", "residual-network#degradation", depths, {
    says: {en: "Pre-activation does not degrade.", zh: "预激活不退化。"},
    shows: ["pre-activation 8", "pre-activation 56", "pre-activation 110"],
    holds: r => always(r, n => ([8, 20, 32, 56, 110] as const).every(d => n[`pre-activation ${d}`] < 5))
  }),
  finding("preset-adam", "residual-network#degradation", presets.adam, {
    says: {
      en: "With Adam the error of plain networks rises with depth all the same.",
      zh: "换成 Adam，普通网络的误差照样随深度上升。"
    },
    shows: ["plain 8", "plain 20", "plain 56"],
    holds: r => always(r, n => rising(n["plain 8"], n["plain 20"], n["plain 56"]) && n["plain 56"] > 50)
  }),
  finding("preset-full", "residual-network#degradation", presets.full, {
    says: {
      en: "With the full batch 20 layers still learn, deeper plain networks less and less.",
      zh: "每步用全部样本时，20 层还学得会，更深的普通网络越来越学不会。"
    },
    shows: ["plain 20", "plain 32", "plain 56"],
    holds: r =>
      always(r, n => n["plain 20"] < 10 && n["plain 56"] > 25) &&
      rising(...([20, 32, 56] as const).map(d => middle(r, `plain ${d}`)))
  }),
  finding("preset-long", "residual-network#degradation", presets.long, {
    says: {
      en: "18 times the steps help plain networks of 20 layers, and hardly those of 56 and more.",
      zh: "18 倍的步数帮得了 20 层的普通网络，对 56 层以上的几乎没有用。"
    },
    shows: ["plain 20", "plain 56"],
    holds: r => always(r, n => n["plain 20"] < 10 && n["plain 56"] > 40)
  }),
  finding("preset-warm", "residual-network#degradation", presets.warm, {
    says: {en: "A warm-up changes little.", zh: "预热作用不大。"},
    shows: ["plain 8", "plain 20", "plain 56"],
    holds: r => always(r, n => rising(n["plain 8"], n["plain 20"], n["plain 56"]) && n["plain 56"] > 50)
  }),
  finding("preset-bare", "residual-network#degradation", presets.bare, {
    says: {
      en: "Without batch normalisation, full-strength branches do worse than none: at 20 layers most guess, from 32 on they diverge.",
      zh: "没有批量归一化时，全幅度的分支还不如没有分支：20 层多半只能随机猜测，32 层起发散。"
    },
    shows: ["plain 20", "residual 20", "residual 32", "residual 56"],
    holds: r =>
      share(r, n => n["residual 20"] > 60) > 0.5 &&
      share(r, n => n["residual 20"] > n["plain 20"]) >= 0.8 &&
      always(r, n => [n["residual 32"], n["residual 56"]].every(v => v === Number.POSITIVE_INFINITY))
  }),
  finding("preset-scaled", "residual-network#degradation", presets.scaled, {
    says: {
      en: "With branches × 1/√L none explodes, and every depth from 4 layers on learns.",
      zh: "分支乘以 1/√L 就都不爆炸，从 4 层起，哪种深度都学得会。"
    },
    shows: ["scaled 4", "scaled 20", "scaled 56", "scaled 110"],
    // Learns: less than a tenth wrong in every seed, where guessing has two thirds or more, and hardly any in most.
    holds: r =>
      always(r, n => Object.values(n).every(v => v < 10)) &&
      (["scaled 4", "scaled 20", "scaled 56", "scaled 110"] as const).every(name => middle(r, name) < 1)
  }),
  finding("preset-gamma", "residual-network#degradation", presets.gamma, {
    says: {
      en: "He et al.’s block on digits degrades too, later and far less.",
      zh: "何恺明等人的块识别数字时也会退化，只是晚得多、轻得多。"
    },
    shows: ["plain 20", "plain 110", "residual 20", "residual 110"],
    holds: r =>
      always(r, n => n["residual 20"] < 2 && n["residual 110"] < n["plain 110"] / 2) &&
      middle(r, "residual 110") > 2
  }),
  finding("preset-calm", "residual-network#degradation", presets.calm, {
    says: {
      en: "On digits, branches that start at nothing hardly err at any depth.",
      zh: "识别数字时，从零起步的分支多深都几乎没有错误。"
    },
    shows: ["zero-gamma 4", "zero-gamma 20", "zero-gamma 110"],
    holds: r => always(r, n => Object.values(n).every(v => v < 2))
  }),
  finding("preset-linear", "residual-network#degradation", linear, {
    says: {
      en: "A start that looks linear carries a plain network to 56 layers; from He’s, 20 learn too, and more layers do ever worse.",
      zh: "看似线性的起点使普通网络 56 层也学得会；用 He 的起点，20 层也行，再深就越来越差。"
    },
    shows: ["plain 20", "plain 56", "plain 110", "he 20", "he 32", "he 56", "he 110"],
    holds: r =>
      always(r, n => n["plain 20"] < 3 && n["plain 32"] < 3 && n["plain 56"] < 10 && n["he 110"] > 60) &&
      middle(r, "plain 56") < 3 &&
      share(r, n => n["he 20"] < 10) >= 0.9 &&
      rising(middle(r, "he 20"), middle(r, "he 32"), middle(r, "he 56")) &&
      middle(r, "he 56") > 10
  })
];
