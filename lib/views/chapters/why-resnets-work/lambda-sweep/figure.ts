import {median} from "d3-array";
// Error against λ over many seeds: computed when the page was built, and again on demand.
import type {IdentitySweepRecord} from "../../../../experiments/identity.js";
import {optimiserNames} from "../../../../experiments/optimisers.js";
import type {Row} from "../../../../lesson/csv.js";
import {
  choice,
  defaults,
  integer,
  namesOf,
  ownValues,
  real,
  type Values
} from "../../../../lesson/parameters.js";
import {type Update, workers} from "../../../../worker/client.js";
import {curves} from "../../../drawing/curves.js";
import {plotted} from "../../../drawing/plot.js";
import {figure} from "../../../figure/figure.js";
import {inPercent} from "../../../figure/rows.js";
import {runner} from "../../../figure/runner.js";
import {numberField, select, slider} from "../../../kit/controls.js";
import {html} from "../../../kit/dom.js";
import {rich} from "../../../kit/labels.js";
import {percentTick, significant} from "../../../kit/numbers.js";
import type {State} from "../../../kit/state.js";
import {listed, sentences} from "../../../kit/texts.js";
import {errorText} from "../identity-charts.js";
import {identityTexts} from "../identity-texts.js";
import {floors} from "../model/identity-settings.js";
import {type SeriesName, spreads} from "../model/lambda-summary.js";
import {findingsOf} from "./findings.js";
import {lambdaTexts as t} from "./texts.js";

/** What the reader can change before running it again. */
export const lambdaParameters = {
  runs: integer({min: 1, max: 20, value: 20}),
  sweepwidth: integer({min: 4, max: 16, value: 8}),
  sweepoptimiser: choice(optimiserNames, "adam"),
  sweeprate: real({min: 0.0001, max: 1000, step: 0.01, value: 0.03})
};

type Settings = Values<typeof lambdaParameters>;

/** What the page's data loader computed. */
export interface StoredIdentity {
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
const colours = {plain: "--plain", "plain from W = I": "--weight", residual: "--residual"};

/** The figure. */
export function errorAgainstLambda(
  state: State<typeof lambdaParameters>,
  {settings: {lambdas}, results, shrinking}: StoredIdentity
): HTMLElement {
  const crew = workers();
  const settings = (): Settings => ownValues(lambdaParameters, state.values);
  const same = (a: Settings, b: Settings) => JSON.stringify(a) === JSON.stringify(b);
  let shown = {
    settings: defaults(lambdaParameters) as Settings,
    // JSON has no NaN: a run that diverged stands there as null.
    records: results.map(r => ({...r, error: r.error ?? Number.NaN})) as IdentitySweepRecord[],
    stored: true
  };
  let before = shown;
  let running = false;
  let painted = 0;

  const chart = plotted(width => draw(width), {height: 360});
  const line = html("p", {class: "shown"});
  const findings = html("ul", {class: "findings"});
  const table = html("div", {class: "data-table"});

  const run = runner<Update<IdentitySweepRecord>>({
    label: t.run,
    status: () => (running ? t.progress(shown.records.length, total(shown.settings)) : ""),
    begin() {
      const now = settings();
      before = shown;
      shown = {settings: now, records: [], stored: false};
      running = true;
      show();
      return crew.runAll(
        "identitySweep",
        lambdas.map(lambda => ({
          lambdas: [lambda],
          seeds: now.runs,
          width: now.sweepwidth,
          optimiser: now.sweepoptimiser,
          rate: now.sweeprate
        }))
      );
    },
    take(update) {
      if (update.type === "error") throw new Error(update.message);
      if (update.type === "record") shown.records.push(update.record);
      if (performance.now() - painted < 150) return;
      painted = performance.now();
      chart.redraw();
    },
    end(how) {
      running = false;
      if (how !== "done") shown = before;
      show();
    }
  });

  const total = (s: Settings) => lambdas.length * series.length * s.runs;
  const theories = new Map<string, (lambda: number) => number>();
  /** The median floor over the seeds that are shown. */
  function theory(lambda: number): number {
    const {sweepwidth, runs} = shown.settings;
    const key = `${sweepwidth} ${runs}`;
    const known = theories.get(key);
    if (known) return known(lambda);
    const each = Array.from({length: runs}, (_, i) => floors(sweepwidth, i + 1));
    theories.set(key, l => median(each, floor => floor(l))!);
    return theory(lambda);
  }
  // λ = 0 has no place on a log axis, so the λ stand at equal distances.
  const place = (lambda: number) => lambdas.indexOf(lambda);

  function draw(width: number): Element {
    return curves(
      [
        {
          label: t.theory,
          colour: "--ink",
          dashed: true,
          points: lambdas
            .map(lambda => ({lambda, y: theory(lambda)}))
            .filter(({y}) => y > 0)
            .map(({lambda, y}) => ({
              x: place(lambda),
              y,
              title: `${t.theory}\nλ = ${lambda}: ${errorText(y)}`
            }))
        },
        ...series.map(name => ({
          label: t.series[name],
          colour: colours[name],
          dots: true,
          points: spreads(shown.records, name)
            .filter(s => Number.isFinite(s.median))
            .map(s => ({
              x: place(s.lambda),
              y: Math.max(least, s.median),
              low: Math.max(least, s.low),
              high: Math.max(least, s.high),
              title: t.tip(t.series[name], s.lambda, errorText(s.median), errorText(s.low), errorText(s.high))
            }))
        }))
      ],
      {
        width,
        height: 360,
        x: {
          label: "λ",
          domain: [-0.2, lambdas.length - 0.8],
          ticks: lambdas.map((_, i) => i),
          format: i => String(lambdas[i])
        },
        y: {
          label: t.error,
          log: true,
          domain: [least, 3],
          ticks: 6,
          format: percentTick
        },
        description: describe()
      }
    );
  }

  function show() {
    const current = running || same(shown.settings, settings());
    line.textContent = (current ? t.shown : t.stale)(shown.settings, shown.stored);
    line.classList.toggle("stale", !current);
    if (running) return chart.redraw();
    findings.replaceChildren(...findingsOf(shown.records).map(text => html("li", {}, text)));
    table.replaceChildren(numbersTable(shown.records));
    chart.redraw();
  }

  function describe(): string {
    const ends = series.map(name => {
      const all = spreads(shown.records, name);
      return t.along(t.series[name], listed(all.map(s => t.at(s.lambda, errorText(s.median)))));
    });
    return sentences(t.medians, ...ends);
  }

  state.follow(() => {
    if (!running) show();
  }, namesOf(lambdaParameters));

  return figure({
    id: "lambda-sweep",
    title: t.title,
    state,
    parameters: namesOf(lambdaParameters),
    controls: [
      slider(state, "runs", t.runs),
      slider(state, "sweepwidth", identityTexts.width),
      select(state, "sweepoptimiser", identityTexts.optimiser, identityTexts.optimisers),
      numberField(state, "sweeprate", identityTexts.rate)
    ],
    body: html(
      "div",
      {},
      run.element,
      line,
      chart.element,
      findings,
      html("details", {}, html("summary", {}, t.table), table),
      shrinkingTable(shrinking)
    ),
    caption: t.caption,
    describe,
    data: () => [
      ...shown.records.map(({series, lambda, seed, error}) =>
        row("relative error", series, lambda, seed, error)
      ),
      ...lambdas.map(lambda => row("relative error", "plain by theory", lambda, "median", theory(lambda))),
      ...shrinking.flatMap(({optimiser, decoupled, kept}) =>
        kept.map((share, i) => row("weights kept", decoupled ? "AdamW" : optimiser, "", i + 1, share))
      )
    ]
  });
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

/** The medians with least and most, as numbers. */
function numbersTable(records: readonly IdentitySweepRecord[]): HTMLElement {
  const columns = series.map(name => spreads(records, name));
  return html(
    "table",
    {},
    html(
      "thead",
      {},
      html("tr", {}, html("th", {}, "λ"), ...series.map(name => html("th", {}, t.series[name])))
    ),
    html(
      "tbody",
      {},
      ...columns[0].map(({lambda}, i) =>
        html(
          "tr",
          {},
          html("th", {scope: "row"}, String(lambda)),
          ...columns.map(c =>
            html("td", {}, `${errorText(c[i].median)} [${errorText(c[i].low)}, ${errorText(c[i].high)}]`)
          )
        )
      )
    )
  );
}

/** How far the same λ shrinks weights, optimiser by optimiser, as bars. */
function shrinkingTable(all: StoredIdentity["shrinking"]): HTMLElement {
  const {optimisers} = identityTexts;
  return html(
    "div",
    {class: "kept-weights"},
    html("p", {class: "part-name"}, ...rich(t.shrinking)),
    html(
      "ul",
      {},
      ...all.map(({optimiser, decoupled, kept}) => {
        const share = median(kept)!;
        return html(
          "li",
          {},
          html("span", {}, decoupled ? "AdamW" : optimisers[optimiser]),
          html("span", {class: "bar", style: `--share: ${Math.min(100, share * 100)}%`}),
          html("span", {class: "num"}, `${significant(share * 100, 2)} %`)
        );
      })
    )
  );
}
