import {type Plan, plan} from "../../../../graph/index.js";
import {conv, relu, sequential} from "../../../../nn/index.js";
import {flat, reshape, tensor} from "../../../../tensor/index.js";
import {linkCode} from "../../../drawing/code.js";
import {formula} from "../../../drawing/formula.js";
import {maps} from "../../../drawing/maps.js";
import {figure} from "../../../figure/figure.js";
import {followInView} from "../../../figure/in-view.js";
import {player} from "../../../figure/player.js";
import {arrayRows} from "../../../figure/rows.js";
import {diverging, extent, onDiverging} from "../../../kit/colour.js";
import {options, slider} from "../../../kit/controls.js";
import {html} from "../../../kit/dom.js";
import {linked} from "../../../kit/linked.js";
import {numberCell} from "../../../kit/number-cell.js";
import {fixed, significant} from "../../../kit/numbers.js";
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
import {volumeView} from "../volume-view.js";
import {neuronView} from "./neuron.js";
import {strips} from "./strips.js";
import {t} from "./texts.js";

/** What the cell of the page defines: one neuron's output from its inputs, weights and bias. */
type Neuron = (x: readonly number[], w: readonly number[], b: number) => number;

/** Which line of that cell computes what. */
const lines = {"x[c] * w[c]": "value weight product", "sum +=": "sum", "+ b": "bias z", max: "relu"};

/** Figure 6 of the lecture: a 1×1×32 filter at a position of a 6×6×32 volume. */
export function oneFilter(state: LayerState, neuron: Neuron): HTMLElement {
  const layer: Plan = plan(sequential(conv(1, 1), relu), {input: [1, side, side, channels]});
  // The presets that speak of a channel mean the one that is pointed at: they follow it through the stack.
  const choose = (channel: number) => {
    if (channel + 1 !== state.values.channel) state.set({channel: channel + 1});
  };
  const weigh = (channel: number, weight: number) => {
    const weights = [...filterWeights(state.values)];
    weights[channel] = weight;
    state.set({preset: "own", weights, channel: channel + 1});
  };
  const position = (label: string) => ({
    label,
    at: () => [state.values.row - 1, state.values.column - 1] as const,
    pick: (row: number, column: number) => {
      play.stop();
      playing = false;
      state.set({row: row + 1, column: column + 1});
    },
    say: (row: number, column: number) => t.say(row + 1, column + 1)
  });

  const input = volumeView({
    shape: [side, side, channels],
    position: position(t.position),
    choose
  });
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
  const rows = strips({count: channels, most, choose, weigh});
  const unit = neuronView({count: channels, choose});
  const front = html("b");
  const number = html("output.big-number", {"data-part": "relu"});
  const product = html("span");
  const typed = numberCell({
    label: t.typed(1),
    min: -most,
    max: most,
    step: 0.05,
    change: weight => weigh(state.values.channel - 1, weight)
  });
  const line = formula("oneNeuron");
  const verdict = html("p.finding");

  // While it plays, the output fills up position by position; otherwise all of it is shown.
  let playing = false;
  const reached = () => (playing ? (state.values.row - 1) * side + state.values.column : side * side);
  const play = player({
    label: t.play,
    interval: 260,
    step() {
      const next = playing ? reached() : 0;
      playing = next < side * side;
      if (playing) state.set({row: Math.floor(next / side) + 1, column: (next % side) + 1});
      show(state.values);
      return playing;
    }
  });

  const panel = (label: (Node | string)[], part: string | undefined, ...children: Node[]) =>
    html("div.flow-item", {"data-part": part}, ...children, html("p.flow-label", ...label));
  const body = html(
    "div.one-filter",
    html(
      "div.flow",
      panel([t.input, front], undefined, input.element),
      html("div.flow-item.map-stack", stack.element, html("p.flow-label", t.maps)),
      html(
        "div.flow.rods",
        panel([t.pixel], "value", pixel.element),
        html("span.operator", "∗"),
        panel([t.filter], "weight", filter.element),
        html("span.operator", "→")
      ),
      panel([t.output], undefined, output.element)
    ),
    html(
      "div.sum-and-unit",
      html(
        "div.sum-strips",
        rows.element,
        html("p.arithmetic", product, html("label.control", html("span.weight", "w ="), typed.element))
      ),
      unit.element
    ),
    html("div.formula-line", line.element, number),
    verdict
  );
  linked(body);

  let drawn: readonly unknown[] = [];
  function show(values: LayerValues) {
    const {row, column, channel, seed, preset, weights, bias} = values;
    compute(layer, values);
    const at = [0, row - 1, column - 1, 0];
    const reason = layer.explain("z1", at);
    const result = layer.output.get(0, row - 1, column - 1, 0);
    const x = inputVolume(seed);
    const scale = 0.7 * Math.max(...flat(x));
    // Colours change with what is computed, not with the position: 400 faces are painted only when they must be.
    const data = [seed, preset, weights, bias, channel, scale];
    if (data.some((value, i) => value !== drawn[i])) {
      input.drawn.show((r, c, k) => x.get(0, r, c, k), scale, channel - 1);
      stack.show(channels, (k, r, c) => x.get(0, r, c, k), scale);
      const w = filterWeights(values);
      filter.drawn.show((_r, _c, k) => w[k], extent(w), channel - 1);
      drawn = data;
    }
    pixel.drawn.show((_r, _c, k) => x.get(0, row - 1, column - 1, k), scale, channel - 1);
    const outputs = extent(
      layer.output.data.subarray(layer.output.offset, layer.output.offset + side * side)
    );
    output.drawn.show((r, c) => (r * side + c < reached() ? layer.output.get(0, r, c, 0) : 0), outputs, 0);
    input.drawn.mark(row - 1, column - 1, channel - 1);
    pixel.drawn.mark(undefined, undefined, channel - 1);
    filter.drawn.mark(undefined, undefined, channel - 1);
    output.drawn.mark(row - 1, column - 1);
    stack.mark(channel - 1, row - 1, column - 1);
    input.update();
    output.update();
    rows.show(reason, result, channel - 1, scale);
    unit.show(reason, result, channel - 1, {input: scale, output: outputs});
    front.textContent = String(channel);
    const term = reason.terms[channel - 1];
    product.replaceChildren(
      `${t.ofChannel} ${channel}: `,
      html("b.main", fixed(term.input)),
      " × ",
      html("b.weight", fixed(term.weight)),
      " = ",
      html("b", fixed(term.product))
    );
    typed.element.setAttribute("aria-label", t.typed(channel));
    typed.show(term.weight, most);
    const b = reason.bias!.value;
    line.update({
      channels: String(channels),
      sum: fixed(reason.sum - b),
      bias: b < 0 ? `(${fixed(b)})` : fixed(b),
      z: fixed(reason.sum),
      a: fixed(result)
    });
    number.textContent = fixed(result);
    number.style.background = diverging(result, outputs);
    number.style.color = onDiverging(result, outputs);
    const returned = neuron(
      reason.terms.map(({input}) => input),
      reason.terms.map(({weight}) => weight),
      b
    );
    verdict.textContent =
      Math.abs(returned - result) < 1e-4
        ? t.code(fixed(returned))
        : t.codeDiffers(significant(returned), significant(result));
  }
  followInView(state, body, show, [...filterNames, "row", "column"]);

  const element = figure({
    id: "one-filter-figure",
    title: t.title,
    state,
    parameters: ["row", "column", "channel", "seed", "preset", "weights", "bias"],
    controls: [
      play.element,
      options(state, "preset", t.weights, t.presets),
      slider(state, "channel", t.channel),
      slider(state, "bias", t.bias),
      slider(state, "seed", t.seed)
    ],
    body,
    caption: t.caption,
    plan: () => layer,
    data() {
      const {row, column} = state.values;
      const {terms} = layer.explain("z1", [0, row - 1, column - 1, 0]);
      const volume = ["row", "column", "channel"];
      return arrayRows([
        ["input", layer.input, volume],
        ["weights", tensor([channels], filterWeights(state.values)), ["channel"]],
        [
          `products at row ${row}, column ${column}`,
          tensor(
            [channels],
            terms.map(({product}) => product)
          ),
          ["channel"]
        ],
        ["bias", layer.value("b1"), []],
        ["sum", reshape(layer.value("z1"), [side, side]), ["row", "column"]],
        ["output", reshape(layer.output, [side, side]), ["row", "column"]]
      ]);
    },
    describe({row, column, channel}) {
      const {terms, bias, sum} = layer.explain("z1", [0, row - 1, column - 1, 0]);
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
