import {type SignalRecord, signals} from "../../../lib/experiments/signals.js";
import {defaults} from "../../../lib/lesson/parameters.js";
import {
  type SignalName,
  signalNames,
  signalOptions,
  signalParameters
} from "../../../lib/lesson/runs/signals.js";
import {chains, magnitude} from "../../../lib/views/chapters/residual-block/model/jacobians.js";
import {diagnose} from "../../../lib/views/chapters/residual-network/signals-by-layer/diagnose.js";
import {always, type Finding, finding, measurement, middle, share} from "../finding.js";

/** The Jacobian of 20 blocks in a row, at half of He's weights and at all of them. */
const chained = measurement("chained", 0.1, seed => {
  const size = (kind: "plain" | "residual", gain: number) => magnitude(chains(kind)(gain, seed).measured(20));
  return {
    "plain, 0.5 × He": size("plain", 0.5),
    "residual, 0.5 × He": size("residual", 0.5),
    "residual, 1 × He": size("residual", 1)
  };
});

/** Signals in untrained networks of 56 layers. */
const untrained = measurement("untrained", 0.6, seed => {
  const values = {...defaults(signalParameters), signalSeed: seed, signalStep: "0"} as const;
  const rows = signalNames.map(name => {
    const [{layers}] = signals(signalOptions(name, values));
    const {activation, gradient, cosine} = diagnose(layers);
    return [
      [`${name} activation`, activation],
      [`${name} gradient`, gradient],
      [`${name} cosine`, cosine],
      [`${name} cosine at first`, layers[0].cosine]
    ];
  });
  return Object.fromEntries(rows.flat()) as {
    [name in `${SignalName} ${"activation" | "gradient" | "cosine" | "cosine at first"}`]: number;
  };
});

/** How the gradient's growth on its way back depends on the depth: first/last, with batch normalisation. */
const growth = measurement("growth", 0.5, seed => {
  const at = (name: SignalName, signalDepth: number) => {
    const values = {...defaults(signalParameters), signalSeed: seed, signalStep: "0", signalDepth} as const;
    const [{layers}] = signals(signalOptions(name, values));
    return diagnose(layers).gradient;
  };
  return {
    "plain 28": at("plainNorm", 28),
    "plain 56": at("plainNorm", 56),
    "plain 110": at("plainNorm", 110),
    "γ = 1, 28": at("paper", 28),
    "γ = 1, 56": at("paper", 56),
    "γ = 1, 110": at("paper", 110),
    "pre-activation 28": at("preActivation", 28),
    "pre-activation 56": at("preActivation", 56),
    "pre-activation 110": at("preActivation", 110)
  };
});

/** How a plain network of 56 layers with batch normalisation tames its gradient while it trains. */
const taming = measurement("taming", 0.7, seed => {
  const [start, , ten, late] = signals({depth: 56, variant: "plain", at: [0, 1, 10, 150], seed});
  const spread = ({layers}: SignalRecord) => layers[0].gradient / layers[layers.length - 1].gradient;
  const grown = (size: "weight" | "rms", layer: number) =>
    ten.layers[layer][size] / start.layers[layer][size];
  const early = [0, 1, 2, 3, 4];
  return {
    "first/last at 0": spread(start),
    "first/last at 10": spread(ten),
    "first/last at 150": spread(late),
    "weights of layers 1–5, least growth": Math.min(...early.map(l => grown("weight", l))),
    "activations of layers 1–5, least growth": Math.min(...early.map(l => grown("rms", l))),
    "activations last/first at 10": ten.layers[ten.layers.length - 1].rms / ten.layers[0].rms,
    "activations last/first at 150": late.layers[late.layers.length - 1].rms / late.layers[0].rms,
    "loss at 150": late.loss
  };
});

/** The looks-linear start in the figure of signals, whose rate is larger than the preset's. */
const linearSignals = measurement("linear signals", 0.2, seed => {
  const values = {...defaults(signalParameters), signalSeed: seed, signalStep: "150"} as const;
  const [{layers}] = signals(signalOptions("linearStart", values));
  const {gradient, cosine} = diagnose(layers);
  return {gradient, cosine};
});

export const findings: readonly Finding[] = [
  finding("jacobians", "residual-block#backwards", chained, {
    says: {
      en: "Over 20 blocks with small weights the plain Jacobian vanishes and the residual one keeps its size; with weights of the usual size the residual one grows more than tenfold.",
      zh: "经过 20 个块，权重小时普通网络的雅可比矩阵消失，残差网络的保持大小；权重取通常的大小时，残差网络的增长十倍以上。"
    },
    shows: ["plain, 0.5 × He", "residual, 0.5 × He", "residual, 1 × He"],
    holds: r =>
      always(
        r,
        n =>
          n["plain, 0.5 × He"] < 1e-6 &&
          n["residual, 0.5 × He"] > 0.1 &&
          n["residual, 0.5 × He"] < 10 &&
          n["residual, 1 × He"] > 10
      )
  }),
  finding("plain-shrinks", "residual-network#signals", untrained, {
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
  finding("norm-explodes", "residual-network#signals", untrained, {
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
  finding("full-branch-grows", "residual-network#signals", untrained, {
    says: {
      en: "A residual network without normalisation, its branches at full strength, explodes.",
      zh: "没有归一化、分支以全幅度输出的残差网络会爆炸。"
    },
    shows: ["fullBranch activation", "fullBranch gradient"],
    holds: r => always(r, n => n["fullBranch activation"] > 1000 && n["fullBranch gradient"] > 100)
  }),
  finding("small-branch", "residual-network#signals", untrained, {
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
  finding("norm-in-branch", "residual-network#signals", growth, {
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
  finding("hundredfold", "residual-network#signals", taming, {
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
  finding("tamed", "residual-network#signals", taming, {
    says: {
      en: "The gradient is hundreds of thousands of times as large in the first layer as in the last; after ten steps mostly less than fifty times; after 150 nothing is left of it.",
      zh: "起初，第一层的梯度是最后一层的几十万倍；十步之后多半不到五十倍；150 步之后爆炸不见踪影。"
    },
    shows: ["first/last at 0", "first/last at 10", "first/last at 150"],
    holds: r =>
      always(r, n => n["first/last at 0"] > 9e4 && n["first/last at 150"] < 10) &&
      share(r, n => n["first/last at 10"] < 50) >= 0.8
  }),
  finding("tamed-learns-nothing", "residual-network#signals", taming, {
    says: {en: "After 150 steps hardly anything has been learned.", zh: "150 步之后，网络仍然没学到什么。"},
    shows: ["loss at 150"],
    holds: r => always(r, n => n["loss at 150"] > 0.85 * Math.log(3))
  }),
  finding("tamed-shrinks", "residual-network#signals", taming, {
    says: {
      en: "After ten steps and more the last layer’s activations are small beside the first’s.",
      zh: "十步之后，末层的激活值比首层小得多。"
    },
    shows: ["activations last/first at 10", "activations last/first at 150"],
    holds: r =>
      always(r, n => n["activations last/first at 10"] < 0.1 && n["activations last/first at 150"] < 0.1)
  }),
  finding("linear-signals", "residual-network#signals", linearSignals, {
    says: {
      en: "Trained by the figure’s larger steps, the network with a start that looks linear loses its gradients.",
      zh: "用图中较大的步子训练，从看似线性的状态出发的网络会丢失梯度。"
    },
    shows: ["gradient", "cosine"],
    holds: r => share(r, n => !(n.gradient > 0.1)) >= 0.9
  })
];
