// Settings of the degradation experiment that answer a question each.
import {defaults} from "../../lesson/parameters.js";
import {texts} from "../texts.js";
import {type Settings, sweepParameters} from "./sweep-settings.js";

const t = texts({
  en: {
    lecture: ["The lecture’s claim", "Plain networks degrade with depth; residual ones do not get worse."],
    adam: ["Fair to plain: Adam", "Another optimiser moves the lowest point. Does it stop the rise?"],
    full: ["Fair to plain: full batch", "No noise in the gradient: every step sees all examples."],
    long: ["Fair to plain: 18 times the steps", "Is the plain network only slow?"],
    warm: ["Fair to plain: warm-up", "A gentle start, as He et al. needed for 110 layers."],
    bare: ["Without batch normalisation", "Full-strength branches explode. Look for the crosses at the top."],
    scaled: ["Without it, but with small branches", "The same, each branch multiplied by 1/√L."],
    gamma: [
      "He et al.’s block on digits",
      "γ starts at 1: the residual network degrades too, later and less."
    ],
    calm: ["Digits, γ starts at 0", "The same task with branches that start at nothing."],
    linear: ["A plain network that starts linear", "No shortcut, no normalisation, only a careful start."]
  },
  zh: {
    lecture: ["课上的说法", "普通网络随深度退化，残差网络不会变差。"],
    adam: ["对普通网络公平：Adam", "换一个优化器，最低点会移动。上升会停下吗？"],
    full: ["对普通网络公平：全部样本", "梯度里没有噪声：每一步都看所有样本。"],
    long: ["对普通网络公平：18 倍的步数", "普通网络会不会只是慢？"],
    warm: ["对普通网络公平：预热", "轻手轻脚地起步，何恺明等人训练 110 层时就要这样。"],
    bare: ["没有批量归一化", "全力输出的分支会爆炸。留意顶端的叉。"],
    scaled: ["没有它，但分支很小", "同上，每个分支乘以 1/√L。"],
    gamma: ["何恺明等人的块，识别数字", "γ 从 1 开始：残差网络也会退化，只是晚一些、轻一些。"],
    calm: ["数字，γ 从 0 开始", "同一个任务，分支从零起步。"],
    linear: ["从线性起步的普通网络", "没有捷径，没有归一化，只有讲究的起点。"]
  }
} as {en: Record<Name, string[]>; zh: Record<Name, string[]>});

const changes = {
  lecture: {},
  adam: {optimiser: "adam"},
  full: {batch: "all"},
  long: {steps: 2700, rate: "0.03"},
  warm: {schedule: "warm-up"},
  bare: {norm: false, block: "residual", deepest: "110"},
  scaled: {norm: false, block: "scaled"},
  gamma: {data: "glyphs", block: "residual", steps: 300},
  calm: {data: "glyphs", steps: 300},
  linear: {norm: false, block: "scaled", init: "looks-linear"}
} satisfies Record<string, Partial<Settings>>;

type Name = keyof typeof changes;

export interface Preset {
  readonly name: Name;
  readonly title: string;
  /** What it shows, in a line. */
  readonly line: string;
  readonly settings: Settings;
}

/** All presets; their settings are complete, apart from the seeds, which stay the reader's. */
export const presets: readonly Preset[] = (Object.keys(changes) as Name[]).map(name => {
  const [title, line] = t[name];
  return {name, title, line, settings: {...defaults(sweepParameters), ...changes[name]} as Settings};
});
