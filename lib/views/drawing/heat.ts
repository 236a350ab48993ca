import {whenThemeChanges} from "../kit/colour.js";
import {html} from "../kit/dom.js";
import {type Matrix, paintMatrix} from "./pixels.js";

export interface Heat {
  readonly element: HTMLElement;
  readonly canvas: HTMLCanvasElement;
  /** Colours a matrix of any size, each entry a square of `cell` pixels, on the scale that ends at ±scale. */
  show(matrix: HeatMatrix): void;
  /** Frames a block of entries, from row and column, or none. */
  mark(frame?: {row: number; column: number; rows: number; columns: number}): void;
}

interface HeatMatrix extends Matrix {
  readonly cell: number;
}

/** A matrix of many entries as a picture, an entry a pixel: for what is too large for cells that one can read. */
export function heat(): Heat {
  const canvas = html("canvas");
  const frame = html("div.heat-frame", {hidden: true});
  const element = html("div.heat", canvas, frame);
  let matrix: HeatMatrix | undefined;
  const draw = () => {
    if (!matrix) return;
    const {rows, columns, cell} = matrix;
    paintMatrix(canvas, matrix);
    canvas.style.width = `${columns * cell}px`;
    canvas.style.height = `${rows * cell}px`;
  };
  whenThemeChanges(draw);
  return {
    element,
    canvas,
    show(next) {
      matrix = next;
      draw();
    },
    mark(block) {
      frame.hidden = !block;
      if (!block || !matrix) return;
      const {cell} = matrix;
      Object.assign(frame.style, {
        left: `${block.column * cell - 2}px`,
        top: `${block.row * cell - 2}px`,
        width: `${block.columns * cell}px`,
        height: `${block.rows * cell}px`
      });
    }
  };
}
