import type {Flow, Item, Values, Weights} from "./flow.js";

/** One array of cells, where it stands and which elements it shows. */
export interface Grid extends Size {
  readonly key: string;
  readonly x: number;
  readonly y: number;
  readonly rows: number;
  readonly columns: number;
  readonly cell: Size;
  /** Cells are set apart in blocks of so many rows and columns, `gap` pixels between blocks. */
  readonly block: {readonly rows: number; readonly columns: number; readonly gap: number};
  index(row: number, column: number): number[];
}

export interface Size {
  readonly width: number;
  readonly height: number;
}

/** An item with its size. Weights have two grids, W and b. */
interface Measured extends Size {
  readonly item: Item;
  readonly grids: readonly Grid[];
}

/** An item with its place. */
export interface Placed extends Measured {
  readonly x: number;
  readonly y: number;
}

export interface Layout {
  /** Whether the main path runs down, for narrow pages, instead of to the right. */
  readonly down: boolean;
  readonly width: number;
  readonly height: number;
  readonly main: readonly Placed[];
  readonly shortcut: readonly Placed[];
  /** Where the main path's axis lies across. */
  readonly axis: number;
  /** How far out the shortcut runs: a y above the main path, or an x beside it. */
  readonly detour: number;
}

interface Cells {
  readonly value: Size;
  readonly weight: Size;
}

const label = 26;
const operator = {width: 44, height: 28};

/** Sizes to try, from the largest that reads well to the smallest. Weights wear less, being more. */
const dense: readonly Cells[] = [
  [56, 36, 42],
  [52, 36, 38],
  [48, 34, 34],
  [44, 32, 31],
  [43, 30, 27],
  [42, 27, 22],
  [42, 26, 19],
  [38, 25, 19],
  [33, 24, 21]
].map(([width, height, weight]) => ({value: {width, height}, weight: {width: weight, height}}));

const volumes: readonly Cells[] = [17, 15, 13, 11, 9].map(side => ({
  value: {width: side, height: side},
  weight: {width: Math.max(7, side - 3), height: Math.max(7, side - 3)}
}));

/** Places a block's items in a width: to the right where they fit, else downwards. */
export function layout(flow: Flow, width: number): Layout {
  const all = [...flow.main, ...flow.shortcut];
  const sizes = all.some(item => item.kind !== "operator" && item.height * item.width > 1) ? volumes : dense;
  if (width >= 680)
    for (const cells of sizes) {
      const found = across(flow, width, cells);
      if (found) return found;
    }
  for (const cells of sizes) {
    const found = downwards(flow, width, cells);
    if (found) return found;
  }
  return downwards(flow, width, sizes.at(-1)!, true)!;
}

function across(flow: Flow, width: number, cells: Cells): Layout | undefined {
  const line = flow.main.map(item => measure(item, cells, false));
  const taken = line.reduce((sum, {width}) => sum + width, 0);
  const gap = Math.min(44, (width - 8 - taken) / (line.length - 1));
  if (gap < 6) return undefined;
  // Without weights on the shortcut, what lies there lies along it.
  const flat = flow.shortcut.every(({kind}) => kind !== "weights");
  const detourItems = flow.shortcut.map(item => measure(item, cells, flat));
  const above = flow.span
    ? Math.max(40, ...detourItems.map(d => d.height / 2 + d.height / 2 + label + 26))
    : 8;
  const tall = Math.max(...line.map(({height}) => height));
  const axis = above + 16 + tall / 2;
  const start = (width - taken - gap * (line.length - 1)) / 2;
  let x = start;
  const main = line.map(m => {
    const placed = place(m, x, axis - m.height / 2);
    x += m.width + gap;
    return placed;
  });
  const detour = detourItems.length ? Math.max(...detourItems.map(d => d.height)) / 2 + 8 : 20;
  return {
    down: false,
    width,
    height: axis + tall / 2 + label + 12,
    axis,
    detour,
    main,
    shortcut: spread(flow, main, detourItems, (m, at) => place(m, at - m.width / 2, detour - m.height / 2))
  };
}

function downwards(flow: Flow, width: number, cells: Cells, force = false): Layout | undefined {
  const line = flow.main.map(item => measure(item, cells, true));
  const beside = flow.shortcut.map(item => measure(item, cells, false));
  const wide = Math.max(...line.map(({width}) => width));
  const side = beside.length ? Math.max(...beside.map(({width}) => width)) : 0;
  const lane = flow.span ? Math.max(44, side + 34) : 8;
  if (wide + lane > width && !force) return undefined;
  const axis = Math.max(wide / 2 + 2, Math.min((width - lane) / 2, width / 2));
  let y = label;
  const main = line.map(m => {
    // A name stands above each array, where the path leaves room.
    const placed = place(m, axis - m.width / 2, y);
    // More below the weights: a raised index would touch their frame.
    y += m.height + (m.item.kind === "values" ? 22 : label + 2);
    return placed;
  });
  const detour = side ? width - side / 2 - 4 : Math.min(width - 14, axis + wide / 2 + 34);
  return {
    down: true,
    width,
    height: y,
    axis,
    detour,
    main,
    shortcut: spread(flow, main, beside, (m, at) => place(m, detour - m.width / 2, at - m.height / 2), true)
  };
}

/** Spreads what lies on the shortcut evenly between its ends. */
function spread(
  {span}: Flow,
  main: readonly Placed[],
  items: readonly Measured[],
  put: (m: Measured, at: number) => Placed,
  down = false
): Placed[] {
  if (!span) return [];
  const middle = ({x, y, width, height}: Placed) => (down ? y + height / 2 : x + width / 2);
  const [from, to] = span.map(i => middle(main[i]));
  return items.map((m, i) => put(m, from + ((to - from) * (i + 1)) / (items.length + 1)));
}

function place({item, width, height, grids}: Measured, x: number, y: number): Placed {
  return {item, width, height, x, y, grids: grids.map(g => ({...g, x: g.x + x, y: g.y + y}))};
}

function measure(item: Item, cells: Cells, down: boolean): Measured {
  if (item.kind === "operator") {
    const {width, height} = operator;
    return {item, width: item.operation === "add" ? height : width, height, grids: []};
  }
  if (item.kind === "values") {
    const g = valueGrid(item, item.key, cells.value, down);
    return {item, width: g.width, height: g.height, grids: item.absent ? [] : [g]};
  }
  const w = weightGrid(item, cells.weight);
  const pad = 7;
  if (!item.bias)
    return {item, width: w.width + 2 * pad, height: w.height + 2 * pad, grids: [{...w, x: pad, y: pad}]};
  // One bias for each output, so b stands beside the rows.
  const bias = {...vectorItem(item), index: (i: number) => [i]};
  const b = valueGrid(bias, item.bias, cells.weight, false, w.cell.height * item.height, w.block.gap);
  return {
    item,
    width: w.width + b.width + 8 + 2 * pad,
    height: w.height + 2 * pad,
    grids: [
      {...w, x: pad, y: pad},
      {...b, x: pad + w.width + 8, y: pad}
    ]
  };
}

function vectorItem({bias, step, rows}: Weights): Omit<Values, "index"> {
  return {kind: "values", key: bias!, name: bias!, step, count: rows, height: 1, width: 1};
}

function valueGrid(
  item: Values,
  key: string,
  {width, height}: Size,
  down: boolean,
  tall = height,
  gap = item.height * item.width > 1 ? 6 : 0
): Grid {
  const {count} = item;
  return sized({
    key,
    rows: down ? item.height : count * item.height,
    columns: down ? count * item.width : item.width,
    cell: {width, height: tall},
    block: {rows: item.height, columns: item.width, gap},
    index: (row, column) =>
      down
        ? item.index(Math.floor(column / item.width), row, column % item.width)
        : item.index(Math.floor(row / item.height), row % item.height, column)
  });
}

function weightGrid(item: Weights, cell: Size): Grid {
  const {key, height, width} = item;
  return sized({
    key,
    rows: item.rows * height,
    columns: item.columns * width,
    cell,
    block: {rows: height, columns: width, gap: height * width > 1 ? 5 : 0},
    index: (row, column) =>
      item.index(Math.floor(row / height), Math.floor(column / width), row % height, column % width)
  });
}

function sized(grid: Omit<Grid, "x" | "y" | "width" | "height">): Grid {
  const {rows, columns, cell, block} = grid;
  return {
    ...grid,
    ...{x: 0, y: 0},
    width: columns * cell.width + (columns / block.columns - 1) * block.gap,
    height: rows * cell.height + (rows / block.rows - 1) * block.gap
  };
}

/** Where a cell of a grid stands. */
export function cellAt(g: Grid, row: number, column: number): {readonly x: number; readonly y: number} {
  return {
    x: g.x + column * g.cell.width + Math.floor(column / g.block.columns) * g.block.gap,
    y: g.y + row * g.cell.height + Math.floor(row / g.block.rows) * g.block.gap
  };
}
