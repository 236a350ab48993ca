// What this page measured, as a table in the shape of the paper's: to stand beside published numbers, and to be told apart.

import {fixed} from "../../../lesson/numbers.js";
import {html} from "../../kit/dom.js";
import {table} from "../../kit/table.js";
import {texts} from "../../kit/texts.js";
import type {StoredSweep} from "./degradation-experiment/figure.js";
import {summarise, type Trained} from "./model/sweep-summary.js";
import {names} from "./names.js";

const t = texts({
  en: {
    layers: "Layers",
    error: (kind: string) => `Training error, ${kind}`,
    caption: (seeds: number) =>
      `Measured by this page when it was built: three spirals, networks of width 16, medians of ${seeds} seeds.`
  },
  zh: {
    layers: "层数",
    error: kind => `训练误差，${kind}`,
    caption: seeds => `本页生成时测得：三条螺线，宽度 16 的网络，${seeds} 个种子的中位数。`
  }
});

/** The page's own training errors, plain and residual, at the depths from 20 on. */
export function measuredTable({results}: StoredSweep): HTMLElement {
  const trained = results.filter((r): r is typeof r & Trained => r.result !== undefined);
  const rows = (["plain", "zero-gamma"] as const).map((variant, i) => ({
    kind: names.kinds[(["plain", "residual"] as const)[i]],
    summaries: summarise(trained, variant).filter(({depth}) => depth >= 20)
  }));
  const [{summaries}] = rows;
  return html(
    "div.measured-table",
    table(
      [t.layers, ...summaries.map(({depth}) => depth)],
      rows.map(({kind, summaries}) => [
        t.error(kind),
        ...summaries.map(({median}) => `${fixed(median, 1)}%`)
      ]),
      {caption: t.caption(summaries[0].count)}
    )
  );
}
