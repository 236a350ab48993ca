import type {Plan} from "../../../../graph/index.js";
import {flat, reshape} from "../../../../tensor/index.js";
import {formula} from "../../../drawing/formula.js";
import {type Heat, heat} from "../../../drawing/heat.js";
import {maps} from "../../../drawing/maps.js";
import {figure} from "../../../figure/figure.js";
import {followInView} from "../../../figure/in-view.js";
import {arrayRows} from "../../../figure/rows.js";
import {slider} from "../../../kit/controls.js";
import {html} from "../../../kit/dom.js";
import {fixed} from "../../../kit/numbers.js";
import {pickable} from "../../../kit/pick.js";
import {texts} from "../../../kit/texts.js";
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
import {type VolumeView, volumeView} from "../volume-view.js";

const t = texts({
  en: {
    title: "Many filters: as many channels as you like",
    filters: "filters F",
    filter: "filter in front",
    seed: "seed",
    input: "input 6×6×32",
    weights: (f: number) => `${f} × 1×1×32: a column a filter`,
    weightsLabel: "filters",
    output: (f: number) => `output 6×6×${f}`,
    position: "position in the input",
    maps: "output channels",
    say: (r: number, c: number) => `row ${r}, column ${c}`,
    sayMap: (f: number, x: string) => `filter ${f}, output ${x}`,
    fewer: (f: number) => `32 channels in, ${f} out: fewer.`,
    same: () => "32 channels in, 32 out: as many, but new ones.",
    more: (f: number) =>
      `32 channels in, ${f} out: more. Each of the ${f} is a sum of its own over the same 32 numbers.`,
    caption:
      "Move the slider over 32 and on to 64: nothing special happens there. Choose an output channel, by its column of " +
      "weights or by its map; the first filter is the one that you made above.",
    describe: (f: number, k: number, r: number, c: number, x: string) =>
      `${f} filters of 1×1×32 turn 6×6×32 into 6×6×${f}. Filter ${k} gives ${x} at row ${r}, column ${c}.`
  },
  zh: {
    title: "许多过滤器：通道要多少有多少",
    filters: "过滤器个数 F",
    filter: "最前面的过滤器",
    seed: "种子",
    input: "输入 6×6×32",
    weights: f => `${f} × 1×1×32：一列一个过滤器`,
    weightsLabel: "过滤器",
    output: f => `输出 6×6×${f}`,
    position: "输入中的位置",
    maps: "输出通道",
    say: (r, c) => `第 ${r} 行第 ${c} 列`,
    sayMap: (f, x) => `过滤器 ${f}，输出 ${x}`,
    fewer: f => `进 32 个通道，出 ${f} 个：变少。`,
    same: () => "进 32 个通道，出 32 个：个数不变，却是新的通道。",
    more: f => `进 32 个通道，出 ${f} 个：变多。这 ${f} 个各自对同样的 32 个数求自己的和。`,
    caption:
      "把滑块推过 32，一直到 64：什么特别的事也没有发生。用权重的一列或一张特征图选一个输出通道；第一个过滤器就是你在上面做的那个。",
    describe: (f, k, r, c, x) =>
      `${f} 个 1×1×32 的过滤器把 6×6×32 变成 6×6×${f}。过滤器 ${k} 在第 ${r} 行第 ${c} 列给出 ${x}。`
  }
});

/** How far apart channels are drawn: the same for input and output, so that depths compare. */
const depth = 2.2;

/** The filter that is looked at: the last one when there are fewer than the reader chose. */
export const filterOf = ({filter, filters}: LayerValues) => Math.min(filter, filters) - 1;

/** A 1×1 convolution with F filters over the 6×6×32 volume. `layer` makes the plan for F filters. */
export function manyFilters(state: LayerState, layer: (filters: number) => Plan): HTMLElement {
  let computed = layer(state.values.filters);
  const at = () => [state.values.row - 1, state.values.column - 1] as const;
  const position = {
    label: t.position,
    at,
    pick: (row: number, column: number) => state.set({row: row + 1, column: column + 1}),
    say: (row: number, column: number) => t.say(row + 1, column + 1)
  };
  const choose = (filter: number) => {
    if (filter !== filterOf(state.values)) state.set({filter: filter + 1});
  };
  const input = volumeView({shape: [side, side, channels], size: 20, depth, position});
  const stage = html("div", {class: "output-volume"});
  const outputLabel = html("p", {class: "flow-label"});
  const weightsLabel = html("p", {class: "flow-label weight"});
  let output: VolumeView;
  const value = (f: number) => computed.output.get(0, ...at(), f);
  const weights: Heat = heat();
  const updateWeights = pickable(weights.canvas, {
    label: t.weightsLabel,
    rows: 1,
    get columns() {
      return state.values.filters;
    },
    at: () => [0, filterOf(state.values)],
    pick: (_, filter) => choose(filter),
    say: (_, filter) => t.sayMap(filter + 1, fixed(value(filter)))
  });
  const all = maps({
    rows: side,
    columns: side,
    across: 16,
    least: 41,
    label: t.maps,
    say: f => t.sayMap(f + 1, fixed(value(f))),
    pick: choose
  });
  const shape = formula("manyFilters");
  const verdict = html("p", {class: "finding"});

  let drawn: readonly unknown[] = [];
  followInView(
    state,
    stage,
    values => {
      const {filters, row, column, seed, preset, weights: own, bias, channel} = values;
      const front = filterOf(values);
      const data = [filters, seed, bias, ...filterWeights(values)];
      const changed = data.some((v, i) => v !== drawn[i]);
      if (changed) {
        if (filters !== drawn[0]) {
          computed = layer(filters);
          output = volumeView({shape: [side, side, filters], size: 20, depth, choose});
          stage.replaceChildren(output.element);
        }
        compute(computed, values);
      }
      const x = inputVolume(seed);
      const y = computed.output;
      const scale = 0.7 * Math.max(...flat(x));
      const outputs = 0.7 * Math.max(1e-9, ...flat(y));
      const look = [...data, front, preset, own, channel];
      if (look.some((v, i) => v !== drawn[i])) {
        if (changed) input.drawn.show((r, c, k) => x.get(0, r, c, k), scale, channel - 1);
        output.drawn.show((r, c, k) => y.get(0, r, c, k), outputs, front);
        const [w] = computed.parameters;
        weights.show({
          rows: channels,
          columns: filters,
          cell: 5,
          scale: most,
          value: (c, f) => w.value.get(0, 0, c, f)
        });
        all.show(filters, (f, r, c) => y.get(0, r, c, f), outputs);
        drawn = look;
      }
      weights.mark({row: 0, column: front, rows: channels, columns: 1});
      input.drawn.mark(row - 1, column - 1);
      output.drawn.mark(row - 1, column - 1, front);
      all.mark(front, row - 1, column - 1);
      input.update();
      updateWeights();
      shape.update({filters: String(filters)});
      outputLabel.textContent = t.output(filters);
      weightsLabel.textContent = t.weights(filters);
      verdict.textContent =
        filters < channels ? t.fewer(filters) : filters > channels ? t.more(filters) : t.same();
    },
    [...filterNames, "row", "column", "filters", "filter"]
  );

  const panel = (label: HTMLElement, child: HTMLElement | SVGElement) =>
    html("div", {class: "flow-item"}, child, label);
  return figure({
    id: "many-filters-figure",
    title: t.title,
    state,
    parameters: ["filters", "filter", "seed", "row", "column"],
    controls: [
      slider(state, "filters", t.filters),
      slider(state, "filter", t.filter),
      slider(state, "seed", t.seed)
    ],
    body: html(
      "div",
      {class: "many-filters"},
      shape.element,
      html(
        "div",
        {class: "flow"},
        panel(html("p", {class: "flow-label"}, t.input), input.element),
        html("span", {class: "operator"}, "∗"),
        panel(weightsLabel, weights.element),
        html("span", {class: "operator"}, "→"),
        panel(outputLabel, stage)
      ),
      verdict,
      all.element
    ),
    caption: t.caption,
    describe: values =>
      t.describe(
        values.filters,
        filterOf(values) + 1,
        values.row,
        values.column,
        fixed(value(filterOf(values)))
      ),
    data() {
      const [weight, bias] = computed.parameters;
      return arrayRows([
        ["input", computed.input, ["row", "column", "channel"]],
        ["weights", reshape(weight.value, weight.value.shape.slice(-2)), ["channel", "filter"]],
        ["bias", bias.value, ["filter"]],
        ["output", computed.output, ["row", "column", "filter"]]
      ]);
    }
  });
}
