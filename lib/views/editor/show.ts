import {significant} from "../../lesson/numbers.js";
import type {Outcome} from "../../sandbox/run.js";
import type {Shown} from "../../sandbox/shown.js";
import {cells} from "../drawing/cells.js";
import {curves, plotted} from "../drawing/curves.js";
import {extent} from "../kit/colour.js";
import {html, svg} from "../kit/dom.js";
import {texts} from "../kit/texts.js";
import {showWalk} from "./show-walk.js";

const t = texts({
  en: {
    tensor: (shape: string, low: string, high: string) => `shape ${shape}, from ${low} to ${high}`,
    part: (text: string) => `${text}; a part is shown`,
    channel: (i: number) => `channel ${i}`,
    rest: (count: number) => `${count} more ${count === 1 ? "value" : "values"}`,
    picture: "A drawing that the cell made",
    step: "step",
    value: "value",
    curves: (names: string) => `Curves: ${names}`
  },
  zh: {
    tensor: (shape, low, high) => `形状 ${shape}，从 ${low} 到 ${high}`,
    part: text => `${text}；只显示一部分`,
    channel: i => `通道 ${i}`,
    rest: count => `另有 ${count} 个值`,
    picture: "单元格画出的图",
    step: "步",
    value: "值",
    curves: names => `曲线：${names}`
  }
});

/** The most squares that are drawn of one cell's values; what is left of them. */
const squares = 12_000;
let left = squares;

/**
 * What a cell displayed, and the names that it declares with their values: these can be unfolded where the code asks to see
 * something else (`asks`, by this cell or another).
 */
export function showValues({values}: Outcome, asks: boolean): HTMLElement[] {
  left = squares;
  const all = values.map(({name, value}) => ({
    element: html("div.shown", name !== undefined && html("span.shown-name", name), show(value)),
    wanted: name === undefined,
    tells: !(value.kind === "text" && /^(ƒ |\[object )/.test(value.text))
  }));
  const asked = asks || all.some(({wanted}) => wanted);
  const first = all.filter(({wanted, tells}) => (asked ? wanted : tells));
  const rest = all.filter(one => !first.includes(one)).map(({element}) => element);
  return [
    ...first.map(({element}) => element),
    ...(rest.length ? [html("details.shown-rest", html("summary", t.rest(rest.length)), ...rest)] : [])
  ];
}

function show(value: Shown): Element {
  switch (value.kind) {
    case "text":
      return html("code", value.text);
    case "tensor":
      return showTensor(value);
    case "walk":
      return showWalk(value, (part, scale) =>
        part.kind === "tensor"
          ? showTensor(part, {scale, rows: part.shape.length < 3 ? most.walked : most.rows})
          : show(part)
      );
    case "curves":
      return showCurves(value);
    // As an image it can load nothing and run nothing.
    case "picture":
      return html("img", {src: `data:image/svg+xml,${encodeURIComponent(value.source)}`, alt: t.picture});
    case "list":
      return html("dl", ...value.items.flatMap(([name, item]) => [html("dt", name), html("dd", show(item))]));
  }
}

/** The most rows, columns and grids of a tensor that are drawn; and the most rows in a walk, which has many. */
const most = {rows: 12, columns: 24, grids: 8, walked: 4};

function showTensor(
  {shape, values}: Shown & {kind: "tensor"},
  {scale = extent(values), rows: mostRows = most.rows} = {}
): Element {
  if (!shape.length) return html("code", significant(values[0]));
  const {rows, columns, count, at} = grids(shape);
  const [drawnRows, drawnColumns] = [Math.min(rows, mostRows), Math.min(columns, most.columns)];
  const numbered = drawnColumns <= 8;
  const fitting = Math.min(count, most.grids, Math.floor(left / (drawnRows * drawnColumns)));
  left -= fitting * drawnRows * drawnColumns;
  const drawn = Array.from({length: fitting}, (_, k) => {
    const grid = cells({
      rows: drawnRows,
      columns: drawnColumns,
      width: numbered ? 50 : 16,
      height: numbered ? 26 : 16,
      digits: numbered ? 2 : undefined
    });
    grid.show((row, column) => values[at(k, row, column)] ?? Number.NaN, scale);
    const {width, height, element} = grid;
    const label = count > 1 ? t.channel(k) : "";
    // A few numbers are read out; of many, the range above says what can be said.
    const read =
      numbered && drawnRows * drawnColumns <= 24
        ? Array.from({length: drawnRows * drawnColumns}, (_, i) =>
            significant(values[at(k, Math.floor(i / drawnColumns), i % drawnColumns)])
          ).join(", ")
        : "";
    return html(
      "div",
      label && html("small", label),
      svg(
        "svg",
        {
          ...{viewBox: `0 0 ${width} ${height}`, width, height},
          ...(read ? {role: "img", "aria-label": read} : {"aria-hidden": "true"})
        },
        element
      )
    );
  });
  let [low, high] = [Infinity, -Infinity];
  for (const value of values) [low, high] = [Math.min(low, value), Math.max(high, value)];
  const said = t.tensor(shape.join("×"), significant(low), significant(high));
  const whole = drawnRows === rows && drawnColumns === columns && drawn.length === count;
  return html(
    "div.shown-tensor",
    html("small", whole ? said : t.part(said)),
    html("div.shown-grids", ...drawn)
  );
}

/** How a tensor is laid out in grids: a vector is a row; of images the first, a grid for each channel. */
function grids(shape: readonly number[]) {
  const [channels] = shape.slice(-1);
  if (shape.length < 3) {
    const rows = shape.length === 1 ? 1 : shape[0];
    return {rows, columns: channels, count: 1, at: (_: number, i: number, j: number) => i * channels + j};
  }
  const [rows, columns] = shape.slice(-3);
  const at = (k: number, i: number, j: number) => (i * columns + j) * channels + k;
  return {rows, columns, count: channels, at};
}

const colours = ["--residual", "--plain", "--weight", "--grad", "--shortcut", "--good", "--bad", "--ink"];

function showCurves({series}: Shown & {kind: "curves"}): Element {
  const names = series.map(({name}) => name);
  // The lesson's own colours for its two kinds of network.
  const colour = (name: string, i: number) =>
    name === "plain" ? "--plain" : name === "residual" ? "--residual" : colours[i];
  return plotted(width =>
    curves(
      series.map(({name, values}, i) => ({
        label: name,
        colour: colour(name, i),
        points: values.map((y, x) => ({x: x + 1, y}))
      })),
      {width, x: {label: t.step}, y: {label: t.value}, description: t.curves(names.join(", "))}
    )
  ).element;
}
