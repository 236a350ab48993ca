// Blocks are added to a trained network: what that does to the loss at once, and as they are trained.
import type {AppendRecord} from "../../../../experiments/append.js";
import {defaults, namesOf, ownValues} from "../../../../lesson/parameters.js";
import {
  type AppendRun,
  type AppendSettings,
  appendJobs,
  appendParameters,
  baseLoss,
  type Candidate,
  candidateNames,
  lossCurve
} from "../../../../lesson/runs/append.js";
import {type Update, workers} from "../../../../worker/client.js";
import {curves} from "../../../drawing/curves.js";
import {plotted} from "../../../drawing/plot.js";
import {figure} from "../../../figure/figure.js";
import {inPercent} from "../../../figure/rows.js";
import {runner} from "../../../figure/runner.js";
import {options, slider} from "../../../kit/controls.js";
import {html} from "../../../kit/dom.js";
import {significant, tick} from "../../../kit/numbers.js";
import type {State} from "../../../kit/state.js";
import {sentences} from "../../../kit/texts.js";
import {decadeBelow} from "../decade.js";
import {appendTexts as t} from "./texts.js";

/** What the page's data loader computed, as far as this figure goes. */
export interface StoredAppend {
  readonly appended: readonly AppendRun[];
}

const colours: Record<Candidate, string> = {
  "plain-he": "--plain",
  "plain-identity": "--weight",
  "residual-he": "--good",
  "residual-zero": "--residual",
  control: "--ink-3"
};

const short = (loss: number) => significant(loss, 2);

/** The figure. */
export function append(state: State<typeof appendParameters>, {appended}: StoredAppend): HTMLElement {
  const crew = workers();
  const settings = (): AppendSettings => ownValues(appendParameters, state.values);
  let shown = {
    settings: defaults(appendParameters) as AppendSettings,
    runs: appended as AppendRun[],
    stored: true
  };
  let before = shown;
  let running = false;
  let done = 0;
  let painted = 0;

  // The results before count as well, so that the axis stays while new ones arrive.
  const least = () =>
    decadeBelow(
      [shown, before].flatMap(({runs}) =>
        candidateNames.flatMap(name => lossCurve(runs, name).map(p => p.low ?? p.y))
      ),
      1e-4
    );
  const chart = plotted(
    width => {
      const base = baseLoss(shown.runs);
      return curves(
        candidateNames.map(name => ({
          label: t.names[name],
          colour: colours[name],
          dashed: name === "control",
          points: lossCurve(shown.runs, name).map(p => ({
            ...p,
            title: `${t.names[name]}\n${t.step} ${p.x}: ${short(p.y)}`
          }))
        })),
        {
          width,
          height: 380,
          x: {label: t.step, domain: [0, 100], ticks: 5},
          y: {label: t.loss, log: true, domain: [least(), 2000], ticks: 7, format: tick},
          levels: Number.isFinite(base) ? [{y: base, label: t.base}] : [],
          description: describe()
        }
      );
    },
    {height: 380}
  );
  const line = html("p", {class: "shown"});
  const table = html("div", {class: "data-table"});

  const run = runner<Update<AppendRecord>>({
    label: t.run,
    status: () => t.progress(done, appendJobs(shown.settings).length),
    begin() {
      const now = settings();
      const jobs = appendJobs(now);
      if (!running) before = shown;
      running = true;
      done = 0;
      shown = {
        settings: now,
        runs: jobs.map(({candidate, options}) => ({candidate, seed: options.seed, records: []})),
        stored: false
      };
      show();
      return crew.runAll(
        "append",
        jobs.map(job => job.options)
      );
    },
    take(update) {
      if (update.type === "error") throw new Error(update.message);
      if (update.type === "done") done++;
      else shown.runs[update.job].records.push(update.record);
      if (performance.now() - painted < 200) return;
      painted = performance.now();
      chart.redraw();
    },
    end(how) {
      running = false;
      if (how !== "done") shown = before;
      show();
    }
  });

  function show() {
    const current = running || JSON.stringify(shown.settings) === JSON.stringify(settings());
    line.textContent = (current ? t.shown : t.stale)(shown.settings, shown.stored);
    line.classList.toggle("stale", !current);
    chart.redraw();
    if (!running) table.replaceChildren(lossTable());
  }

  function lossTable(): HTMLElement {
    const rows = candidateNames
      .map(name => ({name, points: lossCurve(shown.runs, name)}))
      .filter(({points}) => points.length > 0);
    const at = (points: ReturnType<typeof lossCurve>, step: number) =>
      short(points.find(p => p.x >= step)?.y ?? Number.NaN);
    return html(
      "table",
      {},
      html(
        "thead",
        {},
        html("tr", {}, html("td"), ...[0, 10, 100].map(step => html("th", {}, t.atStep(step))))
      ),
      html(
        "tbody",
        {},
        ...rows.map(({name, points}) =>
          html(
            "tr",
            {},
            html("th", {scope: "row"}, t.names[name]),
            ...[0, 10, 100].map(step => html("td", {}, at(points, step)))
          )
        )
      )
    );
  }

  function describe(): string {
    const parts = candidateNames.flatMap(name => {
      const points = lossCurve(shown.runs, name);
      return points.length ? [t.fate(t.names[name], short(points[0].y), short(points.at(-1)!.y))] : [];
    });
    return sentences(t.before(short(baseLoss(shown.runs))), ...parts);
  }

  state.follow(() => {
    if (!running) show();
  }, namesOf(appendParameters));
  return figure({
    id: "append-blocks",
    title: t.title,
    state,
    parameters: namesOf(appendParameters),
    controls: [
      slider(state, "blocks", t.blocks),
      options(state, "place", t.place, t.places),
      options(state, "trains", t.trains, t.trained),
      slider(state, "appendseeds", t.seeds)
    ],
    body: html("div", {}, run.element, line, chart.element, table),
    caption: t.caption,
    describe,
    data: () =>
      shown.runs.flatMap(({candidate, seed, records}) =>
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
