import {fixed} from "../../lesson/numbers.js";
import {diverging, onDiverging} from "../kit/colour.js";
import {set, svg, write} from "../kit/dom.js";
import {centred} from "./text.js";

/** A cell, and its number, which the caller places above it where numbers are shown. */
export function valueCell(place: {
  readonly x: number;
  readonly y: number;
  readonly width: number;
  readonly height: number;
  readonly rx: number;
}) {
  const {x, y, width, height} = place;
  const box = svg("rect", place);
  const number = svg("text.number", centred(x + width / 2, y + height / 2));
  let fill = "";
  return {
    box,
    number,
    /** Colours both by a value, on the scale that ends at ±scale. */
    tint(value: number, scale: number) {
      const next = diverging(value, scale);
      if (next === fill) return;
      box.style.fill = fill = next;
      number.style.fill = onDiverging(value, scale);
    },
    /** Writes a number, smaller where it is long, so that it stays in its cell. */
    write(text: string, most: number) {
      write(number, text);
      set(number, {"font-size": Math.min(most, (width - 3) / (text.length * 0.605)).toFixed(1)});
    }
  };
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
}) {
  const element = svg("g.cells");
  const items = Array.from({length: rows * columns}, (_, i) => {
    const [x, y] = [(i % columns) * width, Math.floor(i / columns) * height];
    const cell = valueCell({x, y, width: width - gap, height: height - gap, rx: Math.min(4, width / 9)});
    element.append(cell.box);
    if (digits !== undefined) element.append(cell.number);
    return cell;
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
    /** Colours the cells by their values, on the scale that ends at ±scale, and writes the numbers where they are shown. */
    show(value: (row: number, column: number) => number, scale: number, decimals = digits) {
      items.forEach((cell, i) => {
        const v = value(Math.floor(i / columns), i % columns);
        cell.tint(v, scale);
        if (digits !== undefined) cell.write(fixed(v, decimals), Math.min(14, height * 0.5));
      });
    },
    /** Frames one cell. */
    mark(row: number, column: number) {
      set(frame, {visibility: null, x: column * width - 1.5, y: row * height - 1.5});
    }
  };
}
