import {texts} from "../../../kit/texts.js";

export const t = texts({
  en: {
    title: "Mixing the channels of a picture",
    mixing: "filters",
    names: {grey: "grey", sepia: "sepia", swap: "red ↔ blue", own: "own", blur: "compare: 3×3 blur"},
    outputs: "filters {F}",
    filter: (f: number) => `output of filter ${f}`,
    shuffle: "shuffle the pixels first, put them back after",
    drawn: "Drawn picture",
    drop: "or drop or paste one here; it stays in your browser",
    input: (h: number, w: number) => `input ${h}×${w}×3`,
    shuffled: ", shuffled",
    output: (h: number, w: number, f: number) => `output ${h}×${w}×${f}`,
    back: ", put back",
    pixel: "pixel",
    say: (r: number, c: number) => `row ${r}, column ${c}`,
    weight: (c: string, f: number) => `weight of ${c} in filter ${f}`,
    names3: ["red", "green", "blue"],
    table: "weights: one filter in each column",
    blurred: "27 weights a filter: a ninth for each of 3×3 pixels of one channel, 0 for the others.",
    lens: "around the pixel: in and out",
    read: (n: number) =>
      `To make the pixel in the middle, ${n === 1 ? "one pixel is" : `${n} pixels are`} read.`,
    same: "Shuffled or not, the output is the same: all differences are 0.",
    differs: (d: string) => `Shuffled, the output is another: it differs by up to ${d}.`,
    predict: {
      ask: "Can one of these filters blur an edge of the picture, or move it?",
      choices: {neither: "neither", blur: "blur it", move: "move it"},
      because:
        "A pixel that comes out is made of the three numbers of the pixel in its place; no neighbour has a say. Where two colours get the same grey an edge can vanish, but it cannot spread or shift."
    },
    goal: {
      ask: "Make a filter that leaves of the drawn picture only the balloon’s red stripes: above 0.5 there, below 0.1 everywhere else.",
      hint: "The stripes hold much red and little green, the sun much of both. So green must take away more than red brings."
    },
    caption:
      "A 1×1 filter mixes the channels of a pixel and never looks at a neighbour: shuffling the pixels changes nothing for it, and everything for the blur.",
    describe: (name: string, n: number, verdict: string) =>
      `A picture through ${name}: each output pixel is made from ${n} input pixel${n > 1 ? "s" : ""}. ${verdict}`
  },
  zh: {
    title: "混合一张图片的通道",
    mixing: "过滤器",
    names: {grey: "灰度", sepia: "棕褐色", swap: "红 ↔ 蓝", own: "自定", blur: "对照：3×3 模糊"},
    outputs: "过滤器个数 {F}",
    filter: f => `过滤器 ${f} 的输出`,
    shuffle: "先打乱像素，最后放回原处",
    drawn: "用画好的图片",
    drop: "也可以拖放或粘贴到这里；图片不会离开你的浏览器",
    input: (h, w) => `输入 ${h}×${w}×3`,
    shuffled: "，已打乱",
    output: (h, w, f) => `输出 ${h}×${w}×${f}`,
    back: "，已放回",
    pixel: "像素",
    say: (r, c) => `第 ${r} 行第 ${c} 列`,
    weight: (c, f) => `过滤器 ${f} 中${c}的权重`,
    names3: ["红", "绿", "蓝"],
    table: "权重：一列一个过滤器",
    blurred: "每个过滤器 27 个权重：同一通道的 3×3 个像素各占九分之一，其余为 0。",
    lens: "这个像素的周围：输入与输出",
    read: n => `为得到正中的像素，读取了 ${n} 个像素。`,
    same: "打乱与否，输出相同：差全都是 0。",
    differs: d => `打乱之后，输出就变了：最大相差 ${d}。`,
    predict: {
      ask: "这些过滤器能让图片里的边缘变模糊，或者移位吗？",
      choices: {neither: "都不能", blur: "能让它变模糊", move: "能让它移位"},
      because:
        "输出的每个像素，只由同一位置那个像素的三个数得到，相邻的像素说不上话。两种颜色的灰度相同时，边缘会消失，却不会扩散，也不会移位。"
    },
    goal: {
      ask: "做一个过滤器，使画好的图片里只剩下气球的红条纹：那里大于 0.5，别处全小于 0.1。",
      hint: "红条纹里红多绿少，太阳里红绿都多。所以绿的权重要减得比红加得更多。"
    },
    caption:
      "1×1 过滤器只混合一个像素的各通道，从不看相邻的像素：打乱像素，它的结果不受影响，模糊的却全变了。",
    describe: (name, n, verdict) => `图片经过“${name}”：每个输出像素由 ${n} 个输入像素得到。${verdict}`
  }
});
