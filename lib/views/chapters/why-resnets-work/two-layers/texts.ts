import {texts} from "../../../kit/texts.js";

export const t = texts({
  en: {
    title: "Two more layers",
    big: "Big NN",
    x: (i: number) => `X, number ${i}`,
    zerow: "W[l+2] = 0",
    zerob: "b[l+2] = 0",
    arc: "shortcut",
    last: "last layer of the network",
    lasts: {relu: "ReLU", linear: "linear"},
    first: "another W[l+1]",
    predict: {
      ask: "Which terms have to be struck out for the block to hand on a[l] unchanged?",
      choices: {
        w: "W[l+2] alone",
        b: "b[l+2] alone",
        both: "W[l+2] and b[l+2]",
        never: "more: W[l+1] too"
      },
      because:
        "With W[l+2] and b[l+2] at zero the branch puts out 0, whatever W[l+1] holds, and g(a[l]) is left. That is a[l] itself, since what comes out of a ReLU has no negative entries."
    },
    tried: (a: string, w: string, both: string) =>
      `a[l] is ${a}. Without W[l+2] the output is ${w}; without W[l+2] and b[l+2] it is ${both}.`,
    verdicts: {
      same: "a[l+2] = a[l]: the block hands on exactly what it was given.",
      zero: "The output is 0: without the shortcut, nothing of a[l] is left.",
      negative:
        "Not the identity: a[l] has a negative entry, and the last ReLU makes it 0. With ReLU in the layer before, this could not happen.",
      w: "a[l+2] ≠ a[l]: W[l+2] a[l+1] still contributes.",
      b: "a[l+2] ≠ a[l]: b[l+2] still contributes.",
      plain: "A plain block: a[l] reaches the output only through both layers.",
      block: "a[l+2] ≠ a[l]: the block changes what it was given."
    },
    goal: {
      ask: "Strike out both terms, keep the shortcut, and still get something else than a[l].",
      hint: "The last ReLU cuts what is negative. What must a[l] come out of to hold a negative number?"
    },
    caption: "With W[l+2] and b[l+2] at zero the block hands on a[l], whatever W[l+1] holds.",
    hint: "Strike out W[l+2], then b[l+2]. Then vary W[l+1] and X: does anything change? Take the shortcut away and look at the same zeroes. Last, let the network end in a linear layer, so that a[l] may be negative, and see why ReLU matters. The drawing leaves out the block’s ReLUs, of which the last stands behind the ⊕; they are computed all the same. “Last layer of the network” means the layer whose output is a[l].",
    describe: (a: string, out: string, verdict: string) => `a[l] is ${a}; a[l+2] is ${out}. ${verdict}`
  },
  zh: {
    title: "再加两层",
    big: "大网络",
    x: i => `X 的第 ${i} 个数`,
    zerow: "W[l+2] = 0",
    zerob: "b[l+2] = 0",
    arc: "捷径",
    last: "大网络的最后一层",
    lasts: {relu: "ReLU", linear: "线性"},
    first: "换一个 W[l+1]",
    predict: {
      ask: "要让这个块原样交出 a[l]，必须划去哪几项？",
      choices: {
        w: "只划去 W[l+2]",
        b: "只划去 b[l+2]",
        both: "W[l+2] 和 b[l+2]",
        never: "还不够：W[l+1] 也要划去"
      },
      because:
        "W[l+2] 和 b[l+2] 为零时，无论 W[l+1] 是什么，分支都输出 0，只剩下 g(a[l])。ReLU 的输出没有负数，所以这就是 a[l] 本身。"
    },
    tried: (a, w, both) =>
      `a[l] 是 ${a}。去掉 W[l+2]，输出是 ${w}；W[l+2] 和 b[l+2] 都去掉，输出是 ${both}。`,
    verdicts: {
      same: "a[l+2] = a[l]：给块什么，它就原样交出什么。",
      zero: "输出是 0：没有捷径，a[l] 什么也没有留下。",
      negative: "不是恒等函数：a[l] 里有负数，最后的 ReLU 把它变成了 0。前一层若用 ReLU，就不会这样。",
      w: "a[l+2] ≠ a[l]：W[l+2] a[l+1] 还在起作用。",
      b: "a[l+2] ≠ a[l]：b[l+2] 还在起作用。",
      plain: "普通块：a[l] 只能穿过两层才到得了输出。",
      block: "a[l+2] ≠ a[l]：块改变了它得到的东西。"
    },
    goal: {
      ask: "划掉两项，留着捷径，输出却仍不是 a[l]。",
      hint: "最后的 ReLU 会削掉负数。a[l] 要从什么样的层里出来，才会有负数？"
    },
    caption: "W[l+2] 和 b[l+2] 为零时，无论 W[l+1] 是什么，块都原样交出 a[l]。",
    hint: "先划去 W[l+2]，再划去 b[l+2]。然后改变 W[l+1] 和 X：有什么变化吗？拿掉捷径，再看同样的两个零。最后让大网络以线性层结尾，a[l] 就可能为负，看看 ReLU 为什么关键。图中没有画出块里的 ReLU（最后一个在 ⊕ 之后），计算时一个不少。“大网络的最后一层”指输出 a[l] 的那一层。",
    describe: (a, out, verdict) => `a[l] 是 ${a}；a[l+2] 是 ${out}。${verdict}`
  }
});
