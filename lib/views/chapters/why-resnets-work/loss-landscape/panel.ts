import {
  type BlockKind,
  gradient,
  loss,
  minima,
  type Scalar,
  saddle,
  type Weights
} from "../../../../experiments/landscape.js";
import {asPicture} from "../../../drawing/curves.js";
import {type ContourOptions, Plot, withPlot} from "../../../drawing/plot.js";
import {html} from "../../../kit/dom.js";
import {pickable} from "../../../kit/pick.js";
import {mapFrame} from "../map-frame.js";
import {reach} from "../parameters.js";

/** What lies between two points that can be picked, and how many of these a side has. */
const step = 0.1;
const count = Math.round((2 * reach) / step) + 1;
const edge = reach + step / 2;
const margin = {left: 34, right: 6, top: 22, bottom: 34};
const bands = 14;

/** The loss over (w1, w2) as bands, with a path of gradient descent from the point that is picked on it. */
export function landscapePanel(
  kind: BlockKind,
  {
    scalar,
    path,
    start,
    move,
    pickLabel,
    say,
    description
  }: {
    readonly scalar: () => Scalar;
    readonly path: () => readonly Weights[];
    readonly start: () => Weights;
    readonly move: (to: Weights) => void;
    readonly pickLabel: string;
    readonly say: () => string;
    readonly description: () => string;
  }
): {readonly element: HTMLElement; redraw(): void} {
  const area = html("div", {
    style: `position: absolute; inset: ${margin.top}px ${margin.right}px ${margin.bottom}px ${margin.left}px`
  });
  const index = (w: number) => Math.round((w + reach) / step);
  const weight = (i: number) => Number((i * step - reach).toFixed(6));
  const tell = pickable(area, {
    rows: count,
    columns: count,
    label: pickLabel,
    at: () => [count - 1 - index(start()[1]), index(start()[0])],
    pick: (row, column) => move([weight(column), weight(count - 1 - row)]),
    say
  });
  const drawing = withPlot(width =>
    draw(kind, {width, scalar: scalar(), path: path(), label: description()})
  );
  return {
    element: html("div.landscape", drawing.element, area),
    redraw() {
      drawing.redraw();
      tell();
    }
  };
}

function draw(
  kind: BlockKind,
  {width, scalar, path, label}: {width: number; scalar: Scalar; path: readonly Weights[]; label: string}
): Element {
  const bottoms = minima(scalar);
  const least = Math.min(...bottoms.map(w => loss(scalar, w)));
  // Narrow bands where the ground is nearly level, wide ones on the slopes.
  const levels = Array.from({length: bands}, (_, k) => least - 1e-9 + 3 * (k / bands) ** 2);
  const shade = levels.map(
    (_, k) =>
      `color-mix(in oklab, var(--${kind}) ${Math.round(78 * (1 - k / (bands - 1)) ** 1.3)}%, var(--card))`
  );
  const flat = scalar.lambda === 0;
  // A path that diverges is drawn as far as it matters: a drawing has no place for 10³⁷.
  const far = path.findIndex(w => Math.hypot(...w) > 10 * reach);
  const line = path.slice(0, far < 0 ? undefined : far) as Weights[];
  const plot = Plot.plot({
    ...mapFrame(width, margin, label),
    x: {domain: [-edge, edge], label: "w₁", ticks: [-1, 0, 1], tickFormat: signed},
    y: {domain: [-edge, edge], label: "w₂", ticks: [-1, 0, 1], tickFormat: signed},
    color: {type: "threshold", domain: levels.slice(1), range: shade},
    marks: [
      Plot.contour({
        x1: -edge,
        y1: -edge,
        x2: edge,
        y2: edge,
        pixelSize: 6,
        fill: (x: number, y: number) => loss(scalar, [x, y]),
        thresholds: levels,
        stroke: "var(--card)",
        strokeWidth: 0.7
      } as ContourOptions),
      Plot.ruleX([0], {stroke: "var(--ink-3)", strokeOpacity: 0.5}),
      Plot.ruleY([0], {stroke: "var(--ink-3)", strokeOpacity: 0.5}),
      Plot.line(line, {stroke: "var(--ink)", strokeWidth: 2.4, clip: true}),
      Plot.dot(line.slice(1, 40), {
        r: 2,
        fill: "var(--ink)",
        clip: true
      }),
      Plot.dot([path[0]], {r: 6, fill: "var(--card)", stroke: "var(--ink)", strokeWidth: 2.6}),
      // Without decay whole curves are lowest: no point of them stands out.
      flat ? null : Plot.dot(bottoms, {r: 5.5, fill: "var(--ink)", stroke: "var(--card)", strokeWidth: 1.5}),
      saddle(scalar)
        ? Plot.text([[0, 0]], {text: ["×"], fontSize: 24, fontWeight: 700, fill: "var(--bad)"})
        : null
    ]
  });
  return asPicture(plot);
}

const signed = (v: number) => String(v).replace("-", "−");

/** How many steps until the ground is level to three decimals, if ever. */
export function arrival(scalar: Scalar, path: readonly Weights[]): number | undefined {
  const steps = path.findIndex(w => Math.hypot(...gradient(scalar, w)) < 1e-3);
  return steps < 0 ? undefined : steps;
}
