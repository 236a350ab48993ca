// The degradation experiment: training error against depth, plain and residual, trained here.
import type {SweepRecord} from "../../../../experiments/sweep.js";
import {sweepJobs} from "../../../../experiments/sweep.js";
import {defaults, namesOf, ownValues, type Parameter} from "../../../../lesson/parameters.js";
import {
  conflict,
  estimate,
  type Settings,
  sameExperiment,
  sweepOf,
  sweepParameters,
  sweepView
} from "../../../../lesson/runs/degradation.js";
import {type Update, workers} from "../../../../worker/client.js";
import {plotted} from "../../../drawing/plot.js";
import {figure, tellShown} from "../../../figure/figure.js";
import {inPercent} from "../../../figure/rows.js";
import {nextFrame, type Runner, runner} from "../../../figure/runner.js";
import {options} from "../../../kit/controls.js";
import {html} from "../../../kit/dom.js";
import {notice} from "../../../kit/notice.js";
import {fixed} from "../../../kit/numbers.js";
import type {State} from "../../../kit/state.js";
import {texts} from "../../../kit/texts.js";
import {summarise, type Trained} from "../model/sweep-summary.js";
import {names} from "../names.js";
import {kindsOf, type Results, type SweepChart, sweepChart} from "./chart.js";
import {settingControls} from "./controls.js";
import {sweepProgress} from "./progress.js";
import {sweepTable} from "./table.js";

const t = texts({
  en: {
    title: "Training error against depth",
    run: "Run in this browser",
    curves: "curves",
    both: "both",
    before: (networks: number, time: string) => `${networks} networks, ${time}`,
    long: (time: string) => `This will take ${time}. You can pause, cancel, and read on meanwhile.`,
    failed: (kind: string, depth: number, why: string) =>
      `The ${kind} network of ${depth} layers failed (${why}). The others go on.`,
    shown: (what: string, seeds: string) => `Shown: ${what}; ${seeds}.`,
    stale: (what: string, seeds: string) =>
      `These are results of other settings (${what}; ${seeds}). Press Run for the ones chosen now.`,
    faint: (what: string) => `Faint, dashed: the results before, ${what}.`,
    seeds: (n: number) =>
      n === 1 ? "one seed" : `median of ${n} seeds, bands from the first to the third quartile`,
    built: "computed when this page was built",
    caption:
      "Each point is the training error of a whole network; a lower one is better. Run the experiment again, choose a preset, or click a point to look inside that network further below. At 2 layers there is no block, and the two networks are one and the same.",
    describe: (series: string, chance: string) =>
      `Training error in per cent against the number of layers. ${series}Chance is ${chance}.`,
    series: {
      plain: (values: string) => `Plain: ${values}. `,
      residual: (values: string) => `Residual: ${values}. `
    },
    at: (depth: number, value: string) => `${depth} layers ${value}`,
    diverged: "diverged"
  },
  zh: {
    title: "训练误差与深度",
    run: "在浏览器里训练",
    curves: "曲线",
    both: "两者",
    before: (networks, time) => `${networks} 个网络，${time}`,
    long: time => `这要花${time}。可以暂停、取消，也可以先往下读。`,
    failed: (kind, depth, why) => `${depth} 层的${kind}失败了（${why}）。其余的继续。`,
    shown: (what, seeds) => `图中所示：${what}；${seeds}。`,
    stale: (what, seeds) => `这是其他设置的结果（${what}；${seeds}）。要得到现在所选设置的结果，请按“训练”。`,
    faint: what => `浅色虚线：此前的结果，${what}。`,
    seeds: n => (n === 1 ? "1 个种子" : `${n} 个种子的中位数，色带从第一到第三四分位数`),
    built: "在生成本页时算出",
    caption:
      "每个点是一整个网络的训练误差，越低越好。再训练一遍，选一个预设，或者点击一个点，在下面看进那个网络。2 层时没有块，两种网络是同一个。",
    describe: (series, chance) => `训练误差（百分数）与层数。${series}瞎猜是 ${chance}。`,
    series: {plain: values => `普通网络：${values}。`, residual: values => `残差网络：${values}。`},
    at: (depth, value) => `${depth} 层 ${value}`,
    diverged: "发散"
  }
});

/** What the page's data loader computed: networks of several variants with the default settings. */
export interface StoredSweep {
  readonly results: readonly SweepRecord[];
}

interface Sweep extends Results {
  readonly settings: Settings;
  readonly stored: boolean;
}

/** The figure, with what is to stand below the numbers. `look` names the parameter that holds the depth whose network is looked into. */
export function degradation(
  state: State<typeof sweepParameters & typeof sweepView & {look: Parameter<string>}>,
  stored: StoredSweep,
  ending: Node
): HTMLElement {
  const settings = (): Settings => ownValues(sweepParameters, state.values);
  const crew = workers();
  const history: Sweep[] = [];
  let shown = fromStore(defaults(sweepParameters) as Settings, stored)!;
  let before: Sweep | undefined;
  let speed = 1;
  let dirty = false;
  let painting = false;

  const progress = sweepProgress();
  let drawn: SweepChart | undefined;
  const chart = plotted(
    width => {
      drawn = sweepChart(run.running ? {...shown, networks: []} : shown, {
        width,
        curves: state.values.curves,
        deepest: deepestOf(shown, comparable()),
        before: comparable(),
        stale: !isCurrent(),
        description: describe(),
        choose: look
      });
      if (run.running) drawn.live(shown);
      return drawn.element;
    },
    {height: 300}
  );
  // Errors on spirals and on digits do not belong into one chart: chance is another.
  const comparable = () => (before?.settings.data === shown.settings.data ? before : undefined);
  const line = html("p", {class: "remark"});
  const cost = html("p", {class: "cost"});
  const table = html("div", {class: "sweep-table"});
  const isCurrent = () => run.running || sameExperiment(shown.settings, settings());

  const run: Runner = runner<Update<SweepRecord>>({
    label: t.run,
    status: progress.status,
    begin() {
      const now = settings();
      if (conflict(now)) {
        notice(names.conflict);
        return;
      }
      const jobs = sweepJobs(sweepOf(now));
      if (shown.networks.length) before = shown;
      shown = {...empty(now), stored: false};
      cost.textContent = "";
      tellWhat();
      progress.begin(
        jobs,
        jobs.map(j => estimate(now, j.depth, speed))
      );
      dirty = true;
      void paintWhileRunning();
      return crew.runAll("sweepNetwork", jobs);
    },
    take(update) {
      const now = shown.settings;
      if (update.type === "record") {
        const {variant, depth, seed, result} = update.record;
        progress.record(update.job, update.record);
        if (result) shown = {...shown, networks: [...shown.networks, {variant, depth, seed, result}]};
        if (result) dirty = true;
      } else if (update.type === "error") {
        const {variant, depth} = sweepJobs(sweepOf(now))[update.job];
        progress.failed(update.job);
        notice(t.failed(names.kinds[variant === "plain" ? "plain" : "residual"], depth, update.message));
      }
    },
    end(how) {
      progress.paint();
      progress.hide();
      const all = sweepJobs(sweepOf(shown.settings)).reduce(
        (s, j) => s + estimate(shown.settings, j.depth),
        0
      );
      if (how === "done") speed = progress.seconds() * (Math.min(cores, 8) / all);
      if (shown.networks.length) history.unshift(shown);
      else if (before) [shown, before] = [before, undefined];
      history.length = Math.min(history.length, 12);
      tell();
      // Buttons answer first; the chart is drawn in the next frame.
      void nextFrame().then(() => {
        draw();
        tellShown(element);
      });
    }
  });

  // Points appear as they are done; the chart is drawn once before and once after, so that the page stays free.
  async function paintWhileRunning() {
    await nextFrame();
    chart.redraw();
    if (painting) return;
    painting = true;
    // Bars that are painted fifteen times a second look alive, and leave the page free.
    for (let frame = 0; run.running; frame++) {
      if (frame % 4) {
        await nextFrame();
        continue;
      }
      progress.paint(run.paused);
      if (dirty) drawn?.live(shown);
      dirty = false;
      run.refresh();
      await nextFrame();
    }
    painting = false;
  }

  // The figure that looks inside is told even when it shows this depth: it may have been trained with other settings.
  function look(depth: number) {
    state.set({look: String(depth)});
    const figure = document.getElementById("inside-network");
    figure?.dispatchEvent(new Event("look"));
    figure?.scrollIntoView({block: "nearest"});
  }

  // What the chart shows; of a run that has just begun, only what is left of the one before.
  function tellWhat() {
    const label = ({settings: s, stored, networks}: Sweep) =>
      [
        [names.data[s.data], names.variants[s.block], ...details(s)].join(names.comma),
        `${t.seeds(new Set(networks.map(n => n.seed)).size)}${stored ? names.comma + t.built : ""}`
      ] as const;
    const faint = comparable();
    line.textContent = [
      shown.networks.length > 0 && (isCurrent() ? t.shown : t.stale)(...label(shown)),
      faint && t.faint(label(faint).join(names.semicolon))
    ]
      .filter(Boolean)
      .join(names.gap);
    line.classList.toggle("stale", shown.networks.length > 0 && !isCurrent());
  }

  function draw() {
    tellWhat();
    table.replaceChildren(sweepTable(shown, look, table.querySelector("details")?.open));
    chart.redraw();
  }

  function tell() {
    if (run.running) return;
    const now = settings();
    const jobs = sweepJobs(sweepOf(now));
    const seconds =
      jobs.reduce((s, j) => s + estimate(now, j.depth, speed), 0) / Math.min(cores, jobs.length);
    cost.textContent = conflict(now)
      ? names.conflict
      : t.before(jobs.length, names.seconds(seconds)) +
        (seconds > 15 ? `. ${t.long(names.seconds(seconds))}` : "");
    cost.classList.toggle("long", seconds > 15 || conflict(now) !== undefined);
  }

  function describe(): string {
    const series = kindsOf(state.values.curves).map(kind => {
      const values = summarise(shown.networks, kind === "plain" ? "plain" : shown.variant)
        .map(s => t.at(s.depth, Number.isFinite(s.median) ? `${fixed(s.median, 1)} %` : t.diverged))
        .join(names.comma);
      return values && t.series[kind](values);
    });
    return t.describe(series.join(""), `${fixed(shown.chance, 0)} %`);
  }

  const element: HTMLElement = figure({
    id: "degradation-experiment",
    title: t.title,
    state,
    parameters: [...namesOf(sweepParameters), ...namesOf(sweepView)],
    controls: [settingControls(state), options(state, "curves", t.curves, {both: t.both, ...names.kinds})],
    body: html(
      "div",
      {},
      html("div", {class: "run-row"}, run.element, cost),
      progress.element,
      chart.element,
      line,
      table,
      ending
    ),
    caption: t.caption,
    describe,
    data: () =>
      shown.networks.map(({variant, depth, seed, result}) => ({
        variant,
        depth,
        seed,
        "learning rate": result.rate,
        "training error in %": inPercent(result.error),
        loss: result.loss
      }))
  });

  state.follow(() => {
    const now = settings();
    tell();
    if (run.running) return;
    const known = history.find(s => sameExperiment(s.settings, now)) ?? fromStore(now, stored);
    if (known && known.variant + known.stored !== shown.variant + shown.stored) before = undefined;
    if (known) shown = known;
    draw();
  }, namesOf(sweepParameters));
  state.follow(() => chart.redraw(), ["curves"]);
  return element;
}

/** The depth that the axis reaches: that of what is shown, and of what stood there before. */
const deepestOf = (...sweeps: (Sweep | undefined)[]): number =>
  Math.max(
    ...sweeps.flatMap(s => [...(s?.networks ?? []).map(n => n.depth), Number(s?.settings.deepest ?? 0)])
  );

const cores = navigator.hardwareConcurrency || 1;

const empty = (settings: Settings): Results & {settings: Settings} => ({
  settings,
  networks: [],
  variant: settings.block,
  chance: settings.data === "spirals" ? 200 / 3 : 90
});

/** The stored results, if they answer these settings: they have several residual blocks, and the other defaults. */
function fromStore(settings: Settings, {results}: StoredSweep): Sweep | undefined {
  const {block, deepest} = settings;
  if (!sameExperiment({...settings, block: "zero-gamma"}, defaults(sweepParameters) as Settings)) return;
  const networks = results.filter(
    (r): r is SweepRecord & Trained =>
      r.result !== undefined && [block, "plain"].includes(r.variant) && r.depth <= Number(deepest)
  );
  if (!networks.some(n => n.variant === block)) return;
  return {...empty(settings), networks, stored: true};
}

/** What differs from the defaults, in words. */
function details(s: Settings): string[] {
  const {rates} = sweepOf(s);
  return [
    names.optimisers[s.optimiser],
    names.rates(rates),
    names.steps(s.steps),
    ...(s.schedule === "cosine" ? [] : [names.schedules[s.schedule]]),
    ...(s.batch === "all" ? [names.batches.all] : []),
    ...(s.width === 16 ? [] : [names.width(s.width)]),
    ...(s.norm ? [] : [names.noNorm]),
    ...(s.init === "he" ? [] : [names.initialisations[s.init]])
  ];
}
