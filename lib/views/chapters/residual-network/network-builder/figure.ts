// A network that the reader builds: layers in a row, an arc over every two, each of which can be taken out.

import {type Layer, plan} from "../../../../graph/index.js";
import {choice, integer, namesOf, type Parameter} from "../../../../lesson/parameters.js";
import {gaussian, random} from "../../../../tensor/random.js";
import {flat} from "../../../../tensor/tensor.js";
import {figure} from "../../../figure/figure.js";
import {button, options, slider} from "../../../kit/controls.js";
import {html, set, svg} from "../../../kit/dom.js";
import {count, significant, superscript} from "../../../kit/numbers.js";
import {resized} from "../../../kit/resize.js";
import type {State} from "../../../kit/state.js";
import {pathLengths} from "../model/paths.js";
import {t} from "./texts.js";

const most = 20;

/** Which arcs there are, one digit each: `11011`. Those beyond the last digit are there. */
const arcs: Parameter<string> = {
  value: "",
  expects: `0 | 1, × ${most}`,
  parse: text => (/^[01]*$/.test(text) && text.length <= most ? text.replace(/1+$/, "") : undefined),
  format: String
};

/** Parameters of this figure. */
export const builderParameters = {
  arcs,
  builderDepth: choice(["10", "20", "40"], "10"),
  builderSeed: integer({min: 1, max: 99, value: 1})
};

/** Makes a network from its arcs: for each block, whether it has one. */
export type Build = (arcs: readonly boolean[]) => Layer;

interface Sizes {
  /** RMS of what leaves each layer, over the input's. */
  readonly signal: readonly number[];
  /** Norm of the gradient there, over the output's. */
  readonly gradient: readonly number[];
}

/** Sends 64 random inputs forward through the untrained network, and a random gradient back, and measures both. */
export function measure(model: Layer, {width, seed}: {width: number; seed: number}): Sizes {
  const p = plan(model, {input: [64, width], seed});
  const next = random(seed + 1000);
  const noise = () => Float32Array.from({length: 64 * width}, () => gaussian(next));
  p.feed(noise());
  p.forward();
  p.backward({gradient: noise()});
  const size = (x: ArrayLike<number>) => Math.sqrt(Array.from(x).reduce((s, v) => s + v * v, 0));
  const layers = p.steps.filter(s => s.operation === "relu").map(s => s.output);
  const input = size(flat(p.input));
  const output = size(flat(p.gradient(layers[layers.length - 1])));
  return {
    signal: layers.map(name => size(flat(p.value(name))) / input),
    gradient: layers.map(name => size(flat(p.gradient(name))) / output)
  };
}

/** The figure; it shows the network that `build` makes. */
export function builder(
  state: State<typeof builderParameters>,
  build: Build,
  {width: units = 16} = {}
): HTMLElement {
  const own = namesOf(builderParameters);
  const list = (): boolean[] => {
    const {arcs, builderDepth} = state.values;
    return Array.from({length: Number(builderDepth) / 2}, (_, k) => arcs[k] !== "0");
  };
  const change = (next: readonly boolean[]) => {
    const kept = state.values.arcs.slice(next.length);
    state.set({arcs: (next.map(Number).join("") + kept).replace(/1+$/, "")});
  };
  const toggle = (k: number) => change(list().map((on, i) => (i === k ? !on : on)));

  let sizes: Sizes = {signal: [], gradient: []};
  const drawing = resized(width => draw(list(), sizes, width, toggle), {height: 260});
  const paths = html("div", {class: "paths"});
  const describe = () => {
    const now = list();
    return t.describe(
      2 * now.length,
      now.filter(Boolean).length,
      now.length,
      pathText(now),
      significant(sizes.signal[sizes.signal.length - 1], 2),
      significant(sizes.gradient[0], 2)
    );
  };

  const element = figure({
    id: "network-builder",
    title: t.title,
    state,
    parameters: own,
    controls: [
      options(state, "builderDepth", t.depth, {}),
      slider(state, "builderSeed", t.seed),
      // Also the arcs that a deeper network would have: "no arc" stays true when layers are added.
      ...[t.all, t.none].map((label, none) => button(label, () => change(Array(most).fill(!none))))
    ],
    body: html("div", {}, drawing.element, html("p", {class: "remark"}, t.scale), paths),
    caption: t.caption,
    describe,
    data: () => [
      ...Object.entries({
        "signal, the input's is 1": sizes.signal,
        "gradient, the output's is 1": sizes.gradient
      }).flatMap(([quantity, values]) =>
        values.map((value, i) => ({quantity, "layer, or layers passed": i + 1, value}))
      ),
      ...pathLengths(list()).map(({length, count}) => ({
        quantity: "paths",
        "layer, or layers passed": length,
        value: count
      }))
    ]
  });

  state.follow(({builderSeed}) => {
    sizes = measure(build(list()), {width: units, seed: builderSeed});
    // The arc that was pressed keeps the focus although all is drawn anew.
    const focused = drawing.element.querySelector(":focus")?.getAttribute("data-arc");
    drawing.redraw();
    if (focused) drawing.element.querySelector<SVGElement>(`[data-arc="${focused}"]`)?.focus();
    paths.replaceChildren(pathChart(list()));
  }, own);
  return element;
}

function pathText(arcs: readonly boolean[]): string {
  const lengths = pathLengths(arcs);
  const total = lengths.reduce((s, l) => s + l.count, 0);
  return t.path(t.paths(total), lengths[0].length, lengths[lengths.length - 1].length);
}

/** How many paths there are of each length, as columns. */
function pathChart(arcs: readonly boolean[]): HTMLElement {
  const lengths = pathLengths(arcs);
  const highest = Math.max(...lengths.map(l => l.count));
  return html(
    "div",
    {},
    html("h4", {}, pathText(arcs)),
    html(
      "div",
      {class: lengths.length > 12 ? "path-columns many" : "path-columns", role: "list"},
      ...lengths.map(({length, count: n}) =>
        html(
          "div",
          {role: "listitem", "aria-label": t.through(n, length), title: t.through(n, length)},
          html("span", {class: "num", "aria-hidden": "true"}, lengths.length > 12 ? "" : count(n)),
          html("span", {class: "column", style: `height: ${Math.max(2, (56 * n) / highest)}px`}),
          html("span", {class: "num", "aria-hidden": "true"}, length)
        )
      )
    )
  );
}

/** The network in rows of ten or twenty layers, arcs above, bars below each layer. */
function draw(arcs: readonly boolean[], sizes: Sizes, width: number, toggle: (k: number) => void): Element {
  const layers = 2 * arcs.length;
  const perRow = Math.min(layers, width < 620 ? 10 : 20);
  const rows = Math.ceil(layers / perRow);
  const left = 68;
  // On the right stand the powers of ten.
  const step = (width - left - 22) / (perRow + 0.6);
  const height = 256;
  const x = (i: number) => left + ((i % perRow) + 0.9) * step;
  const drawing = svg("svg", {
    width,
    height: rows * height,
    viewBox: `0 0 ${width} ${rows * height}`,
    role: "group",
    "aria-label": t.title
  });
  const all = [...sizes.signal, ...sizes.gradient].map(v => Math.abs(Math.log10(v))).filter(Number.isFinite);
  const decades = Math.max(1, Math.ceil(Math.max(0, ...all)));
  for (let r = 0; r < rows; r++) {
    const g = svg("g", {transform: `translate(0, ${r * height})`});
    const end = x(perRow - 1);
    const axis = 84;
    g.append(
      svg("path", {
        d: `M${left - 8},${axis}H${end + step * 0.6}`,
        stroke: "var(--main)",
        "stroke-width": 2.5,
        opacity: 0.45
      })
    );
    g.append(
      svg(
        "text",
        {x: left - 14, y: axis + 5, "text-anchor": "end", class: "title", "font-size": 15},
        r ? "…" : "x"
      )
    );
    for (let i = r * perRow; i < Math.min(layers, (r + 1) * perRow); i++) {
      for (let u = 0; u < 4; u++)
        g.append(
          svg("circle", {
            cx: x(i),
            cy: axis - 21 + 14 * u,
            r: Math.min(6, step * 0.32),
            fill: "var(--card)",
            stroke: "var(--main)",
            "stroke-width": 1.6
          })
        );
      g.append(
        svg(
          "text",
          {x: x(i), y: axis + 46, "text-anchor": "middle", "font-size": step < 24 ? 10.5 : 12},
          i + 1
        )
      );
    }
    for (const [what, values, base, colour] of [
      [t.signal, sizes.signal, 160, "--main"],
      [t.gradient, sizes.gradient, 218, "--grad"]
    ] as const) {
      const half = 19;
      g.append(svg("path", {d: `M${left - 4},${base}H${end + step * 0.5}`, stroke: "var(--line-2)"}));
      g.append(svg("text", {x: left - 8, y: base + 4, "text-anchor": "end", "font-size": 12}, what));
      for (let i = r * perRow; i < Math.min(layers, (r + 1) * perRow); i++) {
        const up = (Math.log10(values[i]) / decades) * half;
        const tall = Number.isFinite(up) ? Math.max(1, Math.abs(up)) : half;
        const bar = svg("rect", {
          x: x(i) - step * 0.3,
          y: up > 0 ? base - tall : base,
          width: step * 0.6,
          height: tall,
          fill: `var(${colour})`,
          rx: 1.5
        });
        bar.append(svg("title", {}, t.bar(what, i + 1, values[i])));
        g.append(bar);
      }
      for (const [sign, y] of [
        [decades, base - half],
        [-decades, base + half]
      ] as const)
        g.append(svg("text", {x: width - 1, y: y + 4, "font-size": 10, "text-anchor": "end"}, ten(sign)));
    }
    for (let k = (r * perRow) / 2; k < Math.min(arcs.length, ((r + 1) * perRow) / 2); k++) g.append(arc(k));
    drawing.append(g);
  }
  return drawing;

  function arc(k: number) {
    // Between an arc's end and the next one's beginning there is room to see that they are two.
    const [from, to] = [x(2 * k) - step * 0.46, x(2 * k + 1) + step * 0.34];
    const d = `M${from},78V44C${from},24 ${from + 4},20 ${from + 16},20H${to - 16}C${to - 4},20 ${to},24 ${to},44V74`;
    const g = svg("g", {
      class: "arc",
      tabindex: 0,
      role: "switch",
      "aria-checked": String(arcs[k]),
      "aria-label": t.arc(k),
      "data-arc": k
    });
    g.append(
      svg("rect", {x: from - 3, y: 8, width: to - from + 6, height: 52, fill: "transparent"}),
      svg("path", {
        d,
        fill: "none",
        stroke: arcs[k] ? "var(--shortcut)" : "var(--line-2)",
        "stroke-width": arcs[k] ? 3 : 1.8,
        "stroke-dasharray": arcs[k] ? null : "3 5",
        "stroke-linecap": "round"
      })
    );
    if (arcs[k])
      g.append(
        svg("path", {
          d: `M${to - 4},68L${to},76L${to + 4},68`,
          fill: "none",
          stroke: "var(--shortcut)",
          "stroke-width": 2.5,
          "stroke-linecap": "round",
          "stroke-linejoin": "round"
        })
      );
    return set(g, {
      click: () => toggle(k),
      keydown: event => {
        const {key} = event as KeyboardEvent;
        if (key !== " " && key !== "Enter") return;
        event.preventDefault();
        toggle(k);
      }
    });
  }
}

const ten = (exponent: number) => `10${superscript(exponent)}`;
