// Blocks are added to a trained network: what that does to the loss at once, and as they are trained.

import {significant, tick} from "../../../../lesson/numbers.js";
import {namesOf} from "../../../../lesson/parameters.js";
import {
  type AppendRun,
  appendJobs,
  appendParameters,
  baseLoss,
  type Candidate,
  candidateNames,
  lossCurve
} from "../../../../lesson/runs/append.js";
import {type ChartSize, type Curves, curves, plotted} from "../../../drawing/curves.js";
import {experiment} from "../../../figure/experiment.js";
import {figure} from "../../../figure/figure.js";
import {onResults} from "../../../figure/goal.js";
import {type Measured, prediction} from "../../../figure/prediction.js";
import {inPercent} from "../../../figure/rows.js";
import {options, slider} from "../../../kit/controls.js";
import {html} from "../../../kit/dom.js";
import type {State} from "../../../kit/state.js";
import {table} from "../../../kit/table.js";
import {labelled, listed, sentences} from "../../../kit/texts.js";
import {decadeBelow} from "../decade.js";
import {reached} from "./goal.js";
import {appendTexts as t} from "./texts.js";

/** What the page's data loader computed, as far as this figure goes. */
interface StoredAppend {
  readonly appended: AppendRun[];
}

const colours: Record<Candidate, string> = {
  "plain-he": "--plain",
  "plain-identity": "--ink-2",
  "residual-he": "--residual-soft",
  "residual-zero": "--residual",
  control: "--ink-3"
};

const short = (loss: number) => significant(loss, 2);

/** The figure. */
export function append(state: State<typeof appendParameters>, {appended}: StoredAppend): HTMLElement {
  const run = experiment({
    state,
    parameters: appendParameters,
    experiment: "append",
    label: t.run,
    stored: appended,
    jobs: settings => appendJobs(settings).map(job => job.options),
    empty: settings =>
      appendJobs(settings).map(
        ({candidate, options}): AppendRun => ({candidate, seed: options.seed, records: []})
      ),
    take: (runs, record, job) => void runs[job].records.push(record),
    progress: ({done, jobs}) => t.progress(done, jobs),
    networks: ({settings}) =>
      appendJobs(settings).map(({candidate, options}) => ({
        name: listed([t.names[candidate], t.seed(options.seed)]),
        trained: {experiment: "append", options}
      })),
    what: ({settings}) => t.what(settings),
    draw
  });
  // The results before count as well, so that the axis stays while new ones arrive.
  const least = () =>
    decadeBelow(
      [run.shown, run.before].flatMap(outcome =>
        candidateNames.flatMap(name => lossCurve(outcome?.results ?? [], name).map(p => p.low ?? p.y))
      ),
      1e-4
    );
  const chart = plotted(
    width => lossChart(run.shown.results, {width, least: least(), description: describe()}),
    {height: 380}
  );
  const numbers = html("div.data-table");

  const once = html("div.at-once");

  function draw() {
    once.replaceChildren(...atOnce(run.shown.results));
    chart.redraw();
    numbers.replaceChildren(lossTable(run.shown.results));
  }

  function describe(): string {
    const {results} = run.shown;
    const parts = candidateNames.flatMap(name => {
      const points = lossCurve(results, name);
      return points.length ? [t.fate(t.names[name], short(points[0].y), short(points.at(-1)!.y))] : [];
    });
    return sentences(t.before(short(baseLoss(results))), ...parts);
  }

  const parameters = namesOf(appendParameters);
  const asked = prediction({
    id: "append-blocks",
    parameters,
    ...t.predict,
    captionTells: true,
    measured: () => harmlessIn(run.shown.results)
  });
  return figure({
    id: "append-blocks",
    title: t.title,
    state,
    parameters,
    prediction: asked,
    controls: [slider(state, "blocks", t.blocks), run.element],
    body: html(
      "div",
      asked.cover(once, run.line, html("details", html("summary", t.later), chart.element, numbers))
    ),
    caption: t.caption,
    goal: {...t.goal, reached: onResults(run, reached)},
    hint: t.hint,
    settings: [
      options(state, "place", t.place, t.places),
      options(state, "trains", t.trains, t.trained),
      slider(state, "appendseeds", t.seeds)
    ],
    describe,
    networks: run.networks,
    data: () =>
      run.shown.results.flatMap(({candidate, seed, records}) =>
        records.map(({phase, step, loss, error}) => ({
          candidate,
          seed,
          phase,
          step,
          loss,
          "error in %": inPercent(error)
        }))
      )
  });
}

/** The losses at the moment when a block is added, each a dot on one logarithmic scale beside the loss before. */
function atOnce(runs: readonly AppendRun[]): HTMLElement[] {
  const base = baseLoss(runs);
  const rows = candidateNames
    .filter(name => name !== "control")
    .flatMap(name =>
      lossCurve(runs, name)
        .slice(0, 1)
        .map(({y}) => ({name: t.names[name], colour: colours[name], loss: y}))
    );
  const shown = [{name: t.base, colour: "--ink-3", loss: base}, ...rows].filter(r => Number.isFinite(r.loss));
  const logs = shown.map(({loss}) => Math.log10(loss));
  const [low, high] = [Math.min(...logs, -3), Math.max(...logs, 2)];
  const at = (loss: number) => `${(100 * (Math.log10(loss) - low)) / (high - low)}%`;
  return shown.map(({name, colour, loss}) =>
    html(
      "p",
      {style: `--at: ${at(loss)}; --before: ${at(base)}; --colour: var(${colour})`},
      html("span", name),
      html("span.track", html("span.base"), html("span.dot")),
      html("b.num", short(loss))
    )
  );
}

/** Which of the candidates leave the loss at step 0 within a hundredth of what it was. */
function harmlessIn(runs: readonly AppendRun[]): Measured<keyof typeof t.predict.choices> | undefined {
  const base = baseLoss(runs);
  const changes = candidateNames
    .filter(name => name !== "control")
    .flatMap(name =>
      lossCurve(runs, name)
        .slice(0, 1)
        .map(({y}) => ({name, y, kept: y <= 1.01 * base}))
    );
  if (!Number.isFinite(base) || changes.length < 4) return;
  const kept = changes
    .filter(c => c.kept)
    .map(c => c.name)
    .join();
  const answers: {readonly [kept: string]: keyof typeof t.predict.choices} = {
    "": "none",
    "residual-he,residual-zero": "residual",
    "residual-zero": "zero",
    "plain-identity,residual-zero": "identity"
  };
  return {
    answer: answers[kept] ?? "other",
    says: sentences(
      t.before(short(base)),
      t.once(changes.map(({name, y}) => t.lossOf(t.names[name], short(y))).join(t.semicolon))
    )
  };
}

function lossChart(
  runs: readonly AppendRun[],
  {least, ...size}: ChartSize & {readonly least: number}
): Curves {
  const base = baseLoss(runs);
  return curves(
    candidateNames.map(name => ({
      label: t.names[name],
      colour: colours[name],
      dashed: name === "control",
      points: lossCurve(runs, name).map(p => ({
        ...p,
        title: labelled(`${t.names[name]}\n${t.step} ${p.x}`, short(p.y))
      }))
    })),
    {
      ...size,
      height: 380,
      x: {label: t.step, domain: [0, 100], ticks: 5},
      y: {label: t.loss, log: true, domain: [least, 2000], ticks: 7, format: tick},
      levels: Number.isFinite(base) ? [{y: base, label: t.base}] : []
    }
  );
}

/** The losses at once, after ten steps, and in the end; of networks that have got so far. */
function lossTable(runs: readonly AppendRun[]): HTMLElement {
  const moments = [0, 10, 100];
  return table(
    ["", ...moments.map(t.atStep)],
    candidateNames
      .map(name => ({name, points: lossCurve(runs, name)}))
      .filter(({points}) => points.length > 0)
      .map(({name, points}) => [
        t.names[name],
        ...moments.map(step => short(points.find(p => p.x >= step)?.y ?? Number.NaN))
      ])
  );
}
