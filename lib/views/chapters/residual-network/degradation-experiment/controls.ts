// The controls of the degradation experiment: a preset in view, what it sets behind a summary.

import {type Settings, sameExperiment, type sweepParameters} from "../../../../lesson/runs/degradation.js";
import {checkbox, numberField, options, select} from "../../../kit/controls.js";
import {html} from "../../../kit/dom.js";
import type {State} from "../../../kit/state.js";
import {texts} from "../../../kit/texts.js";
import {names} from "../names.js";
import {presets} from "./presets.js";

const t = texts({
  en: {
    preset: "preset",
    own: "your own settings",
    data: "data",
    block: "block",
    optimiser: "optimiser",
    rate: "learning rate",
    best: "best of two",
    wide: "best of four",
    schedule: "schedule",
    steps: "steps",
    batch: "batch",
    width: "width",
    norm: "batch normalisation",
    init: "initialisation",
    deepest: "deepest",
    seeds: "seeds",
    seed: "first seed",
    blocks: {
      "zero-gamma": "γ starts at 0",
      "pre-activation": "pre-activation",
      residual: "full strength (He et al. 2015)",
      scaled: "branch × 1/√L"
    }
  },
  zh: {
    preset: "预设",
    own: "你自己的设置",
    data: "数据",
    block: "块",
    optimiser: "优化器",
    rate: "学习率",
    best: "两个中较好的",
    wide: "四个中最好的",
    schedule: "学习率调度",
    steps: "步数",
    batch: "每批",
    width: "宽度",
    norm: "批量归一化",
    init: "初始化",
    deepest: "最深",
    seeds: "随机种子个数",
    seed: "第一个随机种子",
    blocks: {
      "zero-gamma": "γ 从 0 开始",
      "pre-activation": "预激活",
      residual: "分支全幅度（何恺明等，2015）",
      scaled: "分支 × 1/√L"
    }
  }
});

type Sweep = State<typeof sweepParameters>;

/** What a preset sets, one by one. */
export function settingControls(state: Sweep): HTMLElement[] {
  const typed = (name: "steps" | "width" | "seeds" | "seed") => numberField(state, name, t[name]);
  return [
    select(state, "data", t.data, names.data),
    select(state, "block", t.block, t.blocks),
    select(state, "optimiser", t.optimiser, names.optimisers),
    select(state, "rate", t.rate, {best: t.best, wide: t.wide}),
    select(state, "schedule", t.schedule, names.schedules),
    typed("steps"),
    options(state, "batch", t.batch, names.batches),
    typed("width"),
    checkbox(state, "norm", t.norm),
    select(state, "init", t.init, names.initialisations),
    select(state, "deepest", t.deepest, {}),
    typed("seeds"),
    typed("seed")
  ];
}

/** Choosing a preset sets everything but the seeds; when something else is set, it says that the settings are one's own. */
export function presetChoice(state: Sweep): HTMLElement {
  const line = html("span.preset-line");
  const list = html(
    "select",
    {
      change: () => {
        const chosen = presets.find(p => p.name === list.value);
        if (!chosen) return;
        const {seeds: _, seed: __, ...settings} = chosen.settings;
        state.set(settings);
      }
    },
    ...presets.map(p => html("option", {value: p.name}, p.title)),
    html("option", {value: ""}, t.own)
  );
  state.follow(values => {
    const found = presets.find(p => sameExperiment(p.settings, values as Settings));
    list.value = found?.name ?? "";
    line.textContent = found?.line ?? "";
  });
  return html("div.controls", html("label.control", html("span.name", t.preset), list), line);
}
