// A network that the reader builds: layers in a row, an arc over every two, each of which can be taken out.

import {sum} from "d3-array";
import {type Layer, plan} from "../../../../graph/index.js";
import {count, significant} from "../../../../lesson/numbers.js";
import {namesOf} from "../../../../lesson/parameters.js";
import {pathLengths} from "../../../../lesson/paths.js";
import {gaussian, random} from "../../../../tensor/random.js";
import {flat} from "../../../../tensor/tensor.js";
import {figure} from "../../../figure/figure.js";
import {only} from "../../../figure/networks.js";
import {prediction} from "../../../figure/prediction.js";
import {button, options, slider} from "../../../kit/controls.js";
import {html} from "../../../kit/dom.js";
import {resized} from "../../../kit/resize.js";
import type {State} from "../../../kit/state.js";
import {builderParameters, mostBlocks} from "../parameters.js";
import {drawNetwork, type Sizes} from "./drawing.js";
import {reached} from "./goal.js";
import {t} from "./texts.js";

/** Makes a network from its arcs: for each block, whether it has one. */
export type Build = (arcs: readonly boolean[]) => Layer;

/** The untrained network, with `rows` random inputs sent forward, and what draws more numbers like them. */
function computed(model: Layer, {width, seed, rows}: {width: number; seed: number; rows: number}) {
  const p = plan(model, {input: [rows, width], seed});
  const next = random(seed + 1000);
  const noise = () => Float32Array.from({length: rows * width}, () => gaussian(next));
  p.feed(noise());
  p.forward();
  return {p, noise};
}

/** Sends 64 random inputs forward through the untrained network, and a random gradient back, and measures both. */
export function measure(model: Layer, {width, seed}: {width: number; seed: number}): Sizes {
  const {p, noise} = computed(model, {width, seed, rows: 64});
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
  const parameters = namesOf(builderParameters);
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
  const drawing = resized(width => drawNetwork(list(), sizes, width, toggle), {height: 260});
  const paths = html("div.paths");
  const describe = () => {
    const arcs = list();
    return t.describe(
      2 * arcs.length,
      arcs.filter(Boolean).length,
      arcs.length,
      pathText(arcs),
      significant(sizes.signal[sizes.signal.length - 1], 2),
      significant(sizes.gradient[0], 2)
    );
  };

  const asked = prediction({
    id: "network-builder",
    parameters,
    ...t.predict,
    captionTells: true,
    shows: () => state.set({builderDepth: "10", arcs: ""}),
    measured: pathsOfFive
  });
  const element = figure({
    id: "network-builder",
    title: t.title,
    state,
    parameters,
    prediction: asked,
    controls: [
      options(state, "builderDepth", t.depth, {}),
      slider(state, "builderSeed", t.seed),
      // Also the arcs that a deeper network would have: "no arc" stays true when layers are added.
      ...[t.all, t.none].map((label, none) => button(label, () => change(Array(mostBlocks).fill(!none))))
    ],
    body: html("div", drawing.element, html("p.remark", t.scale), asked.cover(paths)),
    caption: t.caption,
    goal: {...t.goal, reached: () => reached(pathsOf(pathLengths(list())))},
    hint: t.hint,
    describe,
    networks: only(() => computed(build(list()), {width: units, seed: state.values.builderSeed, rows: 1}).p),
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
  }, parameters);
  return element;
}

function pathText(arcs: readonly boolean[]): string {
  const lengths = pathLengths(arcs);
  const total = pathsOf(lengths);
  return t.path(t.paths(total), lengths[0].length, lengths[lengths.length - 1].length);
}

/** The paths of five blocks with all their arcs, and without the middle one. */
function pathsOfFive() {
  const all = [true, true, true, true, true];
  const less = all.with(2, false);
  const [before, after] = [all, less].map(arcs => pathsOf(pathLengths(arcs)));
  return {
    answer: `${before}-${after}` as keyof typeof t.predict.choices,
    says: t.measured(pathText(all), pathText(less))
  };
}

const pathsOf = (lengths: ReturnType<typeof pathLengths>) => sum(lengths, l => l.count);

/** How many paths there are of each length, as columns. */
function pathChart(arcs: readonly boolean[]): HTMLElement {
  const lengths = pathLengths(arcs);
  const highest = Math.max(...lengths.map(l => l.count));
  return html(
    "div",
    html("h4", pathText(arcs)),
    html(
      "div",
      {class: lengths.length > 12 ? "path-columns many" : "path-columns", role: "list"},
      ...lengths.map(({length, count: n}) =>
        html(
          "div",
          {role: "listitem", "aria-label": t.through(n, length), title: t.through(n, length)},
          html("span.num", {"aria-hidden": "true"}, lengths.length > 12 ? "" : count(n)),
          html("span.column", {style: `height: ${Math.max(2, (56 * n) / highest)}px`}),
          html("span.num", {"aria-hidden": "true"}, length)
        )
      )
    )
  );
}
