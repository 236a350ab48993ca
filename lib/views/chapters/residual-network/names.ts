// Names of choices, shared by the figures of this page.
import type {Variant} from "../../../experiments/network.js";
import {type Settings, sweepOf} from "../../../lesson/runs/degradation.js";
import {listed, texts} from "../../kit/texts.js";

export const names = texts({
  en: {
    variants: {
      plain: "plain",
      "zero-gamma": "residual blocks whose γ starts at 0",
      "pre-activation": "residual blocks with pre-activation",
      residual: "residual blocks at full strength (He et al. 2015)",
      scaled: "residual blocks, branch × 1/√L"
    } satisfies Record<Variant, string> as Record<Variant, string>,
    kinds: {plain: "plain", residual: "residual"},
    /** Between two sentences. */
    gap: " ",
    comma: ", ",
    colon: ": ",
    semicolon: "; ",
    stop: ".",
    data: {spirals: "three spirals", glyphs: "digits", images: "digits, convolutional"},
    optimisers: {momentum: "momentum", adam: "Adam", sgd: "SGD"},
    initialisations: {
      he: "He",
      xavier: "Xavier",
      orthogonal: "orthogonal",
      "looks-linear": "looks linear"
    },
    schedules: {cosine: "cosine", "warm-up": "warm-up, then cosine", constant: "constant"},
    batches: {small: "small", all: "all examples"},
    layers: (depth: number) => `${depth} layers`,
    rates: (rates: readonly number[]) =>
      rates.length > 1 ? `best learning rate of ${rates.join(", ")}` : `learning rate ${rates[0]}`,
    steps: (steps: number) => `${steps} steps`,
    seed: (seed: number) => `seed ${seed}`,
    width: (width: number) => `width ${width}`,
    noNorm: "no batch normalisation",
    chance: "chance",
    conflict: "A block whose γ starts at 0 needs batch normalisation. Switch it on, or choose another block.",
    seconds: (s: number) =>
      s < 1.5 ? "about a second" : s < 90 ? `about ${Math.round(s)} s` : `about ${Math.round(s / 60)} min`
  },
  zh: {
    variants: {
      plain: "普通网络",
      "zero-gamma": "残差块的 γ 从 0 开始",
      "pre-activation": "残差块用预激活",
      residual: "残差块的分支全幅度（何恺明等，2015）",
      scaled: "残差块的分支 × 1/√L"
    },
    kinds: {plain: "普通网络", residual: "残差网络"},
    gap: "",
    comma: "，",
    colon: "：",
    semicolon: "；",
    stop: "。",
    data: {spirals: "三条螺线", glyphs: "数字", images: "数字，卷积网络"},
    optimisers: {momentum: "动量", adam: "Adam", sgd: "SGD"},
    initialisations: {he: "He", xavier: "Xavier", orthogonal: "正交", "looks-linear": "看似线性"},
    schedules: {cosine: "余弦", "warm-up": "预热，再余弦", constant: "不变"},
    batches: {small: "小批量", all: "全批量"},
    layers: depth => `${depth} 层`,
    rates: rates =>
      rates.length > 1
        ? `学习率取 ${rates.join("、")} 中${rates.length > 2 ? "最好" : "较好"}者`
        : `学习率 ${rates[0]}`,
    steps: steps => `${steps} 步`,
    seed: seed => `种子 ${seed}`,
    width: width => `宽度 ${width}`,
    noNorm: "没有批量归一化",
    chance: "随机猜测",
    conflict: "γ 从 0 开始的块需要批量归一化。请打开批量归一化，或者换一种块。",
    seconds: s => (s < 1.5 ? "约 1 秒" : s < 90 ? `约 ${Math.round(s)} 秒` : `约 ${Math.round(s / 60)} 分钟`)
  }
});

/** The settings of a training in words: data and block, and what else differs from the usual. */
export function inWords(settings: Settings): string {
  const {data, block, optimiser, steps, schedule, batch, width, norm, init} = settings;
  return listed([
    names.data[data],
    names.variants[block],
    names.optimisers[optimiser],
    names.rates(sweepOf(settings).rates),
    names.steps(steps),
    ...(schedule === "cosine" ? [] : [names.schedules[schedule]]),
    ...(batch === "all" ? [names.batches.all] : []),
    ...(width === 16 ? [] : [names.width(width)]),
    ...(norm ? [] : [names.noNorm]),
    ...(init === "he" ? [] : [names.initialisations[init]])
  ]);
}
