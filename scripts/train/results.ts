// What is kept of a finished training: the weights, rounded, and everything that was measured.
import {mkdirSync, writeFileSync} from "node:fs";
import {join} from "node:path";
import {safetensors} from "../../lib/export/index.js";
import type {Plan} from "../../lib/graph/index.js";
import type {Architecture} from "../../lib/nn/index.js";
import {fromHalf, toHalf} from "../../lib/tensor/half.js";
import {classes, type Images, type Scale} from "./images.js";
import {type BlockResult, measure} from "./measure.js";
import type {Epoch, Recipe, Trained} from "./run.js";

/** The file NAME.json of assets/networks. Errors are fractions of the test images. */
export type Results = {
  network: string;
  parameters: number;
  classes: readonly string[];
  /** Of the training pixels, 0 to 255: what images must be scaled by. */
  scale: Scale;
  recipe: Recipe;
  kernels: string;
  history: Epoch[];
  images: {training: number; test: number};
  /** Test error with the weights as they were trained, and rounded to float16 as they are stored. */
  error: {trained: number; rounded: number};
  /** Measured with the rounded weights. */
  blocks: BlockResult[];
};

/** Writes NAME.safetensors and NAME.json into a folder. Rounds the plan's numbers. */
export function writeResults(
  folder: string,
  name: string,
  architecture: Architecture,
  recipe: Recipe,
  {plan, scale, history}: Trained,
  training: Images,
  test: Images
): Results {
  const file = safetensors(plan, "F16");
  roundNumbers(plan);
  const {error, blocks} = measure(architecture, plan, scale, test);
  const results: Results = {
    network: name,
    parameters: plan.vector.values.length,
    classes,
    scale,
    recipe,
    kernels: plan.kernels.name,
    history,
    images: {training: training.count, test: test.count},
    error: {trained: history.at(-1)!.testError, rounded: error},
    blocks
  };
  mkdirSync(folder, {recursive: true});
  writeFileSync(join(folder, `${name}.safetensors`), file);
  writeFileSync(join(folder, `${name}.json`), `${JSON.stringify(results, null, 1)}\n`);
  return results;
}

/** Parameters and running statistics become what float16 leaves of them. */
export function roundNumbers({vector: {values}, statistics}: Plan): void {
  for (const numbers of [values, statistics])
    for (let i = 0; i < numbers.length; i++) {
      numbers[i] = fromHalf(toHalf(numbers[i]));
      if (!Number.isFinite(numbers[i]))
        throw new RangeError("a weight is too large for float16: its size is above 65504");
    }
}
