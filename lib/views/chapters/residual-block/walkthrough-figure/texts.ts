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
      negativeInput: "negative input, last layer zero",
      dead: "layer l+1 dead"
    },
    identity: "a[l+2] = a[l], entry by entry: with these numbers the block is the identity.",
    doubled:
      "The main path alone hands a[l] on unchanged, and the shortcut adds it once more: a[l+2] = 2 a[l]. Take the shortcut away, and these weights make the identity.",
    zeroed: (a: string, out: string) =>
      `The last layer is zero, and still the block is not the identity: ${a} becomes ${out}. The last ReLU turns every negative number into 0.`,
    dead: "Every unit of layer l+1 is dead: its z[l+1] is negative, so a[l+1] is all zeroes, and z[l+2] is only the bias. The shortcut carries a[l] on.",
    plain: {
      zeroed:
        "The last layer is zero, and the output is all zeroes: without the shortcut nothing of a[l] reaches it.",
      dead: "Every unit of layer l+1 is dead: its z[l+1] is negative, so a[l+1] is all zeroes, and z[l+2] is only the bias. Without the shortcut nothing of a[l] is left."
    },
    misfit: (name: string, has: number, n: number, needs: number) =>
      `${name} holds ${has} numbers, but a block of ${n} units needs ${needs}. Numbers of the seed are used.`,
    caption:
      "Step with ← and →, or press Play. Point at any number to see what it is made of; drag the numbers of a[l], W and b, or type others. Teal is positive, brown negative, and an orange line below a 0 means that ReLU has turned a negative number into it. Without the shortcut it is a plain block of four steps; with it the addition is a step of its own. Every number is computed by this lesson’s library, here in your browser.",
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
      negativeInput: "输入为负，末层为零",
      dead: "第 l+1 层死亡"
    },
    identity: "a[l+2] = a[l]，每个分量都相等：用这组数，块就是恒等函数。",
    doubled:
      "单是主路径就把 a[l] 原样传了过去，捷径又加上一遍：a[l+2] = 2 a[l]。去掉捷径，这组权重就是恒等函数。",
    zeroed: (a, out) => `末层为零，块却不是恒等函数：${a} 变成了 ${out}。最后的 ReLU 会把负数一律变成 0。`,
    dead: "第 l+1 层的单元全部死亡：z[l+1] 为负，所以 a[l+1] 全为零，z[l+2] 只剩偏置。捷径照样把 a[l] 带过去。",
    plain: {
      zeroed: "末层为零，输出全为零：没有捷径，a[l] 到不了输出。",
      dead: "第 l+1 层的单元全部死亡：z[l+1] 为负，所以 a[l+1] 全为零，z[l+2] 只剩偏置。没有捷径，a[l] 什么也没留下。"
    },
    misfit: (name, has, n, needs) =>
      `${name} 有 ${has} 个数，而 ${n} 个单元的块需要 ${needs} 个。已改用随机种子给出的数。`,
    caption:
      "用 ← 和 → 逐步走，或按“播放”。指向任何一个数，看它由什么构成；a[l]、W 和 b 里的数可以拖动，也可以输入。青色为正，棕色为负；0 下面的橙线表示它是由 ReLU 从负数变来的。去掉捷径就是普通块，只有四步；有捷径时，加法单独算一步。每个数都由本课的库在你的浏览器里算出。",
    equations: "四个式子",
    sums: "一个数，以及它的来历",
    code: "运行的代码"
  }
});

export const equationTexts = texts({
  en: {unit: (i: number) => `Below the terms: the numbers of unit ${i}.`},
  zh: {unit: i => `各项下面是单元 ${i} 的数值。`}
});
