// A plain and a residual block learn y = x side by side: what the reader changes trains both anew, in workers.
import type {IdentityRecord} from "../../../../experiments/identity.js";
import type {BlockKind} from "../../../../experiments/landscape.js";
import type {Row} from "../../../../lesson/csv.js";
import {defaults, namesOf} from "../../../../lesson/parameters.js";
import {moveRule} from "../../../drawing/curves.js";
import {plotted} from "../../../drawing/plot.js";
import {experiment} from "../../../figure/experiment.js";
import {figure} from "../../../figure/figure.js";
import {player} from "../../../figure/player.js";
import {inPercent} from "../../../figure/rows.js";
import {html} from "../../../kit/dom.js";
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
import {identityControls} from "./controls.js";

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
    empty: (): {[kind in BlockKind]: IdentityRecord[]} => ({plain: [], residual: []}),
    take: (runs, record, job) => void runs[kinds[job]].push(record),
    progress: ({results, settings}): string =>
      results === run.shown.results ? t.progress(results.residual.at(-1)?.step ?? 0, settings.steps) : "",
    what: ({settings: {lambda, optimiser, rate, width, seed}}) =>
      listed([
        `λ = ${lambda}`,
        t.optimisers[optimiser],
        `${t.rate} ${rate}`,
        `${t.width} ${width}`,
        `${t.seed} ${seed}`
      ]),
    ended(how, {settings, results}) {
      if (how === "done") ends.of(settings).set(settings.lambda, endOf(settings.lambda, results));
    },
    draw
  });
  const steps = () => run.shown.settings.steps;
  const step = () => Math.round((steps() * state.values.moment) / 100);
  const recordOf = (kind: BlockKind) =>
    recordAt(run.shown.results[kind], (steps() * state.values.moment) / 100);
  const broken = (kind: BlockKind) => {
    const last = run.shown.results[kind].at(-1);
    return last?.diverged === true && last.step <= step();
  };
  // The floor by theory takes a while to find for another width or seed.
  const floorOf = memo(floors, {most: 1});
  const floor = ({width, seed}: IdentitySettings) => floorOf(width, seed);

  const panels = kinds.map(kind =>
    blockPanel(kind, {
      records: () => run.shown.results[kind],
      shown: () => recordOf(kind),
      diverged: () => broken(kind),
      moment: step,
      steps
    })
  );
  const error = plotted(
    width =>
      errorChart(run.shown.results, {
        width,
        before: run.shown.complete ? undefined : run.before?.results,
        moment: step(),
        steps: steps(),
        floor: floor(run.shown.settings)(run.shown.settings.lambda),
        description: describe()
      }),
    {height: 300}
  );
  const final = plotted(
    width => {
      const {settings} = run.shown;
      const points = [...ends.of(settings).values()];
      return finalChart(points, {
        width,
        lambda: settings.lambda,
        floor: floor(settings),
        most: identityTraining.lambda.max!,
        description: t.tried(points.length)
      });
    },
    {height: 300}
  );
  const advice = html("p.advice", {role: "status"});

  function draw() {
    for (const {redraw} of [error, final, ...panels]) redraw();
    const text = adviceOn(run.shown.results);
    if (advice.textContent !== text) advice.textContent = text;
    advice.hidden = !text;
  }

  /** What shows one moment of the run; in charts over the steps a line moves. */
  function drawMoment() {
    moveRule(error, step(), describe());
    for (const panel of panels) panel.drawMoment();
  }

  const watch = player({
    label: t.play,
    interval: 60,
    step() {
      const {moment} = state.values;
      state.set({moment: moment >= 100 ? 0 : moment + 1});
      return moment + 1 !== 100;
    }
  });

  function describe(): string {
    const {settings} = run.shown;
    const parts = kinds.map(kind => {
      const r = recordOf(kind);
      if (!r) return "";
      if (broken(kind)) return t.kindDiverged(t.kinds[kind]);
      const dead = r.end!.dead.output.filter(Boolean).length;
      return t.kindNow(t.kinds[kind], errorText(r.error), r.norms.w1, r.norms.w2, dead);
    });
    const least = floor(settings)(settings.lambda);
    return sentences(
      t.now(settings.lambda, state.values.moment),
      ...parts,
      least > 0 && t.floorNow(errorText(least))
    );
  }

  const element = figure({
    id: "identity-learning",
    title: t.title,
    state,
    parameters: namesOf(identityParameters),
    body: html(
      "div",
      identityControls(state, watch.element),
      run.element,
      run.line,
      advice,
      html("div.pair", error.element, final.element),
      html("div.pair", ...panels.map(p => p.element)),
      html("p.legend", html("span.dead-mark"), t.dead)
    ),
    caption: t.caption,
    describe,
    data: () => identityRows(run.shown.settings, run.shown.results, [...ends.of(run.shown.settings).values()])
  });
  state.follow(drawMoment, ["moment"]);
  return element;
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
