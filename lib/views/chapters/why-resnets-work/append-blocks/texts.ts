import type {AppendSettings, Candidate} from "../../../../lesson/runs/append.js";
import {texts} from "../../../kit/texts.js";

/** What the figures about adding blocks say. */
export const appendTexts = texts({
  en: {
    title: "Blocks added to a trained network",
    run: "Run it here",
    names: {
      "plain-he": "plain, random",
      "plain-identity": "plain, W = I",
      "residual-he": "residual, random",
      "residual-zero": "residual, last 0",
      control: "no block"
    } as Record<Candidate, string>,
    step: "step since the block was added",
    loss: "training loss",
    base: "before",
    later: "A hundred steps on: the losses while the blocks are trained",
    blocks: "blocks",
    place: "where",
    places: {end: "at the end", middle: "in the middle"},
    trains: "train",
    trained: {new: "only what is new", all: "everything"},
    seeds: "seeds",
    seed: (seed: number) => `seed ${seed}`,
    progress: (done: number, total: number) => `${done} of ${total} networks`,
    what: ({blocks, place, trains, appendseeds}: AppendSettings) =>
      `${blocks === 1 ? "one block" : `${blocks} blocks`} ${place === "end" ? "at the end" : "in the middle"}, ${trains === "new" ? "only the new weights trained" : "all weights trained"}; ${appendseeds === 1 ? "one seed" : `medians of ${appendseeds} seeds, bands from least to most`}`,
    atStep: (step: number) => (step === 0 ? "at once" : `after ${step} steps`),
    predict: {
      ask: "A block is added to a trained network. Which of the four kinds leave the loss as it was, at that moment?",
      choices: {
        residual: "both residual ones",
        zero: "only the residual one whose last layer is zero",
        identity: "plain with W = I, and residual with its last layer zero",
        none: "none: any new block does harm at first",
        other: "another selection of the four"
      },
      because:
        "What starts as the identity changes nothing: the plain block with W = I, and the residual one whose branch is zero. With random weights a residual block adds noise to a signal that was right."
    },
    lossOf: (name: string, loss: string) => `${name}: ${loss}`,
    semicolon: "; ",
    once: (losses: string) => `At once: ${losses}.`,
    before: (loss: string) => `Loss before anything is added: ${loss}.`,
    fate: (name: string, first: string, last: string) => `${name}: ${first} at once, ${last} in the end.`,
    goal: {
      ask: "Let random weights do more harm in residual blocks than in plain ones at the moment when they are added.",
      hint: "A residual block adds its noise to what is there already. One after another, the noise grows."
    },
    caption:
      "The training loss of a network that reads digits, at the moment when a block is added. Those that start as the identity leave it as it was.",
    hint: "A plain network of 6 layers has learned to read digits of 8×8 pixels; then blocks are added. Look at that moment first, then at the way down. Try ten blocks: with a random branch in each they do far more harm than one. The dashed line is a control: nothing is added, and all weights go on being trained with a new optimiser. So it is the new optimiser, and no block, that makes the line rise at first."
  },
  zh: {
    title: "给训练好的网络加上块",
    run: "在这里运行",
    names: {
      "plain-he": "普通，随机",
      "plain-identity": "普通，W = I",
      "residual-he": "残差，随机",
      "residual-zero": "残差，末层 0",
      control: "不加块"
    },
    step: "加上块之后的步数",
    loss: "训练损失",
    base: "之前",
    later: "此后一百步：训练这些块时的损失",
    blocks: "块数",
    place: "位置",
    places: {end: "在末尾", middle: "在中间"},
    trains: "训练",
    trained: {new: "只训练新的", all: "全部"},
    seeds: "随机种子数",
    seed: seed => `随机种子 ${seed}`,
    progress: (done, total) => `${done} / ${total} 个网络`,
    what: ({blocks, place, trains, appendseeds}) =>
      `${place === "end" ? "在末尾" : "在中间"}加 ${blocks} 个块，${trains === "new" ? "只训练新的权重" : "训练全部权重"}；${appendseeds === 1 ? "一个随机种子" : `${appendseeds} 个随机种子的中位数，色带从最小到最大`}`,
    atStep: step => (step === 0 ? "刚加上" : `${step} 步之后`),
    predict: {
      ask: "给训练好的网络加上一个块。四种块里，哪几种在刚加上时不改变损失？",
      choices: {
        residual: "两种残差块",
        zero: "只有最后一层为零的残差块",
        identity: "W = I 的普通块，以及最后一层为零的残差块",
        none: "一种也没有：刚加上的块总会添乱",
        other: "四种里的其他组合"
      },
      because:
        "起初就是恒等函数的块什么也不改变：W = I 的普通块，分支为零的残差块。权重随机的残差块，会给本来正确的信号加上噪声。"
    },
    lossOf: (name, loss) => `${name}：${loss}`,
    semicolon: "；",
    once: losses => `刚加上时：${losses}。`,
    before: loss => `加块之前的损失：${loss}。`,
    fate: (name, first, last) => `${name}：刚加上 ${first}，最后 ${last}。`,
    goal: {
      ask: "让随机权重在加上的那一刻，在残差块里比在普通块里害处更大。",
      hint: "残差块把自己的噪声加到已有的东西上。一个接一个，噪声越来越大。"
    },
    caption: "一个会读数字的网络，刚加上一个块时的训练损失。起初就是恒等函数的块，不改变损失。",
    hint: "一个 6 层的普通网络学会了读 8×8 像素的数字，然后加上块。先看刚加上的时候，再看怎样降下来。试试十个块：每个都带随机分支，危害比一个大得多。虚线是对照：什么也不加，用新的优化器继续训练全部权重；所以它开头的上升是新优化器造成的，与块无关。"
  }
});
