import {whenThemeChanges} from "../kit/colour.js";
import {html} from "../kit/dom.js";
import {type Matrix, paintMatrix} from "./pixels.js";

/** A matrix whose entries are squares of `cell` pixels. */
interface HeatMatrix extends Matrix {
  readonly cell: number;
}

interface Block {
  readonly row: number;
  readonly column: number;
  readonly rows: number;
  readonly columns: number;
}

/** A matrix of many entries as a picture, an entry a pixel: for what is too large for cells that one can read. */
export function heat() {
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
    /** Colours a matrix of any size. */
    show(next: HeatMatrix) {
      matrix = next;
      draw();
    },
    /** Frames a block of entries. */
    mark(block: Block) {
      frame.hidden = false;
      if (!matrix) return;
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
