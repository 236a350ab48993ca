import {conv, count, globalAveragePool, named, plan, sequential, span} from "../../index.js";
import {assign} from "../../tensor/index.js";
import {exercise, matrix, vector, volume} from "./exercise.js";
import {toArrays} from "./values.js";

type Volume = number[][][];

/** The 1×1 convolution in the reader's loops; z at each pixel as `each` makes it. */
const pointwise = (x: Volume, each: (pixel: number[]) => number[]) => x.map(row => row.map(each));

export const oneByOne = [
  exercise<[x: Volume, W: number[][], b: number[]]>({
    id: "pointwise",
    title: {en: "A 1×1 convolution in loops", zh: "用循环写 1×1 卷积"},
    ask: {
      en: "Write `pointwise(x, W, b)`. The volume `x[i][j][c]` has a height, a width and channels; `W[c][f]` is the weight of channel c in filter f, `b[f]` the bias of filter f. Return the volume `z[i][j][f]`, without an activation function.",
      zh: "写出 `pointwise(x, W, b)`。数据体 `x[i][j][c]` 有高、宽和通道；`W[c][f]` 是通道 c 在过滤器 f 中的权重，`b[f]` 是过滤器 f 的偏置。返回 `z[i][j][f]`，不加激活函数。"
    },
    name: "pointwise",
    parameters: ["x", "W", "b"],
    starter: `function pointwise(x, W, b) {
  return x.map(row => row.map(pixel => {
    // pixel holds the values of all channels at one position
    return pixel;
  }));
}`,
    solution: `function pointwise(x, W, b) {
  return x.map(row => row.map(pixel =>
    b.map((bias, f) => {
      let sum = bias;
      for (let c = 0; c < pixel.length; c++) sum += pixel[c] * W[c][f];
      return sum;
    })
  ));
}`,
    hints: [
      {
        en: "At each position there are as many outputs as filters: `b.length` of them.",
        zh: "每个位置上的输出与过滤器一样多：`b.length` 个。"
      },
      {
        en: "One output is a sum over all channels c of `pixel[c] * W[c][f]`.",
        zh: "一个输出是对所有通道 c 求 `pixel[c] * W[c][f]` 之和。"
      },
      {en: "Begin the sum with the bias `b[f]`.", zh: "求和从偏置 `b[f]` 开始。"}
    ],
    sizes: {height: [1, 3], width: [1, 3], channels: [1, 4], filters: [1, 4]},
    make: ({height, width, channels, filters}, next) => [
      volume(height, width, channels, next),
      matrix(channels, filters, next),
      vector(filters, next)
    ],
    answer(x, W, b) {
      const p = plan(named("z", conv(b.length, 1)), {input: [1, x.length, x[0].length, W.length]});
      assign(p.input, x.flat(2));
      assign(p.parameters[0].value, W.flat());
      assign(p.parameters[1].value, b);
      p.forward();
      return (toArrays(p.output) as Volume[])[0];
    },
    slips: [
      {
        as: (x, W, b) => pointwise(x, p => b.map((_, f) => p.reduce((s, v, c) => s + v * W[c][f], 0))),
        say: {en: "The products are right, but the bias is missing.", zh: "乘积是对的，但少了偏置。"}
      },
      {
        as: (x, W, b) =>
          pointwise(x, p =>
            b.map((v, f) =>
              Math.max(
                0,
                p.reduce((s, a, c) => s + a * W[c][f], v)
              )
            )
          ),
        say: {
          en: "There is a ReLU in it: here z is asked for, before the activation function.",
          zh: "你加了 ReLU：这里要的是激活函数之前的 z。"
        }
      },
      {
        as: (x, W, b) => pointwise(x, p => b.map((v, f) => p[p.length - 1] * W[p.length - 1][f] + v)),
        say: {
          en: "Only the last channel counts: each product must be added to the sum (`+=`).",
          zh: "只有最后一个通道起了作用：每个乘积都要累加（`+=`）。"
        }
      },
      {
        as: (x, W, b) => pointwise(x, p => b.map((v, f) => p.reduce((s, a, c) => s + (a * W[c][f] + v), 0))),
        say: {
          en: "The bias is added once per channel; it belongs into the sum once.",
          zh: "每个通道都加了一次偏置；偏置只应加一次。"
        }
      }
    ]
  }),

  exercise<[x: Volume]>({
    id: "global-average",
    title: {en: "Global average pooling", zh: "全局平均池化"},
    ask: {
      en: "Network in Network ends by averaging. Write `globalAverage(x)`: from `x[i][j][c]` the vector of the channels’ means over all positions.",
      zh: "网络中的网络（Network in Network）以取平均结束。写出 `globalAverage(x)`：由 `x[i][j][c]` 得到一个向量，即各通道在所有位置上的平均值。"
    },
    name: "globalAverage",
    parameters: ["x"],
    starter: `function globalAverage(x) {
  const means = x[0][0].map(() => 0);
  return means;
}`,
    solution: `function globalAverage(x) {
  const pixels = x.flat();
  return x[0][0].map((_, c) => {
    let sum = 0;
    for (const pixel of pixels) sum += pixel[c];
    return sum / pixels.length;
  });
}`,
    hints: [
      {
        en: "`x.flat()` is the list of all pixels, whatever row they stand in.",
        zh: "`x.flat()` 就是所有像素的列表，不分行。"
      },
      {en: "The result has one number per channel.", zh: "结果是每个通道一个数。"}
    ],
    sizes: {height: [1, 4], width: [1, 4], channels: [1, 3]},
    make: ({height, width, channels}, next) => [volume(height, width, channels, next)],
    answer(x) {
      const p = plan(globalAveragePool, {input: [1, x.length, x[0].length, x[0][0].length]});
      assign(p.input, x.flat(2));
      p.forward();
      return (toArrays(p.output) as number[][])[0];
    },
    slips: [
      {
        as: x => x[0][0].map((_, c) => x.flat().reduce((s, p) => s + p[c], 0)),
        say: {
          en: "These are the sums: divide by the number of positions, height times width.",
          zh: "这是和：还要除以位置数，即高乘宽。"
        }
      },
      {
        as: x => x[0][0].map((_, c) => x.flat().reduce((s, p) => s + p[c], 0) / x.length),
        say: {
          en: "It divides by the height alone: there are height times width positions.",
          zh: "只除以了高：位置数是高乘宽。"
        }
      },
      {
        as: x => x[0][0].map((_, c) => Math.max(...x.flat().map(p => p[c]))),
        say: {en: "That is the maximum, not the mean.", zh: "这是最大值，不是平均值。"}
      }
    ]
  }),

  exercise<[n: number, k: number, stride: number, padding: number]>({
    id: "output-length",
    title: {en: "How long is the output?", zh: "输出有多长？"},
    ask: {
      en: "Write `outputLength(n, k, stride, padding)`: the height of the output when a k×k filter moves by `stride` over an input of height `n` with `padding` rows of zeros on each side.",
      zh: "写出 `outputLength(n, k, stride, padding)`：高为 `n` 的输入，上下各填充 `padding` 行零，k×k 的过滤器以步幅 `stride` 移动，求输出的高。"
    },
    name: "outputLength",
    parameters: ["n", "k", "stride", "padding"],
    starter: `function outputLength(n, k, stride, padding) {
  return n;
}`,
    solution: `function outputLength(n, k, stride, padding) {
  return Math.floor((n + 2 * padding - k) / stride) + 1;
}`,
    hints: [
      {
        en: "With stride 1 the filter’s top can stand at n + 2×padding − k + 1 places.",
        zh: "步幅为 1 时，过滤器的上沿有 n + 2×padding − k + 1 个位置。"
      },
      {
        en: "With a larger stride, count the whole steps that fit, and the first place.",
        zh: "步幅更大时，数一数能走几个整步，再加上起点。"
      }
    ],
    sizes: {n: [3, 12], k: [1, 3], stride: [1, 3], padding: [0, 2]},
    make: ({n, k, stride, padding}) => [n, k, stride, Math.min(padding, k - 1)],
    answer: (n, k, stride, padding) => span(n, k, stride, padding).count,
    slips: [
      {
        as: (n, k, stride, padding) => (n + 2 * padding - k) / stride + 1,
        say: {
          en: "A filter takes no part of a step: round the quotient down.",
          zh: "过滤器不会走半步：商要向下取整。"
        }
      },
      {
        as: (n, k, stride, padding) => Math.floor((n + padding - k) / stride) + 1,
        say: {en: "There is padding on both sides.", zh: "两侧都有填充。"}
      },
      {
        as: (n, k, stride, padding) => Math.floor((n + 2 * padding - k) / stride),
        say: {en: "The first place counts too: add 1.", zh: "起点也算一个位置：要加 1。"}
      }
    ]
  }),

  exercise<[wide: number, narrow: number]>({
    id: "bottleneck",
    title: {en: "Counting a bottleneck", zh: "计算瓶颈层的参数个数"},
    ask: {
      en: "A bottleneck layer: a 1×1 convolution from `wide` channels to `narrow`, a 3×3 convolution among the narrow ones, a 1×1 convolution back to `wide`. Write `bottleneckParameters(wide, narrow)`: the number of all weights and biases.",
      zh: "瓶颈层：先用 1×1 卷积从 `wide` 个通道减到 `narrow` 个，再在窄的通道之间做 3×3 卷积，最后用 1×1 卷积回到 `wide` 个。写出 `bottleneckParameters(wide, narrow)`：全部权重和偏置的个数。"
    },
    name: "bottleneckParameters",
    parameters: ["wide", "narrow"],
    starter: `function bottleneckParameters(wide, narrow) {
  return wide * narrow;
}`,
    solution: `function bottleneckParameters(wide, narrow) {
  const layer = (k, from, to) => k * k * from * to + to;
  return layer(1, wide, narrow) + layer(3, narrow, narrow) + layer(1, narrow, wide);
}`,
    hints: [
      {
        en: "A k×k convolution from p to q channels has k×k×p×q weights and q biases.",
        zh: "从 p 个通道到 q 个通道的 k×k 卷积有 k×k×p×q 个权重和 q 个偏置。"
      },
      {
        en: "Write a small function for one layer and call it three times.",
        zh: "为一层写个小函数，调用三次。"
      }
    ],
    sizes: {wide: [1, 64], narrow: [1, 16]},
    make: ({wide, narrow}) => [wide, narrow],
    answer: (wide, narrow) =>
      count(sequential(conv(narrow, 1), conv(narrow, 3), conv(wide, 1)), [1, 4, 4, wide]).parameters,
    slips: [
      {
        as: (p, q) => p * q + 9 * q * q + q * p,
        say: {en: "The weights are right; the biases are missing.", zh: "权重数对了，少了偏置。"}
      },
      {
        as: (p, q) => p * q + q + 3 * q * q + q + q * p + p,
        say: {
          en: "A 3×3 filter has 9 weights per channel, not 3.",
          zh: "3×3 的过滤器每个通道有 9 个权重，不是 3 个。"
        }
      },
      {
        as: (p, q) => p * q + q + 9 * q + q + q * p + p,
        say: {
          en: "Each filter of the 3×3 layer spans all narrow channels: its weights number 9×narrow×narrow.",
          zh: "3×3 层的每个过滤器都贯穿全部窄通道：权重有 9×narrow×narrow 个。"
        }
      }
    ]
  })
];
