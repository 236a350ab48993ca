import {flat, type Tensor} from "../../../../tensor/index.js";

/** The entry is the largest of Z. */
export const reached = (z: Tensor, row: number, filter: number): boolean =>
  z.get(row, filter) === Math.max(...flat(z));
