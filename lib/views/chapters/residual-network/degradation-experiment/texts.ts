import {texts} from "../../../kit/texts.js";

export const t = texts({
  en: {
    predict: {
      ask: "Three spirals, so that guessing gets 67% wrong. How many per cent of its training examples does a plain network of 56 layers get wrong?",
      because:
        "In theory more layers need not raise the training error: the deeper network could copy the shallower one. But training does not find that setting. Shortcuts make it easy to find."
    },
    at56: (plain: string, residual: string) =>
      `With 56 layers, medians over the seeds: plain ${plain}, residual ${residual}.`,
    title: "Training error against depth",
    run: "Run in this browser",
    curves: "curves",
    both: "both",
    before: (networks: number, time: string) => `${networks} networks, ${time}`,
    stop: ". ",
    long: "You can pause, cancel, and read on meanwhile.",
    failed: (kind: string, depth: number, why: string) =>
      `The ${kind} network of ${depth} layers failed (${why}). The others go on.`,
    faint: (what: string) => `Faint, dashed: the results before, ${what}.`,
    seeds: (n: number) =>
      n === 1 ? "one seed" : `median of ${n} seeds, bands from the first to the third quartile`,
    goal: {
      ask: "Make the residual networks degrade, too: the deepest are to err on 20 of 100 examples more than those of 8 layers do, without having diverged.",
      hint: "A shortcut does not make every learning rate bearable. Let the branches begin at full strength instead of γ = 0, and give all networks the largest rate; 32 layers are deep enough."
    },
    caption: "Each point is the training error of a whole network; a lower one is better.",
    hint: "A preset says what to expect of its settings; Run trains the networks that show it, and until then the results of other settings stay. Click a point to look inside that network, in the next figure below. At 2 layers there is no block, and the two networks are one and the same.",
    describe: (series: string, chance: string) =>
      `Training error in per cent against the number of layers. ${series}Chance is ${chance}.`,
    series: {
      plain: (values: string) => `Plain: ${values}. `,
      residual: (values: string) => `Residual: ${values}. `
    },
    at: (depth: number, value: string) => `${depth} layers ${value}`,
    diverged: "diverged"
  },
  zh: {
    predict: {
      ask: "三条螺线，随机猜测的错误率是 67%。56 层的普通网络，在训练样本上会错百分之几？",
      because:
        "理论上，层数增加，训练误差没有理由上升：深的网络可以照搬浅的网络。可是训练找不到那样的权重；有了捷径，就容易找到。"
    },
    at56: (plain, residual) => `56 层时，各个种子的中位数：普通网络 ${plain}，残差网络 ${residual}。`,
    title: "训练误差与深度",
    run: "在浏览器里训练",
    curves: "曲线",
    both: "两者",
    before: (networks, time) => `${networks} 个网络，${time}`,
    stop: "。",
    long: "其间可以暂停、取消，也可以先往下读。",
    failed: (kind, depth, why) => `${depth} 层的${kind}失败了（${why}）。其余的继续。`,
    faint: what => `浅色虚线：此前的结果，${what}。`,
    seeds: n => (n === 1 ? "1 个种子" : `${n} 个种子的中位数，色带从第一到第三四分位数`),
    goal: {
      ask: "让残差网络也退化：最深的要比 8 层的多错 20 个百分点，而且不是因为发散。",
      hint: "有了捷径，也不是什么学习率都受得住。让分支一开始就是全幅度，而不是 γ = 0，再给所有网络最大的学习率；32 层就够深了。"
    },
    caption: "每个点是一整个网络的训练误差，越低越好。",
    hint: "预设会说明换了设置该看到什么；按“在浏览器里训练”才会训练出结果，在那之前图中仍是原来的结果。点击一个点，可以在下一幅图里查看那个网络的内部。2 层时没有块，两种网络是同一个。",
    describe: (series, chance) => `训练误差（百分数）与层数。${series}随机猜测是 ${chance}。`,
    series: {plain: values => `普通网络：${values}。`, residual: values => `残差网络：${values}。`},
    at: (depth, value) => `${depth} 层 ${value}`,
    diverged: "发散"
  }
});
