import {texts} from "../../../kit/texts.js";

export const t = texts({
  en: {
    title: "A bottleneck before a 5×5 convolution",
    neck: "channels of the bottleneck",
    again: "Measure again",
    direct: "directly",
    narrow: "through the bottleneck",
    multiplications: "multiplications",
    time: "time in your browser",
    ms: (ms: string) => `${ms} ms`,
    predict: {
      ask: "How many times as long does the direct way take in your browser as the way through the bottleneck?",
      because:
        "The ratio of times need not be that of counts: numbers must be fetched from memory as well as multiplied, and a small layer keeps a processor less busy than a large one."
    },
    fold: " times",
    waiting: "measuring …",
    counts: (n: string) => `Directly: ${n} times the multiplications of the way through the bottleneck.`,
    times: (n: string) => `Directly: ${n} times the time of the way through the bottleneck.`,
    goal: {
      ask: "Find the widest bottleneck with which the way through it still takes fewer multiplications than the direct one.",
      hint: "Each channel more costs the same number of multiplications more: two widths are enough to work it out."
    },
    caption:
      "Make the bottleneck wider until nothing is saved any more. Times are medians of 15 measurements, the two ways in turns, on one " +
      "core and with this page open: another machine or browser gives another ratio.",
    describe: (neck: number, a: string, b: string, ratio: string, timed: string) =>
      `From 28×28×192 to 28×28×32. Directly by 5×5: ${a} multiplications. Through 1×1 to ${neck} channels, then 5×5: ${b}. The ratio of counts is ${ratio}. ${timed}`
  },
  zh: {
    title: "5×5 卷积之前的瓶颈层",
    neck: "瓶颈层的通道数",
    again: "再测一次",
    direct: "直接计算",
    narrow: "经过瓶颈层",
    multiplications: "乘法次数",
    time: "在你的浏览器中的时间",
    ms: ms => `${ms} ms`,
    predict: {
      ask: "在你的浏览器里，直接计算的时间是经过瓶颈层的多少倍？",
      because:
        "时间之比不必等于次数之比：数不但要相乘，还要从内存里取来；而且小的层不如大的层那样让处理器忙得满。"
    },
    fold: " 倍",
    waiting: "正在测量……",
    counts: n => `直接计算的乘法次数是经过瓶颈层的 ${n} 倍。`,
    times: n => `直接计算的时间是经过瓶颈层的 ${n} 倍。`,
    goal: {
      ask: "找出最宽的瓶颈层，使经过它的乘法次数仍少于直接计算。",
      hint: "通道每多一个，乘法次数就多出同样多：看两个宽度就能算出来。"
    },
    caption:
      "把瓶颈层调宽，直到什么也省不下来。时间是两条路轮流测量 15 次的中位数，用一个核，开着本页面：换一台机器、换一个浏览器，比值也会不同。",
    describe: (neck, a, b, ratio, timed) =>
      `从 28×28×192 到 28×28×32。直接用 5×5：${a} 次乘法。先用 1×1 降到 ${neck} 个通道，再用 5×5：${b} 次。次数之比为 ${ratio}。${timed}`
  }
});
