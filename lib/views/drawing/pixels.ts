import {divergingPixels} from "../kit/colour.js";

/** Paints a matrix onto a canvas, an entry a pixel, on the diverging scale that ends at ±scale. */
export function paintMatrix(
  canvas: HTMLCanvasElement,
  {rows, columns, scale, value}: Matrix
): HTMLCanvasElement {
  canvas.width = columns;
  canvas.height = rows;
  const context = canvas.getContext("2d")!;
  const image = context.createImageData(columns, rows);
  const colour = divergingPixels();
  for (let i = 0; i < rows * columns; i++) {
    image.data.set(colour(value(Math.floor(i / columns), i % columns), scale), i * 4);
    image.data[i * 4 + 3] = 255;
  }
  context.putImageData(image, 0, 0);
  return canvas;
}

export interface Matrix {
  readonly rows: number;
  readonly columns: number;
  readonly scale: number;
  readonly value: (row: number, column: number) => number;
}
