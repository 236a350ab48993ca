import {diverging, onDiverging} from "../kit/colour.js";
import {set, svg} from "../kit/dom.js";
import {fixed} from "../kit/numbers.js";

export interface Cells {
  readonly element: SVGGElement;
  readonly width: number;
  readonly height: number;
  /** Colours the cells by their values, on the scale that ends at ±scale, and writes the numbers where they are shown. */
  show(value: (row: number, column: number) => number, scale: number, decimals?: number): void;
  /** Frames one cell, or none. */
  mark(row?: number, column?: number): void;
}

/** A matrix as a grid of coloured cells, with its numbers when `digits` (decimals) is given. */
export function cells({
  rows,
  columns,
  width = 24,
  height = width,
  gap = 1,
  digits
}: {
  readonly rows: number;
  readonly columns: number;
  /** A cell's size, in pixels, with the gap to the next. */
  readonly width?: number;
  readonly height?: number;
  readonly gap?: number;
  readonly digits?: number;
}): Cells {
  const element = svg("g.cells");
  const items = Array.from({length: rows * columns}, (_, i) => {
    const [x, y] = [(i % columns) * width, Math.floor(i / columns) * height];
    const box = svg("rect", {x, y, width: width - gap, height: height - gap, rx: Math.min(4, width / 9)});
    const number =
      digits === undefined
        ? undefined
        : svg("text", {
            class: "number",
            x: x + (width - gap) / 2,
            y: y + (height - gap) / 2,
            "text-anchor": "middle",
            "dominant-baseline": "central"
          });
    element.append(box);
    if (number) element.append(number);
    return {box, number};
  });
  const frame = svg("rect", {
    class: "frame",
    width: width - gap + 3,
    height: height - gap + 3,
    rx: Math.min(5, width / 7),
    fill: "none",
    visibility: "hidden"
  });
  element.append(frame);
  return {
    element,
    width: columns * width - gap,
    height: rows * height - gap,
    show(value, scale, decimals = digits) {
      items.forEach(({box, number}, i) => {
        const v = value(Math.floor(i / columns), i % columns);
        box.style.fill = diverging(v, scale);
        if (!number) return;
        const text = fixed(v, decimals);
        number.textContent = text;
        // Long numbers are set smaller, so that they stay in their cells.
        const size = Math.min(14, height * 0.5, (width - gap - 3) / (text.length * 0.605));
        number.setAttribute("font-size", size.toFixed(1));
        number.style.fill = onDiverging(v, scale);
      });
    },
    mark(row, column) {
      if (row === undefined || column === undefined) set(frame, {visibility: "hidden"});
      else set(frame, {visibility: null, x: column * width - 1.5, y: row * height - 1.5});
    }
  };
}
