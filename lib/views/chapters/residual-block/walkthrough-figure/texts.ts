import {texts} from "../../../kit/texts.js";

export const t = texts({
  en: {
    title: "From a[l] to a[l+2], one step at a time",
    diagram: "The block, with all its numbers",
    units: "units",
    shortcut: "shortcut",
    try: "Try",
    presets: {
      random: "new numbers",
      identityWeights: "identity weights",
      zeroLast: "zero last layer",
      negativeInput: "negative input",
      dead: "all units dead"
    },
    identity: "a[l+2] = a[l], entry by entry: with these numbers the block is the identity.",
    zeroed: (a: string, out: string) =>
      `The last layer is zero, and still the block is not the identity: ${a} becomes ${out}. The last ReLU lets no negative number through.`,
    dead: "Every unit of layer l+1 is dead: a[l+1] is all zeroes, and z[l+2] is only the bias. The shortcut carries a[l] on.",
    plain: {
      zeroed:
        "The last layer is zero, and nothing comes out: without the shortcut there is no other way for a[l].",
      dead: "Every unit of layer l+1 is dead: a[l+1] is all zeroes, and z[l+2] is only the bias. Without the shortcut nothing of a[l] is left."
    },
    misfit: (name: string, has: number, n: number, needs: number) =>
      `${name} holds ${has} numbers, but a block of ${n} units needs ${needs}. Numbers of the seed are used.`,
    caption:
      "Step with ← and →, or press Play. Point at any number to see what it is made of; drag the numbers of a[l], W and b, or type others. Without the shortcut it is a plain block. The steps are those of the library’s plan, and so is every number.",
    equations: "The four equations",
    sums: "One number, and what it is made of",
    code: "The code that ran"
  },
  zh: {
    title: "从 a[l] 到 a[l+2]，一步一步走",
    diagram: "块和它的全部数字",
    units: "单元数",
    shortcut: "捷径",
    try: "试一试",
    presets: {
      random: "换一组数",
      identityWeights: "恒等权重",
      zeroLast: "末层为零",
      negativeInput: "负的输入",
      dead: "单元全死"
    },
    identity: "a[l+2] = a[l]，每个分量都相等：用这组数，块就是恒等函数。",
    zeroed: (a, out) => `末层为零，块却不是恒等函数：${a} 变成了 ${out}。最后的 ReLU 不放过任何负数。`,
    dead: "第 l+1 层的单元全死了：a[l+1] 全为零，z[l+2] 只剩偏置。捷径照样把 a[l] 带过去。",
    plain: {
      zeroed: "末层为零，什么也没有出来：没有捷径，a[l] 就没有别的路。",
      dead: "第 l+1 层的单元全死了：a[l+1] 全为零，z[l+2] 只剩偏置。没有捷径，a[l] 什么也没留下。"
    },
    misfit: (name, has, n, needs) =>
      `${name} 有 ${has} 个数，而 ${n} 个单元的块需要 ${needs} 个。已改用种子给出的数。`,
    caption:
      "用 ← 和 → 逐步走，或按“播放”。指向任何一个数，看它由什么构成；a[l]、W 和 b 里的数可以拖动，也可以输入。去掉捷径，就是普通块。步骤就是库中计划的步骤，每个数也都出自那里。",
    equations: "四个式子",
    sums: "一个数，以及它的来历",
    code: "运行的代码"
  }
});

export const equationTexts = texts({
  en: {unit: (i: number) => `Below the terms: the numbers of unit ${i}.`},
  zh: {unit: i => `各项下面是单元 ${i} 的数值。`}
});
