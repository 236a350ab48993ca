import {sum} from "d3-array";
import type {blockOf} from "../model/resnet-block.js";

/** The block's 1×1 convolutions have together as many weights as its 3×3. */
export function reached({convolutions}: ReturnType<typeof blockOf>): boolean {
  const weights = (side: number) =>
    sum(
      convolutions.filter(({weight}) => weight![0] === side),
      c => c.parameters
    );
  return weights(1) === weights(3);
}
