import type {Weights} from "../../../../experiments/landscape.js";
import {fixed, significant} from "../../../../lesson/numbers.js";
import {texts} from "../../../kit/texts.js";

export const t = texts({
  en: {
    title: "The loss over w₁ and w₂",
    decay: "λ",
    m: "m = E[x²]",
    pace: "learning rate",
    start: "start",
    kinds: {plain: "Plain", residual: "Residual"},
    says: (kind: string, text: string) => `${kind}: ${text}`,
    pick: (kind: string) => `${kind}: where gradient descent starts`,
    at: ([a, b]: Weights) => `w₁ ${fixed(a, 1)}, w₂ ${fixed(b, 1)}`,
    origin: (low: number, high: number, isSaddle: boolean) =>
      `Origin: eigenvalues ${fixed(low)} and ${fixed(high)}, ${isSaddle ? "a saddle" : low > 0 ? "a minimum" : "level in at least one direction"}.`,
    predict: {
      ask: "You stand at the origin, where all weights are zero. Where does the ground fall away, in some direction?",
      choices: {
        both: "in both landscapes",
        neither: "in neither",
        residual: "only in the residual block’s",
        plain: "only in the plain block’s"
      },
      because:
        "With its weights at zero the residual block is the identity, which is its goal. The plain block puts out 0 there, and must leave in one of two directions to get to its own."
    },
    lowest: (product: number) => `Lowest where w₁w₂ = ${fixed(product)}.`,
    arrived: (steps: number, product: number, value: number) =>
      `From the start, level ground after ${steps} steps: w₁w₂ = ${fixed(product)}, loss ${significant(value, 2)}.`,
    stuck: (steps: number) =>
      `From the start, level ground after ${steps} steps, and it is the saddle: a push would send it down.`,
    under: (steps: number) => `Still under way after ${steps} steps.`,
    diverged: "Diverged: the steps overshoot, each more than the one before. Lower the learning rate.",
    goal: {
      ask: "Let the residual block come to rest as the identity, with w₁w₂ = 0, and yet with a weight that is not zero.",
      hint: "Once the product is zero, the error is. What else pulls at the weights?"
    },
    caption:
      "For the residual block the origin is the bottom of a bowl, for the plain one a saddle between two minima, as long as λ stays below {m}.",
    hint: "The stronger the colour, the lower the ground; dots mark the minima, a cross the saddle. Choose a start by pointing, touching or with the arrow keys: the line is gradient descent from there, in both landscapes. Raise λ to m, and watch the plain block’s minima merge. Start on the diagonal w₂ = −w₁, and the plain block runs into the saddle."
  },
  zh: {
    title: "损失与 w₁、w₂",
    decay: "λ",
    m: "m = E[x²]",
    pace: "学习率",
    start: "起点",
    kinds: {plain: "普通", residual: "残差"},
    says: (kind, text) => `${kind}：${text}`,
    pick: kind => `${kind}：梯度下降的起点`,
    at: ([a, b]) => `w₁ ${fixed(a, 1)}，w₂ ${fixed(b, 1)}`,
    origin: (low, high, isSaddle) =>
      `原点：特征值 ${fixed(low)} 和 ${fixed(high)}，${isSaddle ? "是鞍点" : low > 0 ? "是极小点" : "至少在一个方向上是平的"}。`,
    predict: {
      ask: "站在原点，权重全为零。哪里有往下走的方向？",
      choices: {
        both: "两片地形都有",
        neither: "都没有",
        residual: "只有残差块的地形有",
        plain: "只有普通块的地形有"
      },
      because:
        "权重为零时，残差块就是恒等函数，也就是它的目标。普通块这时输出 0，要到达目标，就得朝两个方向之一离开原点。"
    },
    lowest: product => `最低处 w₁w₂ = ${fixed(product)}。`,
    arrived: (steps, product, value) =>
      `从起点走 ${steps} 步到达梯度近零处：w₁w₂ = ${fixed(product)}，损失 ${significant(value, 2)}。`,
    stuck: steps => `从起点走 ${steps} 步到达梯度近零处，但那是鞍点：轻轻一推就会继续往下。`,
    under: steps => `走了 ${steps} 步还在路上。`,
    diverged: "发散了：每一步都冲过头，而且一步比一步远。请调低学习率。",
    goal: {
      ask: "让残差块停在恒等函数上，即 w₁w₂ = 0，却有一个权重不为零。",
      hint: "乘积为零，误差就为零了。还有什么在拉着权重？"
    },
    caption: "对残差块来说，原点是碗底；对普通块来说，只要 λ 小于 {m}，原点就是两个极小点之间的鞍点。",
    hint: "颜色越浓，地势越低；圆点是极小点，叉号是鞍点。用指点、触摸或方向键选一个起点：图上的线就是从那里出发的梯度下降，两张曲面上都有。把 λ 加大到 m，看普通块的两个极小点合并。从对角线 w₂ = −w₁ 上出发，普通块就会走进鞍点。"
  }
});
