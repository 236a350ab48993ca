import {texts} from "../../../kit/texts.js";

export const t = texts({
  en: {
    title: "Many blocks in a row",
    k: "blocks",
    gain: "size of the weights",
    times: (v: number) => `${v} × He`,
    seed: "seed",
    growth: "How large the Jacobian of k blocks is",
    size: "size of the Jacobian",
    blocks: "blocks",
    residual: "residual",
    plain: "plain",
    predict: {
      ask: "Twenty blocks, weights of the usual size (1 × He): what becomes of the two Jacobians?",
      choices: {
        keep: "both keep their size",
        keeps: "the plain one vanishes, the residual one keeps its size",
        grow: "both grow more than tenfold",
        grows: "the plain one vanishes, the residual one grows more than tenfold",
        other: "something else"
      },
      because:
        "Each residual block adds its branch to what is there, so with branches of full strength the product grows. A shortcut keeps a gradient from vanishing; it does not keep it from exploding."
    },
    sizes: (gain: string, k: number, residual: string, plain: string) =>
      `At ${gain}, after ${k} blocks: residual ${residual}, plain ${plain}, where 1 is the size at the start.`,
    lengths: "The paths through the residual blocks, by length",
    length: "blocks in which a path takes the main path",
    share: "share",
    count: "of the paths",
    gradient: "of the gradient",
    check: (k: number, ways: string, product: string, sum: string) =>
      `A check of the arithmetic: the Jacobian of ${k === 1 ? "the one block" : `all ${k} blocks`} at once, the product of the blocks’ Jacobians and the sum over all ${ways} paths are the same, to ${product} and ${sum} of the largest entry.`,
    says: (k: number, residual: string, plain: string, longest: string, most: string) =>
      `After ${k} blocks the Jacobian of the residual network has size ${residual}, that of the plain network ${plain}. Most paths have length ${longest}; the largest share of the gradient runs along paths of length ${most}.`,
    goal: {
      ask: "Through 100 residual blocks: bring the size of the Jacobian to between ½ and 2.",
      hint: "Each block multiplies by 1 and something. The smaller the branch, the nearer that is to 1."
    },
    caption:
      "The size of a Jacobian is its Frobenius norm, scaled so that the identity matrix has 1. On the right, paths are grouped by how many main paths they take; the size of the weights is in multiples of He initialisation. Blocks of 6 units, no normalisation, biases 0."
  },
  zh: {
    title: "许多块接成一串",
    k: "块数",
    gain: "权重大小",
    times: v => `He 初始化的 ${v} 倍`,
    seed: "随机种子",
    growth: "k 个块的雅可比矩阵的范数",
    size: "雅可比矩阵的范数",
    blocks: "块数",
    residual: "残差",
    plain: "普通",
    predict: {
      ask: "20 个块，权重是通常的大小（He 初始化的 1 倍）：两种网络的雅可比矩阵会怎样？",
      choices: {
        keep: "两者都保持大小",
        keeps: "普通的消失，残差的保持大小",
        grow: "两者都增大到十倍以上",
        grows: "普通的消失，残差的增大到十倍以上",
        other: "别的情形"
      },
      because:
        "每个残差块都在原有的上面再加上自己的分支，分支全幅度时，乘积就越来越大。捷径使梯度不致消失，却不能使它不爆炸。"
    },
    sizes: (gain, k, residual, plain) =>
      `${gain}，经过 ${k} 个块：残差 ${residual}，普通 ${plain}，以开始时为 1。`,
    lengths: "穿过残差块的路径，按长度分",
    length: "路径走主路径的块数",
    share: "占比",
    count: "占路径数",
    gradient: "占梯度",
    check: (k, ways, product, sum) =>
      `验算：对 ${k} 个块整体实测的雅可比矩阵、逐块相乘的结果、对全部 ${ways} 条路径求和的结果，三者相同，偏差不过最大元素的 ${product} 和 ${sum}。`,
    says: (k, residual, plain, longest, most) =>
      `经过 ${k} 个块，残差网络的雅可比矩阵范数为 ${residual}，普通网络的为 ${plain}。路径以长度 ${longest} 的最多；梯度中占比最大的，走的是长度 ${most} 的路径。`,
    goal: {
      ask: "经过 100 个残差块，使雅可比矩阵的范数落在 ½ 与 2 之间。",
      hint: "每个块都是乘以“1 加一点”。分支越小，这个因子越接近 1。"
    },
    caption:
      "雅可比矩阵的大小取 Frobenius 范数，以单位矩阵为 1。右图把路径按经过几段主路径归类；权重的大小以 He 初始化为 1。每块 6 个单元，没有归一化，偏置为 0。"
  }
});
