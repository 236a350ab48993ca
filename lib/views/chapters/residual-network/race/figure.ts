// A race: a plain and a residual network of one depth, from the same initial weights, step by step.

import {fixed, percent} from "../../../../lesson/numbers.js";
import {namesOf, type Values} from "../../../../lesson/parameters.js";
import {
  entrantsOf,
  type Lap,
  lapOf,
  raceParameters,
  raceSettings,
  steps
} from "../../../../lesson/runs/race.js";
import {type ChartSize, type Curves, curves, plotted} from "../../../drawing/curves.js";
import {experiment} from "../../../figure/experiment.js";
import {figure} from "../../../figure/figure.js";
import {onResults} from "../../../figure/goal.js";
import {retrained} from "../../../figure/networks.js";
import {type Measured, prediction} from "../../../figure/prediction.js";
import {inPercent} from "../../../figure/rows.js";
import {numberField, options, select} from "../../../kit/controls.js";
import {html} from "../../../kit/dom.js";
import {nextFrame} from "../../../kit/frames.js";
import type {State} from "../../../kit/state.js";
import {listed} from "../../../kit/texts.js";
import {names} from "../names.js";
import {reached} from "./goal.js";
import {raceTexts as t} from "./texts.js";

const kinds = ["plain", "residual"] as const;

/** The figure; it opens with the stored race, which was run with the default settings. */
export function race(state: State<typeof raceParameters>, stored: Lap[][]): HTMLElement {
  const run = experiment({
    state,
    parameters: raceSettings,
    experiment: "race",
    label: t.run,
    stepLabel: t.step,
    stored,
    jobs: settings => [{entrants: entrantsOf(settings)}],
    empty: () => [[], []],
    take(laps, {entrant, record}) {
      const lap = lapOf(record);
      if (!lap) return;
      laps[entrant].push(lap);
      // Both have made this step: it is seen, in the rhythm of the screen.
      return entrant === 1 || laps[1].at(-1)?.layer !== undefined ? nextFrame() : undefined;
    },
    networks: ({settings}) =>
      entrantsOf(settings).map((options, i) => ({
        name: names.kinds[kinds[i]],
        trained: retrained(options)
      })),
    what: ({settings: {raceDepth, raceRate, raceSeed}}) =>
      listed([names.layers(Number(raceDepth)), names.rates([Number(raceRate)]), `${t.seed} ${raceSeed}`]),
    draw
  });
  const lines = kinds.map(kind => html("p", {class: `pane-heading ${kind}`}));
  const chart = plotted(
    width => raceChart(run.shown.results, state.values, {width, description: describe()}),
    {
      height: 300
    }
  );

  function describe(): string {
    const {settings, results} = run.shown;
    return t.describe(
      Number(settings.raceDepth),
      results[1].at(-1)?.step ?? 0,
      fate(results, 0),
      fate(results, 1)
    );
  }

  function draw() {
    for (const [i, line] of lines.entries()) line.textContent = fate(run.shown.results, i);
    chart.redraw();
  }

  const parameters = namesOf(raceParameters);
  const asked = prediction({
    id: "race",
    parameters,
    ...t.predict,
    number: {min: 1, max: steps},
    // The answer starts the race.
    shows: () => run.start(),
    measured: () => (run.shown.complete ? learnedAt(run.shown.results) : undefined)
  });
  const element = figure({
    id: "race",
    title: t.title,
    state,
    parameters,
    prediction: asked,
    controls: [select(state, "raceDepth", t.depth, {}), select(state, "raceRate", t.rate, {}), run.element],
    body: html("div", asked.cover(html("div.laps", ...lines), chart.element), run.line),
    caption: t.caption,
    goal: {...t.goal, reached: onResults(run, reached)},
    hint: t.hint,
    settings: [options(state, "raceShow", t.measure, t.measures), numberField(state, "raceSeed", t.seed)],
    describe,
    networks: run.networks,
    data: () =>
      kinds.flatMap((network, i) =>
        run.shown.results[i].map(({step, loss, error, layer}) => ({
          network,
          step,
          loss,
          "training error in %": error === undefined ? "" : inPercent(error),
          "diverged in layer": layer ?? ""
        }))
      )
  });
  state.follow(draw, ["raceShow"]);
  return element;
}

/** The first step after which the residual network gets fewer than a tenth of its examples wrong, if there is one. */
function learnedAt([plain, residual]: readonly (readonly Lap[])[]): Measured<number> | undefined {
  const step = residual.find(({error = 1}) => error < 0.1)?.step;
  if (step === undefined) return;
  const least = Math.min(...plain.map(({error = 1}) => error));
  return {answer: step, says: t.learned(step, percent(least), least < 0.1)};
}

/** How one of the two stands at its last step. */
function fate(laps: readonly (readonly Lap[])[], i: number): string {
  const lap = laps[i].at(-1);
  const name = names.kinds[kinds[i]];
  if (!lap) return name;
  if (lap.layer !== undefined) return t.diverged(name, lap.step, lap.layer);
  return t.now(name, fixed(lap.loss, 3), lap.error === undefined ? "?" : fixed(100 * lap.error, 1));
}

function raceChart(
  laps: readonly (readonly Lap[])[],
  {raceShow}: Values<typeof raceParameters>,
  size: ChartSize
): Curves {
  const loss = raceShow === "loss";
  return curves(
    kinds.map((kind, i) => ({
      label: names.kinds[kind],
      colour: `--${kind}`,
      points: laps[i]
        .map(lap => ({x: lap.step, y: loss ? lap.loss : 100 * (lap.error ?? Number.NaN)}))
        .filter(p => Number.isFinite(p.y))
    })),
    {
      ...size,
      height: 260,
      x: {label: t.steps, domain: [0, steps], ticks: 6},
      y: {label: loss ? t.loss : t.error, domain: loss ? [0, 2] : [0, 75], ticks: 4}
    }
  );
}
