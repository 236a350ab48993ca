import type {Plan} from "../../../../graph/index.js";
import {cells} from "../../../drawing/cells.js";
import {figure} from "../../../figure/figure.js";
import {followInView} from "../../../figure/in-view.js";
import {extent} from "../../../kit/colour.js";
import {slider} from "../../../kit/controls.js";
import {html, svg} from "../../../kit/dom.js";
import {numberCell} from "../../../kit/number-cell.js";
import {fixed} from "../../../kit/numbers.js";
import {pickable} from "../../../kit/pick.js";
import type {State} from "../../../kit/state.js";
import {type layerParameters, side} from "../model/layer.js";
import type {timesTwoParameters} from "../parameters.js";
import {t} from "./texts.js";

/** The image of the lecture. */
export const image = [
  [1, 2, 3, 6, 5, 8],
  [3, 5, 5, 1, 3, 4],
  [2, 1, 3, 4, 9, 3],
  [4, 7, 8, 5, 7, 9],
  [1, 5, 3, 7, 4, 8],
  [5, 4, 9, 8, 3, 5]
];

const digitsOf = (value: number) => (Number.isInteger(value) ? 0 : 1);
const plainly = (value: number) => fixed(value, Number.isInteger(value) ? 0 : 2).replace(/(\.\d)0$/, "$1");

/** Figure 5 of the lecture: an image of one channel through one 1×1 filter. `layer` is the convolution's plan. */
export function timesTwo(
  state: State<typeof timesTwoParameters & typeof layerParameters>,
  layer: Plan
): HTMLElement {
  const [{value: weight}] = layer.parameters;
  layer.feed(image.flat());
  const [x, y] = [layer.input, layer.output];
  const grids = [grid(t.input), grid(t.output)];
  const filter = numberCell({
    label: t.value,
    min: -4,
    max: 4,
    step: 0.5,
    digits: 1,
    change: factor => state.set({factor})
  });
  const sum = html("p.arithmetic", {"aria-hidden": "true"});

  function grid(label: string) {
    const drawn = cells({rows: side, columns: side, width: 38, digits: 0});
    const area = svg("rect", {width: drawn.width, height: drawn.height, fill: "transparent"});
    const update = pickable(area, {
      rows: side,
      columns: side,
      label: `${label}, ${t.position}`,
      at: () => [state.values.row - 1, state.values.column - 1],
      pick: (row, column) => state.set({row: row + 1, column: column + 1}),
      say: (row, column) =>
        t.say(row + 1, column + 1, plainly(x.get(0, row, column, 0)), plainly(y.get(0, row, column, 0)))
    });
    const element = html(
      "div.flow-item",
      svg(
        "svg",
        {viewBox: `-3 -3 ${drawn.width + 6} ${drawn.height + 6}`, width: drawn.width + 6},
        drawn.element,
        area
      ),
      html("p.flow-label", label)
    );
    return {drawn, update, element};
  }

  const body = html(
    "div.flow.times-two",
    grids[0].element,
    html("span.operator", "∗"),
    html(
      "div.flow-item",
      html("span.weight-frame", filter.element),
      html("p.flow-label.weight", `${t.filter} 1×1×1`)
    ),
    html("span.operator", "="),
    grids[1].element,
    sum
  );
  followInView(
    state,
    body,
    ({row, column, factor}) => {
      weight.set(0, 0, 0, 0, factor);
      layer.forward();
      const scale = extent([9, 9 * factor]);
      const digits = digitsOf(factor);
      grids[0].drawn.show((r, c) => x.get(0, r, c, 0), scale);
      grids[1].drawn.show((r, c) => y.get(0, r, c, 0), scale, digits);
      filter.show(factor, 4);
      for (const {drawn, update} of grids) {
        drawn.mark(row - 1, column - 1);
        update();
      }
      const {
        terms: [{input, weight: w, product}]
      } = layer.explain("z1", [0, row - 1, column - 1, 0]);
      sum.replaceChildren(
        html("b.main", plainly(input)),
        " × ",
        html("b.weight", plainly(w)),
        " = ",
        html("b", plainly(product))
      );
    },
    ["factor", "row", "column"]
  );

  return figure({
    id: "times-two-figure",
    title: t.title,
    state,
    parameters: ["factor", "row", "column"],
    controls: [slider(state, "factor", t.value)],
    body,
    caption: t.caption,
    plan: () => layer,
    data: () =>
      Array.from({length: side * side}, (_, k) => {
        const [r, c] = [Math.floor(k / side), k % side];
        return {row: r + 1, column: c + 1, input: x.get(0, r, c, 0), output: y.get(0, r, c, 0)};
      }),
    describe: ({row, column, factor}) =>
      t.describe(
        row,
        column,
        plainly(x.get(0, row - 1, column - 1, 0)),
        plainly(factor),
        plainly(y.get(0, row - 1, column - 1, 0))
      )
  });
}
