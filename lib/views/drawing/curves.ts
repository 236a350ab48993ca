// Measured curves with bands, labelled at their ends instead of in a legend. A chart that shows something else keeps its
// elements: what a slider moves is only what changes.
import {join, set, svg} from "../kit/dom.js";
import {significant} from "../kit/numbers.js";
import {type Resized, resized} from "../kit/resize.js";
import {apart} from "./apart.js";
import {type Axis, axes, px, type Scales} from "./axes.js";
import {tip} from "./tip.js";

export interface Point {
  readonly x: number;
  readonly y: number;
  /** The band around it: quartiles, or least and most. */
  readonly low?: number;
  readonly high?: number;
  /** What the tip says of it; the numbers when left out. */
  readonly title?: string;
}

export interface Series {
  /** The label at the end of the curve; none if empty, where a legend elsewhere names it. */
  readonly label: string;
  /** A variable of the style sheet: `--plain`. */
  readonly colour: string;
  readonly points: readonly Point[];
  /** Dashed: a theory, a sketch, a result of former settings. */
  readonly dashed?: boolean;
  readonly faded?: boolean;
  /** Marks at the points: right for measured values, wrong for a dense training curve. */
  readonly dots?: boolean;
}

interface CurvesOptions {
  readonly width: number;
  readonly height?: number;
  readonly x: Axis;
  readonly y: Axis;
  /** Level lines: chance, a floor. */
  readonly levels?: readonly {readonly y: number; readonly label: string}[];
  /** What the chart shows, for those who do not see it. */
  readonly description: string;
  /** A dot at the moment that is looked at. */
  readonly dot?: {readonly x: number; readonly y: number};
  /** Crosses at the upper edge: what left the chart. */
  readonly gone?: readonly {
    readonly x: number;
    readonly colour: string;
    readonly dx: number;
    readonly title: string;
  }[];
  /** Where an upright line marks the moment, or a choice; `moveRule` moves it. */
  readonly rule?: number;
  /** Values of x that a click near them chooses. */
  readonly pick?: {readonly from: readonly number[]; readonly choose: (x: number) => void};
}

/** What a chart is given by the figure that draws it. */
export type ChartSize = Pick<CurvesOptions, "width" | "description" | "rule">;

/** Curves, for `plotted` to draw. */
export interface Curves extends CurvesOptions {
  readonly series: readonly Series[];
}

export const curves = (series: readonly Series[], options: CurvesOptions): Curves => ({series, ...options});

/** A chart of the curves that `draw` gives for a width. */
export function plotted(draw: (width: number) => Curves, options: {readonly height?: number} = {}): Resized {
  const show = chart();
  return resized(width => show(draw(width)), options);
}

/** How far the ends of curves are from the edges of the picture, in pixels. */
const [left, bottom] = [52, 42];

function chart(): (shown: Curves) => SVGSVGElement {
  const outlined = {
    stroke: "var(--card)",
    "stroke-width": 4,
    "stroke-linejoin": "round",
    "paint-order": "stroke"
  };
  const levels = svg("g", {stroke: "var(--ink-3)", "stroke-dasharray": "2 5"});
  const bands = svg("g");
  const lines = svg("g", {
    fill: "none",
    "stroke-width": 2.4,
    "stroke-linejoin": "round",
    "stroke-linecap": "round",
    transform: "translate(0.5,0.5)"
  });
  const dots = svg("g", {fill: "var(--card)", "stroke-width": 2.2, transform: "translate(0.5,0.5)"});
  const levelNames = svg("g", {...outlined, fill: "var(--ink-2)", "text-anchor": "start"});
  const names = svg("g", {"font-weight": 600, "text-anchor": "start"});
  const rule = svg("g.rule", {stroke: "var(--ink-3)"});
  const gone = svg("g", {"font-weight": 700});
  const dot = svg("g", {fill: "var(--shortcut)", stroke: "var(--card)", "stroke-width": 1.5});
  const hint = tip();
  const frame = axes(levels, bands, lines, dots, levelNames, names, rule, gone, dot, hint.element);
  let pick: CurvesOptions["pick"];
  let at: Scales;
  hint.listen(frame.svg);
  frame.svg.addEventListener("click", event => {
    const place = hint.place(event)[0];
    const far = (x: number) => Math.abs(at.x(x) - place);
    const [nearest] = [...(pick?.from ?? [])].sort((a, b) => far(a) - far(b));
    if (nearest !== undefined && far(nearest) < 40) pick!.choose(nearest);
  });
  return shown => {
    const {series, width, x, y, description} = shown;
    const height = shown.height ?? Math.round(Math.max(240, Math.min(400, width * 0.45)));
    const narrow = width < 520;
    // Also those without points yet: the drawing keeps its height while they arrive.
    const labelled = series.filter(s => s.label);
    const longest = Math.max(0, ...series.map(s => widthOf(s.label)));
    const right = narrow ? 14 : Math.max(20, longest + 18);
    const legend = narrow ? flowed(labelled, width - left - right) : [];
    const above = legend.length && 18 * (legend[legend.length - 1].row + 1);
    const margin = {left, right, top: 28 + above, bottom};
    const full = series.filter(s => s.points.length > 0);
    const level = shown.levels ?? [];
    const points = full.flatMap(s => s.points);
    at = frame.show(
      {x, y},
      {width, height: height + above, margin},
      {
        x: points.map(p => p.x),
        y: [...points.flatMap(p => [p.y, p.low ?? p.y, p.high ?? p.y]), ...level.map(l => l.y)]
      }
    );
    ({pick} = shown);
    set(frame.svg, {"aria-label": description, cursor: pick ? "pointer" : null});
    join(levels, "line", level, l => {
      const place = px(at.y(l.y) + 0.5);
      return {x1: left, x2: width - right, y1: place, y2: place};
    });
    join(bands, "path", full, s => ({
      d: band(s.points, at),
      fill: `var(${s.colour})`,
      "fill-opacity": s.faded ? 0.07 : 0.16
    }));
    const stroke = ({colour, faded}: Series) => ({
      stroke: `var(${colour})`,
      "stroke-opacity": faded ? 0.4 : null
    });
    join(lines, "path", full, s => ({
      ...stroke(s),
      d: line(s.points, at),
      "stroke-dasharray": s.dashed ? "6 5" : null
    }));
    const marked = full.filter(s => s.dots).flatMap(s => s.points.map(p => ({s, p})));
    join(dots, "circle", marked, ({s, p}) => ({...stroke(s), cx: px(at.x(p.x)), cy: px(at.y(p.y)), r: 4.2}));
    // Curves may begin where its name stands.
    join(
      levelNames,
      "text",
      level,
      l => ({x: left + 4.5, y: px(at.y(l.y) - 7.5), dy: "0.32em"}),
      l => l.label
    );
    set(names, narrow ? {stroke: null, "font-size": 13} : {...outlined, "font-size": 13.5});
    join(
      names,
      "text",
      narrow ? labelsAbove(legend) : atEnds(labelled, at, margin.top, height),
      ({text, ...attributes}) => attributes,
      ({text}) => text
    );
    join(gone, "text", shown.gone ?? [], ({x, dx, colour}) => ({
      x: px(at.x(x) + dx + 0.5),
      y: margin.top + 8.5,
      dy: "0.32em",
      fill: `var(${colour})`
    }));
    for (const [i, mark] of [...gone.children].entries())
      mark.replaceChildren("✕", svg("title", shown.gone![i].title));
    join(dot, "circle", shown.dot ? [shown.dot] : [], ({x, y}) => ({
      cx: px(at.x(x) + 0.5),
      cy: px(at.y(y) + 0.5),
      r: 6
    }));
    join(rule, "line", shown.rule === undefined ? [] : [shown.rule], v => ({
      ...upright(at, v),
      y1: margin.top,
      y2: height + above - bottom
    }));
    if (rule.firstElementChild) places.set(rule.firstElementChild, at);
    hint.show(
      () =>
        full.flatMap(s =>
          s.points.map(p => ({
            x: at.x(p.x),
            y: at.y(p.y),
            text: p.title ?? [s.label, tipText(x, p.x), tipText(y, p.y)].filter(Boolean).join("\n")
          }))
        ),
      width
    );
    return frame.svg;
  };
}

const upright = ({x}: Scales, value: number) => ({x1: px(x(value) + 0.5), x2: px(x(value) + 0.5)});

/** Where the values of a chart stand, by its upright line. */
const places = new WeakMap<Element, Scales>();

/** Moves the upright line of a chart, if it has been drawn, and says what the chart shows now. */
export function moveRule({element}: Resized, rule: number, description: string): void {
  const line = element.querySelector(".rule line");
  if (!line) return;
  set(line, upright(places.get(line)!, rule));
  set(line.closest("svg")!, {"aria-label": description});
}

/** The way through points; it is broken where there is no number. */
function line(points: readonly Point[], {x, y}: Scales): string {
  let pen = "M";
  let d = "";
  for (const point of points) {
    const [a, b] = [x(point.x), y(point.y)];
    const there = Number.isFinite(a) && Number.isFinite(b);
    if (there) d += `${pen}${px(a)},${px(b)}`;
    pen = there ? "L" : "M";
  }
  // A single point is seen by its round end.
  return d.includes("L") ? d : d && `${d}Z`;
}

function band(points: readonly Point[], {x, y}: Scales): string {
  const around = points.filter(p => p.low !== undefined && p.high !== undefined);
  const edge = [
    ...around.map(p => [p.x, p.high!] as const),
    ...around.map(p => [p.x, p.low!] as const).reverse()
  ];
  return edge.length ? `M${edge.map(([a, b]) => `${px(x(a))},${px(y(b))}`).join("L")}Z` : "";
}

/** What a tip says of a value: with the axis' name, where it has one. */
const tipText = ({label, format = short}: Axis, value: number): string =>
  `${label && `${label}: `}${format(value)}`;

const short = (value: number) => (Number.isInteger(value) ? String(value) : significant(value));

/** A label of a curve, with its place. */
const label = (text: string, {colour}: Series, x: number, y: number, dy: string) => ({
  text,
  ...{x: px(x), y: px(y), dy, fill: `var(${textColour(colour)})`}
});

/** Labels at the right ends, moved apart where they would cover one another. */
function atEnds(series: readonly Series[], at: Scales, top: number, height: number) {
  const ends = series
    .flatMap(s => s.points.slice(-1).map(last => ({s, x: at.x(last.x), y: at.y(last.y) - top})))
    .filter(end => Number.isFinite(end.y))
    .sort((a, b) => a.y - b.y);
  const places = apart(
    ends.map(({y}) => y),
    17,
    height - 28 - bottom
  );
  return ends.map(({s, x}, i) => label(s.label, s, x + 10.5, top + places[i] + 0.5, "0.32em"));
}

interface Flowed {
  readonly s: Series;
  readonly row: number;
  readonly from: number;
}

/** On a narrow page there is no room beside the curves: the labels stand above, as many in a row as it holds. */
function flowed(series: readonly Series[], width: number): Flowed[] {
  const places: Flowed[] = [];
  let [row, from] = [0, 0];
  for (const s of series) {
    const size = widthOf(`━ ${s.label}`);
    if (from > 0 && from + size > width) [row, from] = [row + 1, 0];
    places.push({s, row, from});
    from += size + 14;
  }
  return places;
}

const labelsAbove = (legend: readonly Flowed[]) =>
  legend.map(({s, row, from}) =>
    label(`${s.dashed ? "┄" : "━"} ${s.label}`, s, left + from + 0.5, 28 + 18 * row - 1.5, "0.71em")
  );

/** About how wide a label is: Chinese characters are square. */
export const widthOf = (label: string) => [...label].reduce((width, c) => width + (c > "~" ? 13 : 7.4), 0);

/** Grey and orange strokes are too light for text: their darker namesakes stand in. */
function textColour(colour: string): string {
  return ["--plain", "--shortcut"].includes(colour) ? `${colour}-text` : colour;
}
