// The frame of a chart: its scales, its axes with ticks, labels and lines. All is brought up to date in place.
import {ticks as evenTicks, extent, tickStep} from "d3-array";
import {join, set, svg, write} from "../kit/dom.js";
import {count, fixed} from "../kit/numbers.js";

export interface Axis {
  readonly label: string;
  readonly log?: boolean;
  readonly domain?: readonly [number, number];
  readonly ticks?: readonly number[] | number;
  readonly format?: (value: number) => string;
}

export interface Margin {
  readonly left: number;
  readonly right: number;
  readonly top: number;
  readonly bottom: number;
}

/** Where a chart's values stand, in pixels. */
export interface Scales {
  readonly x: (value: number) => number;
  readonly y: (value: number) => number;
}

export interface Axes {
  readonly svg: SVGSVGElement;
  /** Draws the axes for a size, and says where values stand; `known` are the values that a domain is taken of where none is given. */
  show(
    axes: {readonly x: Axis; readonly y: Axis},
    size: {
      readonly width: number;
      readonly height: number;
      readonly margin: Margin;
      readonly lines?: boolean;
    },
    known?: {readonly x: readonly number[]; readonly y: readonly number[]}
  ): Scales;
}

/** A picture with axes around what is put between them. */
export function axes(...content: readonly SVGElement[]): Axes {
  const group = (attributes = {}) => svg("g", attributes);
  const lines = group({stroke: "currentColor", "stroke-opacity": 0.1});
  const marks = group({stroke: "currentColor"});
  const numbers = {
    x: group({"font-variant": "tabular-nums"}),
    y: group({"font-variant": "tabular-nums", "text-anchor": "end"})
  };
  const names = {
    x: svg("text", {"text-anchor": "end"}),
    y: svg("text", {x: 3.5, y: 3.5, dy: "0.71em", "text-anchor": "start"})
  };
  const root = svg(
    "svg",
    {
      role: "img",
      fill: "currentColor",
      "text-anchor": "middle",
      style:
        "display:block;max-width:100%;height:auto;overflow:visible;font:13px var(--sans);color:var(--ink-2)"
    },
    lines,
    marks,
    numbers.y,
    names.y,
    numbers.x,
    names.x,
    ...content
  );
  return {
    svg: root,
    show(axis, {width, height, margin, lines: ruled = true}, known = {x: [], y: []}) {
      const [left, right, top, bottom] = [
        margin.left,
        width - margin.right,
        margin.top,
        height - margin.bottom
      ];
      set(root, {width, height, viewBox: `0 0 ${width} ${height}`});
      const [domainX, domainY] = [domainOf(axis.x, known.x), domainOf(axis.y, known.y)];
      const x = scale(axis.x, domainX, [left, right]);
      const y = scale(axis.y, domainY, [bottom, top], true);
      const ticks = {x: ticksOf(axis.x, domainX), y: ticksOf(axis.y, domainY)};
      join(lines, "line", ruled ? ticks.y : [], v => {
        const at = px(y(v) + 0.5);
        return {x1: left, x2: right, y1: at, y2: at};
      });
      join(
        marks,
        "path",
        [
          ...ticks.y.map(v => `M${left},${px(y(v) + 0.5)}h-6`),
          ...ticks.x.map(v => `M${px(x(v) + 0.5)},${bottom}v6`)
        ],
        d => ({d})
      );
      join(
        numbers.y,
        "text",
        ticks.y,
        v => ({x: left - 8.5, y: px(y(v) + 0.5), dy: "0.32em"}),
        labels(axis.y, domainY, ticks.y)
      );
      join(
        numbers.x,
        "text",
        ticks.x,
        v => ({x: px(x(v) + 0.5), y: bottom + 9.5, dy: "0.71em"}),
        axis.x.format ?? String
      );
      write(names.y, axis.y.label && `↑ ${axis.y.label}`);
      write(names.x, axis.x.label.replace(/(?<! →)$/, " →"));
      set(names.x, {x: width - 2.5, y: height - (margin.bottom > 40 ? 5.5 : 2.5)});
      return {x, y};
    }
  };
}

type Domain = readonly [number, number];

/** The domain of an axis: its own, else that of the values. */
function domainOf({log, domain}: Axis, values: readonly number[]): Domain {
  const [low, high] = extent(values.filter(v => Number.isFinite(v) && (!log || v > 0)));
  return domain ?? (low === undefined || high === undefined ? (log ? [1, 10] : [0, 1]) : [low, high]);
}

/** Places values of a domain between two places; what is beyond them, where it is to stop there, stands at them. */
function scale({log}: Axis, domain: Domain, [from, to]: Domain, stop = false): (value: number) => number {
  const even = log ? Math.log : (v: number) => v;
  const [low, high] = domain.map(even);
  return value => {
    const share = high === low ? 0.5 : (even(value) - low) / (high - low);
    return from + (stop ? Math.max(0, Math.min(1, share)) : share) * (to - from);
  };
}

/** Ticks at round values, about so many; on a logarithmic axis powers of ten, or their multiples where these are few. */
function ticksOf({log, ticks = 5}: Axis, [low, high]: Domain): readonly number[] {
  if (typeof ticks !== "number") return ticks.filter(v => v >= low && v <= high);
  if (!log) return evenTicks(low, high, ticks);
  const [from, to] = [Math.log10(low), Math.log10(high)];
  if (to - from >= ticks) return evenTicks(from, to, ticks).map(power => 10 ** power);
  const powers = Array.from({length: Math.ceil(to) - Math.floor(from) + 1}, (_, i) => Math.floor(from) + i);
  const all = powers.flatMap(p =>
    Array.from({length: 9}, (_, k) => (p < 0 ? (k + 1) / 10 ** -p : (k + 1) * 10 ** p))
  );
  const within = all.filter(v => v >= low && v <= high);
  return within.length * 2 < ticks ? evenTicks(low, high, ticks) : within;
}

/** How ticks are written; on a logarithmic axis, where they stand close, some are not. */
function labels(
  {log, ticks: wanted, format}: Axis,
  [low, high]: Domain,
  ticks: readonly number[]
): (value: number) => string {
  const about = typeof wanted === "number" ? wanted : 10;
  const digits = Math.max(0, -Math.floor(Math.log10(tickStep(low, high, about) || 1) + 1e-9));
  const text = format ?? ((v: number) => (digits && !log ? fixed(v, digits) : count(v)));
  if (!log) return text;
  const most = Math.max(1, (10 * about) / ticks.length);
  return value => {
    const multiple = value / 10 ** Math.round(Math.log10(value));
    return (multiple * 10 < 9.5 ? multiple * 10 : multiple) <= most ? text(value) : "";
  };
}

/** A place in pixels, as exact as can be seen. */
export const px = (place: number): number => Math.round(place * 100) / 100;
