// Counts bytes: with the heap cleared before, what it has gained is what a kernel left behind.
import {setFlagsFromString} from "node:v8";
import {runInNewContext} from "node:vm";
import {expect, it} from "vitest";
import {type Kernels, reference} from "../../lib/kernels/index.js";
import type {Run, Window} from "../../lib/kernels/kernels.js";
import {builds} from "./compare.js";

setFlagsFromString("--expose-gc");
const collect = runInNewContext("gc") as () => void;

/** Bytes that a run leaves on the heap, once it is warm: the least of several tries. */
function left(run: Run): number {
  for (let i = 0; i < 200; i++) run();
  const tries = Array.from({length: 5}, () => {
    collect();
    const before = process.memoryUsage().heapUsed;
    for (let i = 0; i < 20; i++) run();
    return (process.memoryUsage().heapUsed - before) / 20;
  });
  return Math.min(...tries);
}

const window: Window = {size: [3, 3], stride: [1, 1], before: [1, 1]};
const shape = [1, 8, 8, 8];

const pools: Record<string, (kernels: Kernels) => Run> = {
  maxPool(kernels) {
    const [x, out] = kernels.arena([shape, shape]);
    return kernels.maxPool({x, out, ...window});
  },
  maxPoolGradient(kernels) {
    const [x, dy, out] = kernels.arena([shape, shape, shape]);
    return kernels.maxPoolGradient({x, dy, out, ...window});
  },
  averagePool(kernels) {
    const [x, out] = kernels.arena([shape, shape]);
    return kernels.averagePool({x, out, ...window});
  },
  averagePoolGradient(kernels) {
    const [dy, out] = kernels.arena([shape, shape]);
    return kernels.averagePoolGradient({dy, out, ...window});
  }
};

for (const [name, bind] of Object.entries(pools))
  it.each([reference, builds[0]])(`${name} allocates nothing for each element: $name`, kernels => {
    expect(left(bind(kernels)) / (8 * 8 * 8)).toBeLessThan(8);
  });
