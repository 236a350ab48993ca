import type {Shape, Tensor} from "../../../tensor/index.js";
import {paintMatrix} from "../../drawing/pixels.js";
import {resolve, whenThemeChanges} from "../../kit/colour.js";
import {html} from "../../kit/dom.js";
import {seen} from "./model/features.js";

/** Pixels for a row or a column, and for a channel to the right and up. */
const unit = 2.4;
const [dx, dy] = [0.42, 0.294];

/** A large volume to scale, on a canvas, over a label: its front, top and right faces, pixel by pixel. */
export function box() {
  const element = html("canvas.box", {"aria-hidden": "true"});
  const label = html("p.flow-label");
  let volume: {readonly shape: Shape; readonly values?: ReturnType<typeof seen>} | undefined;

  function draw() {
    if (!volume) return;
    const {values} = volume;
    const [, rows, columns, channels] = volume.shape;
    const [left, top] = [1, 1 + channels * dy];
    const [width, height] = [columns * unit + channels * dx + 2, rows * unit + channels * dy + 2];
    const ratio = Math.ceil(devicePixelRatio);
    element.width = Math.ceil(width * ratio);
    element.height = Math.ceil(height * ratio);
    element.style.width = `${Math.ceil(width)}px`;
    const context = element.getContext("2d")!;
    context.imageSmoothingEnabled = false;
    /** One face: its pixels, and where their two directions lead. */
    const face = (
      columns: number,
      rows: number,
      [ax, ay, bx, by, x, y]: readonly number[],
      value: (row: number, column: number) => number
    ) => {
      context.setTransform(ax * ratio, ay * ratio, bx * ratio, by * ratio, x * ratio, y * ratio);
      if (values) {
        const {scale} = values;
        context.drawImage(paintMatrix(html("canvas"), {rows, columns, scale, value}), 0, 0);
      } else {
        context.fillStyle = resolve("--zero");
        context.fillRect(0, 0, columns, rows);
      }
    };
    const value = values?.value ?? (() => 0);
    const right = left + columns * unit;
    face(columns, channels, [unit, 0, dx, -dy, left, top], (k, c) => value(0, c, k));
    face(channels, rows, [dx, -dy, 0, unit, right, top], (r, k) => value(r, columns - 1, k));
    face(columns, rows, [unit, 0, 0, unit, left, top], (r, c) => value(r, c, 0));
    context.setTransform(ratio, 0, 0, ratio, 0, 0);
    context.strokeStyle = resolve("--ink-3");
    context.lineJoin = "round";
    context.stroke(
      new Path2D(
        `M${left},${top}v${rows * unit}h${columns * unit}v${-rows * unit}zl${channels * dx},${-channels * dy}h${columns * unit}v${rows * unit}l${-channels * dx},${channels * dy}M${right},${top}l${channels * dx},${-channels * dy}`
      )
    );
  }
  whenThemeChanges(draw);
  return {
    element: html("div.flow-item", element, label),
    label,
    /** Draws a volume of this shape, [1, H, W, C], blank while there are no values. */
    show(shape: Shape, values?: Tensor) {
      volume = {shape, values: values && seen(values)};
      draw();
    }
  };
}
