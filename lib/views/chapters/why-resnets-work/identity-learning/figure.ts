// A plain and a residual block learn y = x side by side: what the reader changes trains both anew, in workers.
import type {IdentityRecord} from "../../../../experiments/identity.js";
import type {BlockKind} from "../../../../experiments/landscape.js";
import type {Row} from "../../../../lesson/csv.js";
import {defaults, namesOf} from "../../../../lesson/parameters.js";
import {moveRule, plotted} from "../../../drawing/curves.js";
import {experiment, type Outcome} from "../../../figure/experiment.js";
import {figure} from "../../../figure/figure.js";
import {onResults} from "../../../figure/goal.js";
import {playThrough} from "../../../figure/player.js";
import {type Measured, prediction} from "../../../figure/prediction.js";
import {inPercent} from "../../../figure/rows.js";
import {options, slider} from "../../../kit/controls.js";
import {become, html} from "../../../kit/dom.js";
import {rich} from "../../../kit/labels.js";
import {memo} from "../../../kit/memo.js";
import type {State} from "../../../kit/state.js";
import {listed, sentences} from "../../../kit/texts.js";
import {errorChart, errorText, type Final, finalChart, type Runs} from "../identity-charts.js";
import {identityTexts as t} from "../identity-texts.js";
import {
  curveOf,
  floors,
  type IdentitySettings,
  identityParameters,
  identityTraining,
  optionsOf
} from "../model/identity-settings.js";
import {firstSeed} from "../model/lambda-summary.js";
import {blockPanel} from "./block-panel.js";
import {furtherControls} from "./controls.js";
import {reached} from "./goal.js";

const kinds = ["plain", "residual"] as const;

/** The figure. `stored`: what the default settings come to at some λ, computed when the page was built. */
export function identityExperiment(
  state: State<typeof identityParameters>,
  stored: Parameters<typeof firstSeed>[0]
): HTMLElement {
  const ends = endsOfRuns(firstSeed(stored));
  const run = experiment({
    state,
    parameters: identityTraining,
    experiment: "identity",
    label: t.again,
    auto: true,
    // A run that takes longer is shown as it goes, and given up for newer settings.
    quiet: 250,
    // Each λ that is visited is trained anew.
    keep: 1,
    jobs: settings => kinds.map(kind => ({...optionsOf(settings), kind})),
    empty: (): TrainedPair => ({plain: [], residual: []}),
    take: (runs, record, job) => void runs[kinds[job]].push(record),
    progress: ({results, settings}): string =>
      results === run.shown.results ? t.progress(results.residual.at(-1)?.step ?? 0, settings.steps) : "",
    networks: ({settings}) =>
      kinds.map(kind => ({
        name: t.kinds[kind],
        trained: {experiment: "identity", options: {...optionsOf(settings), kind, watch: false}}
      })),
    what: ({settings}) => settingsText(settings),
    ended(how, {settings, results}) {
      if (how === "done") ends.of(settings).set(settings.lambda, endOf(settings.lambda, results));
    },
    draw
  });
  const views = identityViews(() => ({
    inside: state.values.inside,
    outcome: run.shown,
    // While it is under way, the run before stays as a shadow.
    before: run.shown.complete ? undefined : run.before?.results,
    ends: [...ends.of(run.shown.settings).values()],
    share: state.values.moment / 100
  }));
  const advice = html("p.advice");

  function draw() {
    views.redraw();
    const text = adviceOn(run.shown.results);
    if (advice.textContent !== text) advice.textContent = text;
    advice.hidden = !text;
  }

  const watch = playThrough(state, "moment", {label: t.play, interval: 60});
  const parameters = namesOf(identityParameters);
  const asked = prediction({
    id: "identity-learning",
    parameters,
    ...t.predict,
    captionTells: true,
    measured: () => (run.shown.complete ? learned(run.shown.results.residual) : undefined)
  });
  const element = figure({
    id: "identity-learning",
    title: t.title,
    state,
    parameters,
    prediction: asked,
    controls: [slider(state, "lambda", t.lambda), run.element],
    body: html(
      "div",
      run.line,
      advice,
      asked.cover(
        views.ends,
        views.error,
        html(
          "details",
          html("summary", t.look),
          html(
            "div.controls",
            options(state, "inside", t.block, t.kinds),
            slider(state, "moment", t.moment),
            watch.element
          ),
          views.inside,
          html("p.legend", html("span.dead-mark"), t.dead)
        ),
        html("details", html("summary", ...rich(t.visited)), views.final)
      )
    ),
    caption: t.caption,
    goal: {...t.goal, reached: onResults(run, reached)},
    hint: t.hint,
    settings: furtherControls(state),
    describe: () => sentences(views.describe(), advice.textContent ?? ""),
    networks: run.networks,
    data: () => identityRows(run.shown.settings, run.shown.results, [...ends.of(run.shown.settings).values()])
  });
  state.follow(views.drawMoment, ["moment"]);
  state.follow(views.choose, ["inside"]);
  return element;
}

/** What became of the residual block at the end: an error below 1% counts as learned, norms below 0.05 as gone. */
function learned(records: readonly IdentityRecord[]): Measured<keyof typeof t.predict.choices> | undefined {
  const last = records.findLast(r => r.end);
  if (!last) return;
  const {error, norms, end, diverged} = last;
  const dead = end!.dead.output.filter(Boolean).length;
  return {
    answer: diverged || !(error < 0.01) ? "not" : Math.max(norms.w1, norms.w2) < 0.05 ? "zero" : "kept",
    says: t.kindNow(t.kinds.residual, errorText(error), norms.w1, norms.w2, dead)
  };
}

type TrainedPair = {[kind in BlockKind]: IdentityRecord[]};

const settingsText = ({lambda, optimiser, rate, width, seed}: IdentitySettings) =>
  listed([
    `λ = ${lambda}`,
    t.optimisers[optimiser],
    `${t.rate} ${rate}`,
    `${t.width} ${width}`,
    `${t.seed} ${seed}`
  ]);

/** What the charts and panels show. */
interface Look {
  /** The block whose weights are looked at. */
  readonly inside: BlockKind;
  readonly outcome: Outcome<IdentitySettings, TrainedPair>;
  readonly before?: Runs;
  /** What runs came to at each λ that was tried. */
  readonly ends: readonly Final[];
  /** The moment that is looked at, as a share of the training. */
  readonly share: number;
}

/** What both blocks come to, the charts of the error, a panel for what is in a block, and all of it in words. */
function identityViews(look: () => Look) {
  const settings = () => look().outcome.settings;
  const records = (kind: BlockKind) => look().outcome.results[kind];
  const steps = () => settings().steps;
  const moment = () => Math.round(steps() * look().share);
  const recordOf = (kind: BlockKind) => recordAt(records(kind), steps() * look().share);
  const broken = (kind: BlockKind) => {
    const last = records(kind).at(-1);
    return last?.diverged === true && last.step <= moment();
  };
  // The floor by theory takes a while to find for another width or seed.
  const floorOf = memo(floors, {most: 1});
  const floor = (lambda: number) => floorOf(settings().width, settings().seed)(lambda);

  const panels = kinds.map(kind =>
    blockPanel(kind, {
      records: () => records(kind),
      shown: () => recordOf(kind),
      moment,
      steps
    })
  );
  const fates = kinds.map(kind => html("p", {class: `fate ${kind}`}));
  function drawFates() {
    kinds.forEach((kind, i) => {
      const record = recordOf(kind);
      const said = !record ? "…" : broken(kind) ? t.divergedWord : errorText(record.error);
      become(fates[i], html("span", t.panel(t.kinds[kind])), html("b", said));
    });
  }

  const error = plotted(
    width => {
      const {outcome, before} = look();
      const least = floor(settings().lambda);
      const size = {width, rule: moment(), description: describe()};
      return errorChart(outcome.results, {...size, before, steps: steps(), floor: least});
    },
    {height: 280}
  );
  const final = plotted(
    width => {
      const {ends} = look();
      const size = {width, rule: settings().lambda, description: t.tried(ends.length)};
      return finalChart(ends, {...size, floor, most: identityTraining.lambda.max!});
    },
    {height: 300}
  );

  function describe(): string {
    const {lambda} = settings();
    const parts = kinds.map(kind => {
      const record = recordOf(kind);
      if (!record) return "";
      if (broken(kind)) return t.kindDiverged(t.kinds[kind]);
      const dead = record.end!.dead.output.filter(Boolean).length;
      return t.kindNow(t.kinds[kind], errorText(record.error), record.norms.w1, record.norms.w2, dead);
    });
    const least = floor(lambda);
    const opening = t.now(lambda, Math.round(100 * look().share));
    return sentences(opening, ...parts, least > 0 && t.floorNow(errorText(least)));
  }

  return {
    ends: html("div.fates", ...fates),
    error: error.element,
    final: final.element,
    inside: html("div", ...panels.map(p => p.element)),
    describe,
    choose() {
      kinds.forEach((kind, i) => {
        panels[i].element.hidden = kind !== look().inside;
      });
    },
    redraw() {
      drawFates();
      for (const {redraw} of [error, final, ...panels]) redraw();
    },
    /** What shows one moment of the run; in charts over the steps a line moves. */
    drawMoment() {
      drawFates();
      moveRule(error, moment(), describe());
      for (const panel of panels) panel.drawMoment();
    }
  };
}

/** The last record with weights up to a step, or the first that has any. */
const recordAt = (records: readonly IdentityRecord[], step: number) =>
  records.findLast(r => r.end && r.step <= step + 1e-9) ?? records.find(r => r.end);

/** What runs came to at each λ, as long as nothing but λ changes. */
function endsOfRuns(stored: readonly Final[]) {
  const defaultCurve = curveOf(defaults(identityTraining));
  let curve = "";
  let points = new Map<number, Final>();
  return {
    of(settings: IdentitySettings): Map<number, Final> {
      if (curveOf(settings) !== curve) {
        curve = curveOf(settings);
        points = new Map(curve === defaultCurve ? stored.map(p => [p.lambda, p]) : []);
      }
      return points;
    }
  };
}

function endOf(lambda: number, runs: Runs): Final {
  const [plain, residual] = kinds.map(kind => {
    const last = runs[kind].at(-1);
    return !last || last.diverged ? Number.NaN : last.error;
  });
  return {lambda, plain, residual};
}

/** What to do about blocks that diverged or died. */
function adviceOn(runs: Runs): string {
  const which = (is: (last: IdentityRecord) => boolean | undefined) =>
    kinds
      .filter(kind => runs[kind].length > 0 && is(runs[kind][runs[kind].length - 1]))
      .map(kind => t.kinds[kind])
      .join(t.and);
  const diverged = which(last => last.diverged);
  const dead = which(last => last.end?.y.every(v => v === 0));
  return sentences(diverged && t.diverged(diverged), dead && t.allDead(dead));
}

function identityRows({lambda, steps}: IdentitySettings, runs: Runs, ends: readonly Final[]): Row[] {
  return [
    ...kinds.flatMap(block =>
      runs[block].map(({step, error, norms, diverged}) =>
        row(block, lambda, step, diverged ? Number.NaN : error, norms)
      )
    ),
    // What other λ came to at their last step.
    ...ends
      .filter(point => point.lambda !== lambda)
      .flatMap(point => kinds.map(block => row(block, point.lambda, steps, point[block])))
  ];
}

/** A line of the data: a block at a step; norms where they were kept. */
function row(
  block: BlockKind,
  lambda: number,
  step: number,
  error: number,
  norms?: IdentityRecord["norms"]
): Row {
  return {
    block,
    lambda,
    step,
    "relative error in %": inPercent(error),
    "norm of W[l+1]": norms?.w1 ?? "",
    "norm of W[l+2]": norms?.w2 ?? "",
    "norm of b[l+1]": norms?.b1 ?? "",
    "norm of b[l+2]": norms?.b2 ?? ""
  };
}
