import {plan} from "../../../../graph/index.js";
import {conv, relu, sequential} from "../../../../nn/index.js";
import {flat, type Shape, type Tensor} from "../../../../tensor/index.js";
import {drawnPicture} from "../../../drawing/colour-picture.js";

/** A volume as a network has it in its middle: the drawn picture through as many random 3×3 filters, and ReLU. */
export function features([height, width, channels]: Shape): Float32Array {
  const before = plan(sequential(conv(channels, 3), relu), {input: [1, height, width, 3]});
  before.feed(drawnPicture(width, height).data.map(v => v - 0.5));
  before.forward();
  return flat(before.output);
}

/** A tensor's first image as values for a drawing; the scale leaves out the few that are largest. */
export function seen(x: Tensor) {
  const values = flat(x);
  // A few thousand of them tell enough.
  const step = Math.ceil(values.length / 4096);
  const sizes = values
    .filter((_, i) => i % step === 0)
    .map(Math.abs)
    .sort();
  return {
    value: (r: number, c: number, k: number) => x.get(0, r, c, k),
    scale: sizes[Math.floor(sizes.length * 0.98)] || 1
  };
}
