import {fixed, percent} from "../../../../lesson/numbers.js";
import {texts} from "../../../kit/texts.js";

export const t = texts({
  en: {
    title: "A small convolutional ResNet",
    train: "Train it",
    block: "kind",
    blocks: {plain: "plain", residual: "residual", "pre-activation": "pre-activation"},
    depth: "layers",
    width: "filters",
    rate: "learning rate",
    filtersOf: (filters: number) => `${filters} filters`,
    seed: "seed",
    error: "training error, %",
    steps: "steps",
    filters: "The filters of the first layer",
    maps: "What they make of the digit",
    last: "What leaves the last block",
    seen: "What the network sees",
    draw: "Draw a digit",
    taken: (digit: number, p: number) => `The network says: ${digit} (${percent(p)})`,
    nothing: (said: string) => `Nothing is drawn. ${said}`,
    chance: (digit: number, p: number) => `${digit}: ${percent(p)}`,
    now: (step: number, error: number) =>
      `Step ${step}: ${fixed(100 * error, 1)}% of the training digits wrong`,
    diverged: (step: number, layer: number) => `Diverged at step ${step}, in layer ${layer}.`,
    watch: "Watch it learn: its error, its filters, and what they make of the digit",
    goal: {
      ask: "Train a plain network of more than 8 layers that still gets more than half of its digits wrong, and has not diverged.",
      hint: "Depth alone does it."
    },
    caption:
      "Draw a digit: a network of a few layers, trained on 500 digits made by code, says which one it is.",
    hint: "Train the network and watch its filters change; brown is negative, teal positive. Then draw, or press a digit to have it written; after a pause the next stroke begins a new digit. The network has learned from 500 digits made by code, so it may well stumble over your handwriting.",
    describe: (kind: string, depth: string, error: string, digit: number) =>
      `A ${kind} network of ${depth} layers, ${error}% of the training digits wrong. It takes the drawn digit for a ${digit}.`
  },
  zh: {
    title: "一个小小的卷积 ResNet",
    train: "训练",
    block: "种类",
    blocks: {plain: "普通", residual: "残差", "pre-activation": "预激活"},
    depth: "层数",
    width: "过滤器",
    rate: "学习率",
    filtersOf: filters => `${filters} 个过滤器`,
    seed: "随机种子",
    error: "训练误差，%",
    steps: "步数",
    filters: "第一层的过滤器",
    maps: "对应的特征图",
    last: "最后一块的输出",
    seen: "网络看到的",
    draw: "写一个数字",
    taken: (digit, p) => `网络认为是 ${digit}（${percent(p)}）`,
    nothing: said => `什么也没有写，${said}`,
    chance: (digit, p) => `${digit}：${percent(p)}`,
    now: (step, error) => `第 ${step} 步：训练用的数字错误率 ${fixed(100 * error, 1)}%`,
    diverged: (step, layer) => `在第 ${step} 步发散，第 ${layer} 层。`,
    watch: "看它学习：误差、过滤器，以及过滤器从数字里得到的东西",
    goal: {
      ask: "训练一个 8 层以上的普通网络，训练完仍有一半以上的数字认错，而且不是因为发散。",
      hint: "够深就行。"
    },
    caption: "写一个数字：一个只有几层、用 500 个由代码画出的数字训练的网络，会说出它是几。",
    hint: "训练网络，看它的过滤器怎样变化；棕色为负，青色为正。然后自己写，或者按一个数字让它写出来；停一会儿，下一笔就是新的数字。网络是从 500 个由代码画出的数字学来的，认错你的笔迹也不奇怪。",
    describe: (kind, depth, error, digit) =>
      `${depth} 层的${kind}网络，训练用的数字错误率 ${error}%。它把写下的数字认作 ${digit}。`
  }
});
