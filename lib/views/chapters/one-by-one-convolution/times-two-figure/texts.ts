import {texts} from "../../../kit/texts.js";

export const t = texts({
  en: {
    title: "6×6×1, times two",
    filter: "filter",
    value: "value of the filter",
    input: "input 6×6×1",
    output: "output 6×6×1",
    position: "position",
    say: (r: number, c: number, x: string, y: string) => `row ${r}, column ${c}: ${x} in, ${y} out`,
    goal: {
      ask: "Choose a value of the filter with which the largest number of the input becomes the smallest of the output.",
      hint: "What must a multiplication do to turn an order round?"
    },
    caption:
      "Point at a cell on either side, or press the arrow keys. Then drag the filter’s number, or type another: " +
      "0, −1, 0.5. Each output cell is one input cell times that number, and nothing else.",
    describe: (r: number, c: number, x: string, w: string, y: string) =>
      `A 6×6 image and one 1×1×1 filter of value ${w}. At row ${r}, column ${c}: ${x} times ${w} is ${y}.`
  },
  zh: {
    title: "6×6×1，乘以二",
    filter: "过滤器",
    value: "过滤器的值",
    input: "输入 6×6×1",
    output: "输出 6×6×1",
    position: "位置",
    say: (r, c, x, y) => `第 ${r} 行第 ${c} 列：输入 ${x}，输出 ${y}`,
    goal: {
      ask: "选一个过滤器的值，使输入中最大的数变成输出中最小的数。",
      hint: "乘以什么样的数，会把大小顺序倒过来？"
    },
    caption:
      "指向任一侧的格子，或按方向键。再拖动过滤器里的数，或者输入别的数：0、−1、0.5。每个输出格子就是一个输入格子乘以这个数，别无其他。",
    describe: (r, c, x, w, y) =>
      `6×6 的图像和一个值为 ${w} 的 1×1×1 过滤器。第 ${r} 行第 ${c} 列：${x} 乘以 ${w} 等于 ${y}。`
  }
});
