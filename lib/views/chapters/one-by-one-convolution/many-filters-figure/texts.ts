import {texts} from "../../../kit/texts.js";

export const t = texts({
  en: {
    title: "Many filters: as many channels as you like",
    filters: "filters {F}",
    filter: "filter in front",
    seed: "seed",
    input: "input 6×6×32",
    weights: (f: number) => `${f} filters, a column each`,
    weightsLabel: "filters",
    output: (f: number) => `output 6×6×${f}`,
    position: "position in the input",
    maps: "output channels",
    say: (r: number, c: number) => `row ${r}, column ${c}`,
    sayMap: (f: number, x: string) => `filter ${f}, output ${x}`,
    fewer: (f: number) => `32 channels in, ${f} out: fewer.`,
    same: () => "32 channels in, 32 out: as many, but new ones.",
    more: (f: number) =>
      `32 channels in, ${f} out: more. Each of the ${f} is a sum of its own over the same 32 numbers.`,
    goal: {
      ask: "Choose the number of filters with which this layer has as many weights as its input has numbers.",
      hint: "A filter has a weight for each of the 32 channels. The input holds 36 × 32 numbers."
    },
    caption:
      "Each filter makes one output channel, and nothing special happens at 32; the first filter is the one that you made above.",
    describe: (f: number, k: number, r: number, c: number, x: string) =>
      `${f} filters of 1×1×32 turn 6×6×32 into 6×6×${f}. Filter ${k} gives ${x} at row ${r}, column ${c}.`
  },
  zh: {
    title: "许多过滤器：通道要多少有多少",
    filters: "过滤器个数 {F}",
    filter: "显示在最前的过滤器",
    seed: "随机种子",
    input: "输入 6×6×32",
    weights: f => `${f} 个过滤器，一列一个`,
    weightsLabel: "过滤器",
    output: f => `输出 6×6×${f}`,
    position: "输入中的位置",
    maps: "输出通道",
    say: (r, c) => `第 ${r} 行第 ${c} 列`,
    sayMap: (f, x) => `过滤器 ${f}，输出 ${x}`,
    fewer: f => `进 32 个通道，出 ${f} 个：变少。`,
    same: () => "进 32 个通道，出 32 个：个数不变，却是新的通道。",
    more: f => `进 32 个通道，出 ${f} 个：变多。这 ${f} 个各自对同样的 32 个数求自己的和。`,
    goal: {
      ask: "选一个过滤器个数，使这一层的权重与输入中的数一样多。",
      hint: "每个过滤器对 32 个通道各有一个权重；输入中有 36 × 32 个数。"
    },
    caption:
      "每个过滤器生成一个输出通道，到 32 个时什么特别的事也没有发生；第一个过滤器就是你在上面做的那个。",
    describe: (f, k, r, c, x) =>
      `${f} 个 1×1×32 的过滤器把 6×6×32 变成 6×6×${f}。过滤器 ${k} 在第 ${r} 行第 ${c} 列给出 ${x}。`
  }
});
