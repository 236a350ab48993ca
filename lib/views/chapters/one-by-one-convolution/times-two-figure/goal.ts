import {flat, type Tensor} from "../../../../tensor/index.js";

/** The order is turned round: where the input is largest, the output is smallest. */
export function reached(input: Tensor, output: Tensor): boolean {
  const [x, y] = [flat(input), flat(output)];
  const [least, most] = [Math.min(...y), Math.max(...y)];
  return least < most && y[x.indexOf(Math.max(...x))] === least;
}
