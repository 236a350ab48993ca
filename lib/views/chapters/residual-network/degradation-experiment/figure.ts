// The degradation experiment: training error against depth, plain and residual, trained here.
import {type Job, type SweepRecord, sweepJobs} from "../../../../experiments/sweep.js";
import type {Row} from "../../../../lesson/csv.js";
import {fixed} from "../../../../lesson/numbers.js";
import {defaults, namesOf, ownValues, type Parameter} from "../../../../lesson/parameters.js";
import {
  type Curves,
  conflict,
  estimate,
  type Settings,
  sameExperiment,
  sweepOf,
  sweepParameters,
  sweepView
} from "../../../../lesson/runs/degradation.js";
import {plotted} from "../../../drawing/curves.js";
import {experiment, type Outcome} from "../../../figure/experiment.js";
import {figure} from "../../../figure/figure.js";
import {onResults} from "../../../figure/goal.js";
import {retrained} from "../../../figure/networks.js";
import {type Measured, prediction} from "../../../figure/prediction.js";
import {inPercent} from "../../../figure/rows.js";
import {options} from "../../../kit/controls.js";
import {html} from "../../../kit/dom.js";
import {notice} from "../../../kit/notice.js";
import type {State} from "../../../kit/state.js";
import {listed} from "../../../kit/texts.js";
import {summarise, type Trained} from "../model/sweep-summary.js";
import {inWords, names} from "../names.js";
import {kindsOf, type Results, sweepChart} from "./chart.js";
import {presetChoice, settingControls} from "./controls.js";
import {reached} from "./goal.js";
import {type Sweep, sweepProgress} from "./progress.js";
import {sweepTable} from "./table.js";
import {t} from "./texts.js";

/** What the page's data loader computed: networks of several variants with the default settings. */
export interface StoredSweep {
  readonly results: readonly SweepRecord[];
}

/** The figure. `look` names the parameter that holds the depth whose network is looked into. */
export function degradation(
  state: State<typeof sweepParameters & typeof sweepView & {look: Parameter<string>}>,
  stored: StoredSweep
): HTMLElement {
  const progress = sweepProgress();
  let speed = 1;
  const run = experiment({
    state,
    parameters: sweepParameters,
    experiment: "sweepNetwork",
    label: t.run,
    same: sameExperiment,
    stored: settings => fromStore(settings, stored),
    jobs(settings) {
      if (!conflict(settings)) return sweepJobs(sweepOf(settings));
      notice(names.conflict);
      return;
    },
    empty: settings => emptySweep(settings, speed),
    take({networks, parts}, {variant, depth, seed, done, total, result}, job) {
      parts[job].share = result ? 1 : Math.min(done / total, 0.99);
      if (result) networks.push({variant, depth, seed, result});
    },
    jobFailed(job, why, settings): void {
      progress.failed(run.coming!.results, job);
      notice(failureText(sweepJobs(sweepOf(settings))[job], why));
    },
    progress: ({results}): string => progress.show(results, run.paused),
    networks: networksOf,
    what: outcome => label(outcome),
    besides: (): string | undefined => {
      const faint = comparable();
      return faint && t.faint(label(faint));
    },
    ended(how, {settings, failed}) {
      const seconds = progress.end();
      if (how === "done" && failed === 0) speed = (seconds * cores) / secondsOf(settings, 1).all;
    },
    draw
  });
  // Errors on spirals and on digits do not belong into one chart: chance is another.
  const comparable = () =>
    run.before?.complete && run.before.settings.data === run.shown.settings.data ? run.before : undefined;
  const arriving = () => run.running && !run.shown.complete;

  const chart = plotted(
    width => {
      const before = comparable();
      return sweepChart(resultsOf(run.shown), {
        width,
        curves: state.values.curves,
        deepest: deepestOf(run.shown, before),
        before: before && resultsOf(before),
        stale: run.stale && !arriving(),
        description: describe(),
        choose: look
      });
    },
    {height: 300}
  );
  const cost = html("p.cost");
  const numbers = html("div.sweep-table");

  function look(depth: number) {
    state.set({look: String(depth)});
    lookInside();
  }

  let tabled: Sweep | undefined;
  function draw() {
    tellCost();
    chart.redraw();
    // The table is made once before and once after, so that the page stays free.
    if (arriving() && tabled === run.shown.results) return;
    tabled = run.shown.results;
    numbers.replaceChildren(sweepTable(resultsOf(run.shown), look, numbers.querySelector("details")?.open));
  }

  function tellCost() {
    const {text, warns} = costOf(ownValues(sweepParameters, state.values), speed);
    cost.textContent = run.running ? "" : text;
    cost.classList.toggle("long", warns);
  }

  const describe = () => described(resultsOf(run.shown), state.values.curves);

  const parameters = [...namesOf(sweepParameters), ...namesOf(sweepView)];
  const asked = prediction({
    id: "degradation-experiment",
    parameters,
    ...t.predict,
    number: {min: 0, max: 100, unit: "%"},
    measured: () => (run.shown.complete ? plainAt56(run.shown) : undefined)
  });
  const element = figure({
    id: "degradation-experiment",
    title: t.title,
    state,
    parameters,
    prediction: asked,
    controls: [options(state, "curves", t.curves, {both: t.both, ...names.kinds})],
    body: html(
      "div",
      presetChoice(state),
      html("div.run-row", run.element, cost),
      asked.cover(chart.element, run.line, numbers),
      progress.element
    ),
    caption: t.caption,
    goal: {...t.goal, reached: onResults(run, ({networks}, {block}) => reached(networks, block))},
    hint: t.hint,
    settings: settingControls(state),
    describe,
    networks: run.networks,
    data: () => rowsOf(run.shown.results)
  });
  state.follow(tellCost, namesOf(sweepParameters));
  state.follow(() => chart.redraw(), ["curves"]);
  return element;
}

// The figure that looks inside is told even when it shows this depth: it may have been trained with other settings.
function lookInside() {
  const figure = document.getElementById("inside-network");
  figure?.dispatchEvent(new Event("look"));
  figure?.scrollIntoView({block: "nearest"});
}

type Swept = Outcome<Settings, Sweep>;

function emptySweep(settings: Settings, speed: number): Sweep {
  const jobs = sweepJobs(sweepOf(settings));
  const parts = jobs.map(job => ({job, weight: estimate(settings, job.depth, speed), share: 0}));
  return {networks: [], parts};
}

/** The networks of a sweep, by kind, depth and seed. */
const networksOf = ({settings, results}: Swept) =>
  results.networks.map(({variant, depth, seed}) => {
    const only = {depths: [depth], variants: [variant], seed, seeds: 1};
    return {
      name: listed([
        names.kinds[variant === "plain" ? "plain" : "residual"],
        names.layers(depth),
        names.seed(seed)
      ]),
      trained: retrained(sweepJobs({...sweepOf(settings), ...only})[0])
    };
  });

const failureText = ({variant, depth}: Job, why: string) =>
  t.failed(names.kinds[variant === "plain" ? "plain" : "residual"], depth, why);

/** Workers that a sweep has. */
const cores = Math.min(8, navigator.hardwareConcurrency || 1);

const resultsOf = ({settings, results}: Swept): Results => ({
  networks: results.networks,
  variant: settings.block,
  chance: settings.data === "spirals" ? 200 / 3 : 90
});

/** Seconds of work for one core, and how many networks they are. */
function secondsOf(settings: Settings, speed: number): {readonly all: number; readonly jobs: number} {
  const jobs = sweepJobs(sweepOf(settings));
  return {all: jobs.reduce((sum, {depth}) => sum + estimate(settings, depth, speed), 0), jobs: jobs.length};
}

/** How long a run would take, or why it cannot be; it warns where that is long. */
function costOf(settings: Settings, speed: number): {readonly text: string; readonly warns: boolean} {
  if (conflict(settings)) return {text: names.conflict, warns: true};
  const {all, jobs} = secondsOf(settings, speed);
  const seconds = all / Math.min(cores, jobs);
  const time = names.seconds(seconds);
  return {text: t.before(jobs, time) + (seconds > 15 ? `${t.stop}${t.long}` : ""), warns: seconds > 15};
}

/** The median error of the plain networks of 56 layers, beside that of the residual ones, where both were trained. */
function plainAt56(shown: Swept): Measured<number> | undefined {
  const {networks, variant} = resultsOf(shown);
  const [plain, residual] = (["plain", variant] as const).map(
    name => summarise(networks, name).find(s => s.depth === 56)?.median ?? Number.NaN
  );
  if (shown.settings.data !== "spirals" || ![plain, residual].every(Number.isFinite)) return;
  return {answer: plain, says: t.at56(`${fixed(plain, 1)}%`, `${fixed(residual, 1)}%`)};
}

function described({networks, variant, chance}: Results, curves: Curves): string {
  const series = kindsOf(curves).map(kind => {
    const values = summarise(networks, kind === "plain" ? "plain" : variant)
      .map(s => t.at(s.depth, Number.isFinite(s.median) ? `${fixed(s.median, 1)}%` : t.diverged))
      .join(names.comma);
    return values && t.series[kind](values);
  });
  return t.describe(series.join(""), `${fixed(chance, 0)}%`);
}

const rowsOf = ({networks}: Sweep): Row[] =>
  networks.map(({variant, depth, seed, result}) => ({
    variant,
    depth,
    seed,
    "learning rate": result.rate,
    "training error in %": inPercent(result.error),
    loss: result.loss
  }));

/** The settings of results in words, and over how many seeds they are. */
function label({settings, results, complete}: Swept): string {
  const seeds = complete ? new Set(results.networks.map(n => n.seed)).size : settings.seeds;
  return `${inWords(settings)}${names.semicolon}${t.seeds(seeds)}`;
}

/** The depth that the axis reaches: that of what is shown, and of what stood there before. */
const deepestOf = (...sweeps: readonly (Swept | undefined)[]): number =>
  Math.max(
    ...sweeps.flatMap(sweep =>
      sweep ? [...sweep.results.networks.map(n => n.depth), Number(sweep.settings.deepest)] : []
    )
  );

/** The stored results, if they answer these settings: they have several residual blocks, and the other defaults. */
function fromStore(settings: Settings, {results}: StoredSweep): Sweep | undefined {
  const {block, deepest} = settings;
  if (!sameExperiment({...settings, block: "zero-gamma"}, defaults(sweepParameters))) return;
  const networks = results.filter(
    (r): r is SweepRecord & Trained =>
      r.result !== undefined && [block, "plain"].includes(r.variant) && r.depth <= Number(deepest)
  );
  return networks.some(n => n.variant === block) ? {networks, parts: []} : undefined;
}
