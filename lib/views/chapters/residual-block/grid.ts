import type {Tensor} from "../../../index.js";
import {fixed} from "../../../lesson/numbers.js";
import {centred} from "../../drawing/text.js";
import {type Lay, rounded} from "../../drawing/tiles.js";
import {diverging, onDiverging} from "../../kit/colour.js";
import {join, set, svg, write} from "../../kit/dom.js";
import {cellAt, type Grid} from "./model/layout.js";

/** A grid on the screen: all but the colours of its cells, which `tiles` draws. */
export interface DrawnGrid {
  readonly grid: Grid;
  readonly element: SVGGElement;
  /** What is pointed at: it covers the grid. */
  readonly area: SVGRectElement;
  /** Writes the cells' numbers, and says which tile each is; hollow ones where there are none yet. */
  show(x: Tensor | undefined, scale: number, lay: Lay, cut?: (index: readonly number[]) => boolean): void;
  /** Frames the cells at these indices. */
  mark(kind: Mark, indices: readonly (readonly number[])[]): void;
  /** The cell of an index. */
  find(index: readonly number[]): Cell | undefined;
}

type Mark = "term" | "chosen" | "differs";

export interface Cell {
  readonly row: number;
  readonly column: number;
  readonly index: readonly number[];
  readonly place: {
    readonly x: number;
    readonly y: number;
    readonly width: number;
    readonly height: number;
    readonly rx: number;
  };
  /** The colour of what stands in it. */
  readonly colour: string;
  readonly number: SVGTextElement | undefined;
}

export function drawGrid(grid: Grid): DrawnGrid {
  const {rows, columns, cell, index} = grid;
  const gap = cell.width < 20 ? 1 : 2;
  const wide = cell.width >= 27 && cell.height >= 20;
  const items = Array.from({length: rows * columns}, (_, k) => {
    const [row, column] = [Math.floor(k / columns), k % columns];
    const {x, y} = cellAt(grid, row, column);
    const place = {x, y, width: cell.width - gap, height: cell.height - gap, rx: Math.min(5, cell.width / 6)};
    const number = wide ? svg("text.number", centred(x + place.width / 2, y + place.height / 2)) : undefined;
    return {
      ...{row, column, index: index(row, column), place, number},
      tile: rounded(place, place.rx),
      // Where ReLU let nothing through.
      floor: `M${x + cell.width * 0.2},${y + cell.height - gap - 2.5}h${cell.width * 0.6 - gap}`,
      colour: ""
    };
  });
  const byIndex = new Map(items.map(item => [item.index.join(), item]));
  const {x, y, width, height} = grid;
  const area = svg("rect", {x, y, width, height, fill: "transparent"});
  const floors = svg("path.cut");
  const marks = {term: svg("g"), chosen: svg("g"), differs: svg("g")};
  const numbers = items.flatMap(({number}) => (number ? [number] : []));
  return {
    grid,
    element: svg("g.cells", floors, ...Object.values(marks), ...numbers, area),
    area,
    show(tensor, scale, lay, cut) {
      const values = tensor && wide ? items.map(({index}) => tensor.get(...index)) : [];
      const digits = decimals(values, cell.width - gap);
      // One size for all, so that they can be compared.
      const longest = Math.max(...values.map(v => fixed(v, digits).length), 1);
      const size = Math.min(13.5, (cell.width - gap - 3) / (longest * letter));
      let floor = "";
      for (const item of items) {
        const {index, number} = item;
        const value = tensor?.get(...index);
        const colour = value === undefined ? "" : diverging(value, scale);
        lay(item.tile, colour);
        if (value !== undefined && cut?.(index)) floor += item.floor;
        if (number) {
          const text = value === undefined ? "" : fixed(value, digits);
          write(number, text);
          if (value !== undefined) {
            if (colour !== item.colour) number.style.fill = onDiverging(value, scale);
            set(number, {"font-size": size});
          }
        }
        item.colour = colour;
      }
      set(floors, {d: floor || null});
    },
    mark(kind, indices) {
      const found = indices.flatMap(index => byIndex.get(index.join()) ?? []);
      join(marks[kind], "rect", found, ({place}) => ({...place, class: kind}));
    },
    find: index => byIndex.get(index.join())
  };
}

/** How wide a letter of the numbers is, in their size. */
const letter = 0.605;

/** As many decimals as these numbers need and a cell has room for, two at most, and these not too small to be read. */
function decimals(values: readonly number[], width: number): number {
  const needed =
    [0, 1].find(digits => values.every(v => Math.abs(v - Number(v.toFixed(digits))) < 1e-6)) ?? 2;
  const least = (digits: number) => (digits > 1 ? 10 : 9);
  const fits = (digits: number) =>
    values.every(v => fixed(v, digits).length * letter * least(digits) <= width - 3);
  return [2, 1].find(digits => digits <= needed && fits(digits)) ?? 0;
}
