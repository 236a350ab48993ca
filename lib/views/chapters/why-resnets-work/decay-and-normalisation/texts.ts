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
    caption:
      "Three plain networks of 8 layers learn the spirals with different λ; only weights decay. Decay makes the weights smaller. Then all hidden weights are doubled: under batch normalisation the training error stays as it is, since size means nothing there; what does grow is how far one step turns the weights. Take normalisation away, and size is part of the function.",
    row: (lambda: number, size: string, error: string, doubled: string) =>
      `λ ${lambda}: weights of norm ${size}, training error ${error}, with weights doubled ${doubled}.`
  },
  zh: {
    title: "批量归一化之下的衰减",
    run: "在这里运行",
    norm: "批量归一化",
    seed: "种子",
    step: "步",
    size: "所有隐藏层的 ‖W‖",
    error: "训练误差",
    doubled: "W 加倍之后",
    turn: "学习率 / ‖W‖²，与 λ = 0 相比",
    progress: (lambda, step) => `λ = ${lambda}，第 ${step} 步`,
    what: (norm, seed) => `${norm ? "有" : "没有"}批量归一化，种子 ${seed}`,
    caption:
      "三个 8 层的普通网络用不同的 λ 学习螺线，只有权重衰减。衰减使权重变小。然后把所有隐藏层的权重加倍：有批量归一化时，训练误差不变，因为大小在那里没有意义；变大的是一步能使权重转过多少。拿掉归一化，大小就是函数的一部分。",
    row: (lambda, size, error, doubled) =>
      `λ ${lambda}：权重的范数 ${size}，训练误差 ${error}，权重加倍之后 ${doubled}。`
  }
});
