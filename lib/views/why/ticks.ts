import {percent, significant} from "../numbers.js";

/** A tick of a logarithmic axis: 10⁻⁴ rather than 1·10⁻⁴. */
export const tick = (value: number): string => significant(value, 1).replace(/^1·/, "");

/** A tick of an axis of errors: 0.01 is 1 %, 1e-6 is 10⁻⁴ %. */
export function percentTick(value: number): string {
  return value >= 1e-3 ? percent(value, value < 0.01 ? 1 : 0) : `${tick(value * 100)} %`;
}
