import {texts} from "../../../kit/texts.js";

export const t = texts({
  en: {
    title: "One filter at one position: a neuron",
    presets: {
      random: "random",
      one: "pick the channel",
      average: "average",
      difference: "difference",
      own: "own"
    },
    weights: "weights",
    channel: "channel",
    seed: "seed",
    bias: "bias {b}",
    play: "Play the 36 positions",
    input: "input 6×6×32, channel in front: ",
    views: "The same sum in other views: channel by channel, as rods, as a neuron",
    maps: "its 32 channels",
    pixel: "one pixel: 1×1×32",
    filter: "the filter: 1×1×32",
    output: "output 6×6×1",
    position: "position in the input",
    outputPosition: "position in the output",
    say: (r: number, c: number) => `row ${r}, column ${c}`,
    sayMap: (c: number, x: string) => `channel ${c}, value ${x}`,
    typed: (c: number) => `weight of channel ${c}`,
    ofChannel: "channel",
    code: (x: string) => `neuron(x, w, b) returns ${x}, and so does the library.`,
    codeDiffers: (x: string, y: string) =>
      `neuron(x, w, b) returns ${x}; the library’s convolution gives ${y}. They differ.`,
    predict: {
      ask: "Which weights let the filter pick out the fifth channel alone? (With b = 0.)",
      choices: {
        ones: "1 for every channel",
        against: "1 for the fifth, −1 for all others",
        one: "1 for the fifth, 0 for all others"
      },
      because:
        "A weight of 0 leaves its channel out of the sum. A weight of −1 does not: it takes the channel’s value away."
    },
    measured: (r: number, c: number, x: string, ones: string, against: string, one: string) =>
      `At row ${r}, column ${c}, the fifth channel holds ${x}. There 1 for every channel gives ${ones}; −1 for the others, ${against}; 0 for the others, ${one}.`,
    goal: {
      ask: "Let a single position through: an output that is 0 at all 36 positions but one.",
      hint: "ReLU turns into 0 whatever the bias leaves below 0. For the weights at the start it does not go low enough: the sums of the average are smaller. A bias can be typed to two decimals."
    },
    caption:
      "At each position the filter makes one number of 32: products, added up, with a bias and a ReLU. Drag the violet weights (a finger taps them, or draws them from side to side), or type one.",
    describe: (r: number, c: number, sum: string, b: string, z: string, a: string) =>
      `At row ${r}, column ${c}, the 32 products of values and weights add up to ${sum}. With the bias ${b} this is ${z}; after ReLU, ${a}.`,
    describeChannel: (c: number, x: string, w: string, p: string) =>
      ` Channel ${c}: value ${x} times weight ${w} is ${p}.`
  },
  zh: {
    title: "一个过滤器在一个位置上：一个神经元",
    presets: {random: "随机", one: "挑出该通道", average: "平均", difference: "两通道之差", own: "自定"},
    weights: "权重",
    channel: "通道",
    seed: "随机种子",
    bias: "偏置 {b}",
    play: "走遍 36 个位置",
    input: "输入 6×6×32，显示在最前的通道：",
    views: "同一个和的其他画法：逐个通道、两根长条、一个神经元",
    maps: "它的 32 个通道",
    pixel: "一个像素：1×1×32",
    filter: "过滤器：1×1×32",
    output: "输出 6×6×1",
    position: "输入中的位置",
    outputPosition: "输出中的位置",
    say: (r, c) => `第 ${r} 行第 ${c} 列`,
    sayMap: (c, x) => `通道 ${c}，值 ${x}`,
    typed: c => `通道 ${c} 的权重`,
    ofChannel: "通道",
    code: x => `neuron(x, w, b) 返回 ${x}，与库的结果一致。`,
    codeDiffers: (x, y) => `neuron(x, w, b) 返回 ${x}；库的卷积给出 ${y}。两者不同。`,
    predict: {
      ask: "哪一组权重让过滤器只挑出第五个通道？（b = 0）",
      choices: {
        ones: "每个通道都是 1",
        against: "第五个是 1，其余都是 −1",
        one: "第五个是 1，其余都是 0"
      },
      because: "权重为 0，这个通道就不进入总和。−1 却不是把它排除，而是把它的值减掉。"
    },
    measured: (r, c, x, ones, against, one) =>
      `在第 ${r} 行第 ${c} 列，第五个通道的值是 ${x}。权重全为 1，得 ${ones}；其余为 −1，得 ${against}；其余为 0，得 ${one}。`,
    goal: {
      ask: "只让一个位置通过：36 个位置的输出，除一个以外全是 0。",
      hint: "加上偏置后小于 0 的，ReLU 都变成 0。对一开始的权重，偏置压得不够低：“平均”的和比较小。偏置可以输入两位小数。"
    },
    caption:
      "在每个位置上，过滤器把 32 个数变成一个：逐一相乘，加起来，加偏置，再过 ReLU。紫色的权重可以上下拖动（用手指则轻点，或左右划着画），也可以输入。",
    describe: (r, c, sum, b, z, a) =>
      `在第 ${r} 行第 ${c} 列，32 个值与权重的乘积之和为 ${sum}。加上偏置 ${b} 得 ${z}；经过 ReLU 得 ${a}。`,
    describeChannel: (c, x, w, p) => `通道 ${c}：值 ${x} 乘以权重 ${w} 得 ${p}。`
  }
});

export const stripTexts = texts({
  en: {
    values: "values",
    weights: "weights",
    products: "products",
    sum: "running sum",
    bias: "+ b",
    relu: "ReLU",
    channel: "channel",
    weight: "weights of the filter",
    say: (c: number, value: string) => `channel ${c}, weight ${value}`
  },
  zh: {
    values: "值",
    weights: "权重",
    products: "乘积",
    sum: "累加",
    bias: "+ b",
    relu: "ReLU",
    channel: "通道",
    weight: "过滤器的权重",
    say: (c, value) => `通道 ${c}，权重 ${value}`
  }
});
