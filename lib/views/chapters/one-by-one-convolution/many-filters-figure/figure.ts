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
import {t} from "./texts.js";

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
  const stage = html("div.output-volume");
  const outputLabel = html("p.flow-label");
  const weightsLabel = html("p.flow-label.weight");
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
  const verdict = html("p.finding");

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

  const panel = (label: HTMLElement, child: HTMLElement | SVGElement) => html("div.flow-item", child, label);
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
      "div.many-filters",
      shape.element,
      html(
        "div.flow",
        panel(html("p.flow-label", t.input), input.element),
        html("span.operator", "∗"),
        panel(weightsLabel, weights.element),
        html("span.operator", "→"),
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
