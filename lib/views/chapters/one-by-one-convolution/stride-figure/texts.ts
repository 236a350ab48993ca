import {texts} from "../../../kit/texts.js";

export const t = texts({
  en: {
    title: "What stride 2 reads",
    reading: "halve the map by",
    readings: {
      pointwise: "1×1, stride 2",
      square: "3×3, stride 2",
      average: "2×2 average, then 1×1"
    },
    input: "input 8×8: how many outputs read each position",
    output: "output 4×4",
    position: "position in the output",
    say: (r: number, c: number, n: number) =>
      `row ${r}, column ${c}, reads ${n} position${n > 1 ? "s" : ""} of the input`,
    picture: (h: number, w: number) => `what is read of a picture, ${h}×${w}`,
    drawn: "Drawn picture",
    drop: "or drop or paste one here; it stays in your browser",
    count: (read: number, all: number) =>
      read === all
        ? `All ${all} positions are read.`
        : `${read} of ${all} positions are read; ${all - read} by no output at all.`,
    predict: {
      ask: "A 1×1 convolution with stride 2 goes over a map of 8×8 positions. How many of the 64 does it read?",
      unit: " positions",
      because:
        "Its windows are one position wide and two apart. So of every square of four positions it reads one, and no weight can change that."
    },
    goal: {
      ask: "Find an output of the 3×3 convolution that reads no more than four positions.",
      hint: "At the border a window reaches beyond the map, where there are only zeros."
    },
    caption:
      "An output of the 1×1 convolution reads one position, and the next output the next but one: what lies between is lost. Windows of 3×3 overlap, those of the average touch; both read all.",
    hint: "Point at an output, or choose it with the arrow keys: the frame shows what it reads. Which positions count is found by the library: those that an output’s gradient reaches.",
    describe: (name: string, count: string, r: number, c: number, n: number) =>
      `${name}: ${count} The output in row ${r}, column ${c} reads ${n}.`
  },
  zh: {
    title: "步幅 2 读到什么",
    reading: "缩小一半，用",
    readings: {pointwise: "1×1，步幅 2", square: "3×3，步幅 2", average: "2×2 平均，再 1×1"},
    input: "输入 8×8：每个位置被几个输出读到",
    output: "输出 4×4",
    position: "输出的位置",
    say: (r, c, n) => `第 ${r} 行，第 ${c} 列，读输入的 ${n} 个位置`,
    picture: (h, w) => `一张图片里读到的部分，${h}×${w}`,
    drawn: "用画好的图片",
    drop: "也可以拖放或粘贴到这里；图片不会离开你的浏览器",
    count: (read, all) =>
      read === all
        ? `${all} 个位置全都读到。`
        : `${all} 个位置里读到 ${read} 个，另外 ${all - read} 个没有任何输出去读。`,
    predict: {
      ask: "步幅为 2 的 1×1 卷积走过 8×8 的特征图。64 个位置里，它读到多少个？",
      unit: " 个位置",
      because:
        "它的窗口只有一格宽，相邻两个窗口隔两格。所以每四个位置（2×2）里它只读一个，权重改变不了这一点。"
    },
    goal: {
      ask: "找到 3×3 卷积的一个输出，它只读四个位置。",
      hint: "在边缘，窗口会伸到特征图之外，那里只有补的零。"
    },
    caption:
      "1×1 卷积的一个输出读一个位置，下一个输出就跳到隔一格的位置：中间的都丢了。3×3 的窗口互相重叠，平均池化的窗口彼此相接，两者都全部读到。",
    hint: "指向一个输出，或用方向键选择：方框表示它读了哪里。哪些位置算读到，由库找出：输出的梯度能传到的那些。",
    describe: (name, count, r, c, n) => `${name}：${count}第 ${r} 行第 ${c} 列的输出读 ${n} 个位置。`
  }
});
