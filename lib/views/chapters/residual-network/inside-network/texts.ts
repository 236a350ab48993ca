import {fixed} from "../../../../lesson/numbers.js";
import {texts} from "../../../kit/texts.js";

export const t = texts({
  en: {
    goal: {
      ask: "Find a depth at which the plain network learns its task, too: an error below 10% at the end of its training.",
      hint: "Up to which depth does its curve stay low in the figure above?"
    },
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
    predict: {
      ask: "A plain and a residual network of 56 layers have been trained to tell three spirals apart. What has the plain one drawn?",
      choices: {
        spirals: "the three spirals, much like the residual network",
        patches: "broad patches, which miss most of the spirals",
        flat: "one colour nearly everywhere"
      },
      because:
        "The deep plain network could draw the spirals: a shallower one does. It is training that does not get it there."
    },
    picture: (kind: string, depth: number, step: number, error: string) =>
      `Decision regions of the ${kind} network of ${depth} layers after ${step} steps: ${error}% of the examples are wrong.`,
    trying: (rate: number) => `learning rate ${rate}`,
    failed: (kind: string, why: string) => `The ${kind} network failed: ${why}`,
    regions: "Colour says which spiral the network takes a place to belong to; the paler, the less sure.",
    examples: "Below each digit stands what the network takes it for at this moment.",
    hint: "Move the slider through the training, choose another depth here, or click a point of the chart above.",
    describe: (depth: number, plain: string, residual: string) =>
      `Networks of ${depth} layers at the chosen moment. Plain: ${plain}% wrong. Residual: ${residual}% wrong.`
  },
  zh: {
    goal: {
      ask: "找一个深度，使普通网络也能学会：训练结束时错误率低于 10%。",
      hint: "在上面那幅图里，它的曲线到多深为止都很低？"
    },
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
    predict: {
      ask: "一个普通网络，一个残差网络，都是 56 层，都训练过，要把三条螺线分开。普通网络画出了什么？",
      choices: {
        spirals: "三条螺线，与残差网络差不多",
        patches: "大块的色区，与螺线多半对不上",
        flat: "几乎全是一种颜色"
      },
      because: "深的普通网络本来画得出螺线，浅一些的就画出来了。是训练没能把它带到那里。"
    },
    picture: (kind, depth, step, error) =>
      `${depth} 层的${kind}训练 ${step} 步后的判定区域：样本的错误率 ${error}%。`,
    trying: rate => `学习率 ${rate}`,
    failed: (kind, why) => `${kind}失败了：${why}`,
    regions: "颜色表示网络认为该处属于哪条螺线，越浅越没有把握。",
    examples: "每个数字下面写着网络此刻把它认作什么。",
    hint: "移动滑块看训练的各个时刻，在这里换一个深度，或者点击上图中的点。",
    describe: (depth, plain, residual) =>
      `所选时刻的 ${depth} 层网络。普通网络错误率 ${plain}%，残差网络错误率 ${residual}%。`
  }
});
