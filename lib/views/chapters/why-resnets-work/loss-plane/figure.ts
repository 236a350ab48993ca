// The loss on a random plane through the weights of a trained network, plain beside residual.
import type {Row} from "../../../../lesson/csv.js";
import {percent, significant} from "../../../../lesson/numbers.js";
import {namesOf} from "../../../../lesson/parameters.js";
import {
  addToPlane,
  emptyPlane,
  type Plane,
  planeFacts,
  type StoredPlanes,
  unpackPlane
} from "../../../../lesson/runs/plane.js";
import {planeJobs, planeParameters} from "../../../../lesson/runs/plane-settings.js";
import {withPlot} from "../../../drawing/plot.js";
import {experiment} from "../../../figure/experiment.js";
import {figure} from "../../../figure/figure.js";
import {onResults} from "../../../figure/goal.js";
import {retrained} from "../../../figure/networks.js";
import {type Measured, prediction} from "../../../figure/prediction.js";
import {numberField, options, slider} from "../../../kit/controls.js";
import {html} from "../../../kit/dom.js";
import {notice} from "../../../kit/notice.js";
import type {State} from "../../../kit/state.js";
import {sentences} from "../../../kit/texts.js";
import {reached} from "./goal.js";
import {bandsOf, lossScale, planeHeight, planeMap} from "./panel.js";
import {t} from "./texts.js";

const kinds = ["plain", "residual"] as const;

/** The figure. Stored are the planes of its opening settings, for each number of layers. */
export function planes(state: State<typeof planeParameters>, stored: StoredPlanes): HTMLElement {
  const run = experiment({
    state,
    parameters: planeParameters,
    experiment: "lossPlane",
    label: t.run,
    stored({planedepth, ...others}) {
      const asAtFirst = Object.entries(others).every(
        ([name, value]) => value === planeParameters[name as keyof typeof others].value
      );
      return asAtFirst ? stored[planedepth].map(unpackPlane) : undefined;
    },
    jobs: planeJobs,
    empty: ({planegrid}): Plane[] => kinds.map(() => emptyPlane(Number(planegrid))),
    take: (results, record, job) => addToPlane(results[job], record),
    jobFailed: (_, why) => notice(t.failed(why)),
    networks: ({settings}) =>
      planeJobs(settings).map((options, i) => ({
        name: t.kinds[kinds[i]],
        trained: retrained(options)
      })),
    progress: ({results}) => t.progress(percent((results[0].done + results[1].done) / 2, 0)),
    what: ({settings: s}) =>
      t.what(s.planedepth, s.planeradius, s.planegrid, s.planenoise, s.planeseed, s.planenetwork),
    draw
  });

  const panels = kinds.map((kind, i) => {
    const heading = html("h4", {class: `panel-heading ${kind}`});
    const words = html("p.panel-words");
    const drawing = withPlot(
      width =>
        planeMap(run.shown.results[i], {
          width,
          radius: run.shown.settings.planeradius,
          bands: bandsOf(run.shown.results),
          minima: factsOf(run.shown.results[i])?.minima ?? [],
          label: sentences(...told(i))
        }),
      {room: planeHeight}
    );
    return {
      element: html("section", heading, html("div.landscape", drawing.element), words),
      redraw() {
        [heading.textContent, words.textContent] = told(i);
        drawing.redraw();
      }
    };
  });
  const scale = html("div");

  /** What a plane shows, in words: how many minima, and how high the ground is. */
  function told(i: number): readonly [heading: string, words: string] {
    const plane = run.shown.results[i];
    const kind = t.kinds[kinds[i]];
    if (plane.done < 1) return [t.under(kind), ""];
    const facts = factsOf(plane);
    if (!facts) return [t.diverged(kind), ""];
    const [centre, least, most] = [facts.centre, facts.least, facts.most].map(v => significant(v));
    return [t.minima(kind, facts.minima.length), t.says(percent(plane.error ?? 0), centre, least, most)];
  }

  function draw() {
    for (const panel of panels) panel.redraw();
    scale.replaceChildren(lossScale(bandsOf(run.shown.results), t.loss));
  }

  function describe(): string {
    const {planedepth, planeradius} = run.shown.settings;
    const [plain, residual] = kinds.map((_, i) => told(i).filter(Boolean).join(t.stop));
    return t.describe(planedepth, planeradius, plain, residual);
  }

  const parameters = namesOf(planeParameters);
  const asked = prediction({
    id: "loss-plane",
    parameters,
    ...t.predict,
    captionTells: true,
    measured: () => (run.shown.settings.planedepth === "56" ? rougher(run.shown.results) : undefined)
  });
  return figure({
    id: "loss-plane",
    title: t.title,
    state,
    parameters,
    prediction: asked,
    controls: [
      options(state, "planedepth", t.depth, {}),
      slider(state, "planeradius", t.radius),
      options(state, "planegrid", t.grid, {}),
      numberField(state, "planenoise", t.noise),
      numberField(state, "planeseed", t.seed),
      run.element
    ],
    body: html("div", run.line, asked.cover(html("div.pair.maps", ...panels.map(p => p.element)), scale)),
    caption: t.caption,
    goal: {
      ...t.goal,
      reached: onResults(run, results => {
        const minima = minimaIn(results);
        return minima !== undefined && reached(...minima);
      })
    },
    hint: t.hint,
    settings: [numberField(state, "planenetwork", t.network)],
    describe,
    networks: run.networks,
    data: () => rowsOf(run.shown.results, run.shown.settings.planeradius)
  });
}

/** Nothing of a plane that is not complete, or of a network that diverged. */
const factsOf = (plane: Plane) =>
  plane.done === 1 && plane.losses.every(Number.isFinite) ? planeFacts(plane) : undefined;

/** How many local minima either plane has; undefined where one shows nothing. */
function minimaIn([plain, residual]: readonly Plane[]): [plain: number, residual: number] | undefined {
  const [p, r] = [factsOf(plain), factsOf(residual)];
  return p && r && [p.minima.length, r.minima.length];
}

/** Which of the two has more than twice as many local minima. */
function rougher(planes: readonly Plane[]): Measured<keyof typeof t.predict.choices> | undefined {
  const minima = minimaIn(planes);
  if (!minima) return;
  const [plain, residual] = minima;
  return {
    answer: plain > 2 * residual ? "plain" : residual > 2 * plain ? "residual" : "alike",
    says: sentences(...kinds.map((kind, i) => `${t.minima(t.kinds[kind], minima[i])}${t.end}`))
  };
}

const rowsOf = (results: readonly Plane[], radius: number): Row[] =>
  results.flatMap(({points, losses}, i) => {
    const at = (k: number) => Number((radius * ((2 * k) / (points - 1) - 1)).toPrecision(6));
    return Array.from(losses, (loss, k) => ({
      network: kinds[i],
      "first direction": at(k % points),
      "second direction": -at(Math.floor(k / points)),
      loss
    }));
  });
