import {texts} from "../../../kit/texts.js";

export const t = texts({
  en: {
    title: "Can the two layers be dropped?",
    run: "Train again",
    play: "Play training",
    seed: "seed",
    before: "steps the network trained before",
    at: "steps the block has trained",
    drop: "drop the block",
    kept: "with the block",
    dropped: "block dropped",
    step: "steps the block has trained",
    loss: "training loss",
    progress: (step: number) => `step ${step}`,
    now: (dropped: boolean, loss: string, error: string) =>
      `${dropped ? "Block dropped" : "With the block"}: loss ${loss}, training error ${error}.`,
    same: "Dropping it makes no difference at all: the block is the identity.",
    costs: (dropped: boolean, loss: string, branch: string) =>
      `The block’s branch has ${branch} of its input’s size. ${dropped ? "With" : "Without"} the block the loss is ${loss}.`,
    goal: {
      ask: "Find a moment at which the network does better without the block: its loss is lower.",
      hint: "The better the network is already, the more can a block spoil in its first steps. Train the network longer before the block is added."
    },
    caption:
      "A residual block whose last layer is 0 can be dropped without any effect. Once it has been trained, it cannot.",
    hint: "A network gets one residual block whose last layer is 0; then only the block is trained. At step 0, drop it and put it back. Then let it train, and drop it again. With the block at step 100, let the network train longer before: the less there is left to learn, the smaller the block’s branch becomes.",
    describe: (step: number, now: string, cost: string) => `After ${step} steps. ${now} ${cost}`
  },
  zh: {
    title: "这两层能去掉吗？",
    run: "重新训练",
    play: "播放训练",
    seed: "随机种子",
    before: "此前网络训练的步数",
    at: "块训练的步数",
    drop: "去掉这个块",
    kept: "保留该块",
    dropped: "去掉该块",
    step: "块训练的步数",
    loss: "训练损失",
    progress: step => `第 ${step} 步`,
    now: (dropped, loss, error) => `${dropped ? "去掉该块" : "保留该块"}：损失 ${loss}，训练误差 ${error}。`,
    same: "去掉它毫无影响：这个块就是恒等函数。",
    costs: (dropped, loss, branch) =>
      `块的分支大小是输入的 ${branch}。${dropped ? "保留" : "没有"}这个块，损失是 ${loss}。`,
    goal: {
      ask: "找一个时刻，使网络没有这个块反而更好，即损失更低。",
      hint: "网络本来越好，块在最初几步就越可能添乱。让网络在加块之前多训练一会儿。"
    },
    caption: "末层为 0 的残差块，去掉也毫无影响；训练过之后，就去不得了。",
    hint: "给网络加上一个末层为 0 的残差块，然后只训练这个块。在第 0 步，把它去掉再放回去。然后让它训练，再去掉一次。把块停在第 100 步，让网络事先多训练一会儿：剩下要学的越少，块的分支就越小。",
    describe: (step, now, cost) => `训练了 ${step} 步。${now}${cost}`
  }
});
