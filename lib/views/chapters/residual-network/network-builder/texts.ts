import {count, significant} from "../../../../lesson/numbers.js";
import {texts} from "../../../kit/texts.js";

export const t = texts({
  en: {
    title: "Layers and their arcs",
    depth: "layers",
    seed: "seed",
    all: "All arcs",
    none: "No arc",
    arc: (k: number) => `Arc over layers ${2 * k + 1} and ${2 * k + 2}`,
    predict: {
      ask: "Ten layers, all five arcs: in how many ways can a signal get from x to the last layer? And in how many without the middle arc?",
      choices: {
        "6-5": "6, and 5 without it",
        "10-8": "10, and 8 without it",
        "32-31": "32, and 31 without it",
        "32-16": "32, and 16 without it"
      },
      because:
        "At each block with an arc a signal goes through the two layers or around them. These choices multiply: two ways, once for each arc."
    },
    measured: (all: string, less: string) => `With all five arcs: ${all}. Without the middle one: ${less}.`,
    signal: "signal",
    gradient: "gradient",
    paths: (n: number) => (n === 1 ? "one path" : `${count(n)} paths`),
    through: (n: number, length: number) => `${count(n)} through ${length} layers`,
    path: (paths: string, shortest: number, longest: number) =>
      shortest === longest
        ? `${paths}, through all ${longest} layers`
        : `${paths}, through ${shortest} to ${longest} layers`,
    scale:
      "Bars: size in each layer, relative to the input x (signal) and to the output (gradient); up is larger, down is smaller.",
    bar: (what: string, layer: number, value: number) => `${what}, layer ${layer}: ${significant(value)}`,
    goal: {
      ask: "Take out arcs until exactly eight paths are left.",
      hint: "Each arc doubles the number of paths."
    },
    caption: "Each arc doubles the number of ways; each that goes halves it.",
    hint: "Click an arc, or press Space on it, to take it out or put it back. Blue bars: how large the signal is in each layer of the untrained network, going right. Magenta bars: how large the gradient is there, coming back from the right. Both are measured, on 64 random inputs, without batch normalisation.",
    describe: (depth: number, arcs: number, all: number, paths: string, signal: string, gradient: string) =>
      `${depth} layers, ${arcs} of ${all} arcs: ${paths}. At the last layer the signal has ${signal} times the size of the input; at the first layer the gradient has ${gradient} times the size of the output’s.`
  },
  zh: {
    title: "各层与弧线",
    depth: "层数",
    seed: "随机种子",
    all: "全部弧线",
    none: "不要弧线",
    arc: k => `跨过第 ${2 * k + 1}、${2 * k + 2} 层的弧线`,
    predict: {
      ask: "十个层，五道弧线都在：信号从 x 走到最后一层，有多少条路？拆掉中间那道弧线呢？",
      choices: {
        "6-5": "6 条；拆掉后 5 条",
        "10-8": "10 条；拆掉后 8 条",
        "32-31": "32 条；拆掉后 31 条",
        "32-16": "32 条；拆掉后 16 条"
      },
      because: "在每个有弧线的块，信号要么穿过两层，要么绕过去。各块的选择相乘：有几道弧线，就乘几次 2。"
    },
    measured: (all, less) => `五道弧线都在：${all}。拆掉中间那道：${less}。`,
    signal: "信号",
    gradient: "梯度",
    paths: n => (n === 1 ? "一条路" : `${count(n)} 条路`),
    through: (n, length) => `${count(n)} 条经过 ${length} 层`,
    path: (paths, shortest, longest) =>
      shortest === longest
        ? `${paths}，经过全部 ${longest} 层`
        : `${paths}，经过 ${shortest} 到 ${longest} 层`,
    scale: "条形：各层的大小，信号以输入 x 为 1，梯度以输出处为 1；向上为大，向下为小。",
    bar: (what, layer, value) => `${what}，第 ${layer} 层：${significant(value)}`,
    goal: {
      ask: "拿掉一些弧线，直到恰好剩下八条路径。",
      hint: "每多一道弧线，路径数就加倍。"
    },
    caption: "每道弧线使路径数加倍；拿掉一道，就减半。",
    hint: "点击一道弧线，或在上面按空格键，可以把它拆下或装回。蓝条表示信号从左向右传播时在各层的大小，品红条表示梯度从右向左传回时在各层的大小（网络未经训练）。两者都是实测，用 64 个随机输入，没有批量归一化。",
    describe: (depth, arcs, all, paths, signal, gradient) =>
      `${depth} 层，${all} 道弧线中有 ${arcs} 道：${paths}。到最后一层，信号是输入的 ${signal} 倍；回到第一层，梯度是输出处的 ${gradient} 倍。`
  }
});
