import {fixed} from "../../../kit/numbers.js";
import {texts} from "../../../kit/texts.js";

export const t = texts({
  en: {
    title: "What two networks of one depth have learned",
    depth: "layers",
    moment: "moment",
    train: "Train again and watch",
    play: "Play the training",
    step: (step: number) => `step ${step}`,
    error: "training error, %",
    steps: "steps",
    heading: (kind: string, error: number | undefined) =>
      error === undefined ? kind : `${kind}: ${fixed(100 * error, 1)}% wrong`,
    diverged: (kind: string, step: number, layer: number) =>
      `${kind}: diverged at step ${step}, in layer ${layer}`,
    picture: (kind: string, depth: number, step: number, error: string) =>
      `Decision regions of the ${kind} network of ${depth} layers after ${step} steps: ${error}% of the examples are wrong.`,
    trying: (rate: number) => `learning rate ${rate}`,
    failed: (kind: string, why: string) => `The ${kind} network failed: ${why}`,
    regions: "Colour says which spiral the network takes a place to belong to; the paler, the less sure.",
    examples: "Below each digit stands what the network takes it for at this moment.",
    caption:
      "Move the slider through the training, choose another depth here, or click a point of the chart above.",
    describe: (depth: number, plain: string, residual: string) =>
      `Networks of ${depth} layers at the chosen moment. Plain: ${plain}% wrong. Residual: ${residual}% wrong.`
  },
  zh: {
    title: "同样深的两个网络学到了什么",
    depth: "层数",
    moment: "时刻",
    train: "再训练一遍，边训练边看",
    play: "播放训练过程",
    step: step => `第 ${step} 步`,
    error: "训练误差，%",
    steps: "步数",
    heading: (kind, error) => (error === undefined ? kind : `${kind}：错误率 ${fixed(100 * error, 1)}%`),
    diverged: (kind, step, layer) => `${kind}：在第 ${step} 步发散，第 ${layer} 层`,
    picture: (kind, depth, step, error) =>
      `${depth} 层的${kind}训练 ${step} 步后的判定区域：样本的错误率 ${error}%。`,
    trying: rate => `学习率 ${rate}`,
    failed: (kind, why) => `${kind}失败了：${why}`,
    regions: "颜色表示网络认为该处属于哪条螺线，越浅越没有把握。",
    examples: "每个数字下面写着网络此刻把它认作什么。",
    caption: "移动滑块看训练的各个时刻，在这里换一个深度，或者点击上图中的点。",
    describe: (depth, plain, residual) =>
      `所选时刻的 ${depth} 层网络。普通网络错误率 ${plain}%，残差网络错误率 ${residual}%。`
  }
});
