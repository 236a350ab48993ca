import {texts} from "../../../kit/texts.js";

export const t = texts({
  en: {
    title: "Layers under one arc",
    seed: "seed",
    run: "Train this seed",
    curves: {1: "one layer", 2: "two", 3: "three"} as {readonly [layers: number]: string},
    under: (layers: number) =>
      layers === 1 ? "one layer under each arc" : `${layers} layers under each arc`,
    layers: "layers of the network",
    error: "training error, %",
    progress: (done: number, all: number) => `${done} of ${all} networks`,
    what: (seed: number) => `dashed, seed ${seed}`,
    dashed: (seed: number, seeds: number) =>
      `These are the networks of seed ${seed}, drawn dashed. The lines are medians of ${seeds} seeds and belong to no single network; for those of another seed, set that seed in the figure first.`,
    failed: (layers: number, depth: number, why: string) =>
      `The network of ${depth} layers, ${layers} to an arc, failed: ${why}`,
    predict: {
      ask: "Networks of 56 layers that differ in their arcs alone: one over each layer, one over every two, one over every three. Which get most of their examples wrong?",
      choices: {
        one: "those with one layer under each arc",
        two: "those with two",
        three: "those with three",
        alike: "none: they err alike"
      },
      because:
        "With a single linear step under an arc, block and arc together are little more than a layer whose matrix starts at I. With two or three steps, and a ReLU between them, the branch can make something that no such layer makes; fewer arcs do no harm then."
    },
    deepest: (one: string, two: string, three: string) =>
      `At 56 layers, medians: ${one} with one layer under each arc, ${two} with two, ${three} with three.`,
    goal: {
      ask: "Find a seed with which three layers under each arc do better than two at all three depths.",
      hint: "Two and three are close, so luck decides, and not rarely. Take a seed beyond the first five, and train it."
    },
    caption: (seeds: number) =>
      `One layer under each arc does worse than two; three do about as well as two. Lines are medians of ${seeds} seeds, bands reach from the least to the most.`,
    hint: "All have the same number of layers in all, and so fewer arcs the more layers each skips; the last γ of each branch starts at 0, and each network keeps the better of two learning rates, as in the figure above. Take another seed and train it: its networks are drawn dashed over the bands, within them or not.",
    describe: (series: string, seeds: number) =>
      `Training error, medians of ${seeds} seeds, at 8, 20 and 56 layers. Layers under each arc: ${series}.`,
    row: (layers: string, values: string) => `${layers} ${values}`,
    comma: ", ",
    semicolon: "; "
  },
  zh: {
    title: "一条弧线跨几层",
    seed: "种子",
    run: "训练这个种子",
    curves: {1: "一层", 2: "两层", 3: "三层"},
    under: layers => `每条弧线跨 ${layers} 层`,
    layers: "网络的层数",
    error: "训练误差，%",
    progress: (done, all) => `${all} 个网络已完成 ${done} 个`,
    what: seed => `虚线，种子 ${seed}`,
    dashed: (seed, seeds) =>
      `这里是种子 ${seed} 的网络，图中画成虚线。实线是 ${seeds} 个种子的中位数，不属于哪一个网络；想要别的种子的网络，先在图中设好种子。`,
    failed: (layers, depth, why) => `${depth} 层、每条弧线跨 ${layers} 层的网络出错了：${why}`,
    predict: {
      ask: "几个 56 层的网络，只有弧线不同：每层一条，每两层一条，每三层一条。哪一种的训练误差最大？",
      choices: {one: "每条弧线只跨一层的", two: "跨两层的", three: "跨三层的", alike: "都差不多"},
      because:
        "弧线下面只有一步线性运算时，块连同弧线不过是一个矩阵从 I 出发的层。有两步或三步，中间又隔着 ReLU，分支就能做出这样的层做不到的事；弧线少一些，也就无妨了。"
    },
    deepest: (one, two, three) =>
      `56 层时的中位数：每条弧线跨一层是 ${one}，跨两层 ${two}，跨三层 ${three}。`,
    goal: {
      ask: "找一个种子，使跨三层的网络在三种深度下都胜过跨两层的。",
      hint: "两者相差很小，胜负看运气，这样的种子并不罕见。取前五个以外的种子，训练它。"
    },
    caption: seeds =>
      `每条弧线只跨一层，不如跨两层；跨三层与跨两层差不多。实线是 ${seeds} 个种子的中位数，色带从最小到最大。`,
    hint: "总层数都一样，所以每条弧线跨的层数越多，弧线就越少。每个分支最后的 γ 都从 0 开始，每个网络取两个学习率中较好的一个，与上面的图相同。换一个种子来训练：结果用虚线画在色带上，可以看它是否落在色带里。",
    describe: (series, seeds) =>
      `8、20、56 层时的训练误差，${seeds} 个种子的中位数。每条弧线跨的层数：${series}。`,
    row: (layers, values) => `${layers} ${values}`,
    comma: "，",
    semicolon: "；"
  }
});
