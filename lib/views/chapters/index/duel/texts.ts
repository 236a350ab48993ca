import {texts} from "../../../kit/texts.js";

export const t = texts({
  en: {
    title: "56 layers, twice",
    moment: "training step",
    train: "Train both, here and now",
    kinds: ["plain", "with shortcuts"],
    heading: (kind: string, error: string) => `${kind}: ${error} wrong`,
    picture: (kind: string, step: number, error: string) =>
      `What the network ${kind} makes of the plane after ${step} training steps: ${error} of the points wrong.`,
    diverged: (kind: string, layer: number) => `${kind}: diverged in layer ${layer}`,
    progress: (step: number, steps: number) => `step ${step} of ${steps}`,
    caption:
      "Two networks learn to tell three spirals apart. They have the same layers, the same first weights and see the same points in the same order. One of them adds the input of every second layer to its output, and begins with that input alone: what the layers make of it is multiplied by a γ that starts at 0. There is no other difference. Move through the training, or press the button: your browser trains both anew, from other weights each time.",
    describe: (plain: string, residual: string) =>
      `Two networks of 56 layers. Without shortcuts ${plain} of the points are wrong, with shortcuts ${residual}.`
  },
  zh: {
    title: "56 层，两个网络",
    moment: "训练步数",
    train: "就在这里，训练这两个网络",
    kinds: ["普通网络", "带捷径的网络"],
    heading: (kind, error) => `${kind}：答错 ${error}`,
    picture: (kind, step, error) => `${kind}在 ${step} 步训练之后怎样划分平面：答错 ${error} 的点。`,
    diverged: (kind, layer) => `${kind}：在第 ${layer} 层发散`,
    progress: (step, steps) => `第 ${step} 步，共 ${steps} 步`,
    caption:
      "两个网络学着分开三条螺线。层数相同，初始权重相同，看到的点和顺序也相同。其中一个每两层把输入加到输出上，而且起步时只有这个输入：两层自己的输出要乘以 γ，γ 从 0 开始。此外别无差别。拖动滑块看训练的过程，或者按下按钮：你的浏览器会把两个网络重新训练一遍，每次从不同的权重开始。",
    describe: (plain, residual) =>
      `两个 56 层的网络。没有捷径的答错 ${plain} 的点，带捷径的答错 ${residual}。`
  }
});
