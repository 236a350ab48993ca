// Can a block that is the identity be left out? A residual block is added to a trained network, and trained.

import {adam} from "../nn/optimisers.js";
import {train} from "../nn/train.js";
import {copy, flat} from "../tensor/tensor.js";
import {branchRatios, type Score} from "./blocks.js";
import {glyphs} from "./data.js";
import {evaluator} from "./evaluate.js";
import {starts} from "./identity.js";
import {evaluated, type Left} from "./left.js";
import {type NetworkOptions, planOf, transplant} from "./network.js";

export type DroppingOptions = {
  /** Updates of the network before the block is added, and of the block alone after that. */
  before?: number;
  steps?: number;
  rate?: number;
  seed?: number;
};

export type DroppingRecord = {
  /** Updates of the block so far. */
  step: number;
  /** Of the whole training set: with the block, and with the block left out. */
  kept: Score;
  dropped: Score;
  /** ‖F(x)‖ / ‖x‖ over the training set: how far the block is from the identity before its last ReLU. */
  branch: number;
};

/**
 * The block begins with its last layer at 0. Only the block is trained. Yields each step, the start included. Leaves the
 * network with the block, and the one without it.
 */
export function* dropping({
  before = 12,
  steps = 100,
  rate = 0.01,
  seed = 1
}: DroppingOptions = {}): Generator<DroppingRecord, Left> {
  const data = glyphs({seed});
  const added = 2;
  const options = {
    ...{data: "glyphs", variant: "residual", depth: 8, width: 32, norm: false, seed},
    // The network itself is plain; only the block that comes last has its shortcut.
    shortcuts: [false, false, true]
  } satisfies NetworkOptions;
  const without = planOf({...options, blocks: [0, 1]}, data);
  for (const _ of train(without, data, {optimiser: adam({rate}), steps: before}));
  const whole = planOf(options, data, {begin: block => (block === added ? starts.zero : undefined)});
  const isNew = (layer: number) => layer === 2 * added + 2 || layer === 2 * added + 3;
  transplant(without, whole, layer => (isNew(layer) ? 0 : layer));
  const still = whole.parameters
    .filter(({layer}) => !isNew(layer))
    .map(({value}) => ({value: flat(value), kept: flat(copy(value))}));

  const [all, rest] = [evaluator(whole, data), evaluator(without, data)];
  const now = (step: number): DroppingRecord => {
    transplant(whole, without);
    return {step, kept: all.score(), dropped: rest.score(), branch: branchRatios(all)[0]};
  };
  yield now(0);
  for (const {step, trouble} of train(whole, data, {optimiser: adam({rate}), steps})) {
    for (const {value, kept} of still) value.set(kept);
    yield now(step);
    if (trouble?.kind === "diverged") break;
  }
  return () => [whole, without].map(evaluated);
}
