import {texts} from "../../../kit/texts.js";

/** What the race says. */
export const raceTexts = texts({
  en: {
    title: "A race from the same start",
    run: "Start the race",
    step: "One step",
    depth: "layers",
    rate: "learning rate",
    seed: "seed",
    loss: "loss",
    error: "training error, %",
    measure: "show",
    measures: {error: "training error", loss: "loss"},
    steps: "steps",
    now: (kind: string, loss: string, error: string) => `${kind}: loss ${loss}, ${error}% wrong`,
    diverged: (kind: string, step: number, layer: number) =>
      `${kind}: diverged at step ${step}, in layer ${layer}`,
    predict: {
      ask: "Both networks have 56 layers and the same start, and take 150 steps. After how many does the residual one get fewer than 10% of its examples wrong?",
      because:
        "Its blocks begin as the identity, so its gradient reaches every layer from the first step on. In the plain network hardly anything useful gets through, and it stays near guessing."
    },
    learned: (step: number, least: string, both: boolean) =>
      `The residual network is below 10% for the first time after ${step} steps; the plain one ${both ? "gets there too: at its best it is at" : "never gets below"} ${least}.`,
    goal: {
      ask: "Find a race that the plain network wins: after the last step its loss is the lower one.",
      hint: "With few layers there is little to mend, and a branch whose γ begins at 0 must grow first. Let the learning rate stay small."
    },
    caption: "From the same start, with the same batches: only one of the two gets away.",
    hint: "Both networks see the same batches in the same order, and all their weight matrices begin alike; the residual one has an arc over every two layers and branches whose γ begins at 0. Start it, hold it, or make it go one step at a time. Every start with the same seed is the same race.",
    describe: (depth: number, step: number, plain: string, residual: string) =>
      `Networks of ${depth} layers after ${step} steps. ${plain}. ${residual}.`
  },
  zh: {
    title: "从同一起点出发的比赛",
    run: "开始比赛",
    step: "走一步",
    depth: "层数",
    rate: "学习率",
    seed: "随机种子",
    loss: "损失",
    error: "训练误差，%",
    measure: "显示",
    measures: {loss: "损失", error: "训练误差"},
    steps: "步数",
    now: (kind, loss, error) => `${kind}：损失 ${loss}，错误率 ${error}%`,
    diverged: (kind, step, layer) => `${kind}：在第 ${step} 步发散，第 ${layer} 层`,
    predict: {
      ask: "两个网络都是 56 层，起点相同，都走 150 步。残差网络走多少步之后，错误率低于 10%？",
      because:
        "它的块起初就是恒等函数，所以从第一步起，梯度就能到达每一层。在普通网络里几乎没有什么有用的信号能穿过去，它停在随机猜测附近。"
    },
    learned: (step, least, both) =>
      `残差网络在 ${step} 步之后错误率第一次低于 10%；普通网络${both ? "也做到了，最好时是" : "从来没有低于"} ${least}。`,
    goal: {
      ask: "找一场普通网络赢的比赛：跑完最后一步，它的损失更低。",
      hint: "层数少，就没有多少要补救的；而 γ 从 0 开始的分支还得先长起来。学习率不要大。"
    },
    caption: "起点相同，批次相同，却只有一个跑得开。",
    hint: "两个网络按同样的顺序看同样的批次，所有权重矩阵的起点也相同；残差网络每两层有一道弧线，分支的 γ 从 0 开始。让它跑，停下来，或者一步一步走。种子相同，每次比赛都一样。",
    describe: (depth, step, plain, residual) => `${depth} 层的网络，${step} 步之后。${plain}。${residual}。`
  }
});
