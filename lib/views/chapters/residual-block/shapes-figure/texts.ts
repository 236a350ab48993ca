import {texts} from "../../../kit/texts.js";

export const t = texts({
  en: {
    title: "When the shapes differ",
    diagram: "The block with its shortcut",
    form: "block of",
    forms: {dense: "vectors", images: "4×4 images"},
    sizes: "sizes",
    widthIn: "width in",
    widthOut: "width out",
    stride: "stride",
    remedy: "shortcut",
    remedies: {identity: "as it is", A: "A: zero padding", B: "B: Wₛ where needed", C: "C: Wₛ everywhere"},
    refused:
      "The library cannot add what has different shapes (the first number counts the examples). Choose A, B or C, or make the shapes agree.",
    account: "One number, and what it is made of",
    columns: {
      remedy: "shortcut",
      here: (from: string, to: string) => `here: ${from} → ${to}`,
      lecture: "in the lecture: 128 → 256"
    },
    learned: (weight: string, n: string) => `Wₛ ${weight}: ${n} numbers to learn`,
    predict: {
      ask: "In the lecture’s example a[l] has 128 numbers and z[l+2] has 256. How many numbers does W_s hold?",
      because:
        "W_s turns 128 numbers into 256: a row of 128 weights for each of the 256 outputs. That is 256×128."
    },
    stop: ".",
    free: "nothing to learn",
    goal: {
      ask: "On images: halve the sides and add channels, with a shortcut that has nothing to learn.",
      hint: "What the shortcut lacks need not be learned. It may be filled with what adds nothing."
    },
    caption:
      "Where the shapes differ, the shortcut needs a step of its own, or the library refuses to add; where they agree, B and C still differ.",
    describe: (says: string) => `The library says: ${says}.`
  },
  zh: {
    title: "形状不同的时候",
    diagram: "块和它的捷径",
    form: "输入",
    forms: {dense: "向量", images: "4×4 图像"},
    sizes: "大小",
    widthIn: "输入宽度",
    widthOut: "输出宽度",
    stride: "步幅",
    remedy: "捷径",
    remedies: {identity: "原样", A: "A：补零", B: "B：需要处用 Wₛ", C: "C：全部用 Wₛ"},
    refused: "形状不同，库无法相加（第一个数是样本个数）。请选 A、B 或 C，或者让形状一致。",
    account: "一个数，以及它的来历",
    columns: {remedy: "捷径", here: (from, to) => `此处：${from} → ${to}`, lecture: "课上：128 → 256"},
    learned: (weight, n) => `Wₛ ${weight}：${n} 个可学习参数`,
    predict: {
      ask: "课上的例子里，a[l] 有 128 个数，z[l+2] 有 256 个。W_s 里一共有多少个数？",
      because: "W_s 把 128 个数变成 256 个：256 个输出各有一行，每行 128 个权重，形状是 256×128。"
    },
    stop: "。",
    free: "没有可学习参数",
    goal: {
      ask: "对图像：边长减半，通道加多，而捷径上没有可学习的参数。",
      hint: "捷径上缺的，不一定要学出来，也可以用加了等于没加的数补上。"
    },
    caption: "形状不同时，捷径需要自己的一步，否则库会拒绝相加；形状相同时，B 与 C 仍有分别。",
    describe: says => `库的回答：${says}。`
  }
});
