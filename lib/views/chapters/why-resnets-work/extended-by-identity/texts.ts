import type {SolutionRecord} from "../../../../experiments/append.js";
import {texts} from "../../../kit/texts.js";

/** What the figure of the solution that exists says. */
export const solutionTexts = texts({
  en: {
    title: "The solution exists. Is it found?",
    run: "Run it here",
    seed: "seed",
    name: {
      trained: (depth: number) => `plain-${depth}, trained`,
      extended: (depth: number) => `plain-${depth}, W = I added`,
      scratch: (depth: number) => `plain-${depth}, from random`
    } as Record<SolutionRecord["how"], (depth: number) => string>,
    short: {
      trained: (depth: number) => `${depth} layers`,
      extended: (depths: string) => `${depths}: W = I`,
      scratch: (depth: number) => `${depth}, random`
    },
    step: "step",
    loss: "training loss",
    error: "training error",
    network: "network",
    chance: "chance",
    equal: "equal to the last bit",
    progress: (name: string, step: number) => `${name}, step ${step}`,
    steps: "The losses over the steps",
    caption:
      "A deep plain network with the loss of a shallow one exists: add layers that hand on what they are given. From random weights it is not found.",
    hint: "A plain network of 8 layers is trained to read digits. Layers with W = I and b = 0 behind it change nothing: the networks of 56 and 110 layers have its loss exactly. The same depths are then trained from random weights, for as many steps.",
    goal: {
      ask: "Find a seed from which the plain network of 56 layers gets fewer than half of the digits wrong.",
      hint: "How far it gets is luck, and few get there; the shallow network has them all right. Take other seeds below, and run them."
    },
    predict: {
      ask: "A plain network of 110 layers is trained from random weights, for as many steps as the shallow one. Where does it end?",
      choices: {
        same: "at the loss of the shallow network",
        part: "at a higher loss, but far below guessing",
        guess: "no better than guessing"
      },
      because:
        "A deep plain network can be all that the shallow one is: layers with W = I prove it. But training from random weights does not find the way there."
    },
    ends: "Loss and training error at the end.",
    fate: (name: string, loss: string, error: string) => `${name}: ${loss}, ${error}.`
  },
  zh: {
    title: "解是存在的，找得到吗？",
    run: "在这里运行",
    seed: "随机种子",
    name: {
      trained: depth => `普通 ${depth} 层，训练所得`,
      extended: depth => `普通 ${depth} 层，接 W = I`,
      scratch: depth => `普通 ${depth} 层，从随机开始`
    },
    short: {
      trained: depth => `${depth} 层`,
      extended: depths => `${depths} 层：W = I`,
      scratch: depth => `${depth} 层，随机`
    },
    step: "步数",
    loss: "训练损失",
    error: "训练误差",
    network: "网络",
    chance: "随机猜测",
    equal: "逐位相等",
    progress: (name, step) => `${name}，第 ${step} 步`,
    steps: "损失随步数的变化",
    caption: "损失与浅网络一样的深普通网络是存在的：接上原样交出输入的层就行。从随机权重出发，训练找不到它。",
    hint: "一个 8 层的普通网络学会了读数字。在它后面接上 W = I、b = 0 的层，什么也不会改变：56 层和 110 层的网络，损失与它完全相同。然后从随机权重开始，以同样的步数训练同样深的网络。",
    goal: {
      ask: "找一个随机种子，使 56 层的普通网络认错的数字不到一半。",
      hint: "能走多远全看运气，达到的种子不多；浅的网络一个也不错。在下面换别的随机种子，再运行。"
    },
    predict: {
      ask: "110 层的普通网络从随机权重开始训练，步数与浅的网络一样多。它最后会怎样？",
      choices: {
        same: "损失与浅的网络一样",
        part: "损失高一些，但远好于随机猜测",
        guess: "与随机猜测差不多"
      },
      because: "浅的网络是什么，深的普通网络都能是：W = I 的层就是证明。可是从随机权重出发，训练找不到那里。"
    },
    ends: "结束时的损失和训练误差。",
    fate: (name, loss, error) => `${name}：${loss}，${error}。`
  }
});
