// The smallest block as a network of the library: one unit in each layer, neither bias nor ReLU. No DOM.
import type {BlockKind, Weights} from "../../../../experiments/landscape.js";
import {assign, dense, identityResidual, type Plan, plan, sequential} from "../../../../index.js";

/** The block with these weights, computed for x = 1. */
export function scalarBlock(kind: BlockKind, [w1, w2]: Weights): Plan {
  const layers = [dense(1, {bias: false}), dense(1, {bias: false})];
  const p = plan(kind === "plain" ? sequential(...layers) : identityResidual({}, ...layers), {input: [1, 1]});
  p.parameters.forEach(({value}, i) => {
    assign(value, [[w1, w2][i]]);
  });
  p.feed([1]);
  p.forward();
  return p;
}
