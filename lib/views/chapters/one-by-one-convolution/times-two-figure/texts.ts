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
      "Each output cell is one input cell times the filter’s number, and nothing else; drag that number, or type another.",
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
    caption: "每个输出格子就是一个输入格子乘以过滤器里的数，别无其他；这个数可以拖动，也可以输入。",
    describe: (r, c, x, w, y) =>
      `6×6 的图像和一个值为 ${w} 的 1×1×1 过滤器。第 ${r} 行第 ${c} 列：${x} 乘以 ${w} 等于 ${y}。`
  }
});
