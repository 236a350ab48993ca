import {texts} from "../../../kit/texts.js";

export const t = texts({
  en: {
    title: "What do you expect?",
    draw: "draw the curve of",
    reveal: "Show what was measured",
    sketch: "Show the lecture’s sketch",
    handle: (kind: string, depth: number) =>
      `Your training error of the ${kind} network of ${depth} layers, in per cent`,
    layers: "layers",
    error: "training error, %",
    chance: "chance",
    yours: (kind: string) => `your ${kind}`,
    measured: (kind: string) => `${kind}, measured`,
    theory: "residual; plain in theory",
    reality: "plain in reality",
    at: (depth: number, guess: string, found: string) => `${depth} layers: you ${guess}%, measured ${found}%`,
    caption:
      "Draw with the pointer, or with a finger from side to side; drag a handle, or focus it and use the arrow keys. Then uncover the measured curves (medians over the seeds, the same as in the next figure). The lecture’s sketch has no numbers: it shows shapes only.",
    describe: (plain: string, residual: string, measured: string) =>
      `You expect for plain networks: ${plain}. For residual networks: ${residual}. ${measured}`,
    hidden: "The measured curves are covered.",
    found: (plain: string, residual: string) => `Plain: ${plain}. Residual: ${residual}.`
  },
  zh: {
    title: "你预期会怎样？",
    draw: "画哪条曲线",
    reveal: "显示测得的结果",
    sketch: "显示课上的示意图",
    handle: (kind, depth) => `你预期 ${depth} 层的${kind}的训练误差，百分数`,
    layers: "层数",
    error: "训练误差，%",
    chance: "随机猜测",
    yours: kind => `你画的${kind}`,
    measured: kind => `测得的${kind}`,
    theory: "残差；理论上的普通",
    reality: "实际的普通",
    at: (depth, guess, found) => `${depth} 层：你画 ${guess}%，测得 ${found}%`,
    caption:
      "用指针画，或用手指左右划着画；也可以拖动一个圆点，或选中它再按方向键。然后揭开测得的曲线（各个种子的中位数，与下一张图相同）。课上的示意图没有数字，只表示形状。",
    describe: (plain, residual, measured) =>
      `你对普通网络的预期：${plain}。对残差网络：${residual}。${measured}`,
    hidden: "测得的曲线还盖着。",
    found: (plain, residual) => `普通网络：${plain}。残差网络：${residual}。`
  }
});
