import {texts} from "../../../kit/texts.js";

export const t = texts({
  en: {
    title: "A bottleneck block of ResNet",
    network: "network",
    stage: "group",
    block: "block",
    blocks: {first: "the first: projection", other: "the others: identity"},
    input: "input",
    output: "output",
    identity: "identity",
    projection: "projection",
    weights: (n: string) => `${n} weights`,
    add: "add, then ReLU",
    number: "number",
    share: "of the weights",
    work: "of the multiplications",
    note: (main: string, two: string, wide: number, ratio: string) =>
      `The main path has ${main} weights. Two 3×3 convolutions on all ${wide} channels would have ${two}: ${ratio} times as many.`,
    whole: (name: string) => `All convolutions of ${name}`,
    goal: {
      ask: "Find a block in which the 1×1 convolutions together have exactly as many weights as the 3×3 one.",
      hint: "The input of a group’s first block is wide already, except in one group."
    },
    caption:
      "In every block a 1×1 convolution (violet) first takes channels away and another brings them back; where the shape changes there is one more, on the shortcut. Batch normalisation, behind each convolution, is left out of the drawing.",
    describe: (name: string, stage: number, shapes: string, shortcut: string) =>
      `${name}, group ${stage}. Shapes along the main path: ${shapes}. The shortcut: ${shortcut}.`
  },
  zh: {
    title: "ResNet 的一个瓶颈块",
    network: "网络",
    stage: "组",
    block: "块",
    blocks: {first: "第一个：投影", other: "其余：恒等"},
    input: "输入",
    output: "输出",
    identity: "恒等",
    projection: "投影",
    weights: n => `${n} 个权重`,
    add: "相加，再 ReLU",
    number: "个数",
    share: "占权重",
    work: "占乘法次数",
    note: (main, two, wide, ratio) =>
      `主路径有 ${main} 个权重。若在全部 ${wide} 个通道上做两个 3×3 卷积，则有 ${two} 个，是它的 ${ratio} 倍。`,
    whole: name => `${name} 的全部卷积`,
    goal: {
      ask: "找一个块，其中各个 1×1 卷积的权重合起来，与 3×3 卷积的恰好一样多。",
      hint: "各组第一个块的输入都已经很宽，只有一组例外。"
    },
    caption:
      "每个块里都有一个 1×1 卷积（紫框）先降维，另一个再升维；形状改变之处，捷径上还有一个。每个卷积之后的批量归一化图中从略。",
    describe: (name, stage, shapes, shortcut) =>
      `${name}，第 ${stage} 组。主路径上的形状：${shapes}。捷径：${shortcut}。`
  }
});
