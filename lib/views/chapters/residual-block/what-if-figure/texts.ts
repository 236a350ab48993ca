import {texts} from "../../../kit/texts.js";

export const t = texts({
  en: {
    title: "The same weights, another block",
    variant: "instead of the course’s block",
    variants: {
      plain: "no shortcut",
      after: "joined after the ReLU",
      preActivation: "pre-activation"
    },
    course: "The course’s block: a[l+2] = g(z[l+2] + a[l])",
    others: {
      plain: "Without the shortcut: a[l+2] = g(z[l+2])",
      after: "Joined after the last ReLU: a[l+2] = g(z[l+2]) + a[l]",
      preActivation: "Pre-activation: ReLU stands before each linear step, nothing after the addition"
    },
    predict: {
      ask: "Where z[l+2] is negative and a[l] is positive: what do g(z + a) and g(z) + a make of that entry of a[l]?",
      choices: {
        both: "both make it smaller",
        neither: "both leave it as it is",
        other: "g(z) + a makes it smaller, g(z + a) leaves it",
        course: "g(z + a) makes it smaller, g(z) + a leaves it"
      },
      because:
        "g(z) is never negative: joined after the ReLU, a block can only add. In the course’s block a negative {z} takes something away from {a} before the ReLU cuts."
    },
    where: (entry: number, z: string, a: string, course: string, other: string) =>
      `Entry ${entry}: with {z} = ${z} and {a} = ${a}, g(z + a) is ${course} and g(z) + a is ${other}.`,
    describe: (other: string) => `${other}.`,
    same: "With these numbers the outputs are the same, entry by entry.",
    change: (entry: number, from: string, to: string) => `entry ${entry}: ${from} becomes ${to}`,
    changed: (changes: string) => `What changes (framed): ${changes}.`,
    because: {
      plain: "What a[l] brought is gone: where z[l+2] is negative, nothing is left at all.",
      after: "Where z[l+2] is negative, the ReLU has cut it before it could take anything away from a[l].",
      preActivation:
        "No ReLU follows the addition, so a negative sum stays negative. The input passes a ReLU on the main path only."
    },
    uncut: "Where a[l] is negative, no ReLU follows that could cut it.",
    account: "One number, and what it is made of",
    goal: {
      ask: "Let a block put out a negative number; the numbers can be changed in the walkthrough.",
      hint: "Which of the blocks has no ReLU behind its addition? In that one z[l+2] must take away more than a[l] brings."
    },
    caption:
      "Where the shortcut joins decides whether a block can take anything away from a[l]. Both blocks have the numbers of the walkthrough; a[l]′ is a[l] after a ReLU in front."
  },
  zh: {
    title: "同样的权重，另一种块",
    variant: "把课程的块换成",
    variants: {plain: "没有捷径", after: "在 ReLU 之后加入", preActivation: "预激活"},
    course: "课程的块：a[l+2] = g(z[l+2] + a[l])",
    others: {
      plain: "没有捷径：a[l+2] = g(z[l+2])",
      after: "在最后的 ReLU 之后加入：a[l+2] = g(z[l+2]) + a[l]",
      preActivation: "预激活：每个线性步骤之前有 ReLU，加法之后什么也没有"
    },
    predict: {
      ask: "设某个分量的 z[l+2] 为负，a[l] 为正。g(z + a) 和 g(z) + a 会怎样改变 a[l] 的这个分量？",
      choices: {
        both: "两种都让它变小",
        neither: "两种都让它保持原样",
        other: "g(z) + a 让它变小，g(z + a) 不变",
        course: "g(z + a) 让它变小，g(z) + a 不变"
      },
      because:
        "g(z) 从不为负：在 ReLU 之后加入，块就只能往上加。课程的块里，负的 {z} 先从 {a} 中减去一些，ReLU 再来削。"
    },
    where: (entry, z, a, course, other) =>
      `第 ${entry} 个分量：{z} = ${z}，{a} = ${a}，g(z + a) 得 ${course}，g(z) + a 得 ${other}。`,
    describe: other => `${other}。`,
    same: "用这组数，两个块的输出相同，每个分量都相等。",
    change: (entry, from, to) => `第 ${entry} 个分量由 ${from} 变成 ${to}`,
    changed: changes => `有变化的（已框出）：${changes}。`,
    because: {
      plain: "a[l] 带来的东西没有了：z[l+2] 为负之处，什么也不剩。",
      after: "z[l+2] 为负之处，ReLU 先把它削掉，它来不及从 a[l] 中减去什么。",
      preActivation: "加法之后没有 ReLU，负的和就保持为负。输入只在主路径上经过 ReLU。"
    },
    uncut: "a[l] 为负之处，后面没有 ReLU 来削掉它。",
    account: "一个数，以及它的来历",
    goal: {
      ask: "让某种块输出负数；数字到逐步演示里改。",
      hint: "哪一种块的加法之后没有 ReLU？在那种块里，z[l+2] 减去的要比 a[l] 带来的多。"
    },
    caption:
      "捷径在哪里加入，决定了块能不能从 a[l] 中减去什么。两个块用的都是逐步演示中的数；a[l]′ 是 a[l] 经过最前面的 ReLU 之后的值。"
  }
});
