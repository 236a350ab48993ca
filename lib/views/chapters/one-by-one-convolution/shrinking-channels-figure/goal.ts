import {type Shape, size} from "../../../../tensor/index.js";

/** The two layers put out equally many numbers. */
export const reached = (conv: Shape, pooled: Shape): boolean => size(conv) === size(pooled);
