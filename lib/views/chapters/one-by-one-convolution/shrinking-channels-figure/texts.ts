import {texts} from "../../../kit/texts.js";

export const t = texts({
  en: {
    title: "1×1 convolution changes the channels, pooling the rest",
    names: {nH: "height", nW: "width", nC: "channels", nF: "filters"},
    settings: "More settings: the input",
    input: "input",
    conv: "1×1 convolution, ReLU",
    pool: "2×2 max pooling",
    rows: {
      shape: "output",
      weights: "weights",
      biases: "biases",
      multiplications: "multiplications",
      memory: "output in memory",
      time: "time in your browser"
    },
    memory: (kilobytes: string) => `${kilobytes} kB`,
    time: (ms: string) => `${ms} ms`,
    waiting: "measuring …",
    same: (zeros: string) =>
      `As many channels as before: the shape stays, and yet a layer was gained. Each output is a new mix of all channels, and ReLU set ${zeros} of them to 0.`,
    fewer: "The 1×1 convolution keeps height and width and takes channels away.",
    more: "The 1×1 convolution keeps height and width and adds channels.",
    goal: {
      ask: "Choose sizes with which the 1×1 convolution puts out exactly as many numbers as the pooling.",
      hint: "2×2 pooling leaves a quarter of the numbers. What must the filters leave of the channels?"
    },
    caption:
      "A 1×1 convolution changes the number of channels and leaves height and width alone; pooling does the opposite. Drawn to scale, a pixel a number; times are medians of 15 measurements on this machine, with this page open.",
    describe: (shape: string, conv: string, pool: string) =>
      `A volume of ${shape}. After the 1×1 convolution: ${conv}. After 2×2 pooling: ${pool}.`
  },
  zh: {
    title: "1×1 卷积改变通道数，池化改变其余",
    names: {nH: "高", nW: "宽", nC: "通道", nF: "过滤器个数"},
    settings: "更多设置：输入",
    input: "输入",
    conv: "1×1 卷积，ReLU",
    pool: "2×2 最大池化",
    rows: {
      shape: "输出",
      weights: "权重",
      biases: "偏置",
      multiplications: "乘法次数",
      memory: "输出占用内存",
      time: "在你的浏览器中的时间"
    },
    memory: kilobytes => `${kilobytes} kB`,
    time: ms => `${ms} ms`,
    waiting: "正在测量……",
    same: zeros =>
      `通道数与原来一样：形状不变，却多了一层。每个输出都是所有通道的一种新混合，ReLU 把其中的 ${zeros} 变成了 0。`,
    fewer: "1×1 卷积不动高和宽，减少通道。",
    more: "1×1 卷积不动高和宽，增加通道。",
    goal: {
      ask: "选一组大小，使 1×1 卷积输出的数恰好与池化的一样多。",
      hint: "2×2 池化只留下四分之一的数。过滤器应当留下多少通道？"
    },
    caption:
      "1×1 卷积改变通道数，不动高和宽；池化正相反。图按比例绘制，一个像素一个数；时间是在这台机器上、开着本页面时 15 次测量的中位数。",
    describe: (shape, conv, pool) => `数据体 ${shape}。经过 1×1 卷积：${conv}。经过 2×2 池化：${pool}。`
  }
});
