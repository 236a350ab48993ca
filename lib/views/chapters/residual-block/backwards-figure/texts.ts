import {texts} from "../../../kit/texts.js";

export const t = texts({
  en: {
    title: "The gradient on its way back",
    presets: {dead: "layer l+1 dead", random: "new numbers"},
    diagram: "The block, walked backwards",
    predict: {
      ask: "Make every unit of layer l+1 dead: its z[l+1] is negative, and ReLU lets nothing through. Where does a gradient still reach a[l]?",
      choices: {
        both: "in both blocks, by another way",
        residual: "in the residual block only",
        plain: "in the plain block only",
        none: "in neither"
      },
      because:
        "At the addition the gradient is copied. The main path’s copy stops at the dead layer; the shortcut’s arrives untouched, wherever the last ReLU was open. A plain block has no other way."
    },
    account: "One number, and what it is made of",
    entries: "entry",
    rows: {
      main: "by the main path",
      shortcut: "by the shortcut",
      total: "residual block, together: {da[l]}",
      plain: "plain block, same numbers: {da[l]}"
    },
    weights: "The gradient of the weights: {dW[l+2]} and {dW[l+1]}",
    outer:
      "The loss grows with a weight as it grows with the z that the weight feeds, times the activation that the weight multiplies: a column of gradients times a row of activations, an outer product. So the block’s own weights learn from the copy that goes back by the main path; where a layer is dead, they learn nothing.",
    matrices: "∂a[l+2] / ∂a[l], measured: a row for each output",
    names: {total: "residual block", main: "main path", shortcut: "shortcut", plain: "plain block"},
    goal: {
      ask: "Find numbers (change them in the walkthrough) for which a larger gradient comes back through the plain block than through the residual one.",
      hint: "What comes by the main path and by the shortcut is added: where the signs differ, they take from each other. But the plain block must let something through, so its z[l+2] has to be positive; b[l+2] can see to that."
    },
    caption:
      "At the addition the gradient is copied: what the main path loses, the shortcut still brings. As in the course, {da} is the gradient of the loss with respect to {a}. The block is that of the walkthrough.",
    says: (total: string, main: string, shortcut: string, plain: string) =>
      `Gradient at a[l]: main path ${main}, shortcut ${shortcut}, together ${total}. In a plain block: ${plain}.`
  },
  zh: {
    title: "梯度往回走",
    presets: {dead: "第 l+1 层死亡", random: "换一组数"},
    diagram: "反着走的块",
    predict: {
      ask: "让第 l+1 层的单元全部死亡：z[l+1] 全为负，ReLU 什么也不让通过。哪一种块里，还有梯度传到 a[l]？",
      choices: {
        both: "两种块里都有，走别的路",
        residual: "只有残差块里有",
        plain: "只有普通块里有",
        none: "都没有"
      },
      because:
        "梯度在加法处复制成两份。主路径的那份停在死亡的层；捷径的那份原样到达，只要最后的 ReLU 开着。普通块没有别的路。"
    },
    account: "一个数，以及它的来历",
    entries: "分量",
    rows: {
      main: "经主路径",
      shortcut: "经捷径",
      total: "残差块，合计：{da[l]}",
      plain: "普通块，同样的数：{da[l]}"
    },
    weights: "权重的梯度：{dW[l+2]} 与 {dW[l+1]}",
    outer:
      "损失随一个权重的变化，等于损失随它所进入的 z 的变化，乘以它所乘的激活值：一列梯度乘一行激活值，也就是外积。所以块自己的权重靠走主路径的那一份梯度学习；层死亡了，它们就什么也学不到。",
    matrices: "∂a[l+2] / ∂a[l]，实测：每个输出一行",
    names: {total: "残差块", main: "主路径", shortcut: "捷径", plain: "普通块"},
    goal: {
      ask: "找一组数（到逐步演示里改），使普通块传回的梯度大于残差块的。",
      hint: "主路径传回的与捷径传回的要相加，符号相反就互相抵消。不过普通块也得让梯度通过，所以它的 z[l+2] 要为正；改 b[l+2] 就能做到。"
    },
    caption:
      "梯度在加法处复制成两份：主路径丢掉的，捷径照样送到。与课程一样，{da} 表示损失对 {a} 的梯度。块就是上面逐步演示中的那个。",
    says: (total, main, shortcut, plain) =>
      `a[l] 处的梯度：主路径 ${main}，捷径 ${shortcut}，合计 ${total}。普通块：${plain}。`
  }
});

export const walkTexts = texts({
  en: {
    gate: "ReLU′",
    copy: "copy",
    steps: [
      "A gradient arrives at a[l+2]: how fast the loss grows with each of its entries.",
      "The last ReLU lets it pass where its input {z[l+2]+a[l]} was positive, and stops it elsewhere.",
      "At the addition the gradient is copied: one copy for the main path, one for the shortcut.",
      "Main path: multiplied by the transpose of W[l+2]. Each entry of {da[l+1]} is a sum over the units, weighted by the column of W[l+2] that belongs to it.",
      "Main path: the first ReLU lets through what belongs to units whose z[l+1] was positive.",
      "Main path: multiplied by a transpose once more, that of W[l+1]. This is the main path’s part of {da[l]}.",
      "At a[l] the two meet again and are added: {da[l]} = main path + shortcut."
    ]
  },
  zh: {
    gate: "ReLU′",
    copy: "复制",
    steps: [
      "梯度到达 a[l+2]：它的每个分量变化时，损失变得多快。",
      "最后的 ReLU 只让输入 {z[l+2]+a[l]} 为正处的梯度通过，别处一律截住。",
      "在加法处梯度被复制：一份给主路径，一份给捷径。",
      "主路径：乘以 W[l+2] 的转置。{da[l+1]} 的每个分量，是用 W[l+2] 中与它对应的那一列，对各单元的梯度加权求和。",
      "主路径：第一个 ReLU 只让 z[l+1] 为正的单元的梯度通过。",
      "主路径：再乘一次转置，这次是 W[l+1] 的。得到主路径传回的那一份 {da[l]}。",
      "到 a[l]，两份会合相加：{da[l]} = 主路径 + 捷径。"
    ]
  }
});
