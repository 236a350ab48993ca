// What the parts of a trained network do, on images that it has not seen.
import {takeApart, through} from "../../lib/experiments/apart.js";
import {classesOf} from "../../lib/experiments/evaluate.js";
import type {Plan} from "../../lib/graph/index.js";
import type {Architecture} from "../../lib/nn/index.js";
import {tensor} from "../../lib/tensor/index.js";
import {feeder, type Images, type Scale} from "./images.js";

/** The test error with one change at this block. A plain block has no arc to remove, and no share. */
export type BlockResult = {
  deleted: number;
  arcRemoved?: number;
  /** With all later blocks deleted: what the signal is good for behind this one. */
  readOut: number;
  /** ‖F(x)‖ / ‖x‖ over all images, x as the shortcut brings it. */
  share?: number;
};

export type Measured = {error: number; blocks: BlockResult[]};

/** Takes every block away, cuts every arc, and reads out behind every block. */
export function measure(
  architecture: Architecture,
  whole: Plan,
  scale: Scale,
  images: Images,
  batch = 20
): Measured {
  const {stem, blocks, head} = takeApart(architecture, whole, batch);
  const target = tensor([batch]);
  const feed = feeder(images, scale, stem.input, target);
  const wrong = {
    whole: 0,
    deleted: blocks.map(() => 0),
    arcRemoved: blocks.map(() => 0),
    readOut: blocks.map(() => 0)
  };
  const sums = blocks.map(() => ({main: 0, arc: 0}));

  for (let from = 0; from < images.count; from += batch) {
    const numbers = Array.from({length: Math.min(batch, images.count - from)}, (_, i) => from + i);
    feed(numbers);
    stem.forward();
    const mistakes = (signal: Float32Array) => {
      through(head, signal);
      return classesOf(head, numbers.length).filter((found, i) => found !== target.data[i]).length;
    };
    const rest = (signal: Float32Array, after: number, passage: "whole" | "arc only") =>
      mistakes(blocks.slice(after + 1).reduce((x, block) => block.pass(x, passage), signal));

    // The signal before each block, kept: what stands before a change is computed once.
    const before = [stem.output.data.slice(stem.output.offset, stem.output.offset + stem.output.size)];
    blocks.forEach((block, k) => {
      before.push(block.pass(before[k]).slice());
      const {main, arc} = block.squares?.() ?? {main: 0, arc: 0};
      sums[k].main += main;
      sums[k].arc += arc;
    });
    wrong.whole += mistakes(before[blocks.length]);
    blocks.forEach((block, k) => {
      wrong.deleted[k] += rest(block.pass(before[k], "arc only"), k, "whole");
      wrong.readOut[k] += rest(before[k + 1], k, "arc only");
      if (block.squares) wrong.arcRemoved[k] += rest(block.pass(before[k], "without arc"), k, "whole");
    });
  }
  return {
    error: wrong.whole / images.count,
    blocks: blocks.map(({squares}, k) => ({
      deleted: wrong.deleted[k] / images.count,
      readOut: wrong.readOut[k] / images.count,
      ...(squares && {
        arcRemoved: wrong.arcRemoved[k] / images.count,
        share: Math.sqrt(sums[k].main / sums[k].arc)
      })
    }))
  };
}
