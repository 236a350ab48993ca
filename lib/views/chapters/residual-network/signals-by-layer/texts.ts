import type {SignalName} from "../../../../lesson/runs/signals.js";
import {texts} from "../../../kit/texts.js";
import type {Finding} from "./diagnose.js";

export const t = texts({
  en: {
    title: "Signals and gradients, layer by layer",
    depth: "layers",
    step: "after",
    steps: {"0": "0 steps", "1": "1 step", "10": "10 steps", "150": "150 steps"},
    width: "width",
    seed: "seed",
    which: "More networks, or fewer",
    numbers: "The numbers, and what goes wrong in each network",
    show: "show",
    networks: {
      plain: "plain",
      plainNorm: "plain + batch norm",
      fullBranch: "residual, branch × 1",
      smallBranch: "residual, branch × 1/√L",
      zeroGamma: "residual + batch norm, γ\u00a0=\u00a00",
      paper: "residual + batch norm, γ\u00a0=\u00a01",
      preActivation: "pre-activation + batch norm",
      linearStart: "plain, looks-linear start"
    } satisfies Record<SignalName, string> as Record<SignalName, string>,
    layer: "layer",
    shown: {
      gradient: "size of the gradient",
      rms: "size of the activations",
      cosine: "likeness of two inputs (cosine)"
    },
    findings: {
      vanishing: "gradients vanish",
      exploding: "gradients explode",
      collapsing: "inputs collapse onto one another",
      shrinking: "activations shrink",
      growing: "activations grow",
      "not finite": "diverged: values are no longer finite"
    } satisfies Record<Finding, string> as Record<Finding, string>,
    healthy: "nothing is out of hand",
    missing: "not measured",
    predict: {
      ask: "A plain network of 56 layers: what will its gradients do on their way back?",
      choices: {
        vanish: "vanish",
        explode: "explode",
        norm: "vanish without batch normalisation, explode with it",
        neither: "neither: with a good initialisation they keep their size"
      },
      because:
        "Without normalisation a size is multiplied by much the same number in every layer, and a number below 1 wins. With batch normalisation activations keep their size, and the gradient grows on its way back instead."
    },
    found: (network: string, what: string) => `${network}: ${what}.`,
    panel: (label: string, said: string) => `${label}. ${said}`,
    change: "activations, last/first",
    back: "gradient, first/last",
    alike: "cosine at the end",
    weights: "first weights, ‖W‖",
    failed: (why: string) => `The measurement failed: ${why}`,
    goal: {
      ask: "Draw a plain network of 100 layers or more in which nothing goes wrong.",
      hint: "A linear layer can hand on exactly what it is given. One of the networks begins as if all its layers were linear."
    },
    caption:
      "Gradients travel from right to left. In a deep plain network that is untrained they vanish on the way, or explode if it has batch normalisation.",
    hint: "Sizes are on logarithmic axes, on which a straight slope means that each layer multiplies by the same number. Move the depth, let the networks train for some steps, and switch networks on and off. A size that changes more than tenfold over the whole network counts as out of hand. Of the layers of a residual network every other one lies inside a branch, so its curves may zigzag.",
    describe: (depth: number, steps: string, list: string) =>
      `Networks of ${depth} layers after ${steps} steps of training. ${list}`
  },
  zh: {
    title: "信号与梯度，一层一层",
    depth: "层数",
    step: "训练",
    steps: {"0": "0 步", "1": "1 步", "10": "10 步", "150": "150 步"},
    width: "宽度",
    seed: "随机种子",
    which: "多看或少看几种网络",
    numbers: "数字，以及每种网络哪里不对",
    show: "显示",
    networks: {
      plain: "普通",
      plainNorm: "普通 + 批量归一化",
      fullBranch: "残差，分支 × 1",
      smallBranch: "残差，分支 × 1/√L",
      zeroGamma: "残差 + 批量归一化，γ\u00a0=\u00a00",
      paper: "残差 + 批量归一化，γ\u00a0=\u00a01",
      preActivation: "预激活 + 批量归一化",
      linearStart: "普通，看似线性的起点"
    },
    layer: "层",
    shown: {
      gradient: "梯度的大小",
      rms: "激活值的大小",
      cosine: "两个输入的相似程度（余弦）"
    },
    findings: {
      vanishing: "梯度消失",
      exploding: "梯度爆炸",
      collapsing: "输入坍缩到一起",
      shrinking: "激活值变小",
      growing: "激活值变大",
      "not finite": "发散：数值不再有限"
    },
    healthy: "正常",
    missing: "没有测到",
    predict: {
      ask: "56 层的普通网络，梯度在往回走的路上会怎样？",
      choices: {
        vanish: "消失",
        explode: "爆炸",
        norm: "没有批量归一化时消失，有了它就爆炸",
        neither: "都不会：初始化得好，大小就能保持"
      },
      because:
        "没有归一化时，每过一层，大小就乘上差不多同一个数，只要它小于 1，最后就所剩无几。有了批量归一化，激活值的大小保持住了，梯度却在往回走时越来越大。"
    },
    found: (network, what) => `${network}：${what}。`,
    panel: (label, said) => `${label}。${said}`,
    change: "激活值，末/首",
    back: "梯度，首/末",
    alike: "末端的余弦",
    weights: "第一层权重，‖W‖",
    failed: why => `测量出错：${why}`,
    goal: {
      ask: "画出一个 100 层以上、却什么毛病也没有的普通网络。",
      hint: "线性的层可以把收到的原样传下去。有一种网络，一开始就像每层都是线性的一样。"
    },
    caption: "梯度从右往左走。在还没训练的深普通网络里，它们在路上消失；有了批量归一化，就会爆炸。",
    hint: "大小画在对数轴上：斜直线表示每过一层按固定倍数变化。移动深度，让网络训练几步，打开或关掉几种网络。整个网络上变化超过十倍就算失控。残差网络的层，每两层中有一层在分支里面，所以曲线会有锯齿。",
    describe: (depth, steps, list) => `${depth} 层的网络，训练 ${steps} 步之后。${list}`
  }
});
