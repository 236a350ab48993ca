// The landing page's figure: two networks of one depth learn the same three spirals, one of them with shortcuts.
import {dataSet} from "../../../../experiments/data.js";
import {reach} from "../../../../experiments/evaluate.js";
import {regionSize} from "../../../../experiments/regions.js";
import {type Frame, frameOf, type Stored, unpackFrames} from "../../../../lesson/runs/frames.js";
import {flat} from "../../../../tensor/tensor.js";
import {regionsView} from "../../../drawing/regions.js";
import {experiment} from "../../../figure/experiment.js";
import {figure} from "../../../figure/figure.js";
import {inPercent} from "../../../figure/rows.js";
import {slider} from "../../../kit/controls.js";
import {html} from "../../../kit/dom.js";
import {nextFrame} from "../../../kit/frames.js";
import {percent} from "../../../kit/numbers.js";
import type {State} from "../../../kit/state.js";
import {type duelParameters, every, steps} from "../parameters.js";
import {t} from "./texts.js";

/** A training of both networks from the weights and the points of one seed. */
interface Training {
  readonly seed: number;
  readonly frames: readonly Frame[][];
}

/** The figure; it opens with a training that was computed when the site was built. */
export function duel(state: State<typeof duelParameters>, stored: Stored): HTMLElement {
  let {seed} = stored.settings;
  const run = experiment({
    state,
    // Each training has other weights; a reader chooses nothing but the moment to look at.
    parameters: {},
    experiment: "race",
    label: t.train,
    stored: {seed, frames: stored.frames.map(unpackFrames)},
    jobs() {
      seed++;
      const shared = {depth: 56, rates: [0.03], seed, steps, every, watch: true, regions: regionSize};
      return [
        {
          entrants: [
            {...shared, variant: "plain"},
            {...shared, variant: "zero-gamma"}
          ]
        }
      ];
    },
    empty: (): Training => ({seed, frames: [[], []]}),
    take({frames}, {entrant, record}) {
      if (record.type !== "progress") return;
      frames[entrant].push(frameOf(record));
      // Both have made these steps: they are seen.
      return entrant === 1 ? nextFrame() : undefined;
    },
    progress: ({results}) => t.progress(results.frames[1].at(-1)?.step ?? 0, steps),
    ended(how) {
      if (how !== "done") state.set({step: steps});
    },
    draw() {
      const {complete, results} = run.shown;
      const latest = complete ? undefined : results.frames[1].at(-1);
      // The slider goes along, and draws.
      if (latest && latest.step !== state.values.step) state.set({step: latest.step});
      else draw();
    }
  });

  const points = () => {
    const {inputs, targets} = dataSet("spirals", run.shown.results.seed);
    return {inputs: flat(inputs), labels: flat(targets), reach};
  };
  const views = [regionsView(points, "plain"), regionsView(points, "residual")];
  const frameAt = (i: number): Frame | undefined => {
    const frames = run.shown.results.frames[i];
    return frames.findLast(({step}) => step <= Math.max(every, state.values.step)) ?? frames[0];
  };
  const error = (i: number) => percent(frameAt(i)?.error ?? Number.NaN, 1);

  function draw() {
    views.forEach((view, i) => {
      const frame = frameAt(i);
      const kind = t.kinds[i];
      if (!frame) view.show(undefined, kind, kind);
      else if (frame.trouble !== undefined)
        view.show(undefined, t.diverged(kind, frame.trouble), t.diverged(kind, frame.trouble));
      else view.show(frame.regions, t.heading(kind, error(i)), t.picture(kind, frame.step, error(i)));
    });
  }

  const element = figure({
    id: "duel",
    title: t.title,
    level: 2,
    state,
    parameters: ["step"],
    controls: [run.element, slider(state, "step", t.moment)],
    body: html("div.duel", ...views.map(view => view.element)),
    caption: t.caption,
    describe: () => t.describe(error(0), error(1)),
    data: () =>
      run.shown.results.frames.flatMap((frames, i) =>
        frames.map(({step, error, trouble}) => ({
          network: i ? "with shortcuts" : "plain",
          step,
          "error in %": error === undefined ? "" : inPercent(error),
          "diverged in layer": trouble ?? ""
        }))
      )
  });
  state.follow(draw, ["step"]);
  return element;
}
