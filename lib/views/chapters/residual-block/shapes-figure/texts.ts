import {texts} from "../../../kit/texts.js";

export const t = texts({
  en: {
    title: "When the shapes differ",
    diagram: "The block with its shortcut",
    form: "block of",
    forms: {dense: "vectors", images: "4×4 images"},
    widthIn: "width in",
    widthOut: "width out",
    stride: "stride",
    remedy: "shortcut",
    remedies: {identity: "as it is", A: "A: zero padding", B: "B: Wₛ where needed", C: "C: Wₛ everywhere"},
    refused: "The library cannot add what has different shapes. Choose A, B or C, or make the shapes agree.",
    account: "One number, and what it is made of",
    columns: {
      remedy: "shortcut",
      here: (from: string, to: string) => `here: ${from} → ${to}`,
      lecture: "in the lecture: 128 → 256"
    },
    learned: (weight: string, n: string) => `Wₛ ${weight}: ${n} numbers to learn`,
    free: "nothing to learn",
    caption:
      "Choose “as it is”: where the shapes differ, the library refuses to add (the first number in its message counts the examples, here one). Make the widths equal, and it adds. B and C differ only then: B adds the input as it is where the shapes agree, C multiplies it by Wₛ all the same. The table counts what each way costs.",
    describe: (says: string) => `The library says: ${says}.`
  },
  zh: {
    title: "形状不同的时候",
    diagram: "块和它的捷径",
    form: "输入",
    forms: {dense: "向量", images: "4×4 图像"},
    widthIn: "输入宽度",
    widthOut: "输出宽度",
    stride: "步幅",
    remedy: "捷径",
    remedies: {identity: "原样", A: "A：补零", B: "B：需要处用 Wₛ", C: "C：全部用 Wₛ"},
    refused: "形状不同，库无法相加。请选 A、B 或 C，或者让形状一致。",
    account: "一个数，以及它的来历",
    columns: {remedy: "捷径", here: (from, to) => `此处：${from} → ${to}`, lecture: "课上：128 → 256"},
    learned: (weight, n) => `Wₛ ${weight}：${n} 个可学习参数`,
    free: "没有可学习参数",
    caption:
      "选“原样”：形状不同时，库会报错（报错信息里的第一个数是样本个数，这里是 1）。把两边的宽度调成一样，即可相加。B 与 C 只在这时才有分别：形状相同处，B 原样相加，C 照样乘以 Wₛ。表中统计了每种做法的参数。",
    describe: says => `库的回答：${says}。`
  }
});
