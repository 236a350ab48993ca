// The curves that a class drew, over those that were measured: one chart for each curve that was asked for.
import {median} from "d3-array";
import {fixed} from "../../lesson/numbers.js";
import type {Drawn} from "../../lesson/prediction.js";
import type {Prediction} from "../../lesson/results/lesson.js";
import {curves, type Point, plotted} from "../drawing/curves.js";
import {html} from "../kit/dom.js";
import {texts} from "../kit/texts.js";

const t = texts({
  en: {
    kinds: ["Plain networks", "Residual networks"],
    layers: "layers",
    error: "training error, %",
    middle: "class median",
    measured: "measured",
    point: (what: string, depth: number, error: string) => `${what}, ${depth} layers: ${error}%`,
    describe: (kind: string, n: number, at: readonly string[]) =>
      `${kind}: ${n === 1 ? "one drawn curve" : `${n} drawn curves`}. ${at.join(" ")}`,
    at: (depth: number, middle: string, measured: string) =>
      `At ${depth} layers the class median is ${middle}%, measured were ${measured}%.`
  },
  zh: {
    kinds: ["普通网络", "残差网络"],
    layers: "层数",
    error: "训练误差，%",
    middle: "全班的中位数",
    measured: "测得",
    point: (what, depth, error) => `${what}，${depth} 层：${error}%`,
    describe: (kind, n, at) => `${kind}：画了 ${n} 条曲线。${at.join("")}`,
    at: (depth, middle, measured) => `${depth} 层时，全班的中位数是 ${middle}%，测得 ${measured}%。`
  }
});

const colours = ["--plain", "--residual"] as const;

/** @param drawn each learner's curves, in the order of the figure that asks for them */
export function classCurves({curves: takes, measured}: Prediction, drawn: readonly Drawn[]): HTMLElement {
  const charts = t.kinds.map((kind, k) => {
    const chart = chartOf(
      {kind, colour: colours[k], ...takes!},
      drawn.map(all => all[k]),
      (measured as Drawn)[k]
    );
    return html("div", html("h3", kind), chart);
  });
  return html("div.class-curves", ...charts);
}

interface Chart {
  readonly kind: string;
  readonly colour: string;
  /** The depths of the curves' points. */
  readonly at: readonly number[];
  readonly min: number;
  readonly max: number;
}

function chartOf(
  {kind, colour, at, min, max}: Chart,
  drawn: readonly (readonly number[])[],
  found: readonly number[]
): HTMLElement {
  const middle = at.map((_, i) => median(drawn, curve => curve[i])!);
  const points = (curve: readonly number[], what: string): Point[] =>
    at.map((x, i) => ({x, y: curve[i], title: t.point(what, x, fixed(curve[i], 0))}));
  const said = at.flatMap((depth, i) =>
    [8, 56, 110].includes(depth) ? [t.at(depth, fixed(middle[i], 0), fixed(found[i], 0))] : []
  );
  const height = 280;
  return plotted(
    width =>
      curves(
        [
          ...(drawn.length > 1
            ? [{label: t.middle, colour, points: points(middle, t.middle), dashed: true}]
            : []),
          {label: t.measured, colour: "--ink", points: points(found, t.measured), dots: true}
        ],
        {
          width,
          height,
          x: {label: t.layers, log: true, ticks: at},
          y: {label: t.error, domain: [min, max]},
          crowd: {colour, lines: drawn.map(curve => at.map((x, i) => ({x, y: curve[i]})))},
          description: t.describe(kind, drawn.length, said)
        }
      ),
    {height}
  ).element;
}
