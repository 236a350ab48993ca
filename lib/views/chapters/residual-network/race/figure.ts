// A race: a plain and a residual network of one depth, from the same initial weights, step by step.
import {type Declarations, defaults, type Values} from "../../../../lesson/parameters.js";
import {entrantsOf, type Lap, lapOf, raceParameters, steps} from "../../../../lesson/runs/race.js";
import {type Workers, workers} from "../../../../worker/client.js";
import {curves} from "../../../drawing/curves.js";
import {plotted} from "../../../drawing/plot.js";
import {figure, tellShown} from "../../../figure/figure.js";
import {inPercent} from "../../../figure/rows.js";
import {nextFrame, runner} from "../../../figure/runner.js";
import {numberField, options, select} from "../../../kit/controls.js";
import {html} from "../../../kit/dom.js";
import {fixed} from "../../../kit/numbers.js";
import type {State} from "../../../kit/state.js";
import {texts} from "../../../kit/texts.js";
import {names} from "../names.js";

const t = texts({
  en: {
    title: "A race from the same start",
    run: "Start the race",
    step: "One step",
    depth: "layers",
    rate: "learning rate",
    seed: "seed",
    loss: "loss",
    error: "training error, %",
    measure: "show",
    measures: {loss: "loss", error: "training error"},
    steps: "steps",
    now: (kind: string, loss: string, error: string) => `${kind}: loss ${loss}, ${error} % wrong`,
    diverged: (kind: string, step: number, layer: number) =>
      `${kind}: diverged at step ${step}, in layer ${layer}`,
    old: "These curves were made with other settings. Start the race for the ones chosen now.",
    caption:
      "Both networks see the same batches in the same order, and all their weight matrices begin alike; the residual one has an arc over every two layers and branches whose γ begins at 0. Start it, hold it, or make it go one step at a time. Every start with the same seed is the same race.",
    describe: (depth: number, step: number, plain: string, residual: string) =>
      `Networks of ${depth} layers after ${step} steps. ${plain}. ${residual}.`
  },
  zh: {
    title: "从同一起点出发的比赛",
    run: "开始比赛",
    step: "走一步",
    depth: "层数",
    rate: "学习率",
    seed: "种子",
    loss: "损失",
    error: "训练误差，%",
    measure: "显示",
    measures: {loss: "损失", error: "训练误差"},
    steps: "步数",
    now: (kind, loss, error) => `${kind}：损失 ${loss}，答错 ${error} %`,
    diverged: (kind, step, layer) => `${kind}：在第 ${step} 步发散，第 ${layer} 层`,
    old: "这些曲线是用别的设置得到的。要看现在所选的设置，请开始比赛。",
    caption:
      "两个网络按同样的顺序看同样的批次，所有权重矩阵的起点也相同；残差网络每两层有一道弧线，分支的 γ 从 0 开始。让它跑，停下来，或者一步一步走。种子相同，每次比赛都一样。",
    describe: (depth, step, plain, residual) => `${depth} 层的网络，${step} 步之后。${plain}。${residual}。`
  }
});

type Settings = Values<typeof raceParameters>;
const kinds = ["plain", "residual"] as const;

/** The figure; it opens with the stored race, which was run with the default settings. */
export function race<D extends Declarations>(
  state: State<D & typeof raceParameters>,
  stored: readonly (readonly Lap[])[]
): HTMLElement {
  const crew: Workers = workers({size: 1});
  const settings = () => ({...state.values}) as Settings;
  const key = (s: Settings) => `${s.raceDepth} ${s.raceRate} ${s.raceSeed}`;
  let shown: {settings: Settings; laps: Lap[][]} = {
    settings: defaults(raceParameters),
    laps: stored.map(l => [...l])
  };
  // A race that has only begun: the one before stays until its first step.
  let next = shown;

  const now = kinds.map(kind => html("p", {class: `pane-heading ${kind}`}));
  const old = html("p", {class: "remark stale"}, t.old);

  const run = runner<{entrant: number; record: {type: string}}>({
    label: t.run,
    stepLabel: t.step,
    begin() {
      next = {settings: settings(), laps: [[], []]};
      return crew.run("race", {entrants: entrantsOf(next.settings)});
    },
    take({entrant, record}) {
      const lap = lapOf(record as never);
      if (!lap) return;
      shown = next;
      shown.laps[entrant].push(lap);
      // Both have made this step: show it, in the rhythm of the screen.
      if (entrant === 0 && shown.laps[1][shown.laps[1].length - 1]?.layer === undefined) return;
      draw();
      return nextFrame();
    },
    end() {
      draw();
      tellShown(element);
    }
  });

  const chart = plotted(
    width => {
      const loss = state.values.raceShow === "loss";
      return curves(
        kinds.map((kind, i) => ({
          label: names.kinds[kind],
          colour: `--${kind}`,
          points: shown.laps[i]
            .map(lap => ({x: lap.step, y: loss ? lap.loss : 100 * (lap.error ?? Number.NaN)}))
            .filter(p => Number.isFinite(p.y))
        })),
        {
          width,
          height: 280,
          x: {label: t.steps, domain: [0, steps], ticks: 6},
          y: {label: loss ? t.loss : t.error, domain: loss ? [0, 2] : [0, 75], ticks: 4},
          description: describe()
        }
      );
    },
    {height: 300}
  );

  const said = (i: number) => {
    const lap = shown.laps[i][shown.laps[i].length - 1];
    const name = names.kinds[kinds[i]];
    if (!lap) return name;
    if (lap.layer !== undefined) return t.diverged(name, lap.step, lap.layer);
    return t.now(name, fixed(lap.loss, 3), lap.error === undefined ? "?" : fixed(100 * lap.error, 1));
  };
  const describe = () =>
    t.describe(
      Number(shown.settings.raceDepth),
      shown.laps[1][shown.laps[1].length - 1]?.step ?? 0,
      said(0),
      said(1)
    );

  function draw() {
    for (const [i, line] of now.entries()) line.textContent = said(i);
    old.hidden = key(shown.settings) === key(settings());
    chart.redraw();
  }

  const element: HTMLElement = figure({
    id: "race",
    title: t.title,
    state,
    parameters: Object.keys(raceParameters) as (keyof D & string)[],
    controls: [
      select(state, "raceDepth", t.depth, {}),
      select(state, "raceRate", t.rate, {}),
      numberField(state, "raceSeed", t.seed),
      options(state, "raceShow", t.measure, t.measures)
    ],
    body: html("div", {}, run.element, old, html("div", {class: "laps"}, ...now), chart.element),
    caption: t.caption,
    describe,
    data: () =>
      kinds.flatMap((network, i) =>
        shown.laps[i].map(({step, loss, error, layer}) => ({
          network,
          step,
          loss,
          "training error in %": error === undefined ? "" : inPercent(error),
          "diverged in layer": layer ?? ""
        }))
      )
  });
  state.follow(draw, Object.keys(raceParameters));
  return element;
}
