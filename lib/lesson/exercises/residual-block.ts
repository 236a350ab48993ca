import {dense, plan, relu, residual, residualWith, subsample} from "../../index.js";
import {exercise, matrix, type Value, vector, volume} from "./exercise.js";
import {fill, run} from "./plans.js";
import {toArrays} from "./values.js";

type Vector = number[];
type Matrix = number[][];

const positive = (v: number) => Math.max(0, v);
const plus = (a: Vector, b: Vector) => a.map((v, i) => v + b[i]);
const times = (a: Vector, W: Matrix) => W[0].map((_, j) => a.reduce((s, v, i) => s + v * W[i][j], 0));
/** The gradient for the input of `times`: from the outputs back along the same weights. */
const back = (d: Vector, W: Matrix) => W.map(row => row.reduce((s, w, j) => s + w * d[j], 0));

export const residualBlock = [
  exercise<[a: Vector, W1: Matrix, b1: Vector, W2: Matrix, b2: Vector]>({
    id: "residual-forward",
    title: {en: "A residual block forward", zh: "残差块的前向计算"},
    ask: {
      en: "Write `block(a, W1, b1, W2, b2)`: two fully connected layers with ReLU and a shortcut from `a` to just before the second ReLU. `W1[i][j]` leads from entry i of `a` to hidden unit j, `W2[j][i]` from hidden unit j to entry i of the result.",
      zh: "写出 `block(a, W1, b1, W2, b2)`：两个带 ReLU 的全连接层，捷径把 `a` 在第二个 ReLU 之前加进来。`W1[i][j]` 从 `a` 的第 i 项通往隐藏单元 j，`W2[j][i]` 从隐藏单元 j 通往结果的第 i 项。"
    },
    name: "block",
    parameters: ["a", "W1", "b1", "W2", "b2"],
    starter: `const relu = v => Math.max(0, v);
const linear = (x, W, b) =>
  b.map((bias, j) => x.reduce((sum, v, i) => sum + v * W[i][j], bias));

function block(a, W1, b1, W2, b2) {
  const z1 = linear(a, W1, b1);
  return z1;
}`,
    solution: `const relu = v => Math.max(0, v);
const linear = (x, W, b) =>
  b.map((bias, j) => x.reduce((sum, v, i) => sum + v * W[i][j], bias));

function block(a, W1, b1, W2, b2) {
  const a1 = linear(a, W1, b1).map(relu);
  const z2 = linear(a1, W2, b2);
  return z2.map((z, i) => relu(z + a[i]));
}`,
    hints: [
      {en: "Main path: linear, ReLU, linear.", zh: "主路径：线性、ReLU、线性。"},
      {
        en: "The shortcut brings `a` to the second sum: z[l+2] + a[l], entry by entry.",
        zh: "捷径把 `a` 带到第二个和：z[l+2] + a[l]，逐项相加。"
      },
      {en: "ReLU comes last, over the sum.", zh: "ReLU 最后做，作用在和上。"}
    ],
    sizes: {n: [1, 4], hidden: [1, 4]},
    make: ({n, hidden}, next) => [
      vector(n, next),
      matrix(n, hidden, next),
      vector(hidden, next),
      matrix(hidden, n, next),
      vector(n, next)
    ],
    answer(a, W1, b1, W2, b2) {
      const p = plan(residual(dense(b1.length), relu, dense(b2.length)), {input: [1, a.length]});
      fill(p, W1, b1, W2, b2);
      return run(p, a);
    },
    slips: [
      {
        as: (a, W1, b1, W2, b2) => plus(times(plus(times(a, W1), b1).map(positive), W2), b2).map(positive),
        say: {en: "This is the plain block: the shortcut is missing.", zh: "这是普通块：没有捷径。"}
      },
      {
        as: (a, W1, b1, W2, b2) =>
          plus(plus(times(plus(times(a, W1), b1).map(positive), W2), b2).map(positive), a),
        say: {
          en: "The shortcut joins after the second ReLU: it must join before, inside g(z + a).",
          zh: "捷径在第二个 ReLU 之后才加入：应在它之前加入，即 g(z + a)。"
        }
      },
      {
        as: (a, W1, b1, W2, b2) => plus(plus(times(plus(times(a, W1), b1).map(positive), W2), b2), a),
        say: {en: "The last ReLU, over the sum, is missing.", zh: "少了最后那个作用在和上的 ReLU。"}
      },
      {
        as: (a, W1, b1, W2, b2) => plus(plus(times(plus(times(a, W1), b1), W2), b2), a).map(positive),
        say: {
          en: "The ReLU between the two layers is missing.",
          zh: "少了两层之间的 ReLU。"
        }
      }
    ]
  }),

  exercise<[x: number[][][], stride: number, channels: number]>({
    id: "zero-padding",
    title: {en: "The shortcut without parameters", zh: "没有参数的捷径"},
    ask: {
      en: "Where a block halves the image and has more channels, the shortcut of option A takes every `stride`-th pixel in both directions, beginning with the first, and appends channels of zeros until there are `channels`. Write `shortcut(x, stride, channels)` for a volume `x[i][j][c]`.",
      zh: "当残差块把图像缩小、把通道增多时，方案 A 的捷径在两个方向上每 `stride` 个像素取一个（从第一个起），并在后面补上全零通道，直到共有 `channels` 个。对数据体 `x[i][j][c]` 写出 `shortcut(x, stride, channels)`。"
    },
    name: "shortcut",
    parameters: ["x", "stride", "channels"],
    starter: `function shortcut(x, stride, channels) {
  return x;
}`,
    solution: `function shortcut(x, stride, channels) {
  const every = list => list.filter((_, i) => i % stride === 0);
  return every(x).map(row => every(row).map(pixel =>
    Array.from({length: channels}, (_, c) => pixel[c] ?? 0)
  ));
}`,
    hints: [
      {
        en: "`x.filter((_, i) => i % stride === 0)` keeps every stride-th row.",
        zh: "`x.filter((_, i) => i % stride === 0)` 留下每第 stride 行。"
      },
      {
        en: "The old channels stay where they were, zeros come behind them.",
        zh: "原来的通道位置不变，零排在后面。"
      }
    ],
    sizes: {height: [1, 5], width: [1, 5], channels: [1, 3], stride: [1, 3], more: [0, 3]},
    make: ({height, width, channels, stride, more}, next) => [
      volume(height, width, channels, next),
      stride,
      channels + more
    ],
    answer(x, stride, channels) {
      const p = plan(subsample(stride, channels), {input: [1, x.length, x[0].length, x[0][0].length]});
      return run(p, x);
    },
    slips: [
      {
        as: (x, stride, channels) => thin(x, stride, p => [...Array(channels - p.length).fill(0), ...p]),
        say: {
          en: "The zeros stand before the old channels: they belong behind them.",
          zh: "零排在了原来的通道前面：应排在后面。"
        }
      },
      {
        as: (x, stride, channels) =>
          thin(x, stride, p => Array.from({length: channels}, (_, c) => p[c % p.length])),
        say: {
          en: "The channels are repeated: the missing ones are to be zero.",
          zh: "通道被重复了：缺的通道应为零。"
        }
      },
      {
        as: (x, _, channels) => thin(x, 1, p => Array.from({length: channels}, (_, c) => p[c] ?? 0)),
        say: {
          en: "All pixels are still there: take only every stride-th in both directions.",
          zh: "像素一个没少：两个方向上都只取每第 stride 个。"
        }
      },
      {
        as: (x, stride) => thin(x, stride, p => p),
        say: {en: "The channels of zeros are missing.", zh: "少了全零的通道。"}
      }
    ]
  }),

  exercise<[a: Vector, z: Vector, Ws: Matrix]>({
    id: "projection",
    title: {en: "The projection shortcut", zh: "投影捷径"},
    ask: {
      en: "The main path gives `z`, which has another length than `a`. Write `join(a, z, Ws)`: g(z + W_s a) with ReLU for g. `Ws[i][j]` leads from entry i of `a` to entry j of `z`.",
      zh: "主路径给出 `z`，它与 `a` 长度不同。写出 `join(a, z, Ws)`：g(z + W_s a)，g 为 ReLU。`Ws[i][j]` 从 `a` 的第 i 项通往 `z` 的第 j 项。"
    },
    name: "join",
    parameters: ["a", "z", "Ws"],
    starter: `function join(a, z, Ws) {
  return z.map((value, j) => Math.max(0, value + a[j]));
}`,
    solution: `function join(a, z, Ws) {
  return z.map((value, j) => {
    let sum = value;
    for (let i = 0; i < a.length; i++) sum += a[i] * Ws[i][j];
    return Math.max(0, sum);
  });
}`,
    hints: [
      {
        en: "W_s a has as many entries as z; entry j is a sum over all i.",
        zh: "W_s a 与 z 一样长；第 j 项是对所有 i 求和。"
      },
      {en: "Add it to z before the ReLU.", zh: "在 ReLU 之前把它加到 z 上。"}
    ],
    sizes: {n: [1, 4], m: [1, 4]},
    make: ({n, m}, next) => [vector(n, next), vector(m, next), matrix(n, m, next)],
    // The main path is made to give z, whatever a is: weights of zero, and z as the bias.
    answer(a, z, Ws) {
      const p = plan(residualWith({shortcut: "C"}, dense(z.length)), {input: [1, a.length]});
      fill(
        p,
        matrix(a.length, z.length, () => 0),
        z,
        Ws
      );
      return run(p, a);
    },
    slips: [
      {
        as: (a, z, Ws) => plus(z.map(positive), times(a, Ws)),
        say: {
          en: "The projection joins after the ReLU: it must join before.",
          zh: "投影在 ReLU 之后才加入：应在之前加入。"
        }
      },
      {
        as: (a, z, Ws) => plus(z, times(a, Ws)),
        say: {en: "The ReLU over the sum is missing.", zh: "少了作用在和上的 ReLU。"}
      },
      {
        as: (a, z, Ws) => plus(z, times(a, Ws).map(positive)).map(positive),
        say: {
          en: "The projection has no ReLU of its own: W_s a goes into the sum as it is.",
          zh: "投影本身没有 ReLU：W_s a 原样进入求和。"
        }
      },
      {
        as: (_, z) => z.map(positive),
        say: {en: "The shortcut is missing altogether.", zh: "完全没有捷径。"}
      }
    ]
  }),

  exercise<[d: Vector, sum: Vector, z1: Vector, W1: Matrix, W2: Matrix]>({
    id: "shortcut-gradient",
    title: {en: "The gradient through the shortcut", zh: "经过捷径的梯度"},
    ask: {
      en: "A residual block has run forward: `z1` is the first layer’s z, `sum` is z[l+2] + a[l]. Now `d` is the gradient of the loss for the block’s output. Write `gradient(d, sum, z1, W1, W2)`: the gradient for a[l]. `W1[i][j]` leads from entry i of a[l] to hidden unit j, `W2[j][i]` from there to entry i of the sum. Where ReLU is given 0 or less, its derivative is 0.",
      zh: "残差块已做完前向计算：`z1` 是第一层的 z，`sum` 是 z[l+2] + a[l]。`d` 是损失对块输出的梯度。写出 `gradient(d, sum, z1, W1, W2)`：损失对 a[l] 的梯度。`W1[i][j]` 从 a[l] 的第 i 项通往隐藏单元 j，`W2[j][i]` 从那里通往和的第 i 项。ReLU 的输入不大于 0 时，导数为 0。"
    },
    name: "gradient",
    parameters: ["d", "sum", "z1", "W1", "W2"],
    starter: `// W[i][j] leads from i to j; a gradient goes back from j to i.
const back = (g, W) => W.map(row => row.reduce((sum, w, j) => sum + w * g[j], 0));

function gradient(d, sum, z1, W1, W2) {
  return d;
}`,
    solution: `// W[i][j] leads from i to j; a gradient goes back from j to i.
const back = (g, W) => W.map(row => row.reduce((sum, w, j) => sum + w * g[j], 0));

function gradient(d, sum, z1, W1, W2) {
  const g = d.map((v, i) => (sum[i] > 0 ? v : 0));
  const hidden = back(g, W2).map((v, j) => (z1[j] > 0 ? v : 0));
  const main = back(hidden, W1);
  return main.map((v, i) => v + g[i]);
}`,
    hints: [
      {
        en: "First back through the last ReLU: only entries with sum > 0 let the gradient pass.",
        zh: "先穿过最后的 ReLU：只有 sum > 0 的项让梯度通过。"
      },
      {
        en: "What arrives at the sum goes both ways: unchanged along the shortcut, and back through the main path.",
        zh: "到达和的梯度往两边走：沿捷径原样返回，也沿主路径返回。"
      },
      {
        en: "Main path backwards: W2, the first ReLU (z1 > 0), W1. At the end add both.",
        zh: "主路径往回：W2、第一个 ReLU（z1 > 0）、W1。最后两者相加。"
      }
    ],
    sizes: {n: [1, 3], hidden: [1, 3]},
    make: ({n, hidden}, next) => [
      vector(n, next),
      vector(n, next),
      vector(hidden, next),
      matrix(n, hidden, next),
      matrix(hidden, n, next)
    ],
    // With a[l] = 0 the biases alone make z1 and the sum what they are to be.
    answer(d, sum, z1, W1, W2) {
      const p = plan(residual(dense(z1.length), relu, dense(d.length)), {input: [1, d.length]});
      const made = times(z1.map(positive), W2);
      fill(
        p,
        W1,
        z1,
        W2,
        sum.map((s, i) => s - made[i])
      );
      run(
        p,
        d.map(() => 0)
      );
      p.backward({gradient: d});
      return (toArrays(p.gradient("x")) as Value[])[0];
    },
    slips: [
      {
        as: (d, sum, z1, W1, W2) => mainPath(open(d, sum), z1, W1, W2),
        say: {
          en: "This is the main path alone, as in a plain block: the shortcut brings back the gradient of the sum, unchanged.",
          zh: "这只是主路径，与普通块一样：捷径还会把和的梯度原样带回来。"
        }
      },
      {
        as: (d, sum, z1, W1, W2) => plus(mainPath(open(d, sum), z1, W1, W2), d),
        say: {
          en: "Along the shortcut d comes back past the last ReLU: there too only entries with sum > 0 pass.",
          zh: "捷径上的 d 绕过了最后的 ReLU：那里同样只有 sum > 0 的项能通过。"
        }
      },
      {
        as: (d, _, z1, W1, W2) => plus(mainPath(d, z1, W1, W2), d),
        say: {
          en: "The last ReLU is left out: where sum ≤ 0 nothing passes.",
          zh: "漏了最后的 ReLU：sum ≤ 0 处什么也过不去。"
        }
      },
      {
        as: (d, sum, _, W1, W2) => plus(back(back(open(d, sum), W2), W1), open(d, sum)),
        say: {
          en: "The ReLU between the layers is left out: where z1 ≤ 0 nothing passes.",
          zh: "漏了两层之间的 ReLU：z1 ≤ 0 处什么也过不去。"
        }
      },
      {
        as: (d, sum) => open(d, sum),
        say: {
          en: "This is the shortcut alone: add what the main path brings back.",
          zh: "这只是捷径：还要加上主路径带回来的部分。"
        }
      }
    ]
  })
];

const thin = (x: number[][][], stride: number, pixel: (p: Vector) => Vector) => {
  const every = <T>(list: T[]) => list.filter((_, i) => i % stride === 0);
  return every(x).map(row => every(row).map(pixel));
};

const open = (d: Vector, sum: Vector) => d.map((v, i) => (sum[i] > 0 ? v : 0));

const mainPath = (g: Vector, z1: Vector, W1: Matrix, W2: Matrix) => back(open(back(g, W2), z1), W1);
