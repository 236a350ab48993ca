import type {Tensor} from "../../../index.js";
import {valueCell} from "../../drawing/cells.js";
import {svg} from "../../kit/dom.js";
import {fixed} from "../../kit/numbers.js";
import {cellAt, type Grid} from "./model/layout.js";

/** A grid on the screen. */
export interface DrawnGrid {
  readonly grid: Grid;
  readonly element: SVGGElement;
  /** What is pointed at: it covers the grid. */
  readonly area: SVGRectElement;
  /** Colours the cells and writes their numbers; hollow cells where there are none yet. */
  show(x: Tensor | undefined, scale: number, cut?: (index: readonly number[]) => boolean): void;
  /** Frames the cells at these indices. */
  mark(className: string, indices: readonly (readonly number[])[]): void;
  /** The cell of an index. */
  find(index: readonly number[]): Cell | undefined;
}

export interface Cell {
  readonly row: number;
  readonly column: number;
  readonly index: readonly number[];
  readonly box: SVGRectElement;
}

export function drawGrid(grid: Grid): DrawnGrid {
  const {rows, columns, cell, index} = grid;
  const gap = cell.width < 20 ? 1 : 2;
  const wide = cell.width >= 27 && cell.height >= 20;
  const group = svg("g.cells");
  const items = Array.from({length: rows * columns}, (_, k) => {
    const [row, column] = [Math.floor(k / columns), k % columns];
    const {x, y} = cellAt(grid, row, column);
    const [width, height] = [cell.width - gap, cell.height - gap];
    const drawn = valueCell({x, y, width, height, rx: Math.min(5, cell.width / 6)});
    // Where ReLU let nothing through.
    const floor = svg("path.cut", {
      d: `M${x + cell.width * 0.2},${y + height - 2.5}h${cell.width * 0.6 - gap}`
    });
    group.append(drawn.box, floor);
    if (wide) group.append(drawn.number);
    return {...drawn, row, column, index: index(row, column), floor};
  });
  const byIndex = new Map(items.map(item => [item.index.join(), item]));
  const {x, y, width, height} = grid;
  const area = svg("rect", {x, y, width, height, fill: "transparent"});
  return {
    grid,
    element: svg("g", group, area),
    area,
    show(tensor, scale, cut) {
      const digits =
        tensor && wide
          ? decimals(
              items.map(({index}) => tensor.get(...index)),
              cell.width - gap
            )
          : 0;
      for (const {index, box, floor, number, tint, write} of items) {
        const value = tensor?.get(...index);
        box.classList.toggle("hollow", value === undefined);
        floor.classList.toggle("shown", value !== undefined && (cut?.(index) ?? false));
        if (value === undefined) {
          box.style.fill = "";
          number.textContent = "";
          continue;
        }
        tint(value, scale);
        if (wide) write(fixed(value, digits), 13.5);
      }
    },
    mark(className, indices) {
      for (const {box} of items) box.classList.remove(className);
      for (const index of indices) byIndex.get(index.join())?.box.classList.add(className);
    },
    find: index => byIndex.get(index.join())
  };
}

/** As many decimals as the longest of these numbers has room for in a cell, two at most. */
function decimals(values: readonly number[], width: number): number {
  const least = 9 * 0.605;
  const fits = (digits: number) => values.every(v => fixed(v, digits).length * least <= width - 3);
  return [2, 1].find(fits) ?? 0;
}
