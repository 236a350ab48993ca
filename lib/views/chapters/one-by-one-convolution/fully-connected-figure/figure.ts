import type {Plan} from "../../../../graph/index.js";
import {flat, reshape, type Tensor} from "../../../../tensor/index.js";
import {formula} from "../../../drawing/formula.js";
import {heat} from "../../../drawing/heat.js";
import {figure} from "../../../figure/figure.js";
import {followInView} from "../../../figure/in-view.js";
import {player} from "../../../figure/player.js";
import {arrayRows} from "../../../figure/rows.js";
import {slider} from "../../../kit/controls.js";
import {html} from "../../../kit/dom.js";
import {count, fixed, significant} from "../../../kit/numbers.js";
import {pickable} from "../../../kit/pick.js";
import {resized} from "../../../kit/resize.js";
import {filterOf} from "../many-filters-figure/figure.js";
import {channels, compute, filterNames, filterWeights, type LayerState, most, side} from "../model/layer.js";
import {volumeView} from "../volume-view.js";
import {t} from "./texts.js";

/** What the page's cell defines: a volume of 1×1 convolutions, loop by loop. x[h, w, C], w[C, F], b[F]. */
type Convolve = (x: Tensor, w: Tensor, b: Tensor) => Tensor;

/**
 * The 6×6×32 volume as a matrix: a 1×1 convolution is a dense layer on each of its 36 rows. `matrix` makes the plan of
 * that layer for F filters, `convolve` computes the convolution; the figure compares them.
 */
export function fullyConnected(
  state: LayerState,
  {matrix, convolve}: {readonly matrix: (filters: number) => Plan; readonly convolve: Convolve}
): HTMLElement {
  const area = side * side;
  let product = matrix(state.values.filters);
  let result: Tensor;
  let difference = 0;
  const [a, w, b, z] = [heat(), heat(), heat(), heat()];
  const rowOf = ({row, column}: {row: number; column: number}) => (row - 1) * side + column - 1;
  const go = (row: number, filter?: number) =>
    state.set({
      row: Math.floor(row / side) + 1,
      column: (row % side) + 1,
      ...(filter === undefined ? {} : {filter: filter + 1})
    });
  const place = (row: number) => [Math.floor(row / side) + 1, (row % side) + 1] as const;
  const updates = [
    pickable(a.canvas, {
      label: t.pixels,
      rows: area,
      columns: 1,
      at: () => [rowOf(state.values), 0],
      pick: row => go(row),
      say: row => t.sayRow(...place(row))
    }),
    pickable(z.canvas, {
      label: t.entries,
      rows: area,
      get columns() {
        return state.values.filters;
      },
      at: () => [rowOf(state.values), filterOf(state.values)],
      pick: go,
      say: (row, f) => t.sayEntry(...place(row), f + 1, fixed(product.output.get(row, f)))
    })
  ];
  const map = volumeView({
    shape: [side, side, 1],
    size: 24,
    position: {
      label: t.position,
      at: () => [state.values.row - 1, state.values.column - 1],
      pick: (row, column) => state.set({row: row + 1, column: column + 1}),
      say: (row, column) => t.sayRow(row + 1, column + 1)
    }
  });
  const labels = {
    w: html("p.flow-label.weight"),
    z: html("p.flow-label"),
    map: html("p.flow-label")
  };
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

  // The product stands where row and column meet: W above Z, A to its left.
  const grid = html(
    "div.matrices",
    html("div.corner", html("p.aside-note", t.note)),
    html("div.flow-item", labels.w, w.element),
    html("p.flow-label.bias-label", t.b),
    b.element,
    html("div.flow-item", a.element, html("p.flow-label", t.a)),
    html("div.flow-item", z.element, labels.z)
  );
  let cell = 6;
  const fit = resized(width => {
    cell = Math.max(2, Math.min(8, Math.floor((width - 14) / (channels + state.values.filters))));
    paint();
    return grid;
  });

  let made: readonly unknown[] = [];
  followInView(
    state,
    fit.element,
    values => {
      const {filters} = values;
      const key = [filters, values.seed, values.bias, ...filterWeights(values)];
      if (key.some((v, i) => v !== made[i])) {
        if (filters !== made[0]) product = matrix(filters);
        compute(product, values);
        const [weight, bias] = product.parameters;
        result = convolve(reshape(product.input, [side, side, channels]), weight.value, bias.value);
        const [p, q] = [flat(product.output), flat(result)];
        difference = p.reduce((largest, v, i) => Math.max(largest, Math.abs(v - q[i])), 0);
        made = key;
        fit.redraw();
      }
      show();
    },
    [...filterNames, "row", "column", "filters", "filter"]
  );

  /** The matrices: when their numbers or the width change. */
  function paint() {
    const {filters} = state.values;
    const [weight, bias] = product.parameters;
    const scale = 0.7 * Math.max(...flat(product.input));
    const end = 0.7 * Math.max(1e-9, ...flat(product.output).map(Math.abs));
    a.show({rows: area, columns: channels, cell, scale, value: (r, c) => product.input.get(r, c)});
    w.show({rows: channels, columns: filters, cell, scale: most, value: (c, f) => weight.value.get(c, f)});
    b.show({rows: 1, columns: filters, cell, scale: most, value: (_, f) => bias.value.get(f)});
    z.show({rows: area, columns: filters, cell, scale: end, value: (r, f) => product.output.get(r, f)});
    show();
  }

  /** What follows the position. */
  function show() {
    const {values} = state;
    const [row, f] = [rowOf(values), filterOf(values)];
    const end = 0.7 * Math.max(1e-9, ...flat(product.output).map(Math.abs));
    a.mark({row, column: 0, rows: 1, columns: channels});
    w.mark({row: 0, column: f, rows: channels, columns: 1});
    b.mark({row: 0, column: f, rows: 1, columns: 1});
    z.mark({row, column: f, rows: 1, columns: 1});
    map.drawn.show((r, c) => result.get(r, c, f), end, 0);
    map.drawn.mark(values.row - 1, values.column - 1);
    map.update();
    for (const update of updates) update();
    labels.w.textContent = t.w(values.filters);
    labels.z.textContent = t.z(values.filters);
    labels.map.textContent = t.map(f + 1);
    shapes.update({
      filters: String(values.filters),
      position: String(row + 1),
      filter: String(f + 1),
      z: fixed(product.output.get(row, f))
    });
    verdict.textContent = compared();
  }

  function compared(): string {
    const all = count(product.output.size);
    return difference === 0 ? t.exact(all) : t.difference(significant(difference, 2), all);
  }

  return figure({
    id: "fully-connected-figure",
    title: t.title,
    state,
    parameters: ["filters", "filter", "row", "column"],
    controls: [play.element, slider(state, "filters", t.filters), slider(state, "filter", t.filter)],
    body: html(
      "div.fully-connected",
      fit.element,
      html("div.beside", html("div.flow-item", map.element, labels.map), shapes.element, verdict)
    ),
    caption: t.caption,
    describe: values =>
      t.describe(
        values.row,
        values.column,
        filterOf(values) + 1,
        fixed(product.output.get(rowOf(values), filterOf(values))),
        compared()
      ),
    data() {
      const [weight, bias] = product.parameters;
      return arrayRows([
        ["A", product.input, ["pixel", "channel"]],
        ["W", weight.value, ["channel", "filter"]],
        ["b", bias.value, ["filter"]],
        ["Z", product.output, ["pixel", "filter"]]
      ]);
    }
  });
}
