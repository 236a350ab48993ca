// Every finding that a page or a caption states, with the measurement that bears it. Where a row fails, the words change.
import {type Finding, finding, median, middle, type Numbers, share} from "./finding.js";
import * as m from "./measurements.js";

const {presets} = m;

/** In every seed. */
const always = <N extends Numbers>(results: readonly N[], so: (result: N) => boolean) =>
  share(results, so) === 1;

const rising = (...values: number[]) => values.every((v, i) => i === 0 || v > values[i - 1]);

const degradation: Finding[] = [
  finding("plain-u-shape", "residual-network#degradation", m.depths, {
    says: {
      en: "As plain networks get deeper, their training error falls, is lowest at a modest depth, and rises.",
      zh: "普通网络加深时，训练误差先降，在不太深处最低，然后上升。"
    },
    shows: ["plain 4", "plain 8", "plain 20", "plain 32", "plain 56"],
    holds: r =>
      always(
        r,
        n =>
          Math.max(n["plain 4"], n["plain 8"]) < 10 &&
          rising(n["plain 8"], n["plain 20"], n["plain 32"]) &&
          n["plain 56"] > n["plain 20"]
      ) && rising(...([8, 20, 32, 56, 110] as const).map(depth => middle(r, `plain ${depth}`)))
  }),
  finding("plain-falls", "residual-network#degradation", m.shallowest, {
    says: {
      en: "From 2 layers to 4 the training error falls.",
      zh: "从 2 层到 4 层，训练误差下降。"
    },
    shows: ["plain 2", "plain 4"],
    holds: r => always(r, n => n["plain 4"] < n["plain 2"] / 2)
  }),
  finding("plain-guesses", "residual-network#degradation", m.depths, {
    says: {
      en: "The deepest plain networks do hardly better than guessing (67 %).",
      zh: "最深的普通网络比瞎猜（67 %）好不了多少。"
    },
    shows: ["plain 110"],
    holds: r => always(r, n => n["plain 110"] > 57)
  }),
  finding("degradation", "residual-network#degradation", m.depths, {
    says: {
      en: "With more layers the residual network does not get worse, at this width and with a rate chosen for it.",
      zh: "宽度如此、学习率各自选好时，残差网络层数增加也不会变差。"
    },
    shows: ["zero-gamma 8", "zero-gamma 20", "zero-gamma 32", "zero-gamma 56", "zero-gamma 110"],
    holds: r =>
      ([20, 32, 56, 110] as const).every(
        depth => middle(r, `zero-gamma ${depth}`) <= middle(r, "zero-gamma 8") + 0.5
      ) && always(r, n => n["zero-gamma 56"] < 5 && n["zero-gamma 110"] < 5)
  }),
  finding("residual-wins-deep", "residual-network#degradation", m.depths, {
    says: {
      en: "From 20 layers on, the residual network does better than the plain one.",
      zh: "从 20 层起，残差网络比普通网络好。"
    },
    shows: ["plain 20", "zero-gamma 20", "plain 110", "zero-gamma 110"],
    holds: r =>
      always(r, n => ([20, 32, 56, 110] as const).every(d => n[`zero-gamma ${d}`] < n[`plain ${d}`] - 10))
  }),
  finding("shallow", "residual-network#degradation", m.depths, {
    says: {
      en: "With 8 layers the plain network is as good as the residual one, with 4 the better.",
      zh: "8 层时两者不相上下，4 层时普通网络更好。"
    },
    shows: ["plain 4", "zero-gamma 4", "plain 8", "zero-gamma 8"],
    holds: r =>
      Math.abs(middle(r, "plain 8") - middle(r, "zero-gamma 8")) < 1 &&
      middle(r, "plain 4") < middle(r, "zero-gamma 4") &&
      share(r, n => n["plain 4"] < n["zero-gamma 4"]) >= 0.8
  }),
  finding("narrow", "residual-network#degradation", m.narrow, {
    says: {
      en: "Of networks half as wide the deep residual ones do get worse, and at a fixed rate of 0.3 they fail.",
      zh: "宽度减半时，深的残差网络会变差；固定用学习率 0.3，就会失败。"
    },
    shows: ["width 8, 8", "width 8, 56", "width 8, 110", "rate 0.3, 8", "rate 0.3, 56", "rate 0.3, 110"],
    holds: r =>
      middle(r, "width 8, 110") > middle(r, "width 8, 8") + 4 &&
      middle(r, "rate 0.3, 8") < 5 &&
      always(r, n => n["rate 0.3, 110"] > 30)
  }),
  finding("full-strength", "residual-network#degradation", m.depths, {
    says: {
      en: "With branches that start at full strength (γ = 1) the network degrades too, later and less.",
      zh: "分支一开始就全力输出（γ = 1）时，网络也会退化，只是晚一些、轻一些。"
    },
    shows: ["residual 8", "residual 20", "residual 56", "residual 110", "plain 110"],
    holds: r =>
      always(r, n => n["residual 20"] < n["plain 20"] - 10 && n["residual 110"] < n["plain 110"] - 20) &&
      share(r, n => n["residual 110"] > n["residual 20"]) >= 0.9 &&
      middle(r, "residual 110") > 3
  }),
  finding("pre-activation", "residual-network#degradation", m.depths, {
    says: {en: "Pre-activation does not degrade.", zh: "预激活不退化。"},
    shows: ["pre-activation 8", "pre-activation 56", "pre-activation 110"],
    holds: r => always(r, n => ([8, 20, 32, 56, 110] as const).every(d => n[`pre-activation ${d}`] < 5))
  }),
  finding("preset-adam", "residual-network#degradation", presets.adam, {
    says: {
      en: "With Adam the error of plain networks rises with depth all the same.",
      zh: "换成 Adam，普通网络的误差照样随深度上升。"
    },
    shows: ["plain 8", "plain 20", "plain 56"],
    holds: r => always(r, n => rising(n["plain 8"], n["plain 20"], n["plain 56"]) && n["plain 56"] > 50)
  }),
  finding("preset-full", "residual-network#degradation", presets.full, {
    says: {
      en: "With the full batch 20 layers still learn, deeper plain networks less and less.",
      zh: "每步用全部样本时，20 层还学得会，更深的普通网络越来越学不会。"
    },
    shows: ["plain 20", "plain 32", "plain 56"],
    holds: r =>
      always(r, n => n["plain 20"] < 10 && n["plain 56"] > 25) &&
      rising(...([20, 32, 56] as const).map(d => middle(r, `plain ${d}`)))
  }),
  finding("preset-long", "residual-network#degradation", presets.long, {
    says: {
      en: "18 times the steps help plain networks of 20 layers, and hardly those of 56 and more.",
      zh: "18 倍的步数帮得了 20 层的普通网络，对 56 层以上的几乎没有用。"
    },
    shows: ["plain 20", "plain 56"],
    holds: r => always(r, n => n["plain 20"] < 10 && n["plain 56"] > 40)
  }),
  finding("preset-warm", "residual-network#degradation", presets.warm, {
    says: {en: "A warm-up changes little.", zh: "预热作用不大。"},
    shows: ["plain 8", "plain 20", "plain 56"],
    holds: r => always(r, n => rising(n["plain 8"], n["plain 20"], n["plain 56"]) && n["plain 56"] > 50)
  }),
  finding("preset-bare", "residual-network#degradation", presets.bare, {
    says: {
      en: "Without batch normalisation, full-strength branches do worse than none: at 20 layers most guess, from 32 on they diverge.",
      zh: "没有批量归一化时，全力输出的分支还不如没有分支：20 层多半只能瞎猜，32 层起发散。"
    },
    shows: ["plain 20", "residual 20", "residual 32", "residual 56"],
    holds: r =>
      share(r, n => n["residual 20"] > 60) > 0.5 &&
      share(r, n => n["residual 20"] > n["plain 20"]) >= 0.8 &&
      always(r, n => [n["residual 32"], n["residual 56"]].every(v => v === Number.POSITIVE_INFINITY))
  }),
  finding("preset-scaled", "residual-network#degradation", presets.scaled, {
    says: {
      en: "With branches × 1/√L none explodes, and every depth from 4 layers on learns.",
      zh: "分支乘以 1/√L 就都不爆炸，从 4 层起，哪种深度都学得会。"
    },
    shows: ["scaled 4", "scaled 20", "scaled 56", "scaled 110"],
    // Learns: less than a tenth wrong in every seed, where guessing has two thirds or more, and hardly any in most.
    holds: r =>
      always(r, n => Object.values(n).every(v => v < 10)) &&
      (["scaled 4", "scaled 20", "scaled 56", "scaled 110"] as const).every(name => middle(r, name) < 1)
  }),
  finding("preset-gamma", "residual-network#degradation", presets.gamma, {
    says: {
      en: "He et al.’s block on digits degrades too, later and far less.",
      zh: "何恺明等人的块识别数字时也会退化，只是晚得多、轻得多。"
    },
    shows: ["plain 20", "plain 110", "residual 20", "residual 110"],
    holds: r =>
      always(r, n => n["residual 20"] < 2 && n["residual 110"] < n["plain 110"] / 2) &&
      middle(r, "residual 110") > 2
  }),
  finding("preset-calm", "residual-network#degradation", presets.calm, {
    says: {
      en: "On digits, branches that start at nothing hardly err at any depth.",
      zh: "识别数字时，从零起步的分支多深都几乎没有错误。"
    },
    shows: ["zero-gamma 4", "zero-gamma 20", "zero-gamma 110"],
    holds: r => always(r, n => Object.values(n).every(v => v < 2))
  }),
  finding("preset-linear", "residual-network#degradation", m.linear, {
    says: {
      en: "A start that looks linear carries a plain network to 56 layers; from He’s, 20 learn too, and more layers do ever worse.",
      zh: "看似线性的起点使普通网络 56 层也学得会；用 He 的起点，20 层也行，再深就越来越差。"
    },
    shows: ["plain 20", "plain 56", "plain 110", "he 20", "he 32", "he 56", "he 110"],
    holds: r =>
      always(r, n => n["plain 20"] < 3 && n["plain 32"] < 3 && n["plain 56"] < 10 && n["he 110"] > 60) &&
      middle(r, "plain 56") < 3 &&
      share(r, n => n["he 20"] < 10) >= 0.9 &&
      rising(middle(r, "he 20"), middle(r, "he 32"), middle(r, "he 56")) &&
      middle(r, "he 56") > 10
  })
];

const networks: Finding[] = [
  finding("single-layers", "residual-block#kinds", m.singleLayers, {
    says: {
      en: "Blocks of one layer cure most of the degradation at 56 layers, and do worse than blocks of two where branches start at 0.",
      zh: "一层的块在 56 层时也治好了大半的退化；分支从 0 起步时，不如两层的块。"
    },
    shows: [
      "plain 56",
      "one layer, 8",
      "zero-gamma 8",
      "one layer, 20",
      "zero-gamma 20",
      "one layer, 56",
      "zero-gamma 56"
    ],
    holds: r =>
      always(r, n => n["one layer, 56"] < n["plain 56"] / 2) &&
      ([8, 20, 56] as const).every(d => share(r, n => n[`one layer, ${d}`] > n[`zero-gamma ${d}`]) >= 0.8)
  }),
  finding("race-deep", "residual-network#inside", m.races, {
    says: {
      en: "In the race of 56 layers the residual network learns the spirals (in nine seeds of ten less than 5 % are wrong), the plain one does not.",
      zh: "56 层的比赛里，残差网络学会了螺线（十个种子里有九个，答错的不到 5 %），普通网络没有。"
    },
    shows: ["plain 56, rate 0.03", "residual 56, rate 0.03"],
    holds: r =>
      always(r, n => n["plain 56, rate 0.03"] > 50 && n["residual 56, rate 0.03"] < 15) &&
      share(r, n => n["residual 56, rate 0.03"] < 5) >= 0.9
  }),
  finding("race-shallow", "residual-network#inside", m.races, {
    says: {
      en: "In the race of 8 layers at rate 0.03 the plain network wins; at 0.1 the two are about level.",
      zh: "8 层、学习率 0.03 的比赛，普通网络赢；学习率 0.1 时大致打平。"
    },
    shows: ["plain 8, rate 0.03", "residual 8, rate 0.03", "plain 8, rate 0.1", "residual 8, rate 0.1"],
    holds: r =>
      always(r, n => n["plain 8, rate 0.03"] < n["residual 8, rate 0.03"]) &&
      Math.abs(middle(r, "plain 8, rate 0.1") - middle(r, "residual 8, rate 0.1")) < 1.5
  }),
  finding("convnet-shallow", "residual-network#small-convnet", m.convnets, {
    says: {en: "A shallow convolutional network suffices: 8 layers.", zh: "浅的卷积网络就够了：8 层。"},
    shows: ["residual 8", "pre-activation 8"],
    holds: r => always(r, n => n["residual 8"] < 2 && n["pre-activation 8"] < 2)
  }),
  finding("convnet-deep", "residual-network#small-convnet", m.convnets, {
    says: {
      en: "Of 32 layers, plain ones get about half wrong or more; He et al.’s block learns from some starts only, pre-activation from all.",
      zh: "32 层时，普通网络答错一半上下或更多；何恺明等人的块只从一部分起点学得会，预激活都学得会。"
    },
    shows: ["plain 32", "residual 32", "pre-activation 32"],
    holds: r => {
      const learns = share(r, n => n["residual 32"] < 5);
      return (
        learns >= 0.3 && learns <= 0.8 && always(r, n => n["plain 32"] > 40 && n["pre-activation 32"] < 5)
      );
    }
  })
];

const signals: Finding[] = [
  finding("plain-shrinks", "residual-network#signals", m.untrained, {
    says: {
      en: "In a narrow plain network without normalisation activations and gradients shrink, and all inputs become alike.",
      zh: "在窄而没有归一化的普通网络里，激活值和梯度越走越小，输入变得彼此相像。"
    },
    shows: ["plain activation", "plain gradient", "plain cosine at first", "plain cosine"],
    holds: r =>
      middle(r, "plain activation") < 0.1 &&
      middle(r, "plain gradient") < 0.1 &&
      middle(r, "plain cosine") > 0.99 &&
      share(r, n => n["plain cosine"] > 0.95) >= 0.9
  }),
  finding("norm-explodes", "residual-network#signals", m.untrained, {
    says: {
      en: "With batch normalisation activations keep their size, inputs stay different, and the gradient grows on its way back.",
      zh: "有批量归一化时，激活值大小不变，输入仍然不同，梯度在往回走的路上越来越大。"
    },
    shows: ["plainNorm activation", "plainNorm cosine at first", "plainNorm cosine", "plainNorm gradient"],
    holds: r =>
      always(
        r,
        n =>
          Math.abs(n["plainNorm activation"] - 1) < 0.2 &&
          n["plainNorm cosine"] < 0.6 &&
          n["plainNorm gradient"] > 5e4
      )
  }),
  finding("full-branch-grows", "residual-network#signals", m.untrained, {
    says: {
      en: "A residual network without normalisation, its branches at full strength, explodes.",
      zh: "没有归一化、分支全力输出的残差网络会爆炸。"
    },
    shows: ["fullBranch activation", "fullBranch gradient"],
    holds: r => always(r, n => n["fullBranch activation"] > 1000 && n["fullBranch gradient"] > 100)
  }),
  finding("small-branch", "residual-network#signals", m.untrained, {
    says: {
      en: "Branches × 1/√L, or that start at 0, keep signal and gradient at their size.",
      zh: "分支乘以 1/√L，或者从零起步，信号和梯度的大小就保得住。"
    },
    shows: ["smallBranch activation", "smallBranch gradient", "zeroGamma activation", "zeroGamma gradient"],
    holds: r =>
      always(r, n =>
        [
          n["smallBranch activation"],
          n["smallBranch gradient"],
          n["zeroGamma activation"],
          n["zeroGamma gradient"]
        ].every(v => v > 0.1 && v < 10)
      )
  }),
  finding("norm-in-branch", "residual-network#signals", m.growth, {
    says: {
      en: "With batch normalisation inside the branch the gradient grows by a power of the depth: some hundred at 56 layers, against hundreds of thousands for the plain network.",
      zh: "分支里有批量归一化时，梯度只按深度的幂增长：56 层时为一百至几百倍，普通网络是几十万倍。"
    },
    shows: ["plain 56", "plain 110", "γ = 1, 56", "γ = 1, 110", "pre-activation 56", "pre-activation 110"],
    holds: r =>
      always(
        r,
        n =>
          [n["γ = 1, 56"], n["pre-activation 56"]].every(v => v > 30 && v < 1000) &&
          n["plain 56"] > 50 * n["γ = 1, 56"]
      ) &&
      // Twice the depth: exponential growth would square the factor.
      always(
        r,
        n => n["γ = 1, 110"] < 10 * n["γ = 1, 56"] && n["pre-activation 110"] < 10 * n["pre-activation 56"]
      )
  }),
  finding("hundredfold", "residual-network#signals", m.taming, {
    says: {
      en: "Within ten steps the weights of the early layers grow more than a hundredfold, their activations about as much.",
      zh: "不出十步，靠前各层的权重大了一百倍以上，激活值也差不多。"
    },
    shows: ["weights of layers 1–5, least growth", "activations of layers 1–5, least growth"],
    holds: r =>
      always(
        r,
        n =>
          n["weights of layers 1–5, least growth"] > 100 && n["activations of layers 1–5, least growth"] > 50
      ) && share(r, n => n["activations of layers 1–5, least growth"] > 100) >= 0.8
  }),
  finding("tamed", "residual-network#signals", m.taming, {
    says: {
      en: "The gradient is hundreds of thousands of times as large in the first layer as in the last; after ten steps mostly less than fifty times; after 150 nothing is left of it.",
      zh: "起初，第一层的梯度是最后一层的几十万倍；十步之后多半不到五十倍；150 步之后爆炸不见踪影。"
    },
    shows: ["first/last at 0", "first/last at 10", "first/last at 150"],
    holds: r =>
      always(r, n => n["first/last at 0"] > 9e4 && n["first/last at 150"] < 10) &&
      share(r, n => n["first/last at 10"] < 50) >= 0.8
  }),
  finding("tamed-learns-nothing", "residual-network#signals", m.taming, {
    says: {en: "After 150 steps hardly anything has been learned.", zh: "150 步之后，网络仍然没学到什么。"},
    shows: ["loss at 150"],
    holds: r => always(r, n => n["loss at 150"] > 0.85 * Math.log(3))
  }),
  finding("tamed-shrinks", "residual-network#signals", m.taming, {
    says: {
      en: "After ten steps and more the last layer’s activations are small beside the first’s.",
      zh: "十步之后，末层的激活值比首层小得多。"
    },
    shows: ["activations last/first at 10", "activations last/first at 150"],
    holds: r =>
      always(r, n => n["activations last/first at 10"] < 0.1 && n["activations last/first at 150"] < 0.1)
  }),
  finding("linear-signals", "residual-network#signals", m.linearSignals, {
    says: {
      en: "Trained by the figure’s larger steps, the network with a start that looks linear loses its gradients.",
      zh: "用图中较大的步子训练，从看似线性的状态出发的网络会丢失梯度。"
    },
    shows: ["gradient", "cosine"],
    holds: r => share(r, n => !(n.gradient > 0.1)) >= 0.9
  })
];

const blocks: Finding[] = [
  finding("shares", "residual-network#what-blocks-learned", m.shares, {
    says: {
      en: "The deeper the network, the smaller the share of each block.",
      zh: "网络越深，每个块的份额越小。"
    },
    shows: ["8", "20", "32", "56", "110"],
    holds: r => {
      const falls = (a: number, b: number) => (a > b ? 1 : 0);
      const steps = r.map(
        n =>
          falls(n["8"], n["20"]) +
          falls(n["20"], n["32"]) +
          falls(n["32"], n["56"]) +
          falls(n["56"], n["110"])
      );
      return steps.reduce((a, b) => a + b) >= 0.9 * 4 * r.length;
    }
  }),
  finding("one-block", "residual-network#what-blocks-learned", m.lesions, {
    says: {
      en: "A network of 56 layers whose branches started at 0 hardly misses most single blocks, nor minds two trading places.",
      zh: "分支从 0 起步的 56 层网络，少了哪一块、两块对调，大多无关痛痒。"
    },
    shows: [
      "zero-gamma whole",
      "zero-gamma one deleted, median cost",
      "zero-gamma one deleted, most",
      "zero-gamma blocks that cost under 5 points, %",
      "zero-gamma two swapped, median cost",
      "zero-gamma two swapped, most"
    ],
    holds: r =>
      middle(r, "zero-gamma blocks that cost under 5 points, %") > 75 &&
      always(
        r,
        n => n["zero-gamma one deleted, median cost"] < 5 && n["zero-gamma two swapped, median cost"] < 2
      )
  }),
  finding("bit-by-bit", "residual-network#what-blocks-learned", m.lesions, {
    says: {
      en: "Take out many blocks, and the error climbs bit by bit.",
      zh: "拿走许多块，误差才一点点升上去。"
    },
    shows: ["zero-gamma 10 % deleted", "zero-gamma 25 % deleted", "zero-gamma 50 % deleted"],
    holds: r =>
      always(
        r,
        n =>
          n["zero-gamma 10 % deleted"] < n["zero-gamma 25 % deleted"] &&
          n["zero-gamma 25 % deleted"] < n["zero-gamma 50 % deleted"]
      )
  }),
  finding("dear-blocks", "residual-network#what-blocks-learned", m.lesions, {
    says: {
      en: "Where branches start at full strength, or with pre-activation, more blocks are dear, the first ones above all.",
      zh: "分支全力起步，或者采用预激活，少不得的块就更多，尤其是开头几个。"
    },
    shows: [
      "residual blocks that cost under 5 points, %",
      "residual the first five, median cost",
      "residual the others, median cost",
      "pre-activation blocks that cost under 5 points, %",
      "pre-activation the first five, median cost",
      "pre-activation the others, median cost"
    ],
    holds: r =>
      (["residual", "pre-activation"] as const).every(
        kind =>
          middle(r, `${kind} blocks that cost under 5 points, %`) <
            middle(r, "zero-gamma blocks that cost under 5 points, %") &&
          share(r, n => n[`${kind} the first five, median cost`] > n[`${kind} the others, median cost`]) >=
            0.9
      )
  }),
  finding("one-path", "residual-network#what-blocks-learned", m.lesions, {
    says: {en: "Remove one link of a plain network, and all is lost.", zh: "普通网络断了一环，全盘皆输。"},
    shows: ["plain 8 whole", "plain 8, least cost"],
    holds: r => always(r, n => n["plain 8, least cost"] > 40)
  }),
  finding("short-paths", "residual-network#what-blocks-learned", m.lesions, {
    says: {
      en: "The gradient comes mostly along paths far shorter than the 13.5 blocks that count on average.",
      zh: "梯度主要走短的路径，远比平均的 13.5 个块短。"
    },
    shows: ["zero-gamma mean length of a path by gradient"],
    holds: r => always(r, n => n["zero-gamma mean length of a path by gradient"] < 9)
  })
];

const identity: Finding[] = [
  finding("free-identity", "why-resnets-work#identity-experiment", m.freeIdentities, {
    says: {
      en: "Without decay the residual block learns the identity, but for a rare seed, while its weights do not go to 0.",
      zh: "没有衰减，残差块也学得会恒等函数，极少的种子除外；权重却不趋于 0。"
    },
    shows: ["residual", "‖W‖ of the residual block"],
    holds: r => share(r, n => n.residual < 0.5) >= 0.98 && always(r, n => n["‖W‖ of the residual block"] > 1)
  }),
  finding("stuck", "why-resnets-work#identity-experiment", m.deadUnits, {
    says: {
      en: "Sometimes the plain block gets stuck: output units die.",
      zh: "普通块有时会卡住：输出单元死去。"
    },
    shows: ["dead output units of the plain block"],
    holds: r => share(r, n => n["dead output units of the plain block"] > 0) >= 0.3
  }),
  finding("better-with-decay", "why-resnets-work#error-against-lambda", m.identities, {
    says: {
      en: "With decay the residual block does better than the plain one for every seed and every λ.",
      zh: "有衰减时，无论哪个种子、无论 λ 取多少，残差块都比普通块好。"
    },
    shows: [
      "plain, λ 0.001",
      "residual, λ 0.001",
      "plain, λ 0.01",
      "residual, λ 0.01",
      "plain, λ 0.1",
      "residual, λ 0.1"
    ],
    holds: r =>
      always(r, n =>
        ([0.001, 0.01, 0.05, 0.1, 0.3] as const).every(l => n[`residual, λ ${l}`] < n[`plain, λ ${l}`])
      )
  }),
  finding("better-without-decay", "why-resnets-work#error-against-lambda", m.freeIdentities, {
    says: {
      en: "Without decay it does better in all but a few seeds of a hundred.",
      zh: "没有衰减时，一百个种子里只有几个例外。"
    },
    shows: ["plain", "residual"],
    holds: r => share(r, n => n.residual < n.plain) >= 0.96
  }),
  finding("same-line", "why-resnets-work#error-against-lambda", m.floors, {
    says: {
      en: "Where decay is strong, both plain blocks end on the same line, with Adam and momentum at these rates; smaller steps take longer.",
      zh: "衰减强的地方，两种普通块落在同一条线上（Adam 和动量，如此的学习率）；步子小，就要更久。"
    },
    shows: [
      "adam 0.03, plain, λ 0.1",
      "adam 0.03, plain from W = I, λ 0.1",
      "momentum 0.1, plain, λ 0.1",
      "momentum 0.1, plain from W = I, λ 0.1",
      "sgd 0.1, plain, λ 0.1",
      "sgd 0.1, plain from W = I, λ 0.1"
    ],
    holds: r =>
      ([0.1, 0.3] as const).every(l =>
        (["adam 0.03", "momentum 0.1"] as const).every(how => {
          const ratio = r.map(n => n[`${how}, plain, λ ${l}`] / n[`${how}, plain from W = I, λ ${l}`]);
          return Math.abs(median(ratio) - 1) < 0.05;
        })
      ) && middle(r, "sgd 0.1, plain, λ 0.1") > 1.2 * middle(r, "sgd 0.1, plain from W = I, λ 0.1")
  }),
  finding("a-little-decay", "why-resnets-work#error-against-lambda", m.identities, {
    says: {
      en: "From no decay to a little, the plain block often gets better.",
      zh: "从没有衰减到有一点衰减，普通块往往会变好。"
    },
    shows: ["plain, λ 0", "plain, λ 0.001", "plain, λ 0.01"],
    holds: r =>
      share(r, n => n["plain, λ 0.01"] < n["plain, λ 0"]) >= 0.6 &&
      middle(r, "plain, λ 0.01") < middle(r, "plain, λ 0")
  }),
  finding("optimisers-differ", "why-resnets-work#error-against-lambda", m.shrinking, {
    says: {
      en: "How far decay shrinks the weights differs widely from optimiser to optimiser.",
      zh: "衰减把权重缩到多小，不同的优化器相差很大。"
    },
    shows: ["sgd", "momentum", "adam", "adam, decoupled"],
    holds: r =>
      always(r, n => Math.max(n.momentum, n.adam) < 20 && Math.min(n.sgd, n["adam, decoupled"]) > 40)
  })
];

const appending: Finding[] = [
  finding("untouched", "why-resnets-work#append", m.oneAtTheEnd, {
    says: {
      en: "Two of the four blocks leave the loss untouched: plain from W = I, and residual with a last layer of 0.",
      zh: "四个块里有两个不动损失：W = I 的普通块，末层为零的残差块。"
    },
    shows: ["plain he at 0", "plain identity at 0", "residual he at 0", "residual zero at 0"],
    holds: r =>
      always(
        r,
        n =>
          n["plain identity at 0"] === 1 &&
          n["residual zero at 0"] === 1 &&
          Math.min(n["plain he at 0"], n["residual he at 0"]) > 50
      )
  }),
  finding("shaken-off", "why-resnets-work#append", m.oneAtTheEnd, {
    says: {
      en: "One block, ten steps on: from W = I the loss is still several times what it was, with a last layer of 0 about back.",
      zh: "加一个块，十步之后：从 W = I 出发的，损失仍是原来的好几倍；末层为零的，大致回到了原处。"
    },
    shows: ["plain identity at 5", "plain identity at 10", "residual zero at 5", "residual zero at 10"],
    holds: r =>
      middle(r, "plain identity at 10") > 3 &&
      middle(r, "residual zero at 10") < 1.5 &&
      share(r, n => n["plain identity at 10"] > n["residual zero at 10"]) >= 0.9
  }),
  finding("ten-blocks", "why-resnets-work#append", m.tenAtTheEnd, {
    says: {
      en: "Ten residual blocks with random weights do far more damage than one.",
      zh: "十个权重随机的残差块，破坏比一个大得多。"
    },
    shows: ["residual he at 0"],
    holds: r => always(r, n => n["residual he at 0"] > 10_000)
  }),
  finding("recovers", "why-resnets-work#append", m.oneAtTheEnd, {
    says: {
      en: "One residual block that starts badly recovers faster than its plain counterpart.",
      zh: "一个开头不利的残差块，比对应的普通块恢复得快。"
    },
    shows: ["plain he at 10", "residual he at 10", "plain he at 100", "residual he at 100"],
    holds: r =>
      ([5, 10, 20] as const).every(
        step => share(r, n => n[`residual he at ${step}`] < n[`plain he at ${step}`]) >= 0.9
      )
  }),
  finding("recovers-in-the-middle", "why-resnets-work#append", m.oneInTheMiddle, {
    says: {
      en: "The same for one block in the middle.",
      zh: "一个块放在中间时也一样。"
    },
    shows: ["plain identity at 10", "residual zero at 10", "plain he at 10", "residual he at 10"],
    holds: r =>
      middle(r, "residual zero at 10") < middle(r, "plain identity at 10") &&
      ([5, 10, 20] as const).every(
        step => share(r, n => n[`residual he at ${step}`] < n[`plain he at ${step}`]) >= 0.9
      )
  }),
  finding("control-bump", "why-resnets-work#append", m.oneAtTheEnd, {
    says: {
      en: "The control’s bump, without any block, is the optimiser’s doing.",
      zh: "对照没有加块也有凸起，那是优化器造成的。"
    },
    shows: ["no block at 5", "no block at 10", "no block at 100"],
    holds: r => always(r, n => n["no block at 5"] > 1.5 && n["no block at 100"] < 1)
  }),
  finding("solution-exists", "why-resnets-work#append", m.solutions, {
    says: {
      en: "Extended by layers with W = I, a trained plain network has exactly the loss of the shallow one.",
      zh: "接上 W = I 的层，训练好的普通网络的损失与浅的完全相同。"
    },
    shows: ["8 trained, loss", "56 extended, loss", "110 extended, loss"],
    holds: r =>
      always(
        r,
        n =>
          n["56 extended, loss"] === n["8 trained, loss"] && n["110 extended, loss"] === n["8 trained, loss"]
      )
  }),
  finding("solution-not-found", "why-resnets-work#append", m.solutions, {
    says: {
      en: "From random weights, 56 layers get part of the way, and 110 do not leave the level of guessing (90 %).",
      zh: "从随机权重出发，56 层的只走了一段，110 层的没有离开瞎猜的水平（90 %）。"
    },
    shows: ["8 trained, %", "56 from random, %", "110 from random, %"],
    holds: r =>
      always(r, n => n["8 trained, %"] < 2 && n["56 from random, %"] > 20 && n["110 from random, %"] > 85) &&
      middle(r, "56 from random, %") < 80
  }),
  finding("less-to-add", "why-resnets-work#questions", m.droppings, {
    says: {
      en: "The longer the network trained before, the smaller the branch of a block that is added.",
      zh: "网络事先训练得越久，后加的块的分支就越小。"
    },
    shows: ["5", "12", "20", "30", "40"],
    holds: r =>
      rising(...["40", "30", "20", "12", "5"].map(before => middle(r, before as "5"))) &&
      always(r, n => n["5"] > n["40"])
  }),
  finding("doubled", "why-resnets-work#questions", m.doubling, {
    says: {
      en: "Under batch normalisation doubled weights leave the training error as it is; without, they do not.",
      zh: "有批量归一化时，权重加倍，训练误差不变；没有它就会变。"
    },
    shows: [
      "normalised, largest change in points",
      "bare, least change in points",
      "normalised, ‖W‖ at λ 0.01 over that at λ 0"
    ],
    holds: r =>
      always(
        r,
        n =>
          n["normalised, largest change in points"] < 0.5 &&
          n["bare, least change in points"] > 1 &&
          n["normalised, ‖W‖ at λ 0.01 over that at λ 0"] < 0.8
      )
  })
];

/** In the order of the pages. */
const practised: Finding[] = [
  finding("practice-digits", "residual-network#what-blocks-learned", m.stochastic, {
    says: {
      en: "On digits a network that practised with dropped branches misses a quarter of its blocks, or half, far less; whole, both are almost without error.",
      zh: "识别数字时，训练中随机丢过分支的网络，少了四分之一或一半的块，损失小得多；块都在时，两者几乎不出错。"
    },
    shows: [
      "digits, usual, 0 % deleted",
      "digits, practised, 0 % deleted",
      "digits, usual, 25 % deleted",
      "digits, practised, 25 % deleted",
      "digits, usual, 50 % deleted",
      "digits, practised, 50 % deleted"
    ],
    holds: r =>
      always(r, n => Math.max(n["digits, usual, 0 % deleted"], n["digits, practised, 0 % deleted"]) < 2) &&
      (["25", "50"] as const).every(
        gone =>
          share(r, n => n[`digits, practised, ${gone} % deleted`] < n[`digits, usual, ${gone} % deleted`]) >=
            0.9 &&
          middle(r, `digits, practised, ${gone} % deleted`) <
            middle(r, `digits, usual, ${gone} % deleted`) / 2
      )
  }),
  finding("practice-spirals", "residual-network#what-blocks-learned", m.stochastic, {
    says: {
      en: "On the spirals practice costs a network whose branches begin at 0 some points when it is whole, and pays without a quarter of its blocks; after 600 steps the price is almost gone and the gain remains.",
      zh: "在螺线上，对分支从 0 开始的网络，这种练习的代价是块都在时多错几个百分点，少四分之一的块时却更好；600 步之后代价几乎消失，好处还在。"
    },
    shows: ["150", "600"].flatMap(steps =>
      ["0", "25"].flatMap(gone =>
        ["usual", "practised"].map(how => `spirals, ${steps} steps, ${how}, ${gone} % deleted`)
      )
    ),
    holds: r => {
      const at = (steps: number, how: string, gone: number) =>
        middle(r, `spirals, ${steps} steps, ${how}, ${gone} % deleted`);
      return (
        at(150, "practised", 0) > at(150, "usual", 0) + 3 &&
        at(150, "practised", 25) < at(150, "usual", 25) &&
        at(600, "practised", 0) < 3 &&
        at(600, "practised", 25) < at(600, "usual", 25) / 2
      );
    }
  }),
  finding("practice-pre-activation", "residual-network#what-blocks-learned", m.stochastic, {
    says: {
      en: "Pre-activation networks gain nothing on the spirals from it in 600 steps.",
      zh: "在螺线上，预激活网络用 600 步也得不到好处。"
    },
    shows: [
      "pre-activation, 600 steps, usual, 25 % deleted",
      "pre-activation, 600 steps, practised, 25 % deleted"
    ],
    // Level or worse: no more than a fifth better in the middle.
    holds: r =>
      middle(r, "pre-activation, 600 steps, practised, 25 % deleted") >
      0.8 * middle(r, "pre-activation, 600 steps, usual, 25 % deleted")
  })
];

export const findings: readonly Finding[] = [
  ...degradation,
  ...networks,
  ...signals,
  ...blocks,
  ...practised,
  ...identity,
  ...appending
];
