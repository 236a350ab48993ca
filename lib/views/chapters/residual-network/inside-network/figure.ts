// Inside one network: how its training went, and what it makes of the plane, or of examples of digits.
import {dataSet} from "../../../../experiments/data.js";
import {reach} from "../../../../experiments/evaluate.js";
import {pack, regionSize} from "../../../../experiments/regions.js";
import type {TrainingRecord} from "../../../../experiments/training.js";
import {choice, integer, namesOf, ownValues} from "../../../../lesson/parameters.js";
import {
  allDepths,
  conflict,
  type Settings,
  sweepOf,
  sweepParameters
} from "../../../../lesson/runs/degradation.js";
import {type Frame, type Stored, unpackFrames} from "../../../../lesson/runs/frames.js";
import {flat} from "../../../../tensor/tensor.js";
import {type Update, workers} from "../../../../worker/client.js";
import {curves, moveRule} from "../../../drawing/curves.js";
import {plotted} from "../../../drawing/plot.js";
import {type Points, regionsView} from "../../../drawing/regions.js";
import {figure, tellShown} from "../../../figure/figure.js";
import {player} from "../../../figure/player.js";
import {inPercent} from "../../../figure/rows.js";
import {type Runner, runner} from "../../../figure/runner.js";
import {select, slider} from "../../../kit/controls.js";
import {html} from "../../../kit/dom.js";
import {notice} from "../../../kit/notice.js";
import {fixed} from "../../../kit/numbers.js";
import type {State} from "../../../kit/state.js";
import {texts} from "../../../kit/texts.js";
import {names} from "../names.js";
import {exampleCount, examplesView} from "./examples.js";

const t = texts({
  en: {
    title: "What two networks of one depth have learned",
    depth: "layers",
    moment: "moment",
    train: "Train again and watch",
    play: "Play the training",
    step: (step: number) => `step ${step}`,
    error: "training error, %",
    steps: "steps",
    heading: (kind: string, error: number | undefined) =>
      error === undefined ? kind : `${kind}: ${fixed(100 * error, 1)} % wrong`,
    diverged: (kind: string, step: number, layer: number) =>
      `${kind}: diverged at step ${step}, in layer ${layer}`,
    picture: (kind: string, depth: number, step: number, error: string) =>
      `Decision regions of the ${kind} network of ${depth} layers after ${step} steps: ${error} % of the examples are wrong.`,
    trying: (rate: number) => `learning rate ${rate}`,
    failed: (kind: string, why: string) => `The ${kind} network failed: ${why}`,
    regions: "Colour says which spiral the network takes a place to belong to; the paler, the less sure.",
    examples: "Below each digit stands what the network takes it for at this moment.",
    caption:
      "Move the slider through the training, choose another depth here, or click a point of the chart above.",
    describe: (depth: number, plain: string, residual: string) =>
      `Networks of ${depth} layers at the chosen moment. Plain: ${plain} % wrong. Residual: ${residual} % wrong.`,
    old: "These networks were trained with other settings. Train again for the ones chosen above."
  },
  zh: {
    title: "同样深的两个网络学到了什么",
    depth: "层数",
    moment: "时刻",
    train: "再训练一遍，边训练边看",
    play: "播放训练过程",
    step: step => `第 ${step} 步`,
    error: "训练误差，%",
    steps: "步数",
    heading: (kind, error) => (error === undefined ? kind : `${kind}：答错 ${fixed(100 * error, 1)} %`),
    diverged: (kind, step, layer) => `${kind}：在第 ${step} 步发散，第 ${layer} 层`,
    picture: (kind, depth, step, error) =>
      `${depth} 层的${kind}训练 ${step} 步后的判定区域：答错 ${error} % 的样本。`,
    trying: rate => `学习率 ${rate}`,
    failed: (kind, why) => `${kind}失败了：${why}`,
    regions: "颜色表示网络认为该处属于哪条螺线，越浅越没有把握。",
    examples: "每个数字下面写着网络此刻把它认作什么。",
    caption: "移动滑块看训练的各个时刻，在这里换一个深度，或者点击上图中的点。",
    describe: (depth, plain, residual) =>
      `所选时刻的 ${depth} 层网络。普通网络答错 ${plain} %，残差网络答错 ${residual} %。`,
    old: "这两个网络是用别的设置训练的。要看上面所选的设置，请再训练一遍。"
  }
});

/** Parameters of this figure: the depth that is looked into, and the moment of the training, in hundredths. */
export const insideParameters = {
  look: choice(allDepths.map(String), "56"),
  moment: integer({min: 0, max: 100, value: 100})
};

const kinds = ["plain", "residual"] as const;

interface Pair {
  readonly settings: Settings;
  readonly depth: number;
  readonly frames: readonly [Frame[], Frame[]];
}

/** The figure; it opens with the stored pair of networks, 56 layers deep. */
export function inside(
  state: State<typeof insideParameters & typeof sweepParameters>,
  stored: Stored
): HTMLElement {
  const settings = (): Settings => ownValues(sweepParameters, state.values);
  const crew = workers({size: 2});
  let shown: Pair = {
    settings: stored.settings,
    depth: stored.depth,
    frames: [unpackFrames(stored.frames[0]), unpackFrames(stored.frames[1])]
  };
  // The pair before, which comes back when a training is cancelled before it has anything to show.
  let before = shown;
  let rate = 0;
  let asked = String(shown.depth);

  let points: Points & {of: string} = {of: "", inputs: [], labels: [], reach};
  const pointsOf = () => {
    const {data, seed} = shown.settings;
    const of = `${data} ${seed}`;
    if (points.of !== of && data === "spirals") {
      const set = dataSet("spirals", seed);
      points = {of, inputs: flat(set.inputs), labels: flat(set.targets), reach};
    }
    return points;
  };

  const pictures = kinds.map(kind => regionsView(pointsOf, kind));
  const examples = kinds.map(kind => examplesView(kind));
  const panels = html(
    "div",
    {class: "duo"},
    ...pictures.map(p => p.element),
    ...examples.map(e => e.element)
  );
  const old = html("p", {class: "remark stale", hidden: true}, t.old);

  const run: Runner = runner<Update<TrainingRecord>>({
    label: t.train,
    status: () => (rate ? t.trying(rate) : ""),
    begin() {
      if (conflict(settings())) {
        notice(names.conflict);
        return;
      }
      const {seeds: _, depths: __, variants, ...options} = sweepOf(settings());
      const depth = Number(state.values.look);
      const watch = {depth, every: Math.max(1, Math.round(options.steps / 15)), watch: true};
      const seen = options.data === "spirals" ? {regions: regionSize} : {examples: exampleCount};
      if (shown.frames.some(f => f.length)) before = shown;
      shown = {settings: settings(), depth, frames: [[], []]};
      return crew.runAll(
        "trainNetwork",
        variants!.map(variant => ({...options, ...watch, ...seen, variant}))
      );
    },
    take(update) {
      if (update.type === "error") notice(t.failed(names.kinds[kinds[update.job]], update.message));
      if (update.type !== "record") return;
      const {job, record} = update;
      const frames = shown.frames[job];
      if (record.type === "progress") {
        rate = record.rate;
        frames.push({
          rate: record.rate,
          step: record.step,
          loss: record.loss,
          error: record.error,
          regions: record.regions && pack(record.regions, 3),
          taken: record.taken,
          trouble: record.trouble?.kind === "diverged" ? record.trouble.layer : undefined
        });
        draw();
      } else {
        const kept = frames.filter(f => f.rate === record.rate);
        frames.splice(0, frames.length, ...kept);
      }
    },
    end() {
      if (!shown.frames.some(f => f.length)) shown = before;
      draw();
      tellShown(element);
    }
  });

  const replay = player({
    label: t.play,
    interval: 130,
    step() {
      const all = Math.max(...shown.frames.map(f => f.length));
      const next =
        state.values.moment >= 100 ? 0 : Math.min(100, state.values.moment + 100 / Math.max(1, all - 1));
      state.set({moment: Math.round(next)});
      return next < 100;
    }
  });

  const at = (frames: readonly Frame[]): Frame | undefined => {
    if (!frames.length) return undefined;
    const own = frames.filter(f => f.rate === frames[frames.length - 1].rate);
    const share = run.running ? 1 : state.values.moment / 100;
    return own[Math.round(share * (own.length - 1))];
  };

  const stepNow = () => Math.max(0, ...shown.frames.map(f => at(f)?.step ?? 0));
  // The same place of the slider is another step when the networks have been trained anew.
  const moment = slider(state, "moment", t.moment, {format: () => t.step(stepNow())});
  const tellMoment = () => {
    const said = t.step(stepNow());
    moment.querySelector("output")!.textContent = said;
    moment.querySelector("input")!.setAttribute("aria-valuetext", said);
  };

  const chart = plotted(
    width => {
      const series = kinds.map((kind, i) => ({
        label: names.kinds[kind],
        colour: `--${kind}`,
        points: current(shown.frames[i]).map(f => ({x: f.step, y: 100 * (f.error ?? Number.NaN)}))
      }));
      return curves(
        series.map(s => ({...s, points: s.points.filter(p => !Number.isNaN(p.y))})),
        {
          width,
          height: 250,
          x: {label: t.steps, domain: [0, shown.settings.steps], ticks: 4},
          y: {label: t.error, domain: [0, shown.settings.data === "spirals" ? 75 : 100], ticks: 4},
          description: describe(),
          rule: stepNow()
        }
      );
    },
    {height: 260}
  );

  const said = (frames: readonly Frame[]) => {
    const error = at(frames)?.error;
    return error === undefined ? "?" : fixed(100 * error, 1);
  };
  const describe = () => t.describe(shown.depth, said(shown.frames[0]), said(shown.frames[1]));

  const grid = html("div", {class: "inside-grid"}, panels, chart.element);
  const caption = html("span", {});

  /** What shows one moment; in the chart a line moves. */
  function drawMoment() {
    const spirals = shown.settings.data === "spirals";
    for (const [i, kind] of kinds.entries()) {
      const frame = at(shown.frames[i]);
      const name = `${names.kinds[kind]}${names.comma}${names.layers(shown.depth)}`;
      const lost = frame?.trouble !== undefined;
      const heading = lost ? t.diverged(name, frame.step, frame.trouble!) : t.heading(name, frame?.error);
      pictures[i].element.hidden = !spirals;
      examples[i].element.hidden = spirals;
      if (spirals)
        pictures[i].show(
          frame?.regions,
          heading,
          t.picture(names.kinds[kind], shown.depth, frame?.step ?? 0, said(shown.frames[i]))
        );
      else examples[i].show(shown.settings.data, shown.settings.seed, frame?.taken, heading);
    }
    old.hidden = run.running || isCurrent();
    grid.classList.toggle("of-digits", !spirals);
    caption.textContent = `${spirals ? t.regions : t.examples}${names.gap}${t.caption}`;
    tellMoment();
    moveRule(chart, stepNow(), describe());
  }

  function draw() {
    drawMoment();
    chart.redraw();
  }

  const isCurrent = () => {
    const now = settings();
    if (Number(state.values.look) !== shown.depth) return false;
    return (Object.keys(now) as (keyof Settings)[]).every(
      name => name === "seeds" || name === "deepest" || now[name] === shown.settings[name]
    );
  };

  const element: HTMLElement = figure({
    id: "inside-network",
    title: t.title,
    state,
    parameters: ["look", "moment"],
    controls: [select(state, "look", t.depth, {}), moment, replay.element],
    body: html("div", {}, run.element, old, grid),
    caption,
    describe,
    data: () =>
      kinds.flatMap((network, i) =>
        shown.frames[i].map(({rate, step, loss, error, trouble}) => ({
          network,
          layers: shown.depth,
          "learning rate": rate,
          step,
          loss,
          "training error in %": error === undefined ? "" : inPercent(error),
          "diverged in layer": trouble ?? ""
        }))
      )
  });

  // A point of the chart was chosen; if its depth is another one, the state has said so already.
  element.addEventListener("look", () => {
    if (!run.running && !isCurrent()) run.start();
  });
  state.follow(() => {
    // Another depth is trained at once: it takes a second or two, in a worker.
    const {look} = state.values;
    const another = look !== asked;
    asked = look;
    if (another && Number(look) !== shown.depth) run.start();
    else if (!run.running) drawMoment();
  }, ["look", "moment", ...namesOf(sweepParameters)]);
  return element;
}

// While several learning rates are tried, only the last one's curve is drawn.
const current = (frames: readonly Frame[]) => frames.filter(f => f.rate === frames[frames.length - 1].rate);
