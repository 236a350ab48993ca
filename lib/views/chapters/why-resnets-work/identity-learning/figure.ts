// A plain and a residual block learn y = x side by side: what the reader changes trains both anew, in workers.
import type {IdentityRecord} from "../../../../experiments/identity.js";
import type {BlockKind} from "../../../../experiments/landscape.js";
import type {Row} from "../../../../lesson/csv.js";
import {defaults, namesOf, ownValues} from "../../../../lesson/parameters.js";
import type {Update} from "../../../../worker/client.js";
import {workers} from "../../../../worker/client.js";
import {moveRule} from "../../../drawing/curves.js";
import {plotted} from "../../../drawing/plot.js";
import {figure} from "../../../figure/figure.js";
import {player} from "../../../figure/player.js";
import {inPercent} from "../../../figure/rows.js";
import {nextFrame, type Runner, runner} from "../../../figure/runner.js";
import {html} from "../../../kit/dom.js";
import type {State} from "../../../kit/state.js";
import {sentences} from "../../../kit/texts.js";
import {errorChart, errorText, type Final, finalChart, type Runs} from "../identity-charts.js";
import {identityTexts as t} from "../identity-texts.js";
import {
  curveOf,
  floors,
  type IdentitySettings,
  identityParameters,
  optionsOf
} from "../model/identity-settings.js";
import {blockPanel} from "./block-panel.js";
import {identityControls} from "./controls.js";

const kinds = ["plain", "residual"] as const;
/** A run that takes longer than this, in milliseconds, is shown as it goes, and given up for newer settings. */
const patience = 250;

const defaultCurve = curveOf(defaults(identityParameters) as IdentitySettings);

/** The figure. `stored`: what the default settings come to at some λ, computed when the page was built. */
export function identityExperiment(
  state: State<typeof identityParameters>,
  stored: readonly Final[] = []
): HTMLElement {
  const crew = workers({size: 2});
  const settings = (): IdentitySettings => ownValues(identityParameters, state.values);
  let runs: Runs = {plain: [], residual: []};
  let before: Runs | undefined;
  let coming: {plain: IdentityRecord[]; residual: IdentityRecord[]} | undefined;
  let trained = "";
  let busy = false;
  let started = 0;
  let painted = 0;
  let points = new Map<number, Final>();
  let curve = "";
  let floor = floors(state.values.width, state.values.seed);

  const shown = (kind: "plain" | "residual"): IdentityRecord | undefined => {
    const {moment} = state.values;
    const records = runs[kind];
    const whole = state.values.steps;
    return (
      [...records].reverse().find(r => r.end && r.step <= (whole * moment) / 100 + 1e-9) ??
      records.find(r => r.end)
    );
  };
  const broken = (kind: "plain" | "residual") => {
    const last = runs[kind].at(-1);
    return last?.diverged === true && last.step <= step();
  };
  const step = () => Math.round((state.values.steps * state.values.moment) / 100);

  const panels = kinds.map(kind =>
    blockPanel(kind, {
      records: () => runs[kind],
      shown: () => shown(kind),
      diverged: () => broken(kind),
      moment: step,
      steps: () => state.values.steps
    })
  );
  const error = plotted(
    width =>
      errorChart(runs, {
        width,
        before,
        moment: step(),
        steps: state.values.steps,
        floor: floor(state.values.lambda),
        description: describe()
      }),
    {height: 300}
  );
  const final = plotted(
    width =>
      finalChart([...points.values()], {
        width,
        lambda: state.values.lambda,
        floor,
        most: identityParameters.lambda.max!,
        description: t.tried(points.size)
      }),
    {height: 300}
  );
  const advice = html("p", {class: "advice", role: "status"});

  /** What shows one moment of the run; in charts over the steps a line moves. */
  function drawMoment() {
    moveRule(error, step(), describe());
    for (const panel of panels) panel.drawMoment();
  }

  function draw() {
    error.redraw();
    for (const panel of panels) panel.redraw();
    final.redraw();
    const which = (is: (last: IdentityRecord) => boolean | undefined) =>
      kinds
        .filter(kind => runs[kind].length > 0 && is(runs[kind][runs[kind].length - 1]))
        .map(kind => t.kinds[kind])
        .join(t.and);
    const diverged = which(last => last.diverged);
    const dead = which(last => last.end?.y.every(v => v === 0));
    const text = sentences(diverged && t.diverged(diverged), dead && t.allDead(dead));
    if (advice.textContent !== text) advice.textContent = text;
    advice.hidden = !text;
  }

  const run: Runner = runner<Update<IdentityRecord>>({
    label: t.again,
    status: () =>
      busy && performance.now() - started > patience
        ? t.progress(coming?.residual.at(-1)?.step ?? 0, state.values.steps)
        : "",
    begin() {
      const now = settings();
      trained = JSON.stringify(optionsOf(now));
      busy = true;
      started = painted = performance.now();
      coming = {plain: [], residual: []};
      return crew.runAll(
        "identity",
        kinds.map(kind => ({...optionsOf(now), kind}))
      );
    },
    async take(update) {
      if (update.type === "error") throw new Error(update.message);
      if (update.type !== "record" || !coming) return;
      coming[kinds[update.job]].push(update.record);
      const now = performance.now();
      if (now - started < patience || now - painted < 60) return;
      painted = now;
      if (runs !== coming) [before, runs] = [runs, coming];
      draw();
      await nextFrame();
    },
    end(how) {
      busy = false;
      before = undefined;
      if (coming && how !== "failed") runs = coming;
      if (how === "done") remember();
      draw();
      follow();
    }
  });

  function remember() {
    const {lambda} = JSON.parse(trained);
    const [plain, residual] = kinds.map(kind => {
      const last = runs[kind].at(-1);
      return !last || last.diverged ? Number.NaN : last.error;
    });
    points.set(lambda, {lambda, plain, residual});
  }

  // A short run is let finish, so that a slider under way still shows something: then the newest settings are trained.
  function follow() {
    const now = settings();
    if (JSON.stringify(optionsOf(now)) === trained) return;
    if (busy && performance.now() - started < patience) return;
    if (curveOf(now) !== curve) {
      curve = curveOf(now);
      points = new Map(curve === defaultCurve ? stored.map(p => [p.lambda, p]) : []);
      floor = floors(now.width, now.seed);
    }
    run.start();
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
    const {lambda, moment} = state.values;
    const floorNow = floor(lambda);
    const parts = kinds.map(kind => {
      const r = shown(kind);
      if (!r) return "";
      const dead = r.end!.dead.output.filter(Boolean).length;
      return broken(kind)
        ? t.kindDiverged(t.kinds[kind])
        : t.kindNow(t.kinds[kind], errorText(r.error), r.norms.w1, r.norms.w2, dead);
    });
    return sentences(t.now(lambda, moment), ...parts, floorNow > 0 && t.floorNow(errorText(floorNow)));
  }

  const element = figure({
    id: "identity-learning",
    title: t.title,
    state,
    parameters: namesOf(identityParameters),
    body: html(
      "div",
      {},
      identityControls(state, watch.element),
      run.element,
      advice,
      html("div", {class: "pair"}, error.element, final.element),
      html("div", {class: "pair"}, ...panels.map(p => p.element)),
      html("p", {class: "legend"}, html("span", {class: "dead-mark"}), t.dead)
    ),
    caption: t.caption,
    describe,
    data: () => [
      ...kinds.flatMap(block =>
        runs[block].map(({step, error, norms, diverged}) =>
          row(block, state.values.lambda, step, diverged ? Number.NaN : error, norms)
        )
      ),
      // What other λ came to at their last step.
      ...[...points.values()].flatMap(point =>
        kinds.flatMap(block =>
          point.lambda === state.values.lambda
            ? []
            : [row(block, point.lambda, state.values.steps, point[block])]
        )
      )
    ]
  });
  let last = settings();
  state.follow(() => {
    const now = settings();
    if (JSON.stringify(optionsOf(now)) !== trained) follow();
    else if (now.moment !== last.moment) drawMoment();
    last = now;
  }, namesOf(identityParameters));
  return element;
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
