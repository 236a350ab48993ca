// Inside one network: how its training went, and what it makes of the plane, or of examples of digits.
import {dataSet} from "../../../../experiments/data.js";
import {reach} from "../../../../experiments/evaluate.js";
import {regionSize, unpack} from "../../../../experiments/regions.js";
import type {Row} from "../../../../lesson/csv.js";
import {fixed} from "../../../../lesson/numbers.js";
import type {Values} from "../../../../lesson/parameters.js";
import {conflict, sweepOf, sweepParameters} from "../../../../lesson/runs/degradation.js";
import {type Frame, frameOf, type Stored, unpackFrames} from "../../../../lesson/runs/frames.js";
import {flat} from "../../../../tensor/tensor.js";
import {type ChartSize, type Curves, curves, moveRule, plotted} from "../../../drawing/curves.js";
import {type Points, regionsView} from "../../../drawing/regions.js";
import {experiment, type Outcome} from "../../../figure/experiment.js";
import {figure} from "../../../figure/figure.js";
import {onResults} from "../../../figure/goal.js";
import {retrained} from "../../../figure/networks.js";
import {playThrough} from "../../../figure/player.js";
import {prediction} from "../../../figure/prediction.js";
import {inPercent} from "../../../figure/rows.js";
import {select, slider} from "../../../kit/controls.js";
import {html} from "../../../kit/dom.js";
import {memo} from "../../../kit/memo.js";
import {notice} from "../../../kit/notice.js";
import type {State} from "../../../kit/state.js";
import {inWords, names} from "../names.js";
import {insideParameters} from "../parameters.js";
import {exampleCount, examplesView} from "./examples.js";
import {reached} from "./goal.js";
import {t} from "./texts.js";

/** What the training of the two networks depends on. */
const pairParameters = {look: insideParameters.look, ...sweepParameters};
type Settings = Values<typeof pairParameters>;

/** The moments of both trainings. */
type Pair = readonly Frame[][];

const kinds = ["plain", "residual"] as const;

/** The two trainings that settings stand for. */
function trainingsOf(settings: Settings) {
  const {seeds: _, depths: __, variants, ...options} = sweepOf(settings);
  const watch = {
    depth: Number(settings.look),
    every: Math.max(1, Math.round(options.steps / 15)),
    watch: true,
    ...(options.data === "spirals" ? {regions: regionSize} : {examples: exampleCount})
  };
  return variants!.map(variant => ({...options, ...watch, variant}));
}

const trainingsAsText = (settings: Settings) => JSON.stringify(trainingsOf(settings));

/** The figure; it opens with the stored pair of networks, 56 layers deep. */
export function inside(
  state: State<typeof insideParameters & typeof sweepParameters>,
  stored: Stored
): HTMLElement {
  const run = experiment({
    state,
    parameters: pairParameters,
    experiment: "trainNetwork",
    label: t.train,
    same: (a, b) => trainingsAsText(a) === trainingsAsText(b),
    stored: stored.frames.map(unpackFrames),
    jobs(settings) {
      if (!conflict(settings)) return trainingsOf(settings);
      notice(names.conflict);
      return;
    },
    empty: (): Pair => [[], []],
    take(pair, record, job) {
      const frames = pair[job];
      if (record.type === "progress") frames.push(frameOf(record));
      // Of several learning rates the best is kept.
      else frames.splice(0, frames.length, ...frames.filter(f => f.rate === record.rate));
    },
    jobFailed: (job, why) => notice(t.failed(names.kinds[kinds[job]], why)),
    progress({results}) {
      const rate = results.flat().at(-1)?.rate;
      return rate === undefined ? "" : t.trying(rate);
    },
    networks: ({settings}) =>
      trainingsOf(settings).map((options, i) => ({
        name: names.kinds[kinds[i]],
        trained: retrained(options)
      })),
    what: ({settings}) => `${names.layers(Number(settings.look))}${names.comma}${inWords(settings)}`,
    draw
  });
  // While it trains, the last moment there is.
  const moments = () => momentsOf(run.shown, run.shown.complete ? state.values.moment / 100 : 1);

  const replay = playThrough(state, "moment", {
    label: t.play,
    interval: 130,
    step: () => 100 / Math.max(1, Math.max(...run.shown.results.map(frames => frames.length)) - 1)
  });
  // The same place of the slider is another step when the networks have been trained anew.
  const moment = slider(state, "moment", t.moment, {format: () => t.step(moments().step)});
  const panels = panelsOfPair(() => run.shown.settings);
  const chart = plotted(
    width => errorChart(run.shown, {width, rule: moments().step, description: describe()}),
    {height: 260}
  );
  const grid = html("div.inside-grid", panels.element, chart.element);
  const caption = html("span");

  function describe(): string {
    const [plain, residual] = moments().frames.map(wrong);
    return t.describe(Number(run.shown.settings.look), plain, residual);
  }

  /** What shows one moment; in the chart a line moves. */
  function drawMoment() {
    const {frames, step} = moments();
    const spirals = run.shown.settings.data === "spirals";
    panels.show(frames);
    grid.classList.toggle("of-digits", !spirals);
    caption.textContent = spirals ? t.regions : t.examples;
    moment.querySelector("output")!.textContent = t.step(step);
    moment.querySelector("input")!.setAttribute("aria-valuetext", t.step(step));
    moveRule(chart, step, describe());
  }

  function draw() {
    drawMoment();
    chart.redraw();
  }

  const asked = prediction({
    id: "inside-network",
    parameters: ["look", "moment"],
    ...t.predict,
    measured() {
      const [plain] = moments().frames;
      const answer = plain && likenessOf(plain);
      return answer && {answer, says: describe()};
    }
  });
  const element = figure({
    id: "inside-network",
    prediction: asked,
    title: t.title,
    state,
    parameters: ["look", "moment"],
    controls: [select(state, "look", t.depth, {}), moment, replay.element],
    body: html("div", run.element, run.line, asked.cover(grid)),
    caption,
    goal: {...t.goal, reached: onResults(run, ([plain]) => reached(plain))},
    hint: t.hint,
    describe,
    networks: run.networks,
    data: () => insideRows(run.shown)
  });

  // A point of the chart was chosen; if its depth is another one, the state has said so already.
  element.addEventListener("look", () => {
    if (!run.running && run.stale) run.start();
  });
  // Another depth is trained at once: it takes a second or two, in a worker.
  let looked: string = insideParameters.look.value;
  state.follow(
    ({look}) => {
      if (look !== looked && run.stale) run.start();
      looked = look;
    },
    ["look"]
  );
  state.follow(drawMoment, ["moment"]);
  return element;
}

/** What the picture of a network is like: one class over nine tenths of the plane, or errors below a tenth, or neither. */
function likenessOf({regions, error}: Frame): keyof typeof t.predict.choices | undefined {
  if (!regions || error === undefined) return;
  const labels = Array.from(regions, byte => unpack(byte).label);
  const largest = Math.max(...[0, 1, 2].map(c => labels.filter(label => label === c).length)) / labels.length;
  return largest > 0.9 ? "flat" : error < 0.1 ? "spirals" : "patches";
}

const insideRows = ({settings, results}: Outcome<Settings, Pair>): Row[] =>
  kinds.flatMap((network, i) =>
    results[i].map(({rate, step, loss, error, trouble}) => ({
      network,
      layers: Number(settings.look),
      "learning rate": rate,
      step,
      loss,
      "training error in %": error === undefined ? "" : inPercent(error),
      "diverged in layer": trouble ?? ""
    }))
  );

/** While several learning rates are tried, only the last one's moments are shown. */
const current = (frames: readonly Frame[]) => frames.filter(f => f.rate === frames[frames.length - 1].rate);

/** One moment of both networks: a share of their trainings. */
function momentsOf({results}: Outcome<Settings, Pair>, share: number) {
  const frames = results.map(all => {
    const frames = current(all);
    return frames.length ? frames[Math.round(share * (frames.length - 1))] : undefined;
  });
  return {frames, step: Math.max(0, ...frames.map(f => f?.step ?? 0))};
}

const wrong = (frame: Frame | undefined) => (frame?.error === undefined ? "?" : fixed(100 * frame.error, 1));

/** The two networks side by side: decision regions of the plane, or digits with what they are taken for. */
function panelsOfPair(settings: () => Settings) {
  const pointsOf = memo(
    (seed: number): Points => {
      const {inputs, targets} = dataSet("spirals", seed);
      return {inputs: flat(inputs), labels: flat(targets), reach};
    },
    {most: 1}
  );
  const pictures = kinds.map(kind => regionsView(() => pointsOf(settings().seed), kind));
  const examples = kinds.map(kind => examplesView(kind));
  return {
    element: html("div.duo", ...[...pictures, ...examples].map(view => view.element)),
    show(frames: readonly (Frame | undefined)[]) {
      const {data, seed, look} = settings();
      const depth = Number(look);
      const spirals = data === "spirals";
      for (const [i, kind] of kinds.entries()) {
        const frame = frames[i];
        const name = `${names.kinds[kind]}${names.comma}${names.layers(depth)}`;
        const heading =
          frame?.trouble !== undefined
            ? t.diverged(name, frame.step, frame.trouble)
            : t.heading(name, frame?.error);
        pictures[i].element.hidden = !spirals;
        examples[i].element.hidden = spirals;
        const description = t.picture(names.kinds[kind], depth, frame?.step ?? 0, wrong(frame));
        if (spirals) pictures[i].show(frame?.regions, heading, description);
        else examples[i].show(data, seed, frame?.taken, heading);
      }
    }
  };
}

function errorChart({settings, results}: Outcome<Settings, Pair>, size: ChartSize): Curves {
  return curves(
    kinds.map((kind, i) => ({
      label: names.kinds[kind],
      colour: `--${kind}`,
      points: current(results[i]).flatMap(({step, error = Number.NaN}) =>
        Number.isNaN(error) ? [] : [{x: step, y: 100 * error}]
      )
    })),
    {
      ...size,
      height: 250,
      x: {label: t.steps, domain: [0, settings.steps], ticks: 4},
      y: {label: t.error, domain: [0, settings.data === "spirals" ? 75 : 100], ticks: 4}
    }
  );
}
