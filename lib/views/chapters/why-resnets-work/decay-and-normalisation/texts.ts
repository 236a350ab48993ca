import {texts} from "../../../kit/texts.js";

/** What the figure of decay under normalisation says. */
export const decayTexts = texts({
  en: {
    title: "Decay under batch normalisation",
    run: "Run it here",
    norm: "batch normalisation",
    seed: "seed",
    step: "step",
    size: "‖W‖ of all hidden layers",
    error: "training error",
    doubled: "with W doubled",
    turn: "learning rate / ‖W‖², against λ = 0",
    progress: (lambda: number, step: number) => `λ = ${lambda}, step ${step}`,
    what: (norm: boolean, seed: number) => `${norm ? "with" : "without"} batch normalisation, seed ${seed}`,
    shrink: "How the weights shrink while the networks are trained",
    goal: {
      ask: "Make it matter how large the weights are: doubled ones are to change the error.",
      hint: "What takes the scale of the weights out again, before anything sees it?"
    },
    caption:
      "Under batch normalisation the size of the weights makes no difference: with all hidden weights doubled the training error stays as it is. Take normalisation away, and it changes.",
    hint: "Three plain networks of 8 layers learn the spirals with different λ, which acts on the weights alone (not on biases, γ and β). Decay makes the weights smaller. Then all hidden weights are doubled: under batch normalisation the training error stays as it is, since the size of the weights makes no difference there. What a smaller size does change is how far one step turns the weights, in the last column. Take normalisation away, and the size of the weights changes the function.",
    row: (lambda: number, size: string, error: string, doubled: string) =>
      `λ ${lambda}: weights of norm ${size}, training error ${error}, with weights doubled ${doubled}.`
  },
  zh: {
    title: "批量归一化之下的衰减",
    run: "在这里运行",
    norm: "批量归一化",
    seed: "随机种子",
    step: "步数",
    size: "所有隐藏层的 ‖W‖",
    error: "训练误差",
    doubled: "W 加倍之后",
    turn: "学习率 / ‖W‖²，与 λ = 0 相比",
    progress: (lambda, step) => `λ = ${lambda}，第 ${step} 步`,
    what: (norm, seed) => `${norm ? "有" : "没有"}批量归一化，随机种子 ${seed}`,
    shrink: "训练时权重怎样变小",
    goal: {
      ask: "让权重的大小变得要紧：权重加倍，错误率就要变。",
      hint: "是什么在谁也没看到之前，就把权重的尺度又去掉了？"
    },
    caption:
      "有批量归一化时，权重的大小不起作用：所有隐藏层的权重加倍，训练误差不变。拿掉归一化，误差就变了。",
    hint: "三个 8 层的普通网络用不同的 λ 学习螺线，只对权重做衰减（偏置、γ、β 不衰减）。衰减使权重变小。然后把所有隐藏层的权重加倍：有批量归一化时，训练误差不变，因为权重的大小在那里不起作用。权重变小，改变的是每一步能让权重方向转过的角度，见最后一列。拿掉归一化，权重的大小就会影响函数本身。",
    row: (lambda, size, error, doubled) =>
      `λ ${lambda}：权重的范数 ${size}，训练误差 ${error}，权重加倍之后 ${doubled}。`
  }
});
