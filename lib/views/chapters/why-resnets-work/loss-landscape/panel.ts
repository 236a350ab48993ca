import {contours} from "d3";
import {
  type BlockKind,
  gradient,
  loss,
  minima,
  type Scalar,
  saddle,
  type Weights
} from "../../../../experiments/landscape.js";
import {axes, px} from "../../../drawing/axes.js";
import {html, join, set, svg, uid} from "../../../kit/dom.js";
import {pickable} from "../../../kit/pick.js";
import {resized} from "../../../kit/resize.js";
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
  const draw = drawn(kind);
  const drawing = resized(width => draw(width, {scalar: scalar(), path: path(), label: description()}));
  return {
    element: html("div.landscape", drawing.element, area),
    redraw() {
      drawing.redraw();
      tell();
    }
  };
}

/** A drawing that is brought up to date in place: a start or a rate that moves leaves the ground as it is. */
function drawn(kind: BlockKind) {
  const heights = svg("g", {
    stroke: "var(--card)",
    "stroke-width": 0.7,
    "stroke-miterlimit": 1,
    transform: `translate(${margin.left},${margin.top})`
  });
  const zeroes = svg("path", {stroke: "var(--ink-3)", "stroke-opacity": 0.5});
  const clip = uid("landscape");
  const inside = svg("rect", {x: margin.left, y: margin.top});
  const way = svg("path", {
    fill: "none",
    stroke: "var(--shortcut)",
    "stroke-width": 2.4,
    "stroke-linejoin": "round",
    "stroke-linecap": "round"
  });
  const steps = svg("g", {fill: "var(--shortcut)"});
  const from = svg("circle", {r: 6, fill: "var(--card)", stroke: "var(--shortcut)", "stroke-width": 2.6});
  const lowest = svg("g", {fill: "var(--ink)", stroke: "var(--card)", "stroke-width": 1.5});
  const cross = svg("text", {dy: "0.32em", "font-size": 24, "font-weight": 700, fill: "var(--bad)"}, "×");
  const frame = axes(
    svg("clipPath", {id: clip}, inside),
    svg("g", {"clip-path": `url(#${clip})`}, heights),
    zeroes,
    svg("g", {"clip-path": `url(#${clip})`}, way, steps),
    from,
    lowest,
    cross
  );
  let ground = "";
  return (
    width: number,
    {scalar, path, label}: {scalar: Scalar; path: readonly Weights[]; label: string}
  ): SVGSVGElement => {
    const size = width - margin.left - margin.right;
    const axis = {domain: [-edge, edge], ticks: [-1, 0, 1], format: signed} as const;
    const {x, y} = frame.show(
      {x: {label: "w₁", ...axis}, y: {label: "w₂", ...axis}},
      {width, height: size + margin.top + margin.bottom, margin, lines: false}
    );
    set(frame.svg, {"aria-label": label});
    set(inside, {width: size, height: size});
    const bottoms = minima(scalar);
    const of = `${scalar.m} ${scalar.lambda} ${width}`;
    if (of !== ground) join(heights, "path", bandsOf(kind, scalar, size), band => band);
    ground = of;
    set(zeroes, {
      d: `M${px(x(0) + 0.5)},${margin.top}v${size}M${margin.left},${px(y(0) + 0.5)}h${size}`
    });
    // A path that diverges is drawn as far as it matters: a drawing has no place for 10³⁷.
    const far = path.findIndex(w => Math.hypot(...w) > 10 * reach);
    const at = ([a, b]: Weights) => ({
      cx: px(x(a) + 0.5),
      cy: px(b > edge || b < -edge ? beyond(b) : y(b) + 0.5)
    });
    const beyond = (b: number) => y(0) + ((y(edge) - y(0)) * b) / edge;
    const line = path.slice(0, far < 0 ? undefined : far).map(at);
    set(way, {d: line.length ? `M${line.map(({cx, cy}) => `${cx},${cy}`).join("L")}` : null});
    join(steps, "circle", line.slice(1, 40), place => ({...place, r: 2}));
    set(from, at(path[0]));
    // Without decay whole curves are lowest: no point of them stands out.
    join(lowest, "circle", scalar.lambda === 0 ? [] : bottoms, w => ({...at(w), r: 5.5}));
    set(cross, {x: px(x(0) + 0.5), y: px(y(0) + 0.5), visibility: saddle(scalar) ? null : "hidden"});
    return frame.svg;
  };
}

/** A value of the loss for every so many pixels. */
const pixel = 6;

/** The bands of the loss, lowest first, as paths and their fills. */
function bandsOf(
  kind: BlockKind,
  scalar: Scalar,
  size: number
): {readonly d: string; readonly fill: string}[] {
  const least = Math.min(...minima(scalar).map(w => loss(scalar, w)));
  // Narrow bands where the ground is nearly level, wide ones on the slopes.
  const levels = Array.from({length: bands}, (_, k) => least - 1e-9 + 3 * (k / bands) ** 2);
  const cells = Math.round(size / pixel);
  const cell = (2 * edge) / cells;
  // A cell more all around: contours end where the values do, and what is cut off there is not seen.
  const side = cells + 2;
  const values = Array.from({length: side * side}, (_, i) =>
    loss(scalar, [((i % side) - 0.5) * cell - edge, edge - (Math.floor(i / side) - 0.5) * cell])
  );
  const at = (place: number) => px(((place - 1) * size) / cells);
  return contours()
    .size([side, side])
    .thresholds(levels)(values)
    .map(({coordinates}, k) => ({
      d: coordinates
        .flat()
        .map(ring => `M${ring.map(([x, y]) => `${at(x)},${at(y)}`).join("L")}Z`)
        .join(""),
      fill: `color-mix(in oklab, var(--${kind}) ${Math.round(78 * (1 - k / (bands - 1)) ** 1.3)}%, var(--card))`
    }));
}

const signed = (v: number) => String(v).replace("-", "−");

/** How many steps until the ground is level to three decimals, if ever. */
export function arrival(scalar: Scalar, path: readonly Weights[]): number | undefined {
  const steps = path.findIndex(w => Math.hypot(...gradient(scalar, w)) < 1e-3);
  return steps < 0 ? undefined : steps;
}
