// "If a[l+2] = a[l], can the layers be dropped?" A block that can be left out at every moment of its training.
import type {DroppingRecord} from "../../../../experiments/dropping.js";
import {integer, namesOf, toggle} from "../../../../lesson/parameters.js";
import {workers} from "../../../../worker/client.js";
import {curves} from "../../../drawing/curves.js";
import {Plot, plotted} from "../../../drawing/plot.js";
import {figure} from "../../../figure/figure.js";
import {player} from "../../../figure/player.js";
import {inPercent} from "../../../figure/rows.js";
import {runner} from "../../../figure/runner.js";
import {checkbox, slider} from "../../../kit/controls.js";
import {html} from "../../../kit/dom.js";
import {percent, significant, tick} from "../../../kit/numbers.js";
import type {State} from "../../../kit/state.js";
import {sentences} from "../../../kit/texts.js";
import {decadeBelow} from "../decade.js";
import {t} from "./texts.js";

export const dropParameters = {
  droppedstep: integer({min: 0, max: 100, value: 0}),
  drop: toggle(false),
  trainedbefore: integer({min: 5, max: 40, value: 12}),
  dropseed: integer({min: 1, max: 99, value: 1})
};

/** The figure. */
export function dropLayers(
  state: State<typeof dropParameters>,
  {dropping}: {readonly dropping: readonly DroppingRecord[]}
): HTMLElement {
  const crew = workers({size: 1});
  let records = [...dropping];
  const wanted = () => ({seed: state.values.dropseed, before: state.values.trainedbefore});
  let shown = {seed: dropParameters.dropseed.value, before: dropParameters.trainedbefore.value};
  let before = shown;
  let fresh = false;
  const now = () => records[Math.min(state.values.droppedstep, records.length - 1)];

  const least = () =>
    decadeBelow(
      records.flatMap(r => [r.kept.loss, r.dropped.loss]),
      1e-4
    );
  const chart = plotted(
    width => {
      const {step, kept, dropped} = now();
      return curves(
        (["kept", "dropped"] as const).map(which => ({
          label: t[which],
          colour: which === "kept" ? "--residual" : "--plain",
          points: records.map(r => ({x: r.step, y: r[which].loss})),
          faded: state.values.drop === (which === "kept")
        })),
        {
          width,
          height: 260,
          x: {label: t.step, domain: [0, 100], ticks: 5},
          y: {label: t.loss, log: true, domain: [least(), 3], ticks: 5, format: tick},
          description: describe(),
          marks: [
            Plot.dot([[step, state.values.drop ? dropped.loss : kept.loss]], {
              r: 6,
              fill: "var(--shortcut)",
              stroke: "var(--card)"
            })
          ]
        }
      );
    },
    {height: 260}
  );
  const words = html("p", {class: "outcome"});
  const run = runner<DroppingRecord>({
    label: t.run,
    status: () => t.progress(fresh ? 0 : records.length - 1),
    begin() {
      before = shown;
      shown = wanted();
      fresh = true;
      return crew.run("dropping", shown);
    },
    // What was trained before stays until there is something new to show, and for good if nothing comes.
    take(record) {
      if (fresh) records = [];
      fresh = false;
      records.push(record);
      show();
    },
    end() {
      if (fresh) {
        fresh = false;
        shown = before;
        state.set({dropseed: shown.seed, trainedbefore: shown.before});
      }
      show();
    }
  });
  const play = player({
    label: t.play,
    interval: 70,
    step() {
      const step = state.values.droppedstep;
      state.set({droppedstep: step >= 100 ? 0 : step + 1});
      return step + 1 !== 100;
    }
  });

  function say(): readonly [string, string] {
    const {kept, dropped, branch} = now();
    const {drop} = state.values;
    const [{loss, error}, other] = drop ? [dropped, kept] : [kept, dropped];
    return [
      t.now(drop, significant(loss), percent(error)),
      kept.loss === dropped.loss ? t.same : t.costs(drop, significant(other.loss), percent(branch))
    ];
  }
  function describe(): string {
    return t.describe(now().step, ...say());
  }
  function show() {
    chart.redraw();
    words.textContent = sentences(...say());
  }

  state.follow(() => {
    if (JSON.stringify(wanted()) !== JSON.stringify(shown)) run.start();
    else show();
  }, namesOf(dropParameters));
  return figure({
    id: "dropped-block",
    title: t.title,
    state,
    parameters: namesOf(dropParameters),
    controls: [
      checkbox(state, "drop", t.drop),
      slider(state, "droppedstep", t.at),
      play.element,
      slider(state, "trainedbefore", t.before),
      slider(state, "dropseed", t.seed)
    ],
    body: html("div", {}, run.element, chart.element, words),
    caption: t.caption,
    describe,
    data: () =>
      records.map(({step, kept, dropped, branch}) => ({
        step,
        "loss with the block": kept.loss,
        "loss without it": dropped.loss,
        "error with the block in %": inPercent(kept.error),
        "error without it in %": inPercent(dropped.error),
        "branch in % of its input": inPercent(branch)
      }))
  });
}
