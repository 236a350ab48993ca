import {texts} from "../../../kit/texts.js";

export const t = texts({
  en: {
    title: "Taking trained networks apart",
    act: "a click",
    acts: {delete: "deletes a block", swap: "swaps it with the next"},
    whole: "All blocks back",
    random: "Delete a quarter at random",
    network: (kind: string, depth: number, blocks: number) => `${kind}, ${depth} layers, ${blocks} blocks`,
    error: (now: string, whole: string) => `${now} wrong (whole: ${whole})`,
    deleted: (k: number, alone: string) => `Block ${k}, deleted. Alone it costs: error ${alone}`,
    kept: (k: number, alone: string, ratio: string) =>
      `Block ${k}${ratio && `, changes its input by ${ratio}`}. Without it alone: error ${alone}`,
    ratio: "share of a block, ‖F(x)‖ / ‖x‖ (median)",
    thinned: "error with blocks deleted at random",
    practised: "on digits, with pre-activation: trained with and without stochastic depth",
    usual: "as usual",
    dropped: "stochastic depth",
    paths: "gradient of the paths, by length",
    layers: "layers",
    share: "% of blocks deleted",
    blocks: "blocks passed",
    counted: "paths",
    carried: "gradient",
    mean: (counted: string, carried: string) =>
      `Counted, a path passes through ${counted} of the blocks on average; weighted by the gradient that it carries, through ${carried}.`,
    failed: (why: string) => `The network could not be evaluated: ${why}`,
    caption:
      "Bars: how much each block of the trained residual network changes what passes through it. Click a block to delete it; its arc stays. Then do the same to the plain network, whose blocks have no arc. Both were trained on the spirals; before a block is deleted, batch normalisation keeps the means and variances that it had. Bands reach from the least to the most of all draws.",
    describe: (residual: string, plain: string) => `Residual network: ${residual}. Plain network: ${plain}.`
  },
  zh: {
    title: "把训练好的网络拆开",
    act: "点击一下",
    acts: {delete: "删掉一个块", swap: "与下一块对调"},
    whole: "全部装回",
    random: "随机删掉四分之一",
    network: (kind, depth, blocks) => `${kind}，${depth} 层，${blocks} 个块`,
    error: (now, whole) => `错误率 ${now}（完整网络 ${whole}）`,
    deleted: (k, alone) => `第 ${k} 块，已删除。单独删掉它时的误差：${alone}`,
    kept: (k, alone, ratio) =>
      `第 ${k} 块${ratio && `：改动幅度为输入的 ${ratio}`}。单独删掉它时的误差：${alone}`,
    ratio: "一个块的份额，‖F(x)‖ / ‖x‖（中位数）",
    thinned: "随机删掉一些块之后的误差",
    practised: "识别数字的预激活网络，用或不用随机深度训练",
    usual: "照常训练",
    dropped: "随机深度",
    paths: "各种长度的路径传来的梯度",
    layers: "层数",
    share: "删掉的块，%",
    blocks: "经过的块数",
    counted: "路径",
    carried: "梯度",
    mean: (counted, carried) =>
      `按条数算，一条路平均经过 ${counted} 个块；按它传来的梯度加权，只经过 ${carried} 个。`,
    failed: why => `无法评估这个网络：${why}`,
    caption:
      "条形高度表示训练好的残差网络里，每个块对其输入的改动幅度。点击一个块就把它删掉，弧线留下。再对普通网络做同样的事，它的块没有弧线。两个网络都在螺线上训练；拆之前先固定批量归一化的均值和方差。色带表示各次随机抽取结果的最小值到最大值。",
    describe: (residual, plain) => `残差网络：${residual}。普通网络：${plain}。`
  }
});
