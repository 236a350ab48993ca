import type {Plan} from "../../../../graph/index.js";
import {count, fixed, significant} from "../../../../lesson/numbers.js";
import {flat, reshape, type Tensor} from "../../../../tensor/index.js";
import {formula} from "../../../drawing/formula.js";
import {heat} from "../../../drawing/heat.js";
import {figure} from "../../../figure/figure.js";
import {followInView} from "../../../figure/in-view.js";
import {only} from "../../../figure/networks.js";
import {player} from "../../../figure/player.js";
import {prediction} from "../../../figure/prediction.js";
import {arrayRows} from "../../../figure/rows.js";
import {slider} from "../../../kit/controls.js";
import {become, html} from "../../../kit/dom.js";
import {rich} from "../../../kit/labels.js";
import {changes, memo} from "../../../kit/memo.js";
import {pickable} from "../../../kit/pick.js";
import {resized} from "../../../kit/resize.js";
import {filterOf} from "../many-filters-figure/figure.js";
import {
  channels,
  compute,
  filterNames,
  filterWeights,
  type LayerState,
  type LayerValues,
  most,
  side
} from "../model/layer.js";
import {labelled, positionOf, volumeView} from "../volume-view.js";
import {reached} from "./goal.js";
import {t} from "./texts.js";

/** What the page's cell defines: a volume of 1×1 convolutions, loop by loop. x[h, w, C], w[C, F], b[F]. */
type Convolve = (x: Tensor, w: Tensor, b: Tensor) => Tensor;

const area = side * side;
/** The row of A, and of Z, that a position is. */
const rowOf = ({row, column}: LayerValues) => (row - 1) * side + column - 1;
/** The position that a row is, counted from 1. */
const placeOf = (row: number) => [Math.floor(row / side) + 1, (row % side) + 1] as const;

/**
 * The 6×6×32 volume as a matrix: a 1×1 convolution is a dense layer on each of its 36 rows. `matrix` makes the plan of
 * that layer for F filters, `convolve` computes the convolution; the figure compares them.
 */
export function fullyConnected(
  state: LayerState,
  {matrix, convolve}: {readonly matrix: (filters: number) => Plan; readonly convolve: Convolve}
): HTMLElement {
  const layerOf = memo(matrix, {most: 1});
  const layer = () => layerOf(state.values.filters);
  let result: Tensor | undefined;
  let difference = 0;
  const compared = () => {
    const all = count(layer().output.size);
    return difference === 0 ? t.exact(all) : t.difference(significant(difference, 2), all);
  };
  const go = (row: number, filter = state.values.filter - 1) => {
    const [r, c] = placeOf(row);
    state.set({row: r, column: c, filter: filter + 1});
  };
  const product = productView(state, layer, go);
  const map = volumeView({
    shape: [side, side, 1],
    size: 24,
    position: positionOf(state, {label: t.position, say: (row, column) => t.sayRow(row + 1, column + 1)})
  });
  const mapLabel = html("p.flow-label");
  const shapes = formula("byMatrix");
  const verdict = html("p.finding.strong");
  const play = player({
    label: t.play,
    interval: 200,
    step() {
      const row = rowOf(state.values);
      go((row + 1) % area);
      return row + 1 < area;
    }
  });

  const recomputed = changes();
  followInView(
    state,
    product.element,
    values => {
      const {filters, seed, bias} = values;
      const plan = layer();
      if (recomputed(plan, seed, bias, ...filterWeights(values))) {
        compute(plan, values);
        result = convolved(plan, convolve);
        difference = largestDifference(flat(plan.output), flat(result));
        product.redraw();
      }
      product.mark();
      const filter = filterOf(values);
      map.drawn.show((r, c) => result!.get(r, c, filter), endOf(plan.output), 0);
      map.drawn.mark(values.row - 1, values.column - 1);
      map.update();
      mapLabel.textContent = t.map(filter + 1);
      shapes.update({
        filters: String(filters),
        position: String(rowOf(values) + 1),
        filter: String(filter + 1),
        z: fixed(plan.output.get(rowOf(values), filter))
      });
      verdict.textContent = compared();
    },
    [...filterNames, "row", "column", "filters", "filter"]
  );

  const asked = prediction({
    id: "fully-connected-figure",
    parameters: ["filters", "filter", "row", "column"],
    ...t.predict,
    // 32-bit numbers of the size of 1 differ by 10⁻⁷ when they are rounded otherwise.
    measured: () =>
      result && {
        answer: difference === 0 ? "exact" : difference < 1e-4 ? "rounding" : "other",
        says: compared()
      }
  });
  return figure({
    id: "fully-connected-figure",
    prediction: asked,
    title: t.title,
    state,
    parameters: ["filters", "filter", "row", "column"],
    controls: [play.element, slider(state, "filters", t.filters), slider(state, "filter", t.filter)],
    body: asked.cover(
      html(
        "div.fully-connected",
        product.element,
        html("div.beside", html("div.flow-item", map.element, mapLabel), shapes.element, verdict)
      )
    ),
    caption: t.caption,
    goal: {...t.goal, reached: () => reached(layer().output, rowOf(state.values), filterOf(state.values))},
    describe(values) {
      const z = fixed(layer().output.get(rowOf(values), filterOf(values)));
      return t.describe(values.row, values.column, filterOf(values) + 1, z, compared());
    },
    networks: only(layer),
    data() {
      const {input, output, parameters} = layer();
      const [weight, bias] = parameters;
      return arrayRows([
        ["A", input, ["pixel", "channel"]],
        ["W", weight.value, ["channel", "filter"]],
        ["b", bias.value, ["filter"]],
        ["Z", output, ["pixel", "filter"]]
      ]);
    }
  });
}

/** The convolution of the layer's input with the layer's weights, as the page computes it. */
function convolved({input, parameters}: Plan, convolve: Convolve): Tensor {
  const [weight, bias] = parameters;
  return convolve(reshape(input, [side, side, channels]), weight.value, bias.value);
}

const largestDifference = (a: Float32Array, b: Float32Array) =>
  a.reduce((largest, v, i) => Math.max(largest, Math.abs(v - b[i])), 0);

/** Where the scale of the output ends. */
const endOf = (output: Tensor) => 0.7 * Math.max(1e-9, ...flat(output).map(Math.abs));

/** A times W, plus b, is Z: four matrices as wide as there is room, in which a row and a filter are picked. */
function productView(state: LayerState, layer: () => Plan, go: (row: number, filter?: number) => void) {
  const [a, w, b, z] = [heat(), heat(), heat(), heat()];
  const updates = [
    pickable(a.canvas, {
      label: t.pixels,
      rows: area,
      columns: 1,
      at: () => [rowOf(state.values), 0],
      pick: row => go(row),
      say: row => t.sayRow(...placeOf(row))
    }),
    pickable(z.canvas, {
      label: t.entries,
      rows: area,
      get columns() {
        return state.values.filters;
      },
      at: () => [rowOf(state.values), filterOf(state.values)],
      pick: go,
      say: (row, f) => t.sayEntry(...placeOf(row), f + 1, fixed(layer().output.get(row, f)))
    })
  ];
  const labels = {w: html("p.flow-label.weight"), z: html("p.flow-label")};
  // The product stands where row and column meet: W above Z, A to its left.
  const grid = html(
    "div.matrices",
    html("div.corner", html("p.aside-note", ...rich(t.note))),
    html("div.flow-item", labels.w, w.element),
    html("p.flow-label.bias-label", ...rich(t.b)),
    b.element,
    labelled(a.element, t.a),
    html("div.flow-item", z.element, labels.z)
  );
  const {element, redraw} = resized(width => {
    const {filters} = state.values;
    const {input, output, parameters} = layer();
    const [weight, bias] = parameters.map(({value}) => value);
    const cell = Math.max(2, Math.min(8, Math.floor((width - 14) / (channels + filters))));
    const scale = 0.7 * Math.max(...flat(input));
    a.show({rows: area, columns: channels, cell, scale, value: (r, c) => input.get(r, c)});
    w.show({rows: channels, columns: filters, cell, scale: most, value: (c, f) => weight.get(c, f)});
    b.show({rows: 1, columns: filters, cell, scale: most, value: (_, f) => bias.get(f)});
    z.show({rows: area, columns: filters, cell, scale: endOf(output), value: (r, f) => output.get(r, f)});
    become(labels.w, ...rich(t.w(filters)));
    become(labels.z, ...rich(t.z(filters)));
    mark();
    return grid;
  });

  /** Frames the row and the filter. */
  function mark() {
    const [row, column] = [rowOf(state.values), filterOf(state.values)];
    a.mark({row, column: 0, rows: 1, columns: channels});
    w.mark({row: 0, column, rows: channels, columns: 1});
    b.mark({row: 0, column, rows: 1, columns: 1});
    z.mark({row, column, rows: 1, columns: 1});
    for (const update of updates) update();
  }
  return {element, redraw, mark};
}
