// Training error against depth: the two curves, what came before in faint strokes, what diverged at the top.

import type {Variant} from "../../../../experiments/network.js";
import {fixed} from "../../../../lesson/numbers.js";
import {allDepths, type Curves as Shown} from "../../../../lesson/runs/degradation.js";
import {type Curves, curves, type Point} from "../../../drawing/curves.js";
import {texts} from "../../../kit/texts.js";
import {type Summary, summarise, type Trained} from "../model/sweep-summary.js";
import {names} from "../names.js";

const t = texts({
  en: {
    layers: "layers",
    error: "training error, %",
    chance: "chance",
    point: (name: string, {depth, median, low, high, count}: Summary) =>
      `${name}, ${depth} layers\nmedian ${fixed(median, 1)}%` +
      (count > 1 ? `\nquartiles ${fixed(low, 1)}–${fixed(high, 1)}%, ${count} seeds` : ", one seed"),
    inside: "click to look inside",
    earlier: "one of the results before",
    diverged: (name: string, depth: number, count: number) => `${name}, ${depth} layers: ${count} diverged`
  },
  zh: {
    layers: "层数",
    error: "训练误差，%",
    chance: "随机猜测",
    point: (name, {depth, median, low, high, count}) =>
      `${name}，${depth} 层\n中位数 ${fixed(median, 1)}%` +
      (count > 1 ? `\n四分位数 ${fixed(low, 1)}–${fixed(high, 1)}%，${count} 个种子` : "，1 个种子"),
    inside: "点击查看网络内部",
    earlier: "此前的结果",
    diverged: (name, depth, count) => `${name}，${depth} 层：${count} 个发散`
  }
});

/** Results that belong together: all networks were trained with the same settings. */
export interface Results {
  readonly networks: readonly Trained[];
  /** The residual variant beside "plain". */
  readonly variant: Variant;
  /** The training error of guessing, in %. */
  readonly chance: number;
}

interface ChartOptions {
  readonly width: number;
  readonly curves: Shown;
  readonly deepest: number;
  /** The results before these, drawn faintly. */
  readonly before?: Results;
  /** The settings have been changed since: all is faint. */
  readonly stale: boolean;
  readonly description: string;
  readonly choose: (depth: number) => void;
}

/** The kinds of network that are drawn. */
export const kindsOf = (curves: Shown) =>
  (["plain", "residual"] as const).filter(kind => curves === "both" || curves === kind);

/** The chart; a click near a point chooses its depth. */
export function sweepChart(results: Results, options: ChartOptions): Curves {
  const {width, deepest, before, stale, description, choose} = options;
  const kinds = ({networks, variant}: Results) =>
    kindsOf(options.curves).map(kind => ({
      kind,
      summaries: summarise(networks, kind === "plain" ? "plain" : variant)
    }));
  const points = (kind: "plain" | "residual", summaries: readonly Summary[], what: string): Point[] =>
    summaries
      .filter(s => Number.isFinite(s.median))
      .map(s => ({
        x: s.depth,
        y: s.median,
        ...(s.count > 1 && {low: s.low, high: Math.min(s.high, 100)}),
        title: `${t.point(names.kinds[kind], s)}\n${what}`
      }));
  const top = Math.max(results.chance, before?.chance ?? 0) > 70 ? 100 : 75;
  const gone = kinds(results).flatMap(({kind, summaries}) =>
    summaries
      .filter(s => s.diverged.length)
      .map(s => ({
        x: s.depth,
        ...(kind === "plain" ? {colour: "--plain-text", dx: -6} : {colour: "--residual", dx: 6}),
        title: t.diverged(names.kinds[kind], s.depth, s.diverged.length)
      }))
  );
  const series = [
    ...(before
      ? kinds(before).map(({kind, summaries}) => ({
          label: "",
          colour: `--${kind}`,
          points: points(kind, summaries, t.earlier),
          dashed: true,
          faded: true
        }))
      : []),
    ...kinds(results).map(({kind, summaries}) => ({
      label: names.kinds[kind],
      colour: `--${kind}`,
      points: points(kind, summaries, t.inside),
      dots: true,
      faded: stale
    }))
  ];
  return curves(series, {
    width,
    x: {
      label: t.layers,
      log: true,
      domain: [1.8, Math.max(110, deepest) * 1.08],
      ticks: allDepths.filter(d => d <= Math.max(110, deepest) && (width > 480 || d !== 110 || deepest < 152))
    },
    y: {label: t.error, domain: [0, top], ticks: top > 80 ? [0, 25, 50, 75, 100] : [0, 20, 40, 60]},
    levels: [{y: results.chance, label: t.chance}],
    description,
    gone,
    pick: {from: results.networks.map(n => n.depth), choose}
  });
}
