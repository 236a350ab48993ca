import {resolve, whenThemeChanges} from "../kit/colour.js";
import {html} from "../kit/dom.js";
import {pickable} from "../kit/pick.js";
import {paintMatrix} from "./pixels.js";

interface Maps {
  readonly element: HTMLElement;
  /** How many maps there are, and their values, on the scale that ends at ±scale. */
  show(count: number, value: (map: number, row: number, column: number) => number, scale: number): void;
  /** Frames one map, and one position in all of them. */
  mark(map: number, row?: number, column?: number): void;
}

/** The largest size of a cell, in pixels. */
const largest = 7;

/**
 * The channels of a volume side by side, at most `across` to a line: small pictures on one canvas. One of them
 * is chosen by pointer, finger or arrow keys.
 */
export function maps({
  rows,
  columns,
  across: widest,
  least = 0,
  label,
  say,
  pick
}: {
  readonly rows: number;
  readonly columns: number;
  /** At most so many to a line. */
  readonly across: number;
  /** The least width of a map with its gap: a narrow place takes fewer to a line, by halves. */
  readonly least?: number;
  readonly label: string;
  readonly say: (map: number) => string;
  readonly pick: (map: number) => void;
}): Maps {
  const canvas = html("canvas");
  const element = html("div.map-grid", canvas);
  const tile = html("canvas");
  let volume: {count: number; value: (map: number, row: number, column: number) => number; scale: number} = {
    count: 0,
    value: () => 0,
    scale: 1
  };
  let marked: {map: number; row?: number; column?: number} = {map: 0};
  let width = 0;
  let across = widest;
  let waiting = false;

  const update = pickable(canvas, {
    label,
    get rows() {
      return Math.max(1, Math.ceil(volume.count / across));
    },
    get columns() {
      return Math.min(across, Math.max(1, volume.count));
    },
    at: () => [Math.floor(marked.map / across), marked.map % across],
    pick(row, column) {
      const map = row * across + column;
      if (map < volume.count) pick(map);
    },
    say: () => say(marked.map)
  });

  // Several changes of one event are drawn once, in the frame that follows.
  const ask = () => {
    if (waiting) return;
    waiting = true;
    requestAnimationFrame(() => {
      waiting = false;
      draw();
    });
  };

  function draw() {
    const {count, value, scale} = volume;
    if (!width || !count) return;
    const cell = Math.max(1, Math.min(largest, Math.floor((width / across - 4) / columns)));
    const [pitchX, pitchY] = [columns * cell + 5, rows * cell + 5];
    const [w, h] = [Math.min(across, count) * pitchX, Math.ceil(count / across) * pitchY];
    const ratio = Math.ceil(devicePixelRatio);
    canvas.width = w * ratio;
    canvas.height = h * ratio;
    canvas.style.width = `${w}px`;
    canvas.style.height = `${h}px`;
    const context = canvas.getContext("2d")!;
    context.scale(ratio, ratio);
    context.imageSmoothingEnabled = false;
    context.strokeStyle = resolve("--ink");
    for (let map = 0; map < count; map++) {
      paintMatrix(tile, {rows, columns, scale, value: (row, column) => value(map, row, column)});
      const [x, y] = [(map % across) * pitchX + 2.5, Math.floor(map / across) * pitchY + 2.5];
      context.drawImage(tile, x, y, columns * cell, rows * cell);
      if (marked.row !== undefined && marked.column !== undefined && cell > 2) {
        context.lineWidth = 1;
        context.strokeRect(x + marked.column * cell, y + marked.row * cell, cell, cell);
      }
      if (map === marked.map) {
        context.lineWidth = 2;
        context.strokeRect(x - 1.5, y - 1.5, columns * cell + 3, rows * cell + 3);
      }
    }
  }

  new ResizeObserver(([{contentRect}]) => {
    width = contentRect.width;
    for (across = widest; width / across < least && across % 2 === 0; ) across /= 2;
    update();
    ask();
  }).observe(element);
  whenThemeChanges(ask);

  return {
    element,
    show(count, value, scale) {
      volume = {count, value, scale};
      update();
      ask();
    },
    mark(map, row, column) {
      marked = {map, row, column};
      update();
      ask();
    }
  };
}
