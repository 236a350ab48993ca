import {texts} from "../../../kit/texts.js";

export const t = texts({
  en: {
    title: "Three kinds of block",
    diagram: "The block",
    kind: "main path",
    kinds: {dense: "two dense layers", convolutions: "two 3×3 convolutions", bottleneck: "1×1, f×f, 1×1"},
    norm: "batch normalisation",
    size: "f",
    seed: "seed",
    account: "One number, and what it is made of",
    code: {
      convolutions:
        "The maps are four channels of 4×4; each small square among the weights is one 3×3 kernel.",
      bottleneck: "The first 1×1 convolution narrows four channels to two, the last one widens them again.",
      dense: "Four numbers instead of four maps; nothing else changes."
    },
    goal: {
      ask: "Find a block of random weights that hands on exactly what it was given.",
      hint: "The ReLUs of its main path must cut everything. The narrower the path and the smaller the filter, the sooner that happens."
    },
    caption: "Whatever the main path is made of, the shortcut, the addition and the last ReLU are the same."
  },
  zh: {
    title: "三种块",
    diagram: "块",
    kind: "主路径",
    kinds: {dense: "两个全连接层", convolutions: "两个 3×3 卷积", bottleneck: "1×1、f×f、1×1"},
    norm: "批量归一化",
    size: "f",
    seed: "随机种子",
    account: "一个数，以及它的来历",
    code: {
      convolutions: "四张 4×4 的特征图各是一个通道；权重里的每个小方块是一个 3×3 卷积核。",
      bottleneck: "第一个 1×1 卷积把四个通道收窄为两个，最后一个再放宽回来。",
      dense: "四个数代替四张特征图，其余不变。"
    },
    goal: {
      ask: "找一个权重随机的块，它原样交出收到的东西。",
      hint: "主路径上的 ReLU 必须把一切都截掉。路径越窄，过滤器越小，这种情形就越容易出现。"
    },
    caption: "不管主路径由什么构成，捷径、加法和最后的 ReLU 都一样。"
  }
});
