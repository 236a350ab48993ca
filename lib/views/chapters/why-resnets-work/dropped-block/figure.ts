// "If a[l+2] = a[l], can the layers be dropped?" A block that can be left out at every moment of its training.
import type {DroppingRecord} from "../../../../experiments/dropping.js";
import {percent, significant, tick} from "../../../../lesson/numbers.js";
import {integer, namesOf} from "../../../../lesson/parameters.js";
import {type ChartSize, type Curves, curves, plotted} from "../../../drawing/curves.js";
import {experiment} from "../../../figure/experiment.js";
import {figure} from "../../../figure/figure.js";
import {onResults} from "../../../figure/goal.js";
import {playThrough} from "../../../figure/player.js";
import {inPercent} from "../../../figure/rows.js";
import {checkbox, slider} from "../../../kit/controls.js";
import {html} from "../../../kit/dom.js";
import type {State} from "../../../kit/state.js";
import {listed, sentences} from "../../../kit/texts.js";
import {decadeBelow} from "../decade.js";
import {dropParameters} from "../parameters.js";
import {reached} from "./goal.js";
import {t} from "./texts.js";

/** What the training depends on. */
const trainingParameters = {
  trainedbefore: integer({min: 5, max: 40, value: 12}),
  dropseed: integer({min: 1, max: 99, value: 1})
};

/** The figure. */
export function dropLayers(
  state: State<typeof dropParameters>,
  {dropping}: {readonly dropping: DroppingRecord[]}
): HTMLElement {
  const run = experiment({
    state,
    parameters: trainingParameters,
    experiment: "dropping",
    label: t.run,
    auto: true,
    stored: dropping,
    jobs: ({trainedbefore, dropseed}) => [{seed: dropseed, before: trainedbefore}],
    empty: (): DroppingRecord[] => [],
    take: (records, taken) => void records.push(taken),
    progress: ({results}) => t.progress(Math.max(0, results.length - 1)),
    // As they are at the moment that is looked at.
    networks: ({settings: {trainedbefore, dropseed}}) =>
      (["kept", "dropped"] as const).map((which, network) => ({
        name: t[which],
        trained: {
          experiment: "dropping",
          options: {seed: dropseed, before: trainedbefore, steps: record().step},
          network
        }
      })),
    what: ({settings: {trainedbefore, dropseed}}) =>
      listed([`${t.before} ${trainedbefore}`, `${t.seed} ${dropseed}`]),
    draw
  });
  const record = (): DroppingRecord =>
    run.shown.results[Math.min(state.values.droppedstep, run.shown.results.length - 1)];
  const chart = plotted(
    width =>
      lossChart(run.shown.results, record(), {width, dropped: state.values.drop, description: describe()}),
    {height: 260}
  );
  const words = html("p.outcome");
  const play = playThrough(state, "droppedstep", {label: t.play, interval: 70});

  function say(): readonly [string, string] {
    const {kept, dropped, branch} = record();
    const {drop} = state.values;
    const [{loss, error}, other] = drop ? [dropped, kept] : [kept, dropped];
    return [
      t.now(drop, significant(loss), percent(error)),
      kept.loss === dropped.loss ? t.same : t.costs(drop, significant(other.loss), percent(branch))
    ];
  }

  function describe(): string {
    return t.describe(record().step, ...say());
  }

  function draw() {
    chart.redraw();
    words.textContent = sentences(...say());
  }

  const element = figure({
    id: "dropped-block",
    title: t.title,
    state,
    parameters: namesOf(dropParameters),
    controls: [checkbox(state, "drop", t.drop), slider(state, "droppedstep", t.at), play.element],
    body: html("div", words, chart.element, run.line),
    caption: t.caption,
    goal: {...t.goal, reached: onResults(run, () => reached(record()))},
    hint: t.hint,
    settings: [slider(state, "trainedbefore", t.before), slider(state, "dropseed", t.seed), run.element],
    describe,
    networks: run.networks,
    data: () =>
      run.shown.results.map(({step, kept, dropped, branch}) => ({
        step,
        "loss with the block": kept.loss,
        "loss without it": dropped.loss,
        "error with the block in %": inPercent(kept.error),
        "error without it in %": inPercent(dropped.error),
        "branch in % of its input": inPercent(branch)
      }))
  });
  state.follow(draw, ["droppedstep", "drop"]);
  return element;
}

/** The losses with and without the block, with a dot at the moment that is looked at. */
function lossChart(
  records: readonly DroppingRecord[],
  {step, ...losses}: DroppingRecord,
  {dropped, ...size}: ChartSize & {readonly dropped: boolean}
): Curves {
  const least = decadeBelow(
    records.flatMap(r => [r.kept.loss, r.dropped.loss]),
    1e-4
  );
  return curves(
    (["kept", "dropped"] as const).map(which => ({
      label: t[which],
      colour: which === "kept" ? "--residual" : "--plain",
      points: records.map(r => ({x: r.step, y: r[which].loss})),
      faded: dropped === (which === "kept")
    })),
    {
      ...size,
      height: 260,
      x: {label: t.step, domain: [0, 100], ticks: 5},
      y: {label: t.loss, log: true, domain: [least, 3], ticks: 5, format: tick},
      dot: {x: step, y: losses[dropped ? "dropped" : "kept"].loss}
    }
  );
}
