import {balloonRed, type Picture} from "../../../drawing/colour-picture.js";

/** Some filter leaves of the drawn picture the red stripes alone: above 0.5 there, below 0.1 everywhere else. */
export function reached({data}: Picture, output: Float32Array, filters: number): boolean {
  const pixels = Array.from({length: data.length / 3}, (_, p) => p);
  const red = (p: number) => balloonRed.every((v, c) => Math.abs(data[3 * p + c] - v) < 1e-6);
  const leaves = (f: number) =>
    pixels.every(p => (red(p) ? output[p * filters + f] > 0.5 : output[p * filters + f] < 0.1));
  return pixels.some(red) && Array.from({length: filters}, (_, f) => f).some(leaves);
}
