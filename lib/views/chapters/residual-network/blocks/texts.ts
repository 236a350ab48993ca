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
    predict: {
      ask: "Two trained networks: residual with 56 layers, plain with 8. One block of two layers is deleted. Which of them is badly hurt?",
      choices: {
        both: "both",
        neither: "neither",
        residual: "the residual one, hardly the plain one",
        plain: "the plain one, hardly the residual one"
      },
      because:
        "The many blocks of a deep residual network each make a small correction, and without one of them most paths are still there. A plain network has a single path: without one link nothing behind it gets what it was trained on."
    },
    lost: (residual: string, r: string, plain: string, p: string) =>
      `Without one of its blocks (the median of all) the residual network gets ${r} wrong, whole ${residual}; the plain one ${p}, whole ${plain}.`,
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
    more: "Three more charts: shares of blocks, training that drops blocks, lengths of paths",
    goal: {
      ask: "Delete three blocks of the residual network, and no more, so that it errs on more than 22% of the examples.",
      hint: "High bars stand for the blocks that change most of what passes through them."
    },
    caption:
      "One block of a deep residual network can go, and hardly anything changes; one of a plain network cannot.",
    hint: "Bars: how much each block of the trained residual network changes what passes through it. Click a block to delete it; its arc stays. Then do the same to the plain network, whose blocks have no arc. Both were trained on the spirals; before a block is deleted, batch normalisation keeps the means and variances that it had. Bands reach from the least to the most of all draws.",
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
    predict: {
      ask: "两个训练好的网络：残差网络 56 层，普通网络 8 层。各删掉一个块，也就是两层。哪一个受害严重？",
      choices: {
        both: "两个都是",
        neither: "两个都不是",
        residual: "残差网络，普通网络几乎无碍",
        plain: "普通网络，残差网络几乎无碍"
      },
      because:
        "深的残差网络有许多块，每块只作一点修正，少了一块，大多数路径还在。普通网络只有一条路：断了一环，后面的层就得不到训练时习惯了的信号。"
    },
    lost: (residual, r, plain, p) =>
      `少了一个块（取各块的中位数），残差网络的错误率是 ${r}，完整时 ${residual}；普通网络是 ${p}，完整时 ${plain}。`,
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
    more: "另外三张图：块的份额、会丢块的训练、路径的长度",
    goal: {
      ask: "在残差网络里恰好删去三个块，使它的错误率高于 22%。",
      hint: "条形高的块，对经过它的东西改动得多。"
    },
    caption: "深的残差网络少一个块，几乎没有变化；普通网络少不得。",
    hint: "条形高度表示训练好的残差网络里，每个块对其输入的改动幅度。点击一个块就把它删掉，弧线留下。再对普通网络做同样的事，它的块没有弧线。两个网络都在螺线上训练；拆之前先固定批量归一化的均值和方差。色带表示各次随机抽取结果的最小值到最大值。",
    describe: (residual, plain) => `残差网络：${residual}。普通网络：${plain}。`
  }
});
