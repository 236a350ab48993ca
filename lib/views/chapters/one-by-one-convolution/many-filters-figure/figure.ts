import type {Plan} from "../../../../graph/index.js";
import {fixed} from "../../../../lesson/numbers.js";
import {flat, reshape} from "../../../../tensor/index.js";
import {formula} from "../../../drawing/formula.js";
import {heat} from "../../../drawing/heat.js";
import {maps} from "../../../drawing/maps.js";
import {figure} from "../../../figure/figure.js";
import {followInView} from "../../../figure/in-view.js";
import {only} from "../../../figure/networks.js";
import {arrayRows} from "../../../figure/rows.js";
import {slider} from "../../../kit/controls.js";
import {html} from "../../../kit/dom.js";
import {changes, memo} from "../../../kit/memo.js";
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
import {labelled, positionOf, type VolumeView, volumeView} from "../volume-view.js";
import {reached} from "./goal.js";
import {t} from "./texts.js";

/** How far apart channels are drawn: the same for input and output, so that depths compare. */
const depth = 2.2;

/** The filter that is looked at: the last one when there are fewer than the reader chose. */
export const filterOf = ({filter, filters}: LayerValues) => Math.min(filter, filters) - 1;

/** A 1×1 convolution with F filters over the 6×6×32 volume. `layer` makes the plan for F filters. */
export function manyFilters(state: LayerState, layer: (filters: number) => Plan): HTMLElement {
  const layerOf = memo(layer, {most: 1});
  const current = () => layerOf(state.values.filters);
  /** What a filter puts out at the position. */
  const value = (filter: number) =>
    current().output.get(0, state.values.row - 1, state.values.column - 1, filter);
  const choose = (filter: number) => {
    if (filter !== filterOf(state.values)) state.set({filter: filter + 1});
  };
  const volumes = volumeViews(state, {choose, say: filter => t.sayMap(filter + 1, fixed(value(filter)))});
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
  const body = html("div.many-filters", shape.element, volumes.element, verdict, all.element);

  const recomputed = changes();
  const repainted = changes();
  followInView(
    state,
    body,
    values => {
      const {filters, row, column, seed, preset, weights, bias, channel} = values;
      const plan = current();
      const numbers = [plan, seed, bias, ...filterWeights(values)];
      const front = filterOf(values);
      const fresh = recomputed(...numbers);
      if (fresh) compute(plan, values);
      const {output} = plan;
      if (repainted(...numbers, front, preset, weights, channel)) {
        const scale = 0.7 * Math.max(1e-9, ...flat(output));
        volumes.paint(plan, values, {scale, fresh});
        all.show(filters, (f, r, c) => output.get(0, r, c, f), scale);
      }
      volumes.mark(values);
      all.mark(front, row - 1, column - 1);
      shape.update({filters: String(filters)});
      verdict.textContent =
        filters < channels ? t.fewer(filters) : filters > channels ? t.more(filters) : t.same();
    },
    [...filterNames, "row", "column", "filters", "filter"]
  );

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
    body,
    caption: t.caption,
    goal: {...t.goal, reached: () => reached(current())},
    describe(values) {
      const {filters, row, column} = values;
      return t.describe(filters, filterOf(values) + 1, row, column, fixed(value(filterOf(values))));
    },
    networks: only(current),
    data() {
      const {input, output, parameters} = current();
      const [weight, bias] = parameters;
      return arrayRows([
        ["input", input, ["row", "column", "channel"]],
        ["weights", reshape(weight.value, weight.value.shape.slice(-2)), ["channel", "filter"]],
        ["bias", bias.value, ["filter"]],
        ["output", output, ["row", "column", "filter"]]
      ]);
    }
  });
}

/** The volume that goes in, the filters as the columns of a matrix, the volume that comes out. */
function volumeViews(
  state: LayerState,
  {choose, say}: {readonly choose: (filter: number) => void; readonly say: (filter: number) => string}
) {
  const position = positionOf(state, {label: t.position, say: (row, column) => t.say(row + 1, column + 1)});
  const input = volumeView({shape: [side, side, channels], size: 20, depth, position});
  const weights = heat();
  const updateWeights = pickable(weights.canvas, {
    label: t.weightsLabel,
    rows: 1,
    get columns() {
      return state.values.filters;
    },
    at: () => [0, filterOf(state.values)],
    pick: (_, filter) => choose(filter),
    say: (_, filter) => say(filter)
  });
  const stage = html("div.output-volume");
  let output: VolumeView;
  const outputLabel = html("p.flow-label");
  const weightsLabel = html("p.flow-label.weight");
  const element = html(
    "div.flow",
    labelled(input.element, t.input),
    html("span.operator", "∗"),
    html("div.flow-item", weights.element, weightsLabel),
    html("span.flow-step", html("span.operator", "→"), html("div.flow-item", stage, outputLabel))
  );
  const anotherCount = changes();
  return {
    element,
    /** Colours all; the input only where it is `fresh`. */
    paint(
      layer: Plan,
      values: LayerValues,
      {scale, fresh}: {readonly scale: number; readonly fresh: boolean}
    ) {
      const {filters, seed, channel} = values;
      if (anotherCount(filters)) {
        output = volumeView({shape: [side, side, filters], size: 20, depth, choose});
        stage.replaceChildren(output.element);
        outputLabel.textContent = t.output(filters);
        weightsLabel.textContent = t.weights(filters);
      }
      const x = inputVolume(seed);
      if (fresh) input.drawn.show((r, c, k) => x.get(0, r, c, k), 0.7 * Math.max(...flat(x)), channel - 1);
      output.drawn.show((r, c, k) => layer.output.get(0, r, c, k), scale, filterOf(values));
      const [w] = layer.parameters;
      const weight = (c: number, f: number) => w.value.get(0, 0, c, f);
      // All filters fit between the volumes.
      weights.show({
        rows: channels,
        columns: filters,
        cell: filters > 40 ? 3 : 5,
        scale: most,
        value: weight
      });
    },
    /** Frames the position and the filter. */
    mark(values: LayerValues) {
      const [row, column, filter] = [values.row - 1, values.column - 1, filterOf(values)];
      weights.mark({row: 0, column: filter, rows: channels, columns: 1});
      input.drawn.mark(row, column);
      output.drawn.mark(row, column, filter);
      input.update();
      updateWeights();
    }
  };
}
