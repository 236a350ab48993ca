// Error against λ over many seeds: computed when the page was built, and again on demand.
import {median} from "d3-array";
import {type IdentitySweepRecord, identitySeries} from "../../../../experiments/identity.js";
import type {Row} from "../../../../lesson/csv.js";
import {percentTick, significant} from "../../../../lesson/numbers.js";
import {namesOf} from "../../../../lesson/parameters.js";
import {type ChartSize, type Curves, curves, plotted} from "../../../drawing/curves.js";
import {experiment} from "../../../figure/experiment.js";
import {figure} from "../../../figure/figure.js";
import {onResults} from "../../../figure/goal.js";
import {type Measured, prediction} from "../../../figure/prediction.js";
import {inPercent} from "../../../figure/rows.js";
import {numberField, select, slider} from "../../../kit/controls.js";
import {become, html} from "../../../kit/dom.js";
import {rich} from "../../../kit/labels.js";
import {memo} from "../../../kit/memo.js";
import type {State} from "../../../kit/state.js";
import {table} from "../../../kit/table.js";
import {labelled, listed, sentences} from "../../../kit/texts.js";
import {errorText} from "../identity-charts.js";
import {identityTexts} from "../identity-texts.js";
import {floors} from "../model/identity-settings.js";
import {type SeriesName, spreads} from "../model/lambda-summary.js";
import {lambdaParameters} from "../parameters.js";
import {findingsOf} from "./findings.js";
import {reached} from "./goal.js";
import {lambdaTexts as t} from "./texts.js";

/** What the page's data loader computed. */
interface StoredIdentity {
  readonly settings: {readonly lambdas: readonly number[]};
  readonly results: readonly (Omit<IdentitySweepRecord, "error"> & {readonly error: number | null})[];
  readonly shrinking: readonly {
    readonly optimiser: string;
    readonly decoupled: boolean;
    readonly kept: readonly number[];
  }[];
}

const least = 1e-10;
const series: readonly SeriesName[] = ["plain", "plain from W = I", "residual"];
const colours = {plain: "--plain", "plain from W = I": "--ink-2", residual: "--residual"};

/** The figure. */
export function errorAgainstLambda(
  state: State<typeof lambdaParameters>,
  {settings: {lambdas}, results, shrinking}: StoredIdentity
): HTMLElement {
  const run = experiment({
    state,
    parameters: lambdaParameters,
    experiment: "identitySweep",
    label: t.run,
    // JSON has no NaN: a run that diverged stands there as null.
    stored: results.map((r): IdentitySweepRecord => ({...r, error: r.error ?? Number.NaN})),
    jobs: ({runs, sweepwidth, sweepoptimiser, sweeprate}) =>
      lambdas.map(lambda => ({
        lambdas: [lambda],
        seeds: runs,
        width: sweepwidth,
        optimiser: sweepoptimiser,
        rate: sweeprate
      })),
    empty: () => [],
    take: (records, record) => void records.push(record),
    progress: ({results, settings}) =>
      t.progress(results.length, lambdas.length * series.length * settings.runs),
    networks: ({settings: {sweepwidth, sweepoptimiser, sweeprate}, results}) =>
      results.map(({series, lambda, seed}) => ({
        name: listed([t.series[series], `λ = ${lambda}`, `${identityTexts.seed} ${seed}`]),
        trained: {
          experiment: "identity",
          options: {
            ...identitySeries[series],
            ...{lambda, seed, width: sweepwidth, optimiser: sweepoptimiser, rate: sweeprate}
          }
        }
      })),
    what: ({settings}) => t.what(settings),
    draw
  });
  const chart = plotted(
    width => errorChart(run.shown.results, {width, lambdas, theory, description: describe()}),
    {height: 360}
  );
  const finding = html("p.outcome");
  const others = html("ul.findings");
  const numbers = html("div.data-table");

  const floorsOf = memo((width: number, seeds: number) =>
    Array.from({length: seeds}, (_, i) => floors(width, i + 1))
  );
  /** The median floor over the seeds that are shown. */
  const theory = (lambda: number): number => {
    const {sweepwidth, runs} = run.shown.settings;
    return median(floorsOf(sweepwidth, runs), floor => floor(lambda))!;
  };

  function draw() {
    const {results, complete} = run.shown;
    // What the runs say is said when all of them have.
    const [first = "", ...rest] = complete ? findingsOf(results) : [];
    become(finding, ...rich(first));
    others.replaceChildren(...rest.map(text => html("li", ...rich(text))));
    numbers.replaceChildren(numbersTable(results));
    chart.redraw();
  }

  function describe(): string {
    const ends = series.map(name => {
      const all = spreads(run.shown.results, name);
      return t.along(t.series[name], listed(all.map(s => t.at(s.lambda, errorText(s.median)))));
    });
    return sentences(t.medians, ...ends);
  }

  const parameters = namesOf(lambdaParameters);
  const asked = prediction({
    id: "lambda-sweep",
    parameters,
    ...t.predict,
    measured: () => (run.shown.complete ? leftByDecay(run.shown.results) : undefined)
  });
  return figure({
    id: "lambda-sweep",
    title: t.title,
    state,
    parameters,
    prediction: asked,
    // Above what comes and goes while it runs: Pause and Cancel stay where they are.
    controls: [run.element],
    body: asked.cover(
      finding,
      chart.element,
      run.line,
      html("details", html("summary", t.others), others),
      html("details", html("summary", t.table), numbers),
      html("details", html("summary", t.optimisers), shrinkingTable(shrinking))
    ),
    caption: t.caption,
    goal: {...t.goal, reached: onResults(run, reached)},
    hint: t.hint,
    settings: [
      slider(state, "runs", t.runs),
      slider(state, "sweepwidth", identityTexts.width),
      select(state, "sweepoptimiser", identityTexts.optimiser, identityTexts.optimisers),
      numberField(state, "sweeprate", identityTexts.rate)
    ],
    describe,
    networks: run.networks,
    data: () => [
      ...run.shown.results.map(({series, lambda, seed, error}) =>
        row("relative error", series, lambda, seed, error)
      ),
      ...lambdas.map(lambda => row("relative error", "plain by theory", lambda, "median", theory(lambda))),
      ...shrinking.flatMap(({optimiser, decoupled, kept}) =>
        kept.map((share, i) => row("weights kept", decoupled ? "AdamW" : optimiser, "", i + 1, share))
      )
    ]
  });
}

/** What becomes of the block that starts at W = I where decay is strongest, beside the one from random weights. */
function leftByDecay(
  records: readonly IdentitySweepRecord[]
): Measured<keyof typeof t.predict.choices> | undefined {
  const [from, plain] = (["plain from W = I", "plain"] as const).map(name => spreads(records, name));
  const [held, random] = [from.at(-1), plain.at(-1)];
  if (!held || !random || ![from[0], held, random].every(s => Number.isFinite(s.median))) return;
  const answer = held.median < 1e-4 ? "stays" : held.median < random.median / 2 ? "nearer" : "floor";
  const [exact, now, other] = [from[0], held, random].map(s => errorText(s.median));
  return {answer, says: t.able(exact, now, other, held.lambda)};
}

/** A line of the data. */
const row = (
  quantity: string,
  of: string,
  lambda: number | "",
  seed: number | "median",
  share: number
): Row => ({
  quantity,
  of,
  lambda,
  seed,
  "in %": inPercent(share)
});

/** The medians with bands, and the floor by theory. λ = 0 has no place on a log axis: the λ stand at equal distances. */
function errorChart(
  records: readonly IdentitySweepRecord[],
  {
    lambdas,
    theory,
    ...size
  }: ChartSize & {readonly lambdas: readonly number[]; readonly theory: (lambda: number) => number}
): Curves {
  const place = (lambda: number) => lambdas.indexOf(lambda);
  const byTheory = lambdas
    .map(lambda => ({lambda, y: theory(lambda)}))
    .filter(({y}) => y > 0)
    .map(({lambda, y}) => ({
      x: place(lambda),
      y,
      title: labelled(`${t.theory}\nλ = ${lambda}`, errorText(y))
    }));
  const measured = (name: SeriesName) =>
    spreads(records, name)
      .filter(s => Number.isFinite(s.median))
      .map(s => ({
        x: place(s.lambda),
        y: Math.max(least, s.median),
        low: Math.max(least, s.low),
        high: Math.max(least, s.high),
        title: t.tip(t.series[name], s.lambda, errorText(s.median), errorText(s.low), errorText(s.high))
      }));
  return curves(
    [
      {label: t.theory, colour: "--ink", dashed: true, points: byTheory},
      ...series.map(name => ({
        label: t.series[name],
        colour: colours[name],
        dots: true,
        points: measured(name)
      }))
    ],
    {
      ...size,
      height: 360,
      x: {
        label: "λ",
        domain: [-0.2, lambdas.length - 0.8],
        ticks: lambdas.map((_, i) => i),
        format: i => String(lambdas[i])
      },
      y: {label: t.error, log: true, domain: [least, 3], ticks: 6, format: percentTick}
    }
  );
}

/** The medians with least and most, as numbers. */
function numbersTable(records: readonly IdentitySweepRecord[]): HTMLElement {
  const columns = series.map(name => spreads(records, name));
  const lambdas = [...new Set(columns.flat().map(s => s.lambda))].sort((a, b) => a - b);
  const cell = (column: (typeof columns)[number], lambda: number) => {
    const s = column.find(s => s.lambda === lambda);
    return s ? `${errorText(s.median)} [${errorText(s.low)}, ${errorText(s.high)}]` : "–";
  };
  return table(
    ["λ", ...series.map(name => t.series[name])],
    lambdas.map(lambda => [lambda, ...columns.map(column => cell(column, lambda))])
  );
}

/** How far the same λ shrinks weights, optimiser by optimiser, as bars. */
function shrinkingTable(all: StoredIdentity["shrinking"]): HTMLElement {
  const {optimisers} = identityTexts;
  return html(
    "div.kept-weights",
    html("p.part-name", ...rich(t.shrinking)),
    html(
      "ul",
      ...all.map(({optimiser, decoupled, kept}) => {
        const share = median(kept)!;
        return html(
          "li",
          html("span", decoupled ? "AdamW" : optimisers[optimiser]),
          html("span.bar", {style: `--share: ${Math.min(100, share * 100)}%`}),
          html("span.num", `${significant(share * 100, 2)}%`)
        );
      })
    )
  );
}
