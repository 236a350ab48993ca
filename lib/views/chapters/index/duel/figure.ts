// The landing page's figure: two networks of one depth learn the same three spirals, one of them with shortcuts.

import {decodeBytes} from "../../../../experiments/base64.js";
import {dataSet} from "../../../../experiments/data.js";
import {reach} from "../../../../experiments/evaluate.js";
import {pack, regionSize} from "../../../../experiments/regions.js";
import type {TrainingOptions, TrainingRecord} from "../../../../experiments/training.js";
import {integer} from "../../../../lesson/parameters.js";
import type {Stored} from "../../../../lesson/runs/frames.js";
import {flat} from "../../../../tensor/tensor.js";
import {workers} from "../../../../worker/client.js";
import {regionsView} from "../../../drawing/regions.js";
import {figure} from "../../../figure/figure.js";
import {inPercent} from "../../../figure/rows.js";
import {nextFrame, runner} from "../../../figure/runner.js";
import {slider} from "../../../kit/controls.js";
import {html} from "../../../kit/dom.js";
import {percent} from "../../../kit/numbers.js";
import type {State} from "../../../kit/state.js";
import {texts} from "../../../kit/texts.js";

const t = texts({
  en: {
    title: "56 layers, twice",
    moment: "training step",
    train: "Train both, here and now",
    kinds: ["plain", "with shortcuts"],
    heading: (kind: string, error: string) => `${kind}: ${error} wrong`,
    picture: (kind: string, step: number, error: string) =>
      `What the network ${kind} makes of the plane after ${step} training steps: ${error} of the points wrong.`,
    diverged: (kind: string, layer: number) => `${kind}: diverged in layer ${layer}`,
    caption:
      "Two networks learn to tell three spirals apart. They have the same layers, the same first weights and see the same points in the same order. One of them adds the input of every second layer to its output, and begins with that input alone: what the layers make of it is multiplied by a γ that starts at 0. There is no other difference. Move through the training, or press the button: your browser trains both anew, from other weights each time.",
    describe: (plain: string, residual: string) =>
      `Two networks of 56 layers. Without shortcuts ${plain} of the points are wrong, with shortcuts ${residual}.`
  },
  zh: {
    title: "56 层，两个网络",
    moment: "训练步数",
    train: "就在这里，训练这两个网络",
    kinds: ["普通网络", "带捷径的网络"],
    heading: (kind, error) => `${kind}：答错 ${error}`,
    picture: (kind, step, error) => `${kind}在 ${step} 步训练之后怎样划分平面：答错 ${error} 的点。`,
    diverged: (kind, layer) => `${kind}：在第 ${layer} 层发散`,
    caption:
      "两个网络学着分开三条螺线。层数相同，初始权重相同，看到的点和顺序也相同。其中一个每两层把输入加到输出上，而且起步时只有这个输入：两层自己的输出要乘以 γ，γ 从 0 开始。此外别无差别。拖动滑块看训练的过程，或者按下按钮：你的浏览器会把两个网络重新训练一遍，每次从不同的权重开始。",
    describe: (plain, residual) =>
      `两个 56 层的网络。没有捷径的答错 ${plain} 的点，带捷径的答错 ${residual}。`
  }
});

const steps = 150;
const every = 10;

/** The moment of the training that is shown. */
export const duelParameters = {step: integer({min: every, max: steps, value: steps})};

interface Moment {
  readonly step: number;
  readonly error?: number;
  readonly regions?: Uint8Array;
  readonly layer?: number;
}

/** The figure; it opens with a training that was computed when the site was built. */
export function duel(state: State<typeof duelParameters>, stored: Stored): HTMLElement {
  const crew = workers({size: 1});
  let {seed} = stored.settings as {seed: number};
  let moments: Moment[][] = stored.frames.map(frames =>
    frames.map(({regions, trouble, ...rest}) => ({
      ...rest,
      regions: regions === undefined ? undefined : decodeBytes(regions),
      layer: trouble
    }))
  );

  const points = () => {
    const {inputs, targets} = dataSet("spirals", seed);
    return {inputs: flat(inputs), labels: flat(targets), reach};
  };
  const views = [regionsView(points, "plain"), regionsView(points, "residual")];
  const shown = (i: number) =>
    moments[i].findLast(({step}) => step <= Math.max(every, state.values.step)) ?? moments[i][0];
  const error = (i: number) => percent(shown(i)?.error ?? Number.NaN, 1);

  function draw() {
    views.forEach((view, i) => {
      const moment = shown(i);
      const kind = t.kinds[i];
      if (!moment) view.show(undefined, kind, kind);
      else if (moment.layer !== undefined)
        view.show(undefined, t.diverged(kind, moment.layer), t.diverged(kind, moment.layer));
      else view.show(moment.regions, t.heading(kind, error(i)), t.picture(kind, moment.step, error(i)));
    });
  }

  const run = runner<{entrant: number; record: TrainingRecord}>({
    label: t.train,
    begin() {
      seed++;
      moments = [[], []];
      const shared = {depth: 56, rates: [0.03], seed, steps, every, watch: true, regions: regionSize};
      const entrants: TrainingOptions[] = [
        {...shared, variant: "plain"},
        {...shared, variant: "zero-gamma"}
      ];
      return crew.run("race", {entrants});
    },
    take({entrant, record}) {
      if (record.type !== "progress") return;
      const {step, error, regions, trouble} = record;
      const layer = trouble?.kind === "diverged" ? trouble.layer : undefined;
      moments[entrant].push({step, error, regions: regions && pack(regions, 3), layer});
      if (entrant === 1) state.set({step});
      return nextFrame();
    }
  });

  state.follow(draw);
  return figure({
    id: "duel",
    title: t.title,
    level: 2,
    state,
    parameters: ["step"],
    controls: [run.element, slider(state, "step", t.moment)],
    body: html("div", {class: "duel"}, ...views.map(view => view.element)),
    caption: t.caption,
    describe: () => t.describe(error(0), error(1)),
    data: () =>
      moments.flatMap((own, i) =>
        own.map(({step, error, layer}) => ({
          network: i ? "with shortcuts" : "plain",
          step,
          "error in %": error === undefined ? "" : inPercent(error),
          "diverged in layer": layer ?? ""
        }))
      )
  });
}
