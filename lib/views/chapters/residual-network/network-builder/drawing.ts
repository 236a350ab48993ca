// The network as it is drawn: layers in rows of ten or twenty, arcs above them, bars below.

import {superscript} from "../../../../lesson/numbers.js";
import {textAt} from "../../../drawing/text.js";
import {svg} from "../../../kit/dom.js";
import {t} from "./texts.js";

export interface Sizes {
  /** RMS of what leaves each layer, over the input's. */
  readonly signal: readonly number[];
  /** Norm of the gradient there, over the output's. */
  readonly gradient: readonly number[];
}

/** Where the layers of a row stand. */
interface Row {
  readonly left: number;
  readonly step: number;
  readonly end: number;
  /** The numbers of its layers. */
  readonly layers: readonly number[];
  x(layer: number): number;
}

const height = 256;
/** Where the row of units stands, and half the height of the bars. */
const [axis, half] = [84, 19];

/** The network; `toggle` takes an arc out, or puts it back. */
export function drawNetwork(
  arcs: readonly boolean[],
  sizes: Sizes,
  width: number,
  toggle: (k: number) => void
): SVGSVGElement {
  const layers = 2 * arcs.length;
  const perRow = Math.min(layers, width < 620 ? 10 : 20);
  const rows = Math.ceil(layers / perRow);
  const left = 68;
  // On the right stand the powers of ten.
  const step = (width - left - 22) / (perRow + 0.6);
  const x = (i: number) => left + ((i % perRow) + 0.9) * step;
  const all = [...sizes.signal, ...sizes.gradient].map(v => Math.abs(Math.log10(v))).filter(Number.isFinite);
  const decades = Math.max(1, Math.ceil(Math.max(0, ...all)));
  const drawRow = (r: number) => {
    const numbers = Array.from({length: Math.min(perRow, layers - r * perRow)}, (_, i) => r * perRow + i);
    const row: Row = {left, step, end: x(perRow - 1), layers: numbers, x};
    const switches = numbers
      .filter(i => i % 2 === 0)
      .map(i => arc(row, i / 2, arcs[i / 2], () => toggle(i / 2)));
    return svg(
      "g",
      {transform: `translate(0, ${r * height})`},
      ...mainPath(row, r ? "…" : "x"),
      ...bars(row, t.signal, sizes.signal, {base: 160, colour: "--main", decades, width}),
      ...bars(row, t.gradient, sizes.gradient, {base: 218, colour: "--grad", decades, width}),
      ...switches
    );
  };
  return svg(
    "svg",
    {
      width,
      height: rows * height,
      viewBox: `0 0 ${width} ${rows * height}`,
      role: "group",
      "aria-label": t.title
    },
    ...Array.from({length: rows}, (_, r) => drawRow(r))
  );
}

/** The main path of a row: its beginning, its line, and each layer's units and number. */
function mainPath({left, step, end, layers, x}: Row, beginning: string): SVGElement[] {
  const units = (i: number) =>
    [0, 1, 2, 3].map(u =>
      svg("circle", {
        cx: x(i),
        cy: axis - 21 + 14 * u,
        r: Math.min(6, step * 0.32),
        fill: "var(--card)",
        stroke: "var(--main)",
        "stroke-width": 1.6
      })
    );
  const number = (i: number) => svg("text", textAt(x(i), axis + 46, step < 24 ? 10.5 : 12, "middle"), i + 1);
  return [
    svg("path", {
      d: `M${left - 8},${axis}H${end + step * 0.6}`,
      stroke: "var(--main)",
      "stroke-width": 2.5,
      opacity: 0.45
    }),
    svg("text.title", textAt(left - 14, axis + 5, 15, "end"), beginning),
    ...layers.flatMap(i => [...units(i), number(i)])
  ];
}

interface BarOptions {
  readonly base: number;
  readonly colour: string;
  /** How many powers of ten a bar of full height stands for. */
  readonly decades: number;
  readonly width: number;
}

/** A bar for each layer, up or down by the logarithm of its value. */
function bars(
  {left, step, end, layers, x}: Row,
  what: string,
  values: readonly number[],
  {base, colour, decades, width}: BarOptions
): SVGElement[] {
  const bar = (i: number) => {
    const up = (Math.log10(values[i]) / decades) * half;
    const tall = Number.isFinite(up) ? Math.max(1, Math.abs(up)) : half;
    return svg(
      "rect",
      {
        x: x(i) - step * 0.3,
        y: up > 0 ? base - tall : base,
        width: step * 0.6,
        height: tall,
        fill: `var(${colour})`,
        rx: 1.5
      },
      svg("title", t.bar(what, i + 1, values[i]))
    );
  };
  const ten = (exponent: number, y: number) =>
    svg("text", textAt(width - 1, y + 4, 10, "end"), `10${superscript(exponent)}`);
  return [
    svg("path", {d: `M${left - 4},${base}H${end + step * 0.5}`, stroke: "var(--line-2)"}),
    svg("text", textAt(left - 8, base + 4, 12, "end"), what),
    ...layers.map(bar),
    ten(decades, base - half),
    ten(-decades, base + half)
  ];
}

/** The arc over two layers, a switch. */
function arc({step, x}: Row, k: number, on: boolean, toggle: () => void): SVGGElement {
  // Between an arc's end and the next one's beginning there is room to see that they are two.
  const [from, to] = [x(2 * k) - step * 0.46, x(2 * k + 1) + step * 0.34];
  const d = `M${from},78V44C${from},24 ${from + 4},20 ${from + 16},20H${to - 16}C${to - 4},20 ${to},24 ${to},44V74`;
  return svg(
    "g",
    {
      class: "arc",
      tabindex: 0,
      role: "switch",
      "aria-checked": String(on),
      "aria-label": t.arc(k),
      "data-arc": k,
      click: toggle,
      keydown: event => {
        const {key} = event as KeyboardEvent;
        if (key !== " " && key !== "Enter") return;
        event.preventDefault();
        toggle();
      }
    },
    svg("rect", {x: from - 3, y: 8, width: to - from + 6, height: 52, fill: "transparent"}),
    svg("path", {
      d,
      fill: "none",
      stroke: on ? "var(--shortcut)" : "var(--line-2)",
      "stroke-width": on ? 3 : 1.8,
      "stroke-dasharray": on ? null : "3 5",
      "stroke-linecap": "round"
    }),
    on &&
      svg("path", {
        d: `M${to - 4},68L${to},76L${to + 4},68`,
        fill: "none",
        stroke: "var(--shortcut)",
        "stroke-width": 2.5,
        "stroke-linecap": "round",
        "stroke-linejoin": "round"
      })
  );
}
