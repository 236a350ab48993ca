import {texts} from "../../../kit/texts.js";

export const t = texts({
  en: {
    title: "The same as a matrix product",
    filters: "filters {F}",
    filter: "filter",
    play: "Walk down the rows",
    a: "{A}: 36×32",
    w: (f: number) => `{W}: 32×${f}`,
    b: "{b}",
    z: (f: number) => `{Z}: 36×${f}`,
    pixels: "row of A: pixel",
    entries: "entry of Z",
    sayRow: (r: number, c: number) => `pixel in row ${r}, column ${c}`,
    sayEntry: (r: number, c: number, f: number, z: string) => `row ${r}, column ${c}, filter ${f}: ${z}`,
    map: (f: number) => `filter ${f}, by convolution`,
    position: "position",
    difference: (d: string, n: string) => `Largest difference between the two, over all ${n} numbers: ${d}.`,
    exact: (n: string) => `All ${n} numbers of the two are equal, bit by bit.`,
    predict: {
      ask: "The same volume once by a 1×1 convolution, once by a matrix product: what is the largest difference?",
      choices: {
        other: "a small one that can be seen: they are alike",
        rounding: "none but rounding: they are the same up to the last digits",
        exact: "none at all: they are equal bit by bit"
      },
      because:
        "Both compute the same sums of the same 32 products and a bias, for each position and each filter. If anything differs, it is the order in which they add."
    },
    note: "36 counts the pixels, which are the rows of {A}. Each of them holds 32 numbers, and so does each filter, a column of {W}.",
    goal: {
      ask: "Find the largest entry of {Z}: go to its row and its filter.",
      hint: "Few entries of {Z} have the strongest teal. Go to each of them, and compare what {z} is."
    },
    caption: "Another pixel is another row of {A}, but {W} never moves: one set of weights serves all 36.",
    describe: (r: number, c: number, f: number, z: string, said: string) =>
      `The pixel in row ${r}, column ${c} is a row of A; times column ${f} of W, plus the bias, it gives ${z}. ${said}`
  },
  zh: {
    title: "写成矩阵乘法，也是一样",
    filters: "过滤器个数 {F}",
    filter: "过滤器",
    play: "逐行走下去",
    a: "{A}：36×32",
    w: f => `{W}：32×${f}`,
    b: "{b}",
    z: f => `{Z}：36×${f}`,
    pixels: "A 的行：像素",
    entries: "Z 的元素",
    sayRow: (r, c) => `第 ${r} 行第 ${c} 列的像素`,
    sayEntry: (r, c, f, z) => `第 ${r} 行第 ${c} 列，过滤器 ${f}：${z}`,
    map: f => `过滤器 ${f}，用卷积计算`,
    position: "位置",
    difference: (d, n) => `两种算法的全部 ${n} 个数中，最大相差 ${d}。`,
    exact: n => `两种算法的全部 ${n} 个数逐位相等。`,
    predict: {
      ask: "同一个体，用 1×1 卷积算一遍，用矩阵乘法再算一遍，最大相差多少？",
      choices: {
        other: "有看得出的小差别：只是相像",
        rounding: "只有舍入的差别：末几位之前都相同",
        exact: "毫无差别：逐位相等"
      },
      because:
        "对每个位置、每个过滤器，两种算法求的都是同样 32 个乘积的和，再加偏置。如果有差别，只在相加的顺序。"
    },
    note: "36 是像素的个数，也就是 {A} 的行数；每个像素里有 32 个数，每个过滤器（{W} 的一列）也是。",
    goal: {
      ask: "找到 {Z} 中最大的元素：走到它那一行、它那个过滤器。",
      hint: "{Z} 里青色最浓的格子没有几个。逐个走过去，比较 {z} 的数值。"
    },
    caption: "换一个像素，就是换 {A} 的一行，而 {W} 始终不变：36 行用的是同一组权重。",
    describe: (r, c, f, z, said) =>
      `第 ${r} 行第 ${c} 列的像素是 A 的一行；它乘以 W 的第 ${f} 列，加上偏置，得 ${z}。${said}`
  }
});
