import {texts} from "../../../kit/texts.js";

export const t = texts({
  en: {
    title: "From a[l] to a[l+2], one step at a time",
    diagram: "The block, with all its numbers",
    units: "units",
    shortcut: "shortcut",
    try: "Numbers worth trying",
    predict: {
      ask: "Set W[l+2] and b[l+2] to zero. What comes out as a[l+2]? And does it matter what W[l+1] holds?",
      choices: {
        zero: "0, whatever W[l+1] holds",
        input: "a[l], whatever W[l+1] holds",
        depends: "it depends on W[l+1]"
      },
      because:
        "Whatever the first layer makes is multiplied by zero, so the main path adds nothing: a[l+2] = g(0 + a[l]), and that is a[l] itself, since nothing in it is negative."
    },
    measured: (given: string, out: string, other: string) =>
      `With W[l+1] as it is, ${given} becomes ${out}; with all its signs turned, ${given} becomes ${other}.`,
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
    goal: {
      ask: "Make the residual block hand on a[l] unchanged although W[l+2] is not zero.",
      hint: "W[l+2] is multiplied by a[l+1]. If that is all zeroes, only b[l+2] is left to be dealt with."
    },
    caption:
      "The shortcut carries a[l] past both layers, untouched, and adds it before the last ReLU. Point at a number to see what it is made of; those of a[l], {W} and {b} can be dragged or typed.",
    equations: "The four equations",
    sums: "One number, and what it is made of",
    code: "The code that ran"
  },
  zh: {
    title: "从 a[l] 到 a[l+2]，一步一步走",
    diagram: "块和它的全部数字",
    units: "单元数",
    shortcut: "捷径",
    try: "值得一试的数",
    predict: {
      ask: "让 W[l+2] 和 b[l+2] 全为零，输出的 a[l+2] 是什么？W[l+1] 取什么值，有没有关系？",
      choices: {
        zero: "0，与 W[l+1] 无关",
        input: "a[l]，与 W[l+1] 无关",
        depends: "要看 W[l+1] 是什么"
      },
      because:
        "第一层不管算出什么，都要乘以零，所以主路径什么也没有加上：a[l+2] = g(0 + a[l])；a[l] 里没有负数，得到的就是 a[l] 本身。"
    },
    measured: (given, out, other) =>
      `W[l+1] 照旧时，${given} 变成 ${out}；W[l+1] 全部变号时，${given} 变成 ${other}。`,
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
    goal: {
      ask: "让残差块原样传过 a[l]，而 W[l+2] 不为零。",
      hint: "W[l+2] 乘的是 a[l+1]。如果 a[l+1] 全为零，要对付的就只剩 b[l+2]。"
    },
    caption:
      "捷径带着 a[l] 原样绕过两层，在最后的 ReLU 之前加进来。指向一个数，看它由什么构成；a[l]、{W} 和 {b} 里的数可以拖动，也可以输入。",
    equations: "四个式子",
    sums: "一个数，以及它的来历",
    code: "运行的代码"
  }
});

export const equationTexts = texts({
  en: {unit: (i: number) => `Below the terms: the numbers of unit ${i}.`},
  zh: {unit: i => `各项下面是单元 ${i} 的数值。`}
});
