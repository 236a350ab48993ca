import {texts} from "../../../kit/texts.js";

export const t = texts({
  en: {
    title: "What do you expect?",
    draw: "draw the curve of",
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
    predict: {
      ask: "Draw both curves: the training error of plain and of residual networks, from 2 layers to 110.",
      because:
        "In theory more layers need not raise the training error: the deeper network could copy the shallower one. Training does not find that setting for plain networks; for residual ones it is where each block begins."
    },
    at56: (plain: string, residual: string) => `at 56 layers: plain ${plain}%, residual ${residual}%`,
    gap: (kind: string, drawn: boolean, found: boolean, off: string) =>
      `${kind[0].toUpperCase()}${kind.slice(1)}: you drew ${drawn ? "a rise" : "no rise"} with depth, ${drawn === found ? "and" : "but"} there is ${found ? "one" : "none"}; on average you are off by ${off} percentage points.`,
    caption: "Draw with the pointer, or with a finger from side to side, what you expect.",
    hint: "Drag a handle, or focus it and use the arrow keys. The measured curves are medians over the seeds, the same as in the next figure. The lecture’s sketch, which can be laid over them, has no numbers: it shows shapes only.",
    describe: (plain: string, residual: string, measured: string) =>
      `You expect for plain networks: ${plain}. For residual networks: ${residual}. ${measured}`,
    found: (plain: string, residual: string) => `Plain: ${plain}. Residual: ${residual}.`
  },
  zh: {
    title: "你预期会怎样？",
    draw: "画哪条曲线",
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
    predict: {
      ask: "画出两条曲线：普通网络和残差网络从 2 层到 110 层的训练误差。",
      because:
        "理论上，层数更多，训练误差不必更高：深的网络可以照搬浅的。对普通网络，训练找不到这样的设置；对残差网络，每个块就从那里出发。"
    },
    at56: (plain, residual) => `56 层时：普通 ${plain}%，残差 ${residual}%`,
    gap: (kind, drawn, found, off) =>
      `${kind}：你画的曲线随深度${drawn ? "上升" : "不上升"}，测得的${drawn === found ? "也" : "却"}${found ? "上升" : "不上升"}；平均相差 ${off} 个百分点。`,
    caption: "用指针画，或用手指左右划着画，画出你的预想。",
    hint: "可以拖动一个圆点，或选中它再按方向键。测得的曲线是各个种子的中位数，与下一张图相同。课上的示意图可以叠上去，它没有数字，只表示形状。",
    describe: (plain, residual, measured) =>
      `你对普通网络的预期：${plain}。对残差网络：${residual}。${measured}`,
    found: (plain, residual) => `普通网络：${plain}。残差网络：${residual}。`
  }
});
