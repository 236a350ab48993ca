import {texts} from "../../../kit/texts.js";
import {identityTexts} from "../identity-texts.js";
import type {SeriesName} from "../model/lambda-summary.js";

interface Settings {
  readonly runs: number;
  readonly sweepwidth: number;
  readonly sweepoptimiser: string;
  readonly sweeprate: number;
}

const {optimisers} = identityTexts;

/** What the figure of the error against λ says. */
export const lambdaTexts = texts({
  en: {
    title: "Error after training, against λ",
    run: "Run it here",
    runs: "seeds",
    series: {
      plain: "plain",
      "plain from W = I": "plain, from W = I",
      residual: "residual"
    } as Record<SeriesName, string>,
    theory: "floor, by theory",
    error: "relative error after 1000 steps",
    tip: (name: string, lambda: number, middle: string, low: string, high: string) =>
      `${name}\nλ = ${lambda}: ${middle}\nfrom ${low} to ${high}`,
    medians: "Relative error after 1000 steps, medians over seeds.",
    along: (name: string, points: string) => `${name[0].toUpperCase()}${name.slice(1)}: ${points}.`,
    at: (lambda: number, error: string) => `${error} at λ = ${lambda}`,
    progress: (done: number, total: number) => `${done} of ${total} blocks`,
    what: (s: Settings) =>
      `${s.runs === 1 ? "one seed" : `medians of ${s.runs} seeds, bands from least to most`}; width ${s.sweepwidth}, ${optimisers[s.sweepoptimiser]}, learning rate ${s.sweeprate}`,
    wins: (won: number, pairs: number) =>
      `Residual against plain, same seed and same λ: the residual block is better in ${won} of ${pairs} pairs.`,
    free: (error: string, norm: string) =>
      `No decay needed: at λ = 0 the residual block’s median error is ${error}, while the larger of its weight matrices still has norm ${norm}.`,
    helps: (none: string, best: string, lambda: number) =>
      `Decay can help the plain block: its median error is ${none} without decay and ${best} at λ = ${lambda}.`,
    hurts: (none: string) => `Here no decay is best for the plain block: ${none}.`,
    able: (exact: string, from: string, plain: string, lambda: number) =>
      `Able, but kept from it: started at W = I the plain block’s error is ${exact} at λ = 0; at λ = ${lambda} it is ${from}, and ${plain} from random weights.`,
    diverged: (n: number) =>
      `${n} runs diverged; a λ at which any run did has no point. Lower the learning rate.`,
    predict: {
      ask: "A plain block starts as the identity, at W = I, and is trained with strong decay. Does decay leave it there?",
      choices: {
        stays: "yes: there is nothing to learn",
        nearer: "no, but it ends much nearer the identity than a block from random weights",
        floor: "no: it ends as far from the identity as a block from random weights"
      },
      because:
        "Decay makes all weights smaller, and for a plain block the identity needs weights that are not zero. So both plain blocks have the same floor, wherever they start."
    },
    table: "The numbers, with least and most",
    shrinking:
      "What is left of ‖W[l+1]‖ of the residual block after 1000 steps at λ = 0.01, learning rate 0.03 (medians of 5 seeds):",
    others: "What else these runs say",
    optimisers: "How far decay shrinks the weights depends on the optimiser",
    goal: {
      ask: "Let decay help the residual block, too: without it an error above 1%, with some λ less than half of that.",
      hint: "A block that 1000 steps bring close to the identity needs no help. Let it learn more slowly; decay goes the same way."
    },
    caption:
      "Each point is the median of many blocks, each trained from its own seed on its own data. The dashed line is the least error that decay leaves to a plain block, by theory.",
    hint: "The dashed line is calculated: the least error that decay leaves to two linear layers without biases. Try momentum with learning rate 0.1. Errors below 10⁻⁸% stand on the lower edge."
  },
  zh: {
    title: "训练后的误差与 λ",
    run: "在这里运行",
    runs: "随机种子数",
    series: {plain: "普通", "plain from W = I": "普通，从 W = I 出发", residual: "残差"},
    theory: "理论下限",
    error: "1000 步之后的相对误差",
    tip: (name, lambda, middle, low, high) => `${name}\nλ = ${lambda}：${middle}\n从 ${low} 到 ${high}`,
    medians: "1000 步之后的相对误差，对种子取中位数。",
    along: (name, points) => `${name}：${points}。`,
    at: (lambda, error) => `λ = ${lambda} 时 ${error}`,
    progress: (done, total) => `${done} / ${total} 个块`,
    what: s =>
      `${s.runs === 1 ? "一个随机种子" : `${s.runs} 个随机种子的中位数，色带从最小到最大`}；宽度 ${s.sweepwidth}，${optimisers[s.sweepoptimiser]}，学习率 ${s.sweeprate}`,
    wins: (won, pairs) => `残差对普通，种子和 λ 都相同：${pairs} 对里有 ${won} 对是残差块更好。`,
    free: (error, norm) =>
      `不需要衰减：λ = 0 时，残差块误差的中位数是 ${error}，而两个权重矩阵中较大的一个范数仍有 ${norm}。`,
    helps: (none, best, lambda) =>
      `衰减可以帮到普通块：没有衰减时误差的中位数是 ${none}，λ = ${lambda} 时是 ${best}。`,
    hurts: none => `在这里，普通块没有衰减时最好：${none}。`,
    able: (exact, from, plain, lambda) =>
      `能做到，但受阻：从 W = I 出发，普通块在 λ = 0 时误差是 ${exact}；在 λ = ${lambda} 时是 ${from}，从随机权重出发是 ${plain}。`,
    diverged: n => `${n} 次运行发散；只要有一次发散，那个 λ 就没有点。请调低学习率。`,
    predict: {
      ask: "普通块从 W = I 出发，一开始就是恒等函数，再用较强的衰减来训练。衰减会让它留在那里吗？",
      choices: {
        stays: "会：它没有什么要学的",
        nearer: "不会，但比从随机权重出发的块接近恒等函数得多",
        floor: "不会：最后离恒等函数一样远，与从随机权重出发的块没有区别"
      },
      because:
        "衰减让所有权重变小，而普通块要成为恒等函数，权重不能为零。所以两种普通块无论从哪里出发，误差的下限都相同。"
    },
    table: "数字，连同最小值和最大值",
    shrinking: "残差块在 λ = 0.01、学习率 0.03 下训练 1000 步之后，‖W[l+1]‖ 还剩多少（5 个种子的中位数）：",
    others: "这些运行还说明了什么",
    optimisers: "衰减把权重缩小多少，取决于优化器",
    goal: {
      ask: "让衰减也帮上残差块：没有衰减时误差高于 1%，取某个 λ 时不到它的一半。",
      hint: "1000 步就能接近恒等函数的块，用不着帮忙。让它学得慢一些，衰减会把它往同一个方向推。"
    },
    caption:
      "每个点是许多块的中位数，每个块都用自己的种子和自己的数据来训练。虚线是理论上衰减留给普通块的最小误差。",
    hint: "虚线由公式算出：没有偏置的两个线性层，在衰减之下误差的最小值。试试动量，学习率 0.1。低于 10⁻⁸% 的误差画在下边缘上。"
  }
});
