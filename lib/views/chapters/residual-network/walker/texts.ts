import {count, significant} from "../../../../lesson/numbers.js";
import {texts} from "../../../kit/texts.js";
import type {BlockRow, LayerRow, Walk} from "../model/walker-layers.js";

// How many shortcuts a network has of a kind.
const shortcuts = (w: Walk, kind: BlockRow["shortcut"]) =>
  w.groups.flat().filter(b => b.shortcut === kind).length;

// Chinese counts by ten thousands (万) and by hundred millions (亿).
const myriads = (n: number) =>
  n >= 1e8 ? `${significant(n / 1e8)} 亿` : n >= 1e4 ? `${significant(n / 1e4)} 万` : `${count(n)} `;

export const t = texts({
  en: {
    title: "Layer by layer",
    depth: "layers",
    kind: "kind",
    kinds: {plain: "plain", resnet: "residual"},
    side: "input size",
    onlyResidual: "The paper has no plain network of this depth; the residual one is shown.",
    input: "input",
    start: "start",
    group: (n: number) => `group ${n}`,
    end: "end",
    conv: ({kernel, stride, shape}: LayerRow) =>
      `${kernel}×${kernel} conv, ${shape[2]}${stride > 1 ? ", /2" : ""}`,
    maxPool: "3×3 max pool, /2",
    average: "average pool",
    dense: (n: number) => `fully connected, ${count(n)}`,
    more: (n: number) => `and ${n} more blocks like the last`,
    identity: "identity",
    projection: "1×1 projection Wₛ",
    cost: ({parameters, multiplyAdds}: LayerRow) =>
      `${count(parameters)} parameters, ${significant(multiplyAdds / 1e6)} million multiply–adds`,
    totals: "Total",
    counted: "counted here",
    published: "published, at 224×224",
    parameters: "parameters",
    macs: "multiply–adds",
    work: (n: number, digits: number) => `${significant(n / 1e9, digits)}×10⁹`,
    sources:
      "Published: multiply–adds from He et al. 2015, Table 1; parameters from torchvision’s documentation. In networks of 50 layers and more, the paper gives the stride of 2 to the first layer of a block, torchvision and this page to the second, which costs a little more.",
    compared: "Totals, beside the published ones",
    goal: {
      ask: "Find a network and an image size that make more parameters than ResNet-34 has, but fewer multiply-adds than it takes at 224×224.",
      hint: "The size of the image changes the work, and not one parameter."
    },
    caption:
      "Wherever the map halves, the number of filters doubles: the bars become lower and wider. Arcs are shortcuts.",
    hint: "Each bar is a layer: the wider, the more channels; the higher, the larger its map (both by their square roots). An arc over a block is its shortcut: solid where the input is added as it is, dashed where a 1×1 convolution Wₛ, the square on the arc, brings it to the new shape. Point at a layer, or walk with the arrow keys, to read what it costs. A /2 at the start of group 2, 3 or 4 is where Andrew Ng writes “pool”.",
    describe: (name: string, w: Walk, side: number) =>
      `${name} for ${side}×${side} images: ${w.depth} layers with weights, ${count(w.parameters)} parameters, ${significant(w.multiplyAdds / 1e9)} billion multiply–adds, ${shortcuts(w, "identity")} identity shortcuts and ${shortcuts(w, "projection")} projections.`
  },
  zh: {
    title: "一层一层看",
    depth: "层数",
    kind: "种类",
    kinds: {plain: "普通", resnet: "残差"},
    side: "输入大小",
    onlyResidual: "论文里没有这个深度的普通网络，这里显示残差网络。",
    input: "输入",
    start: "开头",
    group: n => `第 ${n} 组`,
    end: "末尾",
    conv: ({kernel, stride, shape}) => `${kernel}×${kernel} 卷积，${shape[2]}${stride > 1 ? "，/2" : ""}`,
    maxPool: "3×3 最大池化，/2",
    average: "平均池化",
    dense: n => `全连接，${count(n)}`,
    more: n => `另有 ${n} 个同样的块`,
    identity: "恒等",
    projection: "1×1 投影 Wₛ",
    cost: ({parameters, multiplyAdds}) => `${count(parameters)} 个参数，${myriads(multiplyAdds)}次乘加运算`,
    totals: "合计",
    counted: "本页算出",
    published: "公布的数字，224×224",
    parameters: "参数",
    macs: "乘加运算",
    work: (n, digits) => `${significant(n / 1e8, digits)} 亿`,
    sources:
      "公布的数字：乘加运算出自何恺明等人 2015 年论文的表 1，参数出自 torchvision 的文档。50 层以上的网络里，步幅 2 论文放在块的第一层，torchvision 和本页放在第二层，计算量略多。",
    compared: "合计，与公布的数字对照",
    goal: {
      ask: "找一个网络和一种图像大小，使参数比 ResNet-34 多，乘加次数却比它在 224×224 时少。",
      hint: "图像的大小改变计算量，一个参数也不改变。"
    },
    caption: "特征图每缩小一半，过滤器就多一倍：条形变矮，也变宽。弧线是捷径。",
    hint: "每个条形是一层：越宽，通道越多；越高，特征图越大（都按平方根画）。块上方的弧线是它的捷径：实线处输入原样相加，虚线处由 1×1 卷积 Wₛ（弧线上的方块）把它变成新的形状。把指针移到一层上，或用方向键逐层走，可以看到它的开销。第 2、3、4 组开头的 /2，就是吴恩达写作“pool”的地方。",
    describe: (name, w, side) =>
      `${name}，${side}×${side} 的图像：${w.depth} 个带权重的层，${count(w.parameters)} 个参数，${myriads(w.multiplyAdds)}次乘加运算，${shortcuts(w, "identity")} 条恒等捷径，${shortcuts(w, "projection")} 条投影捷径。`
  }
});
