// Two trained networks that are read early: the signal passes some of the blocks, and goes straight to the last layer.
import {dataSet} from "../../../../experiments/data.js";
import {reach} from "../../../../experiments/evaluate.js";
import type {Row} from "../../../../lesson/csv.js";
import {percent} from "../../../../lesson/numbers.js";
import {
  type Early,
  earlyOf,
  earlyTrainings,
  type StoredEarly,
  unpackEarly
} from "../../../../lesson/runs/early.js";
import {flat} from "../../../../tensor/tensor.js";
import {type ChartSize, type Curves, curves, moveRule, plotted} from "../../../drawing/curves.js";
import {type Points, regionsView} from "../../../drawing/regions.js";
import {experiment} from "../../../figure/experiment.js";
import {figure} from "../../../figure/figure.js";
import {onResults} from "../../../figure/goal.js";
import {retrained} from "../../../figure/networks.js";
import {playThrough} from "../../../figure/player.js";
import {type Measured, prediction} from "../../../figure/prediction.js";
import {inPercent} from "../../../figure/rows.js";
import {numberField, slider} from "../../../kit/controls.js";
import {html} from "../../../kit/dom.js";
import {memo} from "../../../kit/memo.js";
import {notice} from "../../../kit/notice.js";
import type {State} from "../../../kit/state.js";
import {names} from "../names.js";
import {earlyBlocks, earlyParameters} from "../parameters.js";
import {reached} from "./goal.js";
import {t} from "./texts.js";

const kinds = ["plain", "residual"] as const;

/** What each network gives after 0, 1, 2, … blocks; nothing where it diverged. */
type Readings = readonly Early[][];

export function early(
  state: State<typeof earlyParameters>,
  stored: readonly (readonly StoredEarly[])[]
): HTMLElement {
  const {earlySeed} = earlyParameters;
  const run = experiment({
    state,
    parameters: {earlySeed},
    experiment: "stopEarly",
    auto: true,
    stored: stored.map(readings => readings.map(unpackEarly)),
    jobs: settings => earlyTrainings(settings.earlySeed),
    empty: (): Readings => [[], []],
    take: (readings, record, job) => record.type === "reading" && readings[job].push(earlyOf(record)),
    jobFailed: (job, why) => notice(t.failed(names.kinds[kinds[job]], why)),
    networks: ({settings}) =>
      earlyTrainings(settings.earlySeed).map((options, i) => ({
        name: names.kinds[kinds[i]],
        trained: retrained(options)
      })),
    progress: () => t.training,
    draw
  });
  const now = (): readonly (Early | undefined)[] =>
    run.shown.results.map(readings => readings[state.values.passed]);
  const wrong = (reading: Early | undefined) => (reading ? percent(reading.error) : "?");

  const pointsOf = memo(
    (seed: number): Points => {
      const {inputs, targets} = dataSet("spirals", seed);
      return {inputs: flat(inputs), labels: flat(targets), reach};
    },
    {most: 1}
  );
  const pictures = kinds.map(kind => regionsView(() => pointsOf(run.shown.settings.earlySeed), kind));
  const chart = plotted(
    width => errorChart(run.shown.results, {width, rule: state.values.passed, description: describe()}),
    {height: 260}
  );
  const grid = html("div.inside-grid", html("div.duo", ...pictures.map(p => p.element)), chart.element);

  function describe(): string {
    const [plain, residual] = now().map(wrong);
    return t.describe(state.values.passed, plain, residual);
  }

  /** What shows one number of blocks; in the chart a line moves. */
  function drawPassed() {
    const {passed} = state.values;
    now().forEach((reading, i) => {
      const kind = names.kinds[kinds[i]];
      const diverged = run.shown.complete && !reading;
      const text = diverged ? t.diverged(kind) : t.heading(kind, wrong(reading));
      pictures[i].show(reading?.regions, text, t.picture(kind, passed, wrong(reading)));
    });
    moveRule(chart, passed, describe());
  }

  function draw() {
    drawPassed();
    chart.redraw();
  }

  const parameters = ["passed", "earlySeed"] as const;
  const asked = prediction({
    id: "stop-early",
    parameters,
    ...t.predict,
    captionTells: true,
    measured: () => readable(run.shown.results)
  });
  const element = figure({
    id: "stop-early",
    prediction: asked,
    title: t.title,
    state,
    parameters,
    controls: [
      slider(state, "passed", t.passed, {format: k => t.of(k, earlyBlocks)}),
      playThrough(state, "passed", {label: t.play, interval: 700}).element,
      numberField(state, "earlySeed", t.seed),
      run.element
    ],
    body: html("div", run.line, asked.cover(grid)),
    caption: t.caption,
    goal: {
      ...t.goal,
      reached: onResults(run, ([, residual]) =>
        reached(
          residual.map(({error}) => error),
          state.values.passed
        )
      )
    },
    hint: t.hint,
    describe,
    networks: run.networks,
    data: () => rowsOf(run.shown.results)
  });
  state.follow(drawPassed, ["passed"]);
  return element;
}

/** The blocks after which the question asks. */
const askedAfter = 7;

/** Which of the two, without its last two blocks, gets less than a fifth of the examples wrong. */
function readable(results: Readings): Measured<keyof typeof t.predict.choices> | undefined {
  const [plain, residual] = results.map(readings => readings[askedAfter]?.error);
  if (plain === undefined || residual === undefined) return;
  const [p, r] = [plain < 0.2, residual < 0.2];
  return {
    answer: p ? (r ? "both" : "plain") : r ? "residual" : "neither",
    says: t.describe(askedAfter, percent(plain), percent(residual))
  };
}

const errorChart = (results: Readings, size: ChartSize): Curves =>
  curves(
    kinds.map((kind, i) => ({
      label: names.kinds[kind],
      colour: `--${kind}`,
      dots: true,
      points: results[i].map(({blocks, error}) => ({x: blocks, y: 100 * error}))
    })),
    {
      ...size,
      height: 250,
      labels: "start",
      x: {label: t.blocks, domain: [0, earlyBlocks], ticks: earlyBlocks},
      y: {label: t.error, domain: [0, 100], ticks: 4},
      levels: [{y: 200 / 3, label: names.chance}]
    }
  );

const rowsOf = (results: Readings): Row[] =>
  kinds.flatMap((network, i) =>
    results[i].map(({blocks, error}) => ({
      network,
      "blocks passed": blocks,
      "training error in %": inPercent(error)
    }))
  );
