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
      "Two networks learn to tell three spirals apart. They have the same layers, the same first weights and see the same points in the same order. One of them has a shortcut around every two layers, which adds their input to their output. So that it starts calmly, what its layers make of their input is at first multiplied by 0; the factor, called γ, is learned too. Each dot is a point of one of the spirals; the colour behind it says which spiral the network takes the place for, the paler the less sure. Move through the training, or press the button: your browser trains both anew, from other weights each time.",
    describe: (plain: string, residual: string) =>
      `Two networks of 56 layers. Without shortcuts ${plain} of the points are wrong, with shortcuts ${residual}.`
  },
  zh: {
    title: "56 层，两个网络",
    moment: "训练步数",
    train: "就在这里，训练这两个网络",
    kinds: ["普通网络", "带捷径的网络"],
    heading: (kind, error) => `${kind}：错误率 ${error}`,
    picture: (kind, step, error) => `${kind}在 ${step} 步训练之后怎样划分平面：错误率 ${error}。`,
    diverged: (kind, layer) => `${kind}：在第 ${layer} 层发散`,
    progress: (step, steps) => `第 ${step} 步，共 ${steps} 步`,
    caption:
      "两个网络学着分开三条螺线。层数相同，初始权重相同，看到的点和顺序也相同。其中一个每两层有一条捷径，把两层的输入加到它们的输出上。为了起步平稳，两层自己的输出起初乘以 0，这个系数叫 γ，也是学出来的。每个圆点是一条螺线上的一点；底色表示网络认为该处属于哪条螺线，越浅越没有把握。拖动滑块看训练的过程，或者按下按钮：你的浏览器会把两个网络重新训练一遍，每次从不同的权重开始。",
    describe: (plain, residual) => `两个 56 层的网络。没有捷径的错误率 ${plain}，带捷径的错误率 ${residual}。`
  }
});
