import {texts} from "../../../kit/texts.js";

export const t = texts({
  en: {
    title: "Taking trained networks apart",
    act: "a click takes",
    acts: {delete: "a block’s layers", cut: "only its arc"},
    whole: "All back",
    random: "Take a quarter at random",
    row: (kind: string) => `Blocks, ${kind}`,
    network: (kind: string, depth: number, blocks: number) => `${kind}, ${depth} layers, ${blocks} blocks`,
    error: (now: string, whole: string) => `${now} wrong (whole: ${whole})`,
    left: {"1": "whole", "0": "layers taken", a: "arc taken"},
    block: (k: number, left: string, share: string, layers: string, arc: string) =>
      `Block ${k}, ${left}.${share && ` It changes its input by ${share}.`} Taken alone: without its layers ${layers} wrong${arc && `, without its arc ${arc}`}`,
    predict: {
      ask: "A trained residual network of 56 layers. From one of its 27 blocks you take either the two layers, and leave the arc; or only the arc, and leave the layers. What ruins the network?",
      choices: {
        layers: "taking the layers",
        arc: "taking the arc",
        either: "either of them",
        none: "neither of them"
      },
      because:
        "The arcs carry on what all the blocks before have made, and each block’s layers add a small correction to it. Without the layers one correction is missing. Without the arc all that came before is lost there, and only the correction goes on."
    },
    lost: (layers: string, arc: string, whole: string) =>
      `Without the layers of one block (the median of all) the network gets ${layers} wrong, without the arc of one ${arc}; whole ${whole}.`,
    oneTaken: "error, %, when one block loses its layers, or its arc",
    withoutLayers: "without its layers",
    withoutArc: "without its arc",
    place: "block",
    range: (middle: string, least: string, most: string) => `median ${middle}%, from ${least}% to ${most}%`,
    ratio: "share of a block, ‖F(x)‖ / ‖x‖ (median)",
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
      ask: "Take the layers of three blocks of the residual network, and nothing more, so that it errs on more than 22% of the examples.",
      hint: "High bars stand for the blocks that change most of what passes through them."
    },
    caption:
      "Take the layers of one block: with most of them, a deep residual network hardly errs more. Take only its arc, and nearly everywhere it is as good as lost.",
    hint: "Bars: how much each block of the trained residual network changes what passes through it; above them its arc. A second click puts back what was taken. Then take two layers from the plain network, whose blocks have no arc: there is no other way past them. Both were trained on the spirals; before anything is taken, batch normalisation keeps the means and variances that it had. Bands reach from the least to the most of all draws.",
    describe: (residual: string, plain: string) => `Residual network: ${residual}. Plain network: ${plain}.`
  },
  zh: {
    title: "把训练好的网络拆开",
    act: "点击一下，拿走",
    acts: {delete: "块里的两层", cut: "只拿弧线"},
    whole: "全部装回",
    random: "随机拿走四分之一",
    row: kind => `${kind}的块`,
    network: (kind, depth, blocks) => `${kind}，${depth} 层，${blocks} 个块`,
    error: (now, whole) => `错误率 ${now}（完整网络 ${whole}）`,
    left: {"1": "完整", "0": "两层已拿走", a: "弧线已拿走"},
    block: (k, left, share, layers, arc) =>
      `第 ${k} 块，${left}。${share && `改动幅度为输入的 ${share}。`}单独拿走时的错误率：没有两层 ${layers}${arc && `，没有弧线 ${arc}`}`,
    predict: {
      ask: "一个训练好的残差网络，56 层，27 个块。从其中一个块里，或者拿走两层，留下弧线；或者只拿走弧线，留下两层。哪一种会毁掉网络？",
      choices: {layers: "拿走两层", arc: "拿走弧线", either: "两种都会", none: "两种都不会"},
      because:
        "弧线把前面所有块的成果往后传，每个块的两层只在上面作一点修正。没有两层，少的是一次修正；没有弧线，前面的成果在这里全丢了，传下去的只有这一点修正。"
    },
    lost: (layers, arc, whole) =>
      `一个块少了两层（取各块的中位数），网络的错误率是 ${layers}；一个块少了弧线，是 ${arc}；完整时 ${whole}。`,
    oneTaken: "一个块少了两层，或少了弧线时的误差，%",
    withoutLayers: "没有两层",
    withoutArc: "没有弧线",
    place: "块",
    range: (middle, least, most) => `中位数 ${middle}%，从 ${least}% 到 ${most}%`,
    ratio: "一个块的份额，‖F(x)‖ / ‖x‖（中位数）",
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
      ask: "在残差网络里恰好拿走三个块的两层，别的都不动，使它的错误率高于 22%。",
      hint: "条形高的块，对经过它的东西改动得多。"
    },
    caption:
      "拿走一个块的两层，对大多数块来说，深的残差网络几乎不会多错；只拿走它的弧线，网络几乎处处都毁了。",
    hint: "条形高度表示训练好的残差网络里，每个块对其输入的改动幅度；上面是它的弧线。再点一下，拿走的就装回去。然后从普通网络里拿走两层：它的块没有弧线，信号没有别的路可走。两个网络都在螺线上训练；拆之前先固定批量归一化的均值和方差。色带表示各次随机抽取结果的最小值到最大值。",
    describe: (residual, plain) => `残差网络：${residual}。普通网络：${plain}。`
  }
});
