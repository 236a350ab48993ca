import {set} from "./dom.js";
import {pointed} from "./fingers.js";

/** Where a pointer is over an element, as shares of its width and its height. */
export function placeOver(element: Element, {clientX, clientY}: MouseEvent): readonly [number, number] {
  const {left, top, width, height} = element.getBoundingClientRect();
  return [(clientX - left) / width, (clientY - top) / height];
}

export interface Picker {
  /** Sizes are read when needed: a getter lets a grid grow. */
  readonly rows: number;
  readonly columns: number;
  /** What is picked, for a screen reader: "position". */
  readonly label: string;
  /** The position of the moment, 0-based; negative where nothing of this grid is picked. */
  at(): readonly [row: number, column: number];
  pick(row: number, column: number): void;
  /** The position in words, with its value. */
  say(row: number, column: number): string;
}

/**
 * Makes the cells of a grid pickable: by the pointer over them, by a tap of a finger, by the arrow keys, Home and End.
 * `area` covers the grid exactly; its position on the screen says which cell is meant, whatever the drawing's scale.
 * To a screen reader it is a slider whose value is the position. Returns what brings that value up to date.
 */
export function pickable(area: Element, grid: Picker): () => void {
  const {label, at, pick, say} = grid;
  set(area, {tabindex: 0, role: "slider", "aria-label": label, "aria-valuemin": 1});
  area.classList.add("pickable");
  const clamp = (value: number, most: number) => Math.max(0, Math.min(most - 1, value));
  const go = (row: number, column: number) => {
    const [r, c] = at();
    const [nextRow, nextColumn] = [clamp(row, grid.rows), clamp(column, grid.columns)];
    if (nextRow !== r || nextColumn !== c) pick(nextRow, nextColumn);
  };
  const follow = (event: MouseEvent) => {
    const [x, y] = placeOver(area, event);
    go(Math.floor(y * grid.rows), Math.floor(x * grid.columns));
  };
  const keys: {readonly [key: string]: (row: number, column: number) => readonly [number, number]} = {
    ArrowUp: (r, c) => [r - 1, c],
    ArrowDown: (r, c) => [r + 1, c],
    // Left and right run on over the ends of the rows, so that one key reaches every cell.
    ArrowLeft: (r, c) => (c > 0 ? [r, c - 1] : r > 0 ? [r - 1, grid.columns - 1] : [r, c]),
    ArrowRight: (r, c) => (c < grid.columns - 1 ? [r, c + 1] : r < grid.rows - 1 ? [r + 1, 0] : [r, c]),
    Home: () => [0, 0],
    End: () => [grid.rows - 1, grid.columns - 1]
  };
  pointed(area, follow);
  area.addEventListener("keydown", event => {
    const move = keys[(event as KeyboardEvent).key];
    if (!move) return;
    event.preventDefault();
    go(...move(...at()));
  });
  return () => {
    const [row, column] = at().map(i => Math.max(0, i));
    set(area, {
      "aria-valuemax": grid.rows * grid.columns,
      "aria-valuenow": row * grid.columns + column + 1,
      "aria-valuetext": say(row, column)
    });
  };
}
