// One, two or three layers under each arc: the training error of networks of three depths, over seeds, and of one seed more.
import {max, median, min} from "d3-array";
import {fixed} from "../../../../lesson/numbers.js";
import {namesOf} from "../../../../lesson/parameters.js";
import {
  type PerBlock,
  perBlockDepths,
  perBlockJobs,
  perBlockLayers,
  perBlockParameters
} from "../../../../lesson/runs/per-block.js";
import {type ChartSize, type Curves, curves, plotted} from "../../../drawing/curves.js";
import {experiment} from "../../../figure/experiment.js";
import {figure} from "../../../figure/figure.js";
import {onResults} from "../../../figure/goal.js";
import {type Measured, prediction} from "../../../figure/prediction.js";
import {inPercent} from "../../../figure/rows.js";
import {numberField} from "../../../kit/controls.js";
import {html} from "../../../kit/dom.js";
import {notice} from "../../../kit/notice.js";
import type {State} from "../../../kit/state.js";
import {listed} from "../../../kit/texts.js";
import {names} from "../names.js";
import {reached} from "./goal.js";
import {t} from "./texts.js";

const colours = {1: "--residual-soft", 2: "--residual", 3: "--residual-strong"};

/** The top of the chart, in per cent: all errors lie below it. */
const topOf = (all: readonly PerBlock[]) => Math.max(20, 10 * Math.ceil(10 * max(all, ({error}) => error)!));

export function perBlock(state: State<typeof perBlockParameters>, stored: readonly PerBlock[]): HTMLElement {
  const seeds = new Set(stored.map(({seed}) => seed)).size;
  const run = experiment({
    state,
    parameters: perBlockParameters,
    experiment: "layersPerBlock",
    label: t.run,
    stored({perblockseed}) {
      const found = stored.filter(({seed}) => seed === perblockseed);
      return found.length ? found : undefined;
    },
    jobs: ({perblockseed}) => perBlockJobs(perblockseed),
    empty: (): PerBlock[] => [],
    take(results, {layers, depth, seed, error}) {
      if (error !== undefined) results.push({layers, depth, seed, error});
    },
    jobFailed(job, why, {perblockseed}) {
      const {layers, depth} = perBlockJobs(perblockseed)[job];
      notice(t.failed(layers, depth, why));
    },
    progress: ({results, jobs}) => t.progress(results.length, jobs),
    networks: ({results}) =>
      results.map(({layers, depth, seed}) => ({
        name: listed([t.under(layers), names.layers(depth), names.seed(seed)]),
        note: t.dashed(seed, seeds),
        trained: {experiment: "layersPerBlock", options: {layers, depth, seed}}
      })),
    what: ({settings: {perblockseed}}) => t.what(perblockseed),
    draw: () => chart.redraw()
  });
  const chart = plotted(
    width => errorChart(stored, run.shown.results, {width, description: describe(stored, seeds)}),
    {height: 320}
  );
  const parameters = namesOf(perBlockParameters);
  const asked = prediction({
    id: "layers-per-block",
    parameters,
    ...t.predict,
    captionTells: true,
    measured: () => worst(stored)
  });
  return figure({
    id: "layers-per-block",
    title: t.title,
    state,
    parameters,
    prediction: asked,
    controls: [numberField(state, "perblockseed", t.seed), run.element],
    body: html("div", run.line, asked.cover(chart.element)),
    caption: t.caption(seeds),
    goal: {...t.goal, reached: onResults(run, reached)},
    hint: t.hint,
    describe: () => describe(stored, seeds),
    networks: run.networks,
    data: () => {
      const own = run.shown.stored ? [] : run.shown.results;
      return [...stored, ...own].map(({layers, depth, seed, error}) => ({
        "layers under an arc": layers,
        layers: depth,
        seed,
        "training error in %": inPercent(error)
      }));
    }
  });
}

/** By depth: the median of the errors in per cent, the least, the most. */
const spread = (results: readonly PerBlock[], layers: number) =>
  perBlockDepths.flatMap(depth => {
    const errors = results
      .filter(r => r.layers === layers && r.depth === depth)
      .map(({error}) => 100 * error);
    return errors.length ? [{x: depth, y: median(errors)!, low: min(errors)!, high: max(errors)!}] : [];
  });

const describe = (stored: readonly PerBlock[], seeds: number) =>
  t.describe(
    perBlockLayers
      .map(layers =>
        t.row(
          t.curves[layers],
          spread(stored, layers)
            .map(({y}) => `${fixed(y, 1)}%`)
            .join(t.comma)
        )
      )
      .join(t.semicolon),
    seeds
  );

/** The number of layers under an arc with which the deepest networks err most, twice as much as the others at least. */
function worst(stored: readonly PerBlock[]): Measured<keyof typeof t.predict.choices> {
  const deepest = perBlockLayers.map(layers => spread(stored, layers).at(-1)!.y);
  const [most, next] = [...deepest].sort((a, b) => b - a);
  return {
    answer: most >= 2 * next ? (["one", "two", "three"] as const)[deepest.indexOf(most)] : "alike",
    says: t.deepest(...(deepest.map(y => `${fixed(y, 1)}%`) as [string, string, string]))
  };
}

const errorChart = (stored: readonly PerBlock[], one: readonly PerBlock[], size: ChartSize): Curves =>
  curves(
    [
      ...perBlockLayers.map(layers => ({
        label: t.curves[layers],
        colour: colours[layers],
        points: spread(stored, layers)
      })),
      ...perBlockLayers.map(layers => ({
        label: "",
        colour: colours[layers],
        dashed: true,
        dots: true,
        points: spread(one, layers).map(({x, y}) => ({x, y}))
      }))
    ],
    {
      ...size,
      height: 320,
      x: {label: t.layers, log: true, domain: [7.5, 60], ticks: [...perBlockDepths]},
      y: {label: t.error, domain: [0, topOf([...stored, ...one])], ticks: 5}
    }
  );
