// "Does L2 do anything under batch normalisation?" The size of the weights under decay, and whether it matters.
import type {DecayOptions, DecayRecord} from "../../../../experiments/decay.js";
import {percent, significant} from "../../../../lesson/numbers.js";
import {namesOf, type Values} from "../../../../lesson/parameters.js";
import {type ChartSize, curves, plotted} from "../../../drawing/curves.js";
import {experiment} from "../../../figure/experiment.js";
import {figure} from "../../../figure/figure.js";
import {onResults} from "../../../figure/goal.js";
import {inPercent} from "../../../figure/rows.js";
import {checkbox, slider} from "../../../kit/controls.js";
import {html} from "../../../kit/dom.js";
import type {State} from "../../../kit/state.js";
import {table} from "../../../kit/table.js";
import {sentences} from "../../../kit/texts.js";
import {decayParameters} from "../parameters.js";
import {reached} from "./goal.js";
import {decayTexts as t} from "./texts.js";

/** What the page's data loader computed: with batch normalisation and without. */
interface StoredDecay {
  readonly decay: {readonly normalised: DecayRecord[]; readonly bare: DecayRecord[]};
}

/** Without normalisation the larger rate would break the network. */
const decayOptions = ({normalised, decayseed}: Values<typeof decayParameters>): DecayOptions => ({
  ...(normalised ? {norm: true} : {norm: false, rate: 0.01}),
  seed: decayseed
});

// Weights of plain networks: blue is what residual ones wear. The stronger the decay, the darker.
const colours = ["--plain", "--ink-2", "--ink"];

/** The figure. */
export function normalisedDecay(state: State<typeof decayParameters>, {decay}: StoredDecay): HTMLElement {
  const run = experiment({
    state,
    parameters: decayParameters,
    experiment: "decay",
    label: t.run,
    stored: ({normalised, decayseed}) =>
      decayseed === decayParameters.decayseed.value ? decay[normalised ? "normalised" : "bare"] : undefined,
    jobs: settings => [decayOptions(settings)],
    networks: ({settings, results}) =>
      networks(results).map(({lambda}) => ({
        name: `λ = ${lambda}`,
        trained: {experiment: "decay", options: {...decayOptions(settings), lambdas: [lambda]}}
      })),
    empty: (): DecayRecord[] => [],
    take: (records, record) => void records.push(record),
    progress({results}) {
      const last = results.at(-1);
      return last ? t.progress(last.lambda, last.step) : "";
    },
    what: ({settings: {normalised, decayseed}}) => t.what(normalised, decayseed),
    draw
  });
  const chart = plotted(width => sizeChart(run.shown.results, {width, description: describe()}), {
    height: 260
  });
  const numbers = html("div.data-table");

  function draw() {
    chart.redraw();
    numbers.replaceChildren(decayTable(run.shown.results));
  }

  function describe(): string {
    const rows = ended(run.shown.results).map(({lambda, last, doubled}) =>
      t.row(lambda, significant(last.size), percent(last.error, 1), percent(doubled.error, 1))
    );
    return sentences(...rows);
  }

  return figure({
    id: "decay-and-normalisation",
    title: t.title,
    state,
    parameters: namesOf(decayParameters),
    controls: [checkbox(state, "normalised", t.norm)],
    body: html("div", numbers, run.line, html("details", html("summary", t.shrink), chart.element)),
    caption: t.caption,
    goal: {...t.goal, reached: onResults(run, reached)},
    hint: t.hint,
    settings: [slider(state, "decayseed", t.seed), run.element],
    describe,
    networks: run.networks,
    data: () =>
      run.shown.results.map(({lambda, step, loss, error, size}) => ({
        lambda,
        step,
        loss,
        "error in %": inPercent(error),
        "norm of the weights": size
      }))
  });
}

const networks = (all: readonly DecayRecord[]) =>
  [...new Set(all.map(r => r.lambda))].map(lambda => {
    const records = all.filter(r => r.lambda === lambda);
    return {lambda, records, last: records[records.length - 1]};
  });

/** The networks whose training is over: at its end their weights were doubled. */
const ended = (all: readonly DecayRecord[]) =>
  networks(all).flatMap(({lambda, last}) => (last.doubled ? [{lambda, last, doubled: last.doubled}] : []));

const sizeChart = (records: readonly DecayRecord[], size: ChartSize) =>
  curves(
    networks(records).map(({lambda, records}, i) => ({
      label: `λ = ${lambda}`,
      colour: colours[i],
      points: records.map(r => ({x: r.step, y: r.size}))
    })),
    {
      ...size,
      height: 260,
      x: {label: t.step, domain: [0, 300], ticks: 4},
      y: {label: t.size, domain: [0, 20], ticks: 5}
    }
  );

function decayTable(records: readonly DecayRecord[]): HTMLElement {
  const rows = ended(records);
  return table(
    ["λ", "‖W‖", t.error, t.doubled, t.turn],
    rows.map(({lambda, last, doubled}) => [
      lambda,
      significant(last.size),
      percent(last.error, 1),
      percent(doubled.error, 1),
      `× ${significant(last.effective / rows[0].last.effective, 2)}`
    ])
  );
}
