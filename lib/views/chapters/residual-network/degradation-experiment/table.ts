// The numbers of a sweep as a table: for those who do not see the chart, and for those who want to read them off.

import {fixed} from "../../../../lesson/numbers.js";
import {button} from "../../../kit/controls.js";
import {html} from "../../../kit/dom.js";
import {table} from "../../../kit/table.js";
import {texts} from "../../../kit/texts.js";
import {type Summary, summarise, type Trained} from "../model/sweep-summary.js";
import {names} from "../names.js";
import type {Results} from "./chart.js";

const t = texts({
  en: {
    numbers: "The numbers",
    layers: "layers",
    look: (depth: number) => `Look inside the networks of ${depth} layers`,
    diverged: ({depth, seed, result}: Trained, kind: string) =>
      `Diverged: ${kind}, ${depth} layers, seed ${seed}, at step ${result.diverged!.step}, first in layer ${result.diverged!.layer} (${result.diverged!.value}).`,
    short: "diverged"
  },
  zh: {
    numbers: "数值",
    layers: "层数",
    look: depth => `查看 ${depth} 层网络的内部`,
    diverged: ({depth, seed, result}, kind) =>
      `发散：${kind}，${depth} 层，种子 ${seed}，第 ${result.diverged!.step} 步，最先在第 ${result.diverged!.layer} 层（${result.diverged!.value}）。`,
    short: "发散"
  }
});

/**
 * The table, behind a summary, or open as it was before; a button in each row looks inside. Runs that diverged are listed,
 * with step and layer.
 */
export function sweepTable(results: Results, choose: (depth: number) => void, open = false): HTMLElement {
  const kinds = ["plain", results.variant] as const;
  const both = kinds.map(variant => summarise(results.networks, variant));
  const depths = [...new Set(both.flat().map(s => s.depth))].sort((a, b) => a - b);
  const lost = both.flatMap((list, i) =>
    list.flatMap(s => s.diverged.map(n => t.diverged(n, names.kinds[i ? "residual" : "plain"])))
  );
  return html(
    "div",
    lost.length > 0 &&
      html(
        "ul.diverged",
        ...lost.slice(0, 6).map(text => html("li", text)),
        lost.length > 6 && html("li", `+ ${lost.length - 6}`)
      ),
    html(
      "details",
      {open},
      html("summary", t.numbers),
      table(
        [t.layers, names.kinds.plain, names.kinds.residual],
        depths.map(depth => [
          button(String(depth), () => choose(depth), {"aria-label": t.look(depth)}),
          ...both.map(summaries => cell(summaries.find(s => s.depth === depth)))
        ])
      )
    )
  );
}

function cell(s: Summary | undefined): string {
  if (!s) return "–";
  if (!Number.isFinite(s.median)) return t.short;
  const range =
    s.count > 1 ? ` [${fixed(s.low, 1)}, ${Number.isFinite(s.high) ? fixed(s.high, 1) : t.short}]` : "";
  return `${fixed(s.median, 1)}%${range}`;
}
