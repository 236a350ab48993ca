import {significant} from "../../../../lesson/numbers.js";
import type {Plane} from "../../../../lesson/runs/plane.js";
import {asPicture} from "../../../drawing/curves.js";
import {type ContourOptions, Plot} from "../../../drawing/plot.js";
import {html} from "../../../kit/dom.js";
import {mapFrame, mapHeight} from "../map-frame.js";

const margin = {left: 34, right: 14, top: 8, bottom: 26};

/** How high the map is. */
export const planeHeight = (width: number) => mapHeight(width, margin);

/** Bands of the loss to a power of ten: from one to the next it changes by 12 %. */
const toTen = 20;

/** The bands that all the planes' losses lie in, by their lower edges: decimal logarithms. */
export function bandsOf(planes: readonly Plane[]): number[] {
  const logs = planes.flatMap(({losses}) => [...losses].filter(Number.isFinite).map(Math.log10));
  // Before there is a loss, those of guessing and about.
  const [low, high] = logs.length
    ? [logs, logs].map((all, i) => all.reduce((a, b) => (i ? Math.max(a, b) : Math.min(a, b))))
    : [-1, 0.1];
  const first = Math.floor(low * toTen);
  return Array.from({length: Math.floor(high * toTen) - first + 1}, (_, k) => (first + k) / toTen);
}

/** The colour of a band: the lower the loss, the stronger. */
const shade = (k: number, count: number) =>
  `color-mix(in oklab, var(--good) ${Math.round(86 - (76 * k) / Math.max(1, count - 1))}%, var(--card))`;

/** The loss on a plane as bands, its local minima, and a cross where the trained weights are. */
export function planeMap(
  {points, losses}: Plane,
  {
    width,
    radius,
    bands,
    minima,
    label
  }: {
    readonly width: number;
    readonly radius: number;
    readonly bands: readonly number[];
    /** Indices of points of the grid. */
    readonly minima: readonly number[];
    readonly label: string;
  }
): Element {
  const step = (2 * radius) / (points - 1);
  const edge = radius + step / 2;
  const ticks = {ticks: [-radius, 0, radius], tickFormat: (v: number) => String(v).replace("-", "−")};
  const dots = minima.map(i => [(i % points) * step - radius, radius - Math.floor(i / points) * step]);
  const plot = Plot.plot({
    ...mapFrame(width, margin, label),
    x: {domain: [-radius, radius], label: null, ...ticks},
    y: {domain: [-radius, radius], label: null, ...ticks},
    color: {type: "threshold", domain: bands.slice(1), range: bands.map((_, k) => shade(k, bands.length))},
    marks: [
      Plot.contour(Array.from(losses, Math.log10), {
        width: points,
        height: points,
        x1: -edge,
        y1: edge,
        x2: edge,
        y2: -edge,
        fill: (log: number) => log,
        thresholds: [...bands],
        stroke: "var(--card)",
        strokeWidth: 0.7,
        // Contours stand for squares around the points; beyond the outermost points they only close.
        clip: true
      } as ContourOptions),
      Plot.dot(dots, {
        r: width < 260 ? 2.2 : 3.6,
        fill: "var(--card)",
        stroke: "var(--ink)",
        strokeWidth: 1.4
      }),
      Plot.text([[0, 0]], {
        text: ["+"],
        fontSize: 24,
        fontWeight: 700,
        fill: "var(--bad)",
        stroke: "var(--card)",
        strokeWidth: 3
      })
    ]
  });
  return asPicture(plot);
}

/** Which colour stands for which loss: the bands side by side, with numbers below them. */
export function lossScale(bands: readonly number[], name: string): HTMLElement {
  const [first, width] = [bands[0], bands.length / toTen];
  const place = (value: number) => (Math.log10(value) - first) / width;
  const ticks = [-2, -1, 0, 1, 2]
    .flatMap(power => [1, 2, 5].map(m => m * 10 ** power))
    .filter(value => place(value) >= 0 && place(value) <= 1);
  return html(
    "div.loss-scale",
    html("span.name", name),
    html(
      "div.bands",
      ...bands.map((_, k) => html("span.band", {style: `background: ${shade(k, bands.length)}`})),
      ...ticks.map(value =>
        html("span.num", {style: `--at: ${(100 * place(value)).toFixed(2)}%`}, significant(value, 1))
      )
    )
  );
}
