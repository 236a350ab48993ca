// Settings of the degradation experiment that answer a question each.

import type {Settings} from "../../../../lesson/runs/degradation.js";
import {texts} from "../../../kit/texts.js";
import {type PresetName, presetNames, presetSettings} from "../model/presets.js";

const t = texts<{readonly [name in PresetName]: readonly string[]}>({
  en: {
    lecture: [
      "As the figure opens",
      "Plain networks degrade with depth, down to guessing; residual ones do not get worse."
    ],
    adam: ["Fair to plain: Adam", "Another optimiser; the error rises with depth all the same."],
    full: [
      "Fair to plain: full batch",
      "No noise in the gradient: 20 layers still learn, deeper plain networks less and less."
    ],
    long: [
      "Fair to plain: 18 times the steps",
      "Patience helps plain networks of 20 layers, and hardly those of 56 and more."
    ],
    warm: [
      "Fair to plain: warm-up",
      "A smaller learning rate at first, as He et al. needed for 110 layers; here it changes little."
    ],
    bare: [
      "Without batch normalisation",
      "Full-strength branches explode: at 20 layers most residual networks guess, from 32 on they diverge (crosses at the top)."
    ],
    scaled: [
      "Without batch normalisation, small branches",
      "Each branch multiplied by 1/√L: none explodes, and every depth from 4 layers on learns."
    ],
    gamma: [
      "He et al.’s block on digits",
      "γ starts at 1: the residual network degrades too, but later and far less."
    ],
    calm: [
      "Digits, γ starts at 0",
      "The same task with branches that start at nothing: hardly an error at any depth."
    ],
    linear: [
      "A plain network that starts linear",
      "No shortcut, no normalisation: a careful start and small steps carry it to 56 layers. From He’s start 20 learn too, and the deeper the network, the more it gets wrong."
    ]
  },
  zh: {
    lecture: ["打开时的设置", "普通网络随深度退化，直到与随机猜测无异；残差网络不会变差。"],
    adam: ["对普通网络公平：Adam", "换了优化器，误差照样随深度上升。"],
    full: ["对普通网络公平：全部样本", "梯度里没有噪声：20 层还学得会，更深的普通网络越来越学不会。"],
    long: ["对普通网络公平：18 倍的步数", "多些耐心，20 层的普通网络就学会了，56 层以上的几乎没有变化。"],
    warm: ["对普通网络公平：预热", "先用较小的学习率预热，何恺明等人训练 110 层时就要这样；在这里作用不大。"],
    bare: [
      "没有批量归一化",
      "全幅度的分支会爆炸：20 层的残差网络多半只能随机猜测，从 32 层起发散（顶端的叉）。"
    ],
    scaled: ["没有批量归一化，但分支很小", "每个分支乘以 1/√L：都不再爆炸，从 4 层起，哪种深度都学得会。"],
    gamma: ["何恺明等人的块，识别数字", "γ 从 1 开始：残差网络也会退化，只是晚得多、轻得多。"],
    calm: ["数字，γ 从 0 开始", "同一个任务，分支从零起步：多深都几乎没有错误。"],
    linear: [
      "从线性起步的普通网络",
      "没有捷径，没有归一化：精心选择的起点加上小步子，56 层也学得会；用 He 的起点，20 层也学得会，再深就错得越来越多。"
    ]
  }
});

interface Preset {
  readonly name: PresetName;
  readonly title: string;
  /** What it shows, in a line. */
  readonly line: string;
  readonly settings: Settings;
}

/** All presets; their settings are complete, apart from the seeds, which stay the reader's. */
export const presets: readonly Preset[] = presetNames.map(name => {
  const [title, line] = t[name];
  return {name, title, line, settings: presetSettings[name]};
});
