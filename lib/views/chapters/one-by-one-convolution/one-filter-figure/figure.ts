import {type Explanation, type Plan, plan} from "../../../../graph/index.js";
import type {Row} from "../../../../lesson/csv.js";
import {fixed, significant} from "../../../../lesson/numbers.js";
import {conv, relu, sequential} from "../../../../nn/index.js";
import {flat, reshape, tensor} from "../../../../tensor/index.js";
import {linkCode} from "../../../drawing/code.js";
import {formula} from "../../../drawing/formula.js";
import {maps} from "../../../drawing/maps.js";
import {figure} from "../../../figure/figure.js";
import {followInView} from "../../../figure/in-view.js";
import {only} from "../../../figure/networks.js";
import {player} from "../../../figure/player.js";
import {type Measured, prediction} from "../../../figure/prediction.js";
import {arrayRows} from "../../../figure/rows.js";
import {extent, tinted} from "../../../kit/colour.js";
import {options, slider} from "../../../kit/controls.js";
import {html, set} from "../../../kit/dom.js";
import {linked} from "../../../kit/linked.js";
import {changes} from "../../../kit/memo.js";
import {numberCell} from "../../../kit/number-cell.js";
import {
  channels,
  compute,
  filterNames,
  filterWeights,
  inputVolume,
  type LayerState,
  type LayerValues,
  most,
  side
} from "../model/layer.js";
import {labelled, positionOf, productText, volumeView} from "../volume-view.js";
import {reached} from "./goal.js";
import {neuronView} from "./neuron.js";
import {strips} from "./strips.js";
import {t} from "./texts.js";

/** What the cell of the page defines: one neuron's output from its inputs, weights and bias. */
type Neuron = (x: readonly number[], w: readonly number[], b: number) => number;

/** Which line of that cell computes what. */
const lines = {"x[c] * w[c]": "value weight product", "sum +=": "sum", "+ b": "bias z", max: "relu"};

/** Figure 6 of the lecture: a 1×1×32 filter at a position of a 6×6×32 volume. */
export function oneFilter(state: LayerState, neuron: Neuron): HTMLElement {
  const layer = plan(sequential(conv(1, 1), relu), {input: [1, side, side, channels]});
  // The presets that speak of a channel mean the one that is pointed at: they follow it through the stack.
  const choose = (channel: number) => {
    if (channel + 1 !== state.values.channel) state.set({channel: channel + 1});
  };
  const weigh = (channel: number, weight: number) => {
    const weights = [...filterWeights(state.values)];
    weights[channel] = weight;
    state.set({preset: "own", weights, channel: channel + 1});
  };
  const filling = playThrough(state, () => show(state.values));
  const volumes = volumeViews(state, layer, {choose, reached: filling.reached, pick: filling.stop});
  const rows = strips({count: channels, most, choose, weigh});
  const unit = neuronView({count: channels, choose});
  const product = productLine(weight => weigh(state.values.channel - 1, weight));
  const equation = formulaLine();
  const verdict = html("p.finding");
  const parameters = ["row", "column", "channel", "seed", "preset", "weights", "bias"] as const;
  const asked = prediction({
    id: "one-filter-figure",
    parameters,
    ...t.predict,
    shows: () => state.set({preset: "one", channel: fifth + 1, bias: 0}),
    measured: () => picking(state.values)
  });
  const body = html(
    "div.one-filter",
    volumes.element,
    html("div.sum-strips", rows.element, product.element),
    equation.element,
    asked.cover(verdict),
    html(
      "details",
      html("summary", t.views),
      html("div.sum-and-unit", volumes.maps, unit.element),
      volumes.rods
    )
  );
  linked(body);
  /** How the output at the position came about. */
  const reasonOf = ({row, column}: LayerValues) => layer.explain("z1", [0, row - 1, column - 1, 0]);

  function show(values: LayerValues) {
    compute(layer, values);
    const reason = reasonOf(values);
    const result = layer.output.get(0, values.row - 1, values.column - 1, 0);
    const channel = values.channel - 1;
    const scales = {
      input: 0.7 * Math.max(...flat(inputVolume(values.seed))),
      output: extent(flat(layer.output))
    };
    volumes.show(values, scales);
    rows.show(reason, result, channel, scales.input);
    unit.show(reason, result, channel, scales);
    product.show(channel, reason.terms[channel]);
    equation.show(reason, result, scales.output);
    verdict.textContent = verdictOn(neuron, reason, result);
  }
  followInView(state, body, show, [...filterNames, "row", "column"]);

  const element = figure({
    id: "one-filter-figure",
    title: t.title,
    state,
    parameters,
    // The drawing is never covered: its words are heard all the time.
    prediction: {...asked, covered: () => undefined},
    controls: [
      filling.element,
      options(state, "preset", t.weights, t.presets),
      slider(state, "channel", t.channel),
      slider(state, "bias", t.bias),
      slider(state, "seed", t.seed)
    ],
    body,
    caption: t.caption,
    goal: {...t.goal, reached: () => reached(layer.output)},
    networks: only(() => layer),
    data: () => layerRows(layer, state.values, reasonOf(state.values)),
    describe(values) {
      const {row, column, channel} = values;
      const {terms, bias, sum} = reasonOf(values);
      const b = bias!.value;
      const {input: x, weight, product: p} = terms[channel - 1];
      const a = layer.output.get(0, row - 1, column - 1, 0);
      return (
        t.describe(row, column, fixed(sum - b), fixed(b), fixed(sum), fixed(a)) +
        t.describeChannel(channel, fixed(x), fixed(weight), fixed(p))
      );
    }
  });
  linkCode(element, lines, code => linked(body, code));
  return element;
}

/** The channel that is asked about. */
const fifth = 4;

/** Which weights make the sums, at all positions, what the channel holds there. */
function picking(values: LayerValues): Measured<keyof typeof t.predict.choices> {
  const layer = plan(sequential(conv(1, 1), relu), {input: [1, side, side, channels]});
  const others = {ones: 1, against: -1, one: 0};
  const x = inputVolume(values.seed);
  const [r, c] = [values.row - 1, values.column - 1];
  const names = Object.keys(others) as (keyof typeof others)[];
  const tried = names.map(name => {
    const weights = new Array(channels).fill(others[name]).with(fifth, 1);
    compute(layer, {...values, preset: "own", weights, bias: 0});
    const sums = layer.value("z1");
    const picks = flat(sums).every((sum, p) => Math.abs(sum - flat(x)[p * channels + fifth]) < 1e-6);
    return {name, picks, sum: fixed(sums.get(0, r, c, 0))};
  });
  const [ones, against, one] = tried.map(({sum}) => sum);
  return {
    answer: tried.find(({picks}) => picks)!.name,
    says: t.measured(r + 1, c + 1, fixed(x.get(0, r, c, fifth)), ones, against, one)
  };
}

/** While it plays, the output fills up position by position; otherwise all of it is shown. */
function playThrough(state: LayerState, show: () => void) {
  let playing = false;
  const reached = () => (playing ? (state.values.row - 1) * side + state.values.column : side * side);
  const play = player({
    label: t.play,
    interval: 260,
    step() {
      const next = playing ? reached() : 0;
      playing = next < side * side;
      if (playing) state.set({row: Math.floor(next / side) + 1, column: (next % side) + 1});
      show();
      return playing;
    }
  });
  const stop = () => {
    play.stop();
    playing = false;
  };
  return {element: play.element, reached, stop};
}

interface VolumeOptions {
  readonly choose: (channel: number) => void;
  /** Called when the reader picks a position. */
  readonly pick: () => void;
  /** How many positions of the output are shown. */
  readonly reached: () => number;
}

/** The volume and the output; its channels side by side, and the pixel and the filter that are multiplied. */
function volumeViews(state: LayerState, layer: Plan, {choose, pick, reached}: VolumeOptions) {
  const position = (label: string) => {
    const shared = positionOf(state, {label, say: (row, column) => t.say(row + 1, column + 1)});
    return {
      ...shared,
      pick(row: number, column: number) {
        pick();
        shared.pick(row, column);
      }
    };
  };
  const input = volumeView({shape: [side, side, channels], position: position(t.position), choose});
  const pixel = volumeView({shape: [1, 1, channels], choose});
  const filter = volumeView({shape: [1, 1, channels], choose, style: "weight"});
  const output = volumeView({shape: [side, side, 1], size: 28, position: position(t.outputPosition)});
  const stack = maps({
    rows: side,
    columns: side,
    across: 8,
    label: t.maps,
    say: map =>
      t.sayMap(map + 1, fixed(layer.input.get(0, state.values.row - 1, state.values.column - 1, map))),
    pick: choose
  });
  const front = html("b");
  const part = (name: string, drawing: Element, label: string) =>
    set(labelled(drawing, label), {"data-part": name});
  const element = html(
    "div.flow",
    labelled(input.element, t.input, front),
    html("span.flow-step", html("span.operator", "→"), labelled(output.element, t.output))
  );
  const others = html("div.flow-item.map-stack", stack.element, html("p.flow-label", t.maps));
  const rods = html(
    "div.flow.rods",
    part("value", pixel.element, t.pixel),
    html("span.operator", "∗"),
    part("weight", filter.element, t.filter)
  );
  const painted = changes();
  function show(values: LayerValues, scales: {readonly input: number; readonly output: number}) {
    const {row, column, seed, preset, weights, bias} = values;
    const [r0, c0, channel] = [row - 1, column - 1, values.channel - 1];
    const x = inputVolume(seed);
    // Colours change with what is computed, not with the position: 400 faces are painted only when they must be.
    if (painted(seed, preset, weights, bias, channel)) {
      input.drawn.show((r, c, k) => x.get(0, r, c, k), scales.input, channel);
      stack.show(channels, (k, r, c) => x.get(0, r, c, k), scales.input);
      const w = filterWeights(values);
      filter.drawn.show((_r, _c, k) => w[k], extent(w), channel);
    }
    pixel.drawn.show((_r, _c, k) => x.get(0, r0, c0, k), scales.input, channel);
    const filled = (r: number, c: number) => r * side + c < reached();
    output.drawn.show((r, c) => (filled(r, c) ? layer.output.get(0, r, c, 0) : 0), scales.output, 0);
    input.drawn.mark(r0, c0, channel);
    for (const rod of [pixel, filter]) rod.drawn.mark(undefined, undefined, channel);
    output.drawn.mark(r0, c0);
    stack.mark(channel, r0, c0);
    input.update();
    output.update();
    front.textContent = String(values.channel);
  }
  return {element, maps: others, rods, show};
}

/** One product in numbers; its weight can be typed. */
function productLine(weigh: (weight: number) => void) {
  const product = html("span");
  const typed = numberCell({label: t.typed(1), min: -most, max: most, step: 0.05, change: weigh});
  const element = html(
    "p.arithmetic",
    product,
    html("label.control", html("span.weight", "w ="), typed.element)
  );
  function show(channel: number, {input, weight, product: value}: Explanation["terms"][number]) {
    product.replaceChildren(
      `${t.ofChannel} ${channel + 1}: `,
      ...productText(fixed(input), fixed(weight), fixed(value))
    );
    typed.element.setAttribute("aria-label", t.typed(channel + 1));
    typed.show(weight, most);
  }
  return {element, show};
}

/** The neuron's formula with its numbers, and what comes out. */
function formulaLine() {
  const line = formula("oneNeuron");
  const number = html("output.big-number", {"data-part": "relu"});
  function show({bias, sum}: Explanation, result: number, scale: number) {
    const b = bias!.value;
    line.update({
      channels: String(channels),
      sum: fixed(sum - b),
      bias: b < 0 ? `(${fixed(b)})` : fixed(b),
      z: fixed(sum),
      a: fixed(result)
    });
    number.textContent = fixed(result);
    number.setAttribute("style", tinted(result, scale));
  }
  return {element: html("div.formula-line", line.element, number), show};
}

/** What the page's own function makes of the same numbers. */
function verdictOn(neuron: Neuron, {terms, bias}: Explanation, result: number): string {
  const returned = neuron(
    terms.map(({input}) => input),
    terms.map(({weight}) => weight),
    bias!.value
  );
  return Math.abs(returned - result) < 1e-4
    ? t.code(fixed(returned))
    : t.codeDiffers(significant(returned), significant(result));
}

function layerRows(layer: Plan, values: LayerValues, {terms}: Explanation): Row[] {
  const products = terms.map(({product}) => product);
  return arrayRows([
    ["input", layer.input, ["row", "column", "channel"]],
    ["weights", tensor([channels], filterWeights(values)), ["channel"]],
    [`products at row ${values.row}, column ${values.column}`, tensor([channels], products), ["channel"]],
    ["bias", layer.value("b1"), []],
    ["sum", reshape(layer.value("z1"), [side, side]), ["row", "column"]],
    ["output", reshape(layer.output, [side, side]), ["row", "column"]]
  ]);
}
