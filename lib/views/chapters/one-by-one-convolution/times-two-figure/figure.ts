import type {Plan} from "../../../../graph/index.js";
import {fixed} from "../../../../lesson/numbers.js";
import {cells} from "../../../drawing/cells.js";
import {figure} from "../../../figure/figure.js";
import {followInView} from "../../../figure/in-view.js";
import {only} from "../../../figure/networks.js";
import {extent} from "../../../kit/colour.js";
import {slider} from "../../../kit/controls.js";
import {html, svg} from "../../../kit/dom.js";
import {numberCell} from "../../../kit/number-cell.js";
import {pickable} from "../../../kit/pick.js";
import type {State} from "../../../kit/state.js";
import {type positionParameters, side} from "../model/layer.js";
import type {timesTwoParameters} from "../parameters.js";
import {labelled, positionOf, productText} from "../volume-view.js";
import {reached} from "./goal.js";
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
  state: State<typeof timesTwoParameters & typeof positionParameters>,
  layer: Plan
): HTMLElement {
  const [{value: weight}] = layer.parameters;
  layer.feed(image.flat());
  const [x, y] = [layer.input, layer.output];
  /** What goes in at a position and what comes out, in words. */
  const say = (row: number, column: number) => {
    const [before, after] = [x, y].map(image => plainly(image.get(0, row, column, 0)));
    return t.say(row + 1, column + 1, before, after);
  };
  const grids = [t.input, t.output].map(label => grid(state, label, say));
  const filter = numberCell({
    label: t.value,
    min: -4,
    max: 4,
    step: 0.5,
    digits: 1,
    change: factor => state.set({factor})
  });
  const sum = html("p.arithmetic", {"aria-hidden": "true"});

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
      sum.replaceChildren(...productText(plainly(input), plainly(w), plainly(product)));
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
    goal: {...t.goal, reached: () => reached(x, y)},
    networks: only(() => layer),
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

/** The image, or what becomes of it, as a grid in which a position is picked. */
function grid(
  state: State<typeof positionParameters>,
  label: string,
  say: (row: number, column: number) => string
) {
  const drawn = cells({rows: side, columns: side, width: 38, digits: 0});
  const {width, height} = drawn;
  const area = svg("rect", {width, height, fill: "transparent"});
  const position = positionOf(state, {label: `${label}, ${t.position}`, say});
  const update = pickable(area, {rows: side, columns: side, ...position});
  const viewBox = `-3 -3 ${width + 6} ${height + 6}`;
  const element = labelled(svg("svg", {viewBox, width: width + 6}, drawn.element, area), label);
  return {drawn, update, element};
}
