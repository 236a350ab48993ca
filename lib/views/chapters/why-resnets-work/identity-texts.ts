import type {Norms} from "../../../experiments/identity.js";
import {significant} from "../../../lesson/numbers.js";
import {texts} from "../../kit/texts.js";

const short = (v: number) => significant(v, 2);

/** What the figure of the identity experiment says. */
export const identityTexts = texts({
  en: {
    title: "Two blocks learn y = x",
    lambda: "weight decay λ",
    moment: "moment of training, %",
    play: "Play training",
    again: "Train again",
    block: "block",
    look: "Look inside a block",
    visited: "The errors at each λ that you have tried",
    optimiser: "optimiser",
    optimisers: {sgd: "SGD", momentum: "momentum", adam: "Adam"} as Record<string, string>,
    rate: "learning rate",
    start: "start",
    starts: {he: "random (He)", identity: "W = I", zero: "last layer 0"} as Record<string, string>,
    width: "width",
    steps: "steps",
    seed: "seed",
    decayb: "biases decay too",
    decoupled: "shrink weights directly (decoupled, as in AdamW)",
    kinds: {plain: "plain", residual: "residual"},
    and: " and ",
    panel: (kind: string) => `${kind} block`,
    units: "Output against input, unit by unit",
    weights: "Weights and biases",
    dead: "dead: a unit that is 0 for every input; its gradient is 0 too. In the small panels it is shaded.",
    divergedWord: "diverged",
    diverged: (kinds: string) =>
      `Diverged: the numbers of the ${kinds} block grew beyond what a computer can hold, and training ended there. Lower the learning rate.`,
    allDead: (kinds: string) =>
      `All output units of the ${kinds} block are dead: it puts out 0 and no longer learns. Try a lower learning rate, less decay or another seed.`,
    predict: {
      ask: "No decay, λ = 0: does the residual block learn the identity, and do its weights go to 0?",
      choices: {
        zero: "it learns it, and its weights go to 0",
        kept: "it learns it, and its weights do not go to 0",
        not: "it does not learn it without decay"
      },
      because:
        "There are many ways to make the branch vanish: W[l+2] a[l+1] + b[l+2] only has to be zero, or negative where a[l] is zero. Decay adds a choice: of all these, only that with all weights zero is left."
    },
    tried: (n: number) => `Relative error at the end against λ, for ${n} values of λ tried so far.`,
    progress: (step: number, steps: number) => `step ${step} of ${steps}`,
    norms: (kind: string, n?: Norms) =>
      n
        ? `Norms of the ${kind} block: W[l+1] ${short(n.w1)}, W[l+2] ${short(n.w2)}, biases ${short(Math.hypot(n.b1, n.b2))}.`
        : "",
    now: (lambda: number, moment: number) => `λ = ${lambda}, after ${moment}% of the steps.`,
    kindNow: (kind: string, error: string, w1: number, w2: number, dead: number) =>
      `The ${kind} block: relative error ${error}, norms of W[l+1] ${short(w1)} and W[l+2] ${short(w2)}, dead output units: ${dead}.`,
    kindDiverged: (kind: string) => `The ${kind} block diverged.`,
    floorNow: (floor: string) => `Decay keeps two linear layers at an error of at least ${floor}.`,
    goal: {
      ask: "Find settings with which the plain block ends with a smaller error than the residual one.",
      hint: "A block that starts as the identity has nothing to learn, as long as nothing pulls it away. Where does each of the two start from W = I?"
    },
    caption:
      "As a rule the residual block comes to y = x, while the plain one gets stuck on its way, or is held at a floor by decay.",
    hint: "Move λ: both blocks are trained anew each time, and each λ you visit leaves two points in the chart of errors. Look inside and play the training to watch the weights move. Then try other seeds at λ\u00a0=\u00a00, a start at W\u00a0=\u00a0I, or another optimiser. The dashed line is not measured but calculated: it is the least error that decay leaves to a plain block of two linear layers without biases. Below 10⁻⁸% the curves run along the lower edge."
  },
  zh: {
    title: "两个块学习 y = x",
    lambda: "权重衰减 λ",
    moment: "训练进度（%）",
    play: "播放训练",
    again: "重新训练",
    block: "块",
    look: "看看块的里面",
    visited: "试过的各个 λ 的误差",
    optimiser: "优化器",
    optimisers: {sgd: "SGD", momentum: "动量", adam: "Adam"},
    rate: "学习率",
    start: "初始权重",
    starts: {he: "随机（He）", identity: "W = I", zero: "末层为 0"},
    width: "宽度",
    steps: "步数",
    seed: "随机种子",
    decayb: "偏置也衰减",
    decoupled: "直接缩小权重（解耦，即 AdamW 的做法）",
    kinds: {plain: "普通", residual: "残差"},
    and: "和",
    panel: kind => `${kind}块`,
    units: "每个单元的输出与输入",
    weights: "权重和偏置",
    dead: "死亡单元：对所有输入都是 0，梯度也是 0。在小图里有底色。",
    divergedWord: "发散",
    diverged: kinds => `发散了：${kinds}块的数字超出了计算机能表示的范围，训练到此为止。请调低学习率。`,
    allDead: kinds =>
      `${kinds}块的输出单元全部死亡：输出为 0，不再学习。试试较低的学习率、较弱的衰减或另一个种子。`,
    predict: {
      ask: "没有衰减，λ = 0：残差块学得会恒等函数吗？它的权重会变成 0 吗？",
      choices: {
        zero: "学得会，权重变成 0",
        kept: "学得会，权重不变成 0",
        not: "没有衰减就学不会"
      },
      because:
        "让分支消失的办法有很多：只要 W[l+2] a[l+1] + b[l+2] 为零，或者在 a[l] 为零处为负。衰减加上了选择：在所有这些解里，只留下权重全为零的那一个。"
    },
    tried: n => `结束时的相对误差与 λ，目前试过 ${n} 个 λ。`,
    progress: (step, steps) => `第 ${step} 步，共 ${steps} 步`,
    norms: (kind, n) =>
      n
        ? `${kind}块的范数：W[l+1] ${short(n.w1)}，W[l+2] ${short(n.w2)}，偏置 ${short(Math.hypot(n.b1, n.b2))}。`
        : "",
    now: (lambda, moment) => `λ = ${lambda}，训练进行到 ${moment}%。`,
    kindNow: (kind, error, w1, w2, dead) =>
      `${kind}块：相对误差 ${error}，W[l+1] 的范数 ${short(w1)}，W[l+2] 的范数 ${short(w2)}，死亡的输出单元 ${dead} 个。`,
    kindDiverged: kind => `${kind}块发散了。`,
    floorNow: floor => `衰减使两个线性层的误差至少为 ${floor}。`,
    goal: {
      ask: "找一组设置，使普通块最后的误差小于残差块的。",
      hint: "一开始就是恒等函数的块，只要没有什么把它拉走，就什么也不用学。初始权重取 W = I 时，两种块各是什么函数？"
    },
    caption: "残差块通常学得到 y = x；普通块则在半路卡住，或者被衰减挡在一个下限之上。",
    hint: "移动 λ：每次都会重新训练两个块，走过的每个 λ 都在误差图里留下两个点。打开里面播放训练，看权重怎样变化。再试试 λ\u00a0=\u00a00 时换种子、从 W\u00a0=\u00a0I 出发，或者换一个优化器。虚线不是测量值，而是由公式算出的：没有偏置的两个线性层（普通块），在衰减之下误差的最小值。低于 10⁻⁸% 的曲线沿着下边缘走。"
  }
});
