// What was measured of the two networks beforehand: charts, table, words, and rows of data.
import {max, median, min} from "d3-array";
import type {Row} from "../../../../lesson/csv.js";
import {count, fixed, percent} from "../../../../lesson/numbers.js";
import {type Curves, curves, plotted} from "../../../drawing/curves.js";
import {inPercent} from "../../../figure/rows.js";
import {html} from "../../../kit/dom.js";
import {table} from "../../../kit/table.js";
import {type Change, errorsWith, kinds, type MeasuredNetwork, typical} from "../model/photographs.js";
import {names} from "../names.js";
import {photographBlocks} from "../parameters.js";
import {t} from "./texts.js";

export const dataRow = (quantity: string, network: string, at: number | string, share: number): Row => ({
  quantity,
  network,
  at,
  value: inPercent(share)
});

/** Of the charts. */
const height = 230;

/** The errors with one change at a block. */
export const lesions = (measured: readonly MeasuredNetwork[]) =>
  html("div.pane", html("h4", t.measured), plotted(width => lesionChart(measured, width), {height}).element);

/** How the networks were trained, to be unfolded. */
export const training = (measured: readonly MeasuredNetwork[]) =>
  html(
    "details",
    html("summary", t.trained),
    html("p.remark", recipe(measured)),
    plotted(width => historyChart(measured, width), {height}).element,
    besideThePaper(measured)
  );

/** What the paper measured of networks of this kind, beside what was measured here: trained unlike, and told apart. */
const besideThePaper = (measured: readonly MeasuredNetwork[]) =>
  table(
    [t.network, t.here(measured[0].recipe.epochs), t.paper],
    measured.map(({error}, i) => [
      t.twenty(names.kinds[kinds[i]]),
      percent(error),
      kinds[i] === "residual" ? "8.75%" : t.untold
    ]),
    {caption: t.apart}
  );

const perCent = (share: number) => 100 * share;

function lesionChart([plain, residual]: readonly MeasuredNetwork[], width: number): Curves {
  const lines = [
    [t.residualArc, "--shortcut", residual, "arcRemoved"],
    [t.plainLayers, "--plain", plain, "deleted"],
    [t.residualLayers, "--residual", residual, "deleted"]
  ] as const satisfies readonly (readonly [string, string, MeasuredNetwork, Change])[];
  return curves(
    lines.map(([label, colour, network, change]) => ({
      ...{label, colour, dots: true},
      points: errorsWith(network, change).map((error, k) => ({x: k + 1, y: perCent(error)}))
    })),
    {
      ...{width, height},
      x: {
        label: t.place,
        domain: [0, photographBlocks + 1],
        ticks: Array.from({length: photographBlocks}, (_, k) => k + 1)
      },
      y: {label: "", domain: [0, 100], ticks: [0, 25, 50, 75, 100]},
      levels: [{y: perCent(1 - 1 / plain.classes.length), label: names.chance}],
      description: lines
        .map(([label, , network, change]) => {
          const errors = errorsWith(network, change).map(perCent);
          const [middle, least, most] = [median(errors)!, min(errors)!, max(errors)!];
          return `${label}${names.colon}${t.range(fixed(middle, 1), fixed(least, 1), fixed(most, 1))}`;
        })
        .join(names.semicolon)
    }
  );
}

/** Test and training error by epoch. */
const historyChart = (measured: readonly MeasuredNetwork[], width: number): Curves =>
  curves(
    measured.flatMap(({history}, i) =>
      (["testError", "trainingError"] as const).map(what => ({
        label: `${names.kinds[kinds[i]]}${names.comma}${what === "testError" ? t.test : t.training}`,
        colour: `--${kinds[i]}`,
        dashed: what === "trainingError",
        points: history.map(epoch => ({x: epoch.epoch, y: perCent(epoch[what])}))
      }))
    ),
    {
      ...{width, height},
      x: {label: t.epochs, ticks: 5},
      y: {label: t.error, domain: [0, 80], ticks: 4},
      description: measured
        .map(({error}, i) => t.final(names.kinds[kinds[i]], percent(error)))
        .join(names.semicolon)
    }
  );

const recipe = ([{recipe, images}]: readonly MeasuredNetwork[]): string =>
  t.recipe(recipe, count(images.training));

export const summary = ([plain, residual]: readonly MeasuredNetwork[]): string =>
  t.lost(
    percent(typical(residual, "deleted")),
    percent(typical(residual, "arcRemoved")),
    percent(typical(plain, "deleted"))
  );

export const historyRows = (measured: readonly MeasuredNetwork[]): Row[] =>
  measured.flatMap(({history}, i) =>
    history.flatMap(({epoch, testError, trainingError}) => [
      dataRow("test error by epoch in %", kinds[i], epoch, testError),
      dataRow("training error by epoch in %", kinds[i], epoch, trainingError)
    ])
  );
