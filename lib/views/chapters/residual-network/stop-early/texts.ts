import {texts} from "../../../kit/texts.js";

export const t = texts({
  en: {
    title: "Reading a network before its end",
    passed: "blocks passed",
    of: (k: number, all: number) => `${k} of ${all}`,
    play: "Block by block",
    seed: "seed",
    training: "training both",
    blocks: "blocks passed",
    error: "error, %",
    heading: (kind: string, error: string) => `${kind}: ${error} wrong`,
    diverged: (kind: string) => `${kind}: diverged, nothing to read`,
    picture: (kind: string, blocks: number, error: string) =>
      `Decision regions, ${kind}: the last layer reads the signal after ${blocks} blocks. ${error} of the examples are wrong.`,
    failed: (kind: string, why: string) => `The training of one network failed (${kind}): ${why}`,
    predict: {
      ask: "Two trained networks of 20 layers, 9 blocks, both all but free of errors. Now the last layer reads the signal two blocks too early, after the seventh. Which of the two gets less than a fifth of the examples wrong?",
      choices: {both: "both", neither: "neither", residual: "the residual one", plain: "the plain one"},
      because:
        "In the residual network all blocks write onto one signal, which each corrects a little, so that it is nearly done before the end. In the plain network each block hands on a signal of its own kind, which only the next one can read."
    },
    goal: {
      ask: "Stop the residual network as early as it can be stopped with none of the examples wrong.",
      hint: "Where does its curve first touch the axis?"
    },
    caption:
      "The signal passes some of the blocks, and goes straight to the network’s own last layer. In the residual network the picture sharpens from block to block; of the plain one, as good in the end, little can be read before its last block.",
    hint: "Move the slider, or let it play. Both networks were trained alike, with all examples as one batch: so plain networks of 20 layers learn the spirals, too. Nothing is trained anew when the signal is stopped, and batch normalisation keeps the means and variances of the whole network. Another seed trains two other networks. Colour says which spiral the network takes a place to belong to; the paler, the less sure.",
    describe: (blocks: number, plain: string, residual: string) =>
      `After ${blocks} of 9 blocks the plain network gets ${plain} wrong, the residual one ${residual}.`
  },
  zh: {
    title: "提前读出网络",
    passed: "经过的块数",
    of: (k, all) => `${all} 块中的 ${k} 块`,
    play: "逐块播放",
    seed: "种子",
    training: "正在训练两个网络",
    blocks: "经过的块数",
    error: "误差，%",
    heading: (kind, error) => `${kind}：错误率 ${error}`,
    diverged: kind => `${kind}：训练发散，无从读出`,
    picture: (kind, blocks, error) =>
      `${kind}的决策区域：最后一层读取经过 ${blocks} 个块的信号，错误率 ${error}。`,
    failed: (kind, why) => `${kind}训练出错：${why}`,
    predict: {
      ask: "两个训练好的网络，20 层，9 个块，都几乎没有错误。现在让最后一层提前两块，在第七块之后就读取信号。哪一个的错误率低于五分之一？",
      choices: {both: "两个都是", neither: "两个都不是", residual: "残差网络", plain: "普通网络"},
      because:
        "残差网络的所有块都往同一个信号上写，每块修正一点，所以没到末尾就差不多好了。普通网络的每个块送出的信号各有各的写法，只有下一块读得懂。"
    },
    goal: {
      ask: "让残差网络一个样本也不错，同时尽可能早地停下。",
      hint: "它的曲线最早在哪里碰到横轴？"
    },
    caption:
      "信号只经过前面几个块，就直接送到网络自己的最后一层。残差网络的图逐块变得清晰；普通网络最终同样好，但不到最后一块，几乎什么也读不出来。",
    hint: "移动滑块，或者让它播放。两个网络的训练方式相同，全部样本作为一批：这样 20 层的普通网络也学得会螺线。信号提前读出时，什么都不重新训练，批量归一化沿用完整网络的均值和方差。换一个种子，就另外训练两个网络。颜色表示网络认为那里属于哪条螺线，越淡越没有把握。",
    describe: (blocks, plain, residual) =>
      `经过 9 个块中的 ${blocks} 个，普通网络的错误率是 ${plain}，残差网络的是 ${residual}。`
  }
});
