import {percent} from "../../../../lesson/numbers.js";
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
    digits: "digits",
    kinds: {drawn: "drawn by code", written: "written by people"},
    digitsOf: {drawn: "digits drawn by code", written: "digits written by people"},
    absent: (why: string) => `The digits could not be fetched; perhaps the network is away. ${why}`,
    error: "error, %",
    training: "training",
    test: "test",
    steps: "steps",
    filters: "The filters of the first layer",
    maps: "What they make of the digit",
    last: "What leaves the last block",
    seen: "What the network sees",
    learnt: (digits: string) => `It learned from ${digits}, such as`,
    draw: "Draw a digit",
    taken: (digit: number, p: number) => `The network says: ${digit} (${percent(p)})`,
    nothing: (said: string) => `Nothing is drawn. ${said}`,
    chance: (digit: number, p: number) => `${digit}: ${percent(p)}`,
    now: (step: number, error: string, test: string) =>
      `Step ${step}: ${error} of the training digits wrong, ${test} of new ones`,
    diverged: (step: number, layer: number) => `Diverged at step ${step}, in layer ${layer}.`,
    watch: "Watch it learn: its error, its filters, and what they make of the digit",
    goal: {
      ask: "Train a plain network of more than 8 layers that still gets more than half of its digits wrong, and has not diverged.",
      hint: "Depth alone does it."
    },
    caption:
      "Draw a digit: a network of a few layers, which has learned from digits drawn by code or written by people, says which one it is.",
    hint: "Train the network and watch its filters change; brown is negative, teal positive. Then draw, or press a digit to have it written; after a pause the next stroke begins a new digit. Code draws 500 digits to learn from and 500 others for the test. Thirteen people wrote 1,281, and 516 on other sheets for the test (one of them filled two sheets and may be in both parts: the data cannot tell). What you draw is then made like theirs: stretched to the same box, as thick, and upright.",
    describe: (kind: string, depth: string, digits: string, error: string, test: string, digit: number) =>
      `A ${kind} network of ${depth} layers that learned from ${digits}: ${error} of the training digits wrong, ${test} of new ones. It takes the drawn digit for a ${digit}.`
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
    digits: "数字",
    kinds: {drawn: "代码画的", written: "人写的"},
    digitsOf: {drawn: "代码画的数字", written: "人写的数字"},
    absent: why => `没能取到这些数字，也许网络断了。${why}`,
    error: "误差，%",
    training: "训练",
    test: "测试",
    steps: "步数",
    filters: "第一层的过滤器",
    maps: "对应的特征图",
    last: "最后一块的输出",
    seen: "网络看到的",
    learnt: digits => `它学的是${digits}，例如`,
    draw: "写一个数字",
    taken: (digit, p) => `网络认为是 ${digit}（${percent(p)}）`,
    nothing: said => `什么也没有写，${said}`,
    chance: (digit, p) => `${digit}：${percent(p)}`,
    now: (step, error, test) => `第 ${step} 步：训练用的数字错误率 ${error}，新的数字 ${test}`,
    diverged: (step, layer) => `在第 ${step} 步发散，第 ${layer} 层。`,
    watch: "看它学习：误差、过滤器，以及过滤器从数字里得到的东西",
    goal: {
      ask: "训练一个 8 层以上的普通网络，训练完仍有一半以上的数字认错，而且不是因为发散。",
      hint: "够深就行。"
    },
    caption: "写一个数字：一个只有几层、用代码画的或人写的数字训练的网络，会说出它是几。",
    hint: "训练网络，看它的过滤器怎样变化；棕色为负，青色为正。然后自己写，或者按一个数字让它写出来；停一会儿，下一笔就是新的数字。代码画了 500 个数字用来训练，另画 500 个用来测试。十三个人写了 1281 个用来训练，另外几张表上的 516 个用来测试（其中一人填了两张表，可能两边都有，数据里看不出来）。这时你写的数字也照它们的样子处理：拉伸到同样大小的框里，笔画一样粗，摆正。",
    describe: (kind, depth, digits, error, test, digit) =>
      `${depth} 层的${kind}网络，用${digits}训练：训练用的数字错误率 ${error}，新的数字 ${test}。它把写下的数字认作 ${digit}。`
  }
});
