// Which positions of its input a layer reads that halves the map.
import {cells} from "../../../drawing/cells.js";
import {drawnPicture, paint, readOnly} from "../../../drawing/colour-picture.js";
import {opener} from "../../../drawing/open-picture.js";
import {figure} from "../../../figure/figure.js";
import {only} from "../../../figure/networks.js";
import {prediction} from "../../../figure/prediction.js";
import {button, options} from "../../../kit/controls.js";
import {html, set, svg} from "../../../kit/dom.js";
import {memo} from "../../../kit/memo.js";
import {pickable} from "../../../kit/pick.js";
import type {State} from "../../../kit/state.js";
import {halvingPlan, readAtAll, reading, unread} from "../model/stride.js";
import type {strideParameters} from "../parameters.js";
import {labelled} from "../volume-view.js";
import {reached} from "./goal.js";
import {t} from "./texts.js";

const side = 8;
const size = 30;
/** Positions of the picture on its longer side, so that each can be seen. */
const most = 48;

export function stride(state: State<typeof strideParameters>): HTMLElement {
  const parameters = ["reading", "outRow", "outColumn"] as const;
  const found = memo(reading);
  const now = () => found(state.values.reading);
  /** What the chosen output reads. */
  const own = () => {
    const {columns, reads} = now();
    return reads[(state.values.outRow - 1) * columns + state.values.outColumn - 1];
  };
  const count = () => t.count(side * side - unread(now()), side * side);

  const input = cells({rows: side, columns: side, width: size, digits: 0});
  const frame = svg("rect.frame", {fill: "none", rx: 5});
  const output = cells({rows: side / 2, columns: side / 2, width: size});
  const area = svg("rect", {width: output.width, height: output.height, fill: "transparent"});
  const update = pickable(area, {
    rows: side / 2,
    columns: side / 2,
    label: t.position,
    at: () => [state.values.outRow - 1, state.values.outColumn - 1],
    pick: (row, column) => state.set({outRow: row + 1, outColumn: column + 1}),
    say: (row, column) => t.say(row + 1, column + 1, own().filter(Boolean).length)
  });
  const drawing = (grid: typeof input, ...over: Element[]) =>
    svg(
      "svg",
      {viewBox: `-3 -3 ${grid.width + 6} ${grid.height + 6}`, width: grid.width + 6},
      grid.element,
      ...over
    );
  const canvas = html("canvas", {role: "img"});
  const canvasLabel = html("p.flow-label");
  let picture = drawnPicture(most, (most * 2) / 3);
  const use = (next: typeof picture) => {
    picture = next;
    drawPicture();
  };
  const open = opener(use, {most});
  const verdict = html("p.finding.strong");

  function draw() {
    const {readers} = now();
    input.show((row, column) => readers[row * side + column], 4);
    output.show(() => 0, 1);
    const read = [...own().entries()].filter(([, n]) => n).map(([at]) => at);
    const [rows, columns] = [read.map(at => Math.floor(at / side)), read.map(at => at % side)];
    const [top, left] = [Math.min(...rows), Math.min(...columns)];
    set(frame, {
      x: left * size - 1.5,
      y: top * size - 1.5,
      width: (Math.max(...columns) - left + 1) * size + 2,
      height: (Math.max(...rows) - top + 1) * size + 2
    });
    output.mark(state.values.outRow - 1, state.values.outColumn - 1);
    update();
    verdict.textContent = count();
  }

  /** What is read of the picture does not hang on the output that is looked at. */
  function drawPicture() {
    const {height, width} = picture;
    const kept = readAtAll(state.values.reading, height, width);
    paint(canvas, picture, readOnly(picture, (r, c) => kept[r * width + c] > 0).data, {channels: 3});
    canvasLabel.textContent = t.picture(height, width);
    set(canvas, {"aria-label": t.picture(height, width)});
  }
  state.follow(draw, parameters);
  state.follow(drawPicture, ["reading"]);

  const asked = prediction({
    id: "stride-figure",
    parameters,
    ...t.predict,
    number: {min: 0, max: side * side, unit: t.predict.unit},
    captionTells: true,
    measured: () => ({
      answer: side * side - unread(found("pointwise")),
      says: t.count(side * side - unread(found("pointwise")), side * side)
    })
  });
  const element = figure({
    id: "stride-figure",
    title: t.title,
    state,
    parameters,
    prediction: asked,
    controls: [
      options(state, "reading", t.reading, t.readings),
      html(
        "span.control",
        open.element,
        button(t.drawn, () => use(drawnPicture(most, (most * 2) / 3))),
        html("span", t.drop)
      )
    ],
    body: asked.cover(
      html(
        "div.flow.stride",
        labelled(drawing(input, frame), t.input),
        html("span.flow-step", html("span.operator", "→"), labelled(drawing(output, area), t.output)),
        html("div.flow-item.read-picture", html("div.picture-frame", canvas), canvasLabel)
      ),
      verdict
    ),
    caption: t.caption,
    goal: {...t.goal, reached: () => reached(state.values.reading, own())},
    hint: t.hint,
    describe: ({reading: name, outRow, outColumn}) =>
      t.describe(t.readings[name], count(), outRow, outColumn, own().filter(Boolean).length),
    networks: only(() => halvingPlan(state.values.reading, side, side)),
    data: () =>
      Array.from(now().readers, (outputs, at) => ({
        row: Math.floor(at / side) + 1,
        column: (at % side) + 1,
        "outputs that read it": outputs
      }))
  });
  open.listen(element);
  return element;
}
