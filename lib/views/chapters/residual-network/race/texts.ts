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
    measures: {loss: "loss", error: "training error"},
    steps: "steps",
    now: (kind: string, loss: string, error: string) => `${kind}: loss ${loss}, ${error}% wrong`,
    diverged: (kind: string, step: number, layer: number) =>
      `${kind}: diverged at step ${step}, in layer ${layer}`,
    caption:
      "Both networks see the same batches in the same order, and all their weight matrices begin alike; the residual one has an arc over every two layers and branches whose γ begins at 0. Start it, hold it, or make it go one step at a time. Every start with the same seed is the same race.",
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
    caption:
      "两个网络按同样的顺序看同样的批次，所有权重矩阵的起点也相同；残差网络每两层有一道弧线，分支的 γ 从 0 开始。让它跑，停下来，或者一步一步走。种子相同，每次比赛都一样。",
    describe: (depth, step, plain, residual) => `${depth} 层的网络，${step} 步之后。${plain}。${residual}。`
  }
});
