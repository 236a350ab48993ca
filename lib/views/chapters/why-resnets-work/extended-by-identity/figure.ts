// A deep plain network that has the loss of a shallow one exists: is it found?
import {group} from "d3-array";
import type {SolutionRecord} from "../../../../experiments/append.js";
import {percent, significant, tick} from "../../../../lesson/numbers.js";
import {namesOf} from "../../../../lesson/parameters.js";
import {type ChartSize, type Curves, curves, plotted} from "../../../drawing/curves.js";
import {experiment} from "../../../figure/experiment.js";
import {figure} from "../../../figure/figure.js";
import {onResults} from "../../../figure/goal.js";
import {type Measured, prediction} from "../../../figure/prediction.js";
import {inPercent} from "../../../figure/rows.js";
import {slider} from "../../../kit/controls.js";
import {html} from "../../../kit/dom.js";
import type {State} from "../../../kit/state.js";
import {table} from "../../../kit/table.js";
import {listed, sentences} from "../../../kit/texts.js";
import {solutionParameters} from "../parameters.js";
import {reached} from "./goal.js";
import {solutionTexts as t} from "./texts.js";

/** What the page's data loader computed, as far as this figure goes. */
interface StoredSolution {
  readonly solution: SolutionRecord[];
}

const colours = {trained: "--ink", extended: "--ink-2", scratch: "--plain"};

/** The figure. */
export function solutionExists(
  state: State<typeof solutionParameters>,
  {solution}: StoredSolution
): HTMLElement {
  const run = experiment({
    state,
    parameters: solutionParameters,
    experiment: "solutionExists",
    label: t.run,
    stored: solution,
    jobs: ({solutionseed}) => [{seed: solutionseed}],
    empty: (): SolutionRecord[] => [],
    take: (records, record) => void records.push(record),
    progress({results}) {
      const last = results.at(-1);
      return last ? t.progress(t.name[last.how](last.depth), last.step) : "";
    },
    networks: ({settings, results}) =>
      networks(results).map(({name, last: {how, depth}}) => ({
        name,
        trained: {
          experiment: "solutionExists",
          // No others are trained for it.
          options: {seed: settings.solutionseed, depths: how === "trained" ? [] : [depth]},
          network: (["trained", "extended", "scratch"] as const).indexOf(how)
        }
      })),
    what: ({settings}) => `${t.seed} ${settings.solutionseed}`,
    draw
  });
  const chart = plotted(width => lossChart(run.shown.results, {width, description: describe()}), {
    height: 320
  });
  const numbers = html("div.data-table");

  function draw() {
    chart.redraw();
    numbers.replaceChildren(solutionTable(run.shown.results));
  }

  function describe(): string {
    const fates = networks(run.shown.results).map(({name, last}) =>
      t.fate(name, significant(last.loss, 2), percent(last.error))
    );
    return sentences(t.ends, ...fates);
  }

  const parameters = namesOf(solutionParameters);
  const asked = prediction({
    id: "extended-by-identity",
    parameters,
    ...t.predict,
    captionTells: true,
    measured: () => foundIn(run.shown.results)
  });
  return figure({
    id: "extended-by-identity",
    title: t.title,
    state,
    parameters,
    prediction: asked,
    controls: [run.element],
    body: asked.cover(numbers, run.line, html("details", html("summary", t.steps), chart.element)),
    caption: t.caption,
    goal: {...t.goal, reached: onResults(run, reached)},
    hint: t.hint,
    settings: [slider(state, "solutionseed", t.seed)],
    describe,
    networks: run.networks,
    data: () =>
      run.shown.results.map(({how, depth, step, loss, error}) => ({
        how,
        depth,
        step,
        loss,
        "error in %": inPercent(error)
      }))
  });
}

interface Network {
  readonly name: string;
  readonly records: readonly SolutionRecord[];
  readonly last: SolutionRecord;
}

function networks(all: readonly SolutionRecord[]): Network[] {
  const groups = group(all, r => t.name[r.how](r.depth));
  return [...groups].map(([name, records]) => ({name, records, last: records[records.length - 1]}));
}

/** Where the deepest network from random weights ends: a tenth of the classes right is guessing. */
function foundIn(all: readonly SolutionRecord[]): Measured<keyof typeof t.predict.choices> | undefined {
  const found = networks(all);
  const scratch = found.filter(({last}) => last.how === "scratch");
  const [goal, deepest] = [found[0]?.last, scratch.at(-1)?.last];
  if (!goal || scratch.length < 2 || !deepest) return;
  const fates = [found[0], ...scratch].map(({name, last}) =>
    t.fate(name, significant(last.loss, 2), percent(last.error))
  );
  return {
    answer: deepest.error > 0.85 ? "guess" : deepest.loss <= 2 * goal.loss ? "same" : "part",
    says: sentences(...fates)
  };
}

function lossChart(all: readonly SolutionRecord[], size: ChartSize): Curves {
  const found = networks(all);
  const steps = all.reduce((most, r) => Math.max(most, r.step), 1);
  // The extended networks all end at one point: one label for them.
  const extended = found.flatMap(({last}) => (last.how === "extended" ? [last.depth] : []));
  const labelOf = ({how, depth}: SolutionRecord) => {
    if (how !== "extended") return t.short[how](depth);
    return depth === extended[0] ? t.short.extended(listed(extended.map(String))) : "";
  };
  return curves(
    found.map(({records, last}) => ({
      label: labelOf(last),
      colour: colours[last.how],
      dashed: last.depth > 100,
      dots: last.how === "extended",
      // What was extended was trained for as long as the network that it extends.
      points: records.map(r => ({x: last.how === "extended" ? steps : r.step, y: r.loss}))
    })),
    {
      ...size,
      height: 320,
      x: {label: t.step, domain: [0, steps], ticks: 4},
      y: {label: t.loss, log: true, domain: [2e-5, 5], ticks: 5, format: tick},
      levels: [{y: Math.log(10), label: t.chance}]
    }
  );
}

function solutionTable(all: readonly SolutionRecord[]): HTMLElement {
  const found = networks(all);
  const goal = found[0]?.last.loss;
  const equal = ({how, loss}: SolutionRecord) => how === "extended" && loss === goal;
  return table(
    [t.network, t.loss, t.error],
    found.map(({name, last}) => [
      name,
      [significant(last.loss, 4), equal(last) && html("span.equal", ` = ${t.equal}`)],
      percent(last.error)
    ])
  );
}
