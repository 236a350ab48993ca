import {flat, type Tensor} from "../../../../tensor/index.js";

/** A single position of the output is not 0. */
export const reached = (output: Tensor): boolean => flat(output).filter(v => v !== 0).length === 1;
