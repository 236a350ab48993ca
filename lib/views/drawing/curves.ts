// Measured curves with bands, labelled at their ends instead of in a legend.

import {significant} from "../../lesson/numbers.js";
import {set} from "../kit/dom.js";
import {placeOver} from "../kit/pick.js";
import type {Resized} from "../kit/resize.js";
import {apart} from "./apart.js";
import {setNames} from "./names.js";
import {lettering, type Markish, Plot, withPlot} from "./plot.js";

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

interface Axis {
  readonly label: string;
  readonly log?: boolean;
  readonly domain?: readonly [number, number];
  readonly ticks?: readonly number[] | number;
  readonly format?: (value: number) => string;
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
  /** Where curves are labelled: at their ends, or where they begin, if that is where they lie apart. */
  readonly labels?: "end" | "start";
  /** Crosses at the upper edge: what left the chart. */
  readonly gone?: readonly {
    readonly x: number;
    readonly colour: string;
    readonly dx: number;
    readonly title: string;
  }[];
  /** Thin lines behind the curves, each of many: the more there are, the fainter. */
  readonly crowd?: {readonly colour: string; readonly lines: readonly (readonly Point[])[]};
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
  return withPlot(width => chart(draw(width)), {...options, room: width => room(draw(width)).total});
}

/** How a chart shares out its place. */
function room({
  series,
  width,
  labels,
  height = Math.round(Math.max(240, Math.min(400, width * 0.45)))
}: Curves) {
  const longest = Math.max(0, ...series.map(s => widthOf(s.label)));
  const narrow = width < 520;
  const atStart = labels === "start";
  const [left, right] = [52, narrow ? 14 : atStart ? 20 : Math.max(20, longest + 18)];
  // Also those without points yet: the drawing keeps its height while they arrive.
  const labelled = series.filter(s => s.label);
  const legend = narrow ? flowed(labelled, width - left - right) : [];
  const above = legend.length && 18 * (legend[legend.length - 1].row + 1);
  return {height, total: height + above, above, left, right, narrow, atStart, legend, labelled};
}

function chart(curves: Curves): Element {
  const {series, width, x, y, levels = [], gone = [], crowd, description, ...shown} = curves;
  const {height, above, left, right, narrow, atStart, legend, labelled} = room(curves);
  const drawn = series.filter(s => s.points.length > 0);
  const plot = Plot.plot({
    width,
    height: height + above,
    marginLeft: left,
    marginRight: right,
    marginTop: 28 + above,
    marginBottom: 42,
    ariaLabel: description,
    style: {...lettering, overflow: "visible"},
    x: {type: x.log ? "log" : "linear", domain: x.domain, label: x.label},
    y: {
      label: y.label || null,
      type: y.log ? "log" : "linear",
      domain: y.domain,
      ticks: ticksOf(y),
      tickFormat: y.format,
      grid: true,
      clamp: true
    },
    marks: [
      // With a text of their own, since on a log scale Plot leaves out the labels of "odd" ticks.
      Plot.axisX({
        ticks: x.ticks,
        text: x.format ?? String,
        label: x.label,
        labelAnchor: "right",
        labelOffset: 36
      }),
      Plot.ruleY(levels, {y: "y", stroke: "var(--ink-3)", strokeDasharray: "2 5"}),
      // Curves may begin where its name stands: they go over it.
      Plot.text(levels, {
        y: "y",
        text: "label",
        frameAnchor: "left",
        dx: 4,
        dy: -8,
        textAnchor: "start",
        fill: "var(--ink-2)",
        stroke: "var(--card)",
        strokeWidth: 4
      }),
      crowd &&
        Plot.line(
          crowd.lines.flatMap((line, of) => line.map(point => ({...point, of}))),
          {
            x: "x",
            y: "y",
            z: "of",
            stroke: `var(${crowd.colour})`,
            strokeWidth: 1.2,
            strokeOpacity: Math.max(0.08, Math.min(0.9, 5 / crowd.lines.length))
          }
        ),
      ...drawn.map(s =>
        Plot.areaY(
          s.points.filter(p => p.low !== undefined),
          {
            x: "x",
            y1: "low",
            y2: "high",
            fill: `var(${s.colour})`,
            fillOpacity: s.faded ? 0.07 : 0.16
          }
        )
      ),
      ...drawn.map(s =>
        Plot.lineY(s.points, {
          x: "x",
          y: "y",
          stroke: `var(${s.colour})`,
          strokeWidth: 2.4,
          strokeLinejoin: "round",
          strokeOpacity: s.faded ? 0.4 : 1,
          strokeDasharray: s.dashed ? "6 5" : undefined
        })
      ),
      ...drawn
        .filter(s => s.dots)
        .map(s =>
          Plot.dot(s.points, {
            x: "x",
            y: "y",
            r: 4.2,
            fill: "var(--card)",
            stroke: `var(${s.colour})`,
            strokeOpacity: s.faded ? 0.4 : 1,
            strokeWidth: 2.2
          })
        ),
      ...(narrow
        ? labelsAbove(legend, above)
        : labelsOf(
            labelled.filter(s => s.points.length > 0),
            {height, y, atStart}
          )),
      Plot.tip(
        drawn.flatMap(s =>
          s.points.map(p => ({
            ...p,
            title: p.title ?? [s.label, tipText(x, p.x), tipText(y, p.y)].filter(Boolean).join("\n")
          }))
        ),
        Plot.pointer({x: "x", y: "y", title: "title", fill: "var(--card)", stroke: "var(--line-2)"})
      ),
      Plot.ruleX(shown.rule === undefined ? [] : [shown.rule], {className: "rule", stroke: "var(--ink-3)"}),
      ...gone.map(({x, colour, dx, title}) =>
        Plot.text([{x}], {
          x: "x",
          frameAnchor: "top",
          dx,
          dy: 8,
          text: () => "✕",
          fontWeight: 700,
          fill: `var(${colour})`,
          title: () => title
        })
      ),
      Plot.dot(shown.dot ? [shown.dot] : [], {
        x: "x",
        y: "y",
        r: 6,
        fill: "var(--ink)",
        stroke: "var(--card)",
        strokeWidth: 1.5
      })
    ]
  });
  const line = plot.querySelector(".rule line");
  if (line) places.set(line, x => plot.scale("x")!.apply(x));
  if (shown.pick) choosable(plot, shown.pick, x => plot.scale("x")!.apply(x) / width);
  return asPicture(plot);
}

/** Where an axis has its ticks: a logarithmic one at whole decades, not at the hairlines between them. */
function ticksOf({log, domain, ticks = 5}: Axis): readonly number[] | number {
  if (!log || !domain || typeof ticks !== "number") return ticks;
  const first = Math.ceil(Math.log10(domain[0]) - 1e-9);
  const last = Math.floor(Math.log10(domain[1]) + 1e-9);
  const every = Math.max(1, Math.ceil((last - first) / ticks));
  const count = Math.floor((last - first) / every) + 1;
  // Read from text, since 10 ** -4 is not quite 0.0001.
  return Array.from({length: count}, (_, i) => Number(`1e${first + i * every}`));
}

/** Lets a click near one of some values of x choose it. */
function choosable(
  plot: SVGSVGElement | HTMLElement,
  {from, choose}: NonNullable<CurvesOptions["pick"]>,
  placeOf: (x: number) => number
): void {
  plot.style.cursor = "pointer";
  plot.addEventListener("click", event => {
    const {width} = plot.getBoundingClientRect();
    const far = (x: number) => Math.abs(placeOf(x) - placeOver(plot, event as MouseEvent)[0]) * width;
    const [nearest] = [...from].sort((a, b) => far(a) - far(b));
    if (nearest !== undefined && far(nearest) < 40) choose(nearest);
  });
}

/** Where an upright line stands, in pixels. */
const places = new WeakMap<Element, (x: number) => number>();

/**
 * Moves the upright line of a chart, if it has been drawn, and says what the chart shows now: that costs next to nothing
 * beside drawing it anew.
 */
export function moveRule({element}: Resized, rule: number, description: string): void {
  const line = element.querySelector(".rule line");
  if (!line) return;
  const place = String(places.get(line)!(rule));
  set(line, {x1: place, x2: place});
  line.closest("[role=img]")!.setAttribute("aria-label", description);
}

/** What a tip says of a value: with the axis' name, where it has one. */
const tipText = ({label, format = short}: Axis, value: number): string =>
  `${label && `${label}: `}${format(value)}`;

const short = (value: number) => (Number.isInteger(value) ? String(value) : significant(value));

/** A plot as a picture with one description: Plot names its groups as well, which have no role to bear a name. */
export function asPicture<E extends Element>(plot: E): E {
  setNames(plot);
  plot.setAttribute("role", "img");
  for (const group of plot.querySelectorAll("g[aria-label]")) group.removeAttribute("aria-label");
  return plot;
}

// Labels at the right ends, or over the beginnings, moved apart where they would cover one another.
function labelsOf(
  series: readonly Series[],
  {height, y, atStart}: {readonly height: number; readonly y: Axis; readonly atStart: boolean}
): Markish[] {
  const all = series
    .flatMap(s => s.points.flatMap(p => [p.y, p.low ?? p.y, p.high ?? p.y]))
    .filter(v => !y.log || v > 0);
  const [low, high] = y.domain ?? [Math.min(...all), Math.max(...all)];
  const scale = (v: number) =>
    y.log ? Math.log(Math.max(v, low) / low) / Math.log(high / low) : (v - low) / (high - low || 1);
  const ends = series
    .map(s => ({s, last: s.points[atStart ? 0 : s.points.length - 1]}))
    .map(({s, last}) => ({s, last, at: (1 - Math.max(0, Math.min(1, scale(last.y)))) * (height - 70)}))
    .sort((a, b) => a.at - b.at);
  const places = apart(
    ends.map(({at}) => at),
    17,
    height - 70
  );
  return ends.map(({s, last, at}, i) => {
    return Plot.text([last], {
      x: "x",
      y: "y",
      text: () => s.label,
      dx: atStart ? 4 : 10,
      dy: places[i] - at - (atStart ? 14 : 0),
      textAnchor: "start",
      fill: `var(${textColour(s.colour)})`,
      // Another curve may pass where this one ends.
      stroke: "var(--card)",
      strokeWidth: 4,
      fontWeight: 600,
      fontSize: 13.5
    });
  });
}

interface Flowed {
  readonly s: Series;
  readonly row: number;
  readonly left: number;
}

// On a narrow page there is no room beside the curves: the labels stand above, as many in a row as it holds.
function flowed(series: readonly Series[], width: number): Flowed[] {
  const places: Flowed[] = [];
  let [row, left] = [0, 0];
  for (const s of series) {
    const size = widthOf(`━ ${s.label}`);
    if (left > 0 && left + size > width) [row, left] = [row + 1, 0];
    places.push({s, row, left});
    left += size + 14;
  }
  return places;
}

function labelsAbove(legend: readonly Flowed[], above: number): Markish[] {
  return legend.map(({s, row, left}) =>
    Plot.text([0], {
      frameAnchor: "top-left",
      text: () => `${s.dashed ? "┄" : "━"} ${s.label}`,
      dx: left,
      dy: 18 * row - above - 2,
      fill: `var(${textColour(s.colour)})`,
      fontWeight: 600,
      fontSize: 13
    })
  );
}

/** About how wide a label is: Chinese characters are square. */
const widthOf = (label: string) => [...label].reduce((width, c) => width + (c > "~" ? 13 : 7.4), 0);

// Some strokes are too light for text: their darker namesakes stand in.
const textColours: {readonly [colour: string]: string} = {
  "--plain": "--plain-text",
  "--shortcut": "--shortcut-text",
  "--residual-soft": "--residual-soft-text"
};
const textColour = (colour: string) => textColours[colour] ?? colour;
