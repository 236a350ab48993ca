// Runs a kernel of two sets over equal memories and compares every number in them, between the views too.
import {setFlagsFromString} from "node:v8";
import ndarray from "ndarray";
import {expect} from "vitest";
import {type Kernels, reference} from "../../lib/kernels/index.js";
import type {Run} from "../../lib/kernels/kernels.js";
import {simdKernels} from "../../lib/kernels/simd.js";
import {plain, relaxed} from "../../lib/kernels/simd.wasm.js";
import {gaussian, random} from "../../lib/tensor/random.js";
import {type Shape, size} from "../../lib/tensor/shape.js";
import type {Tensor} from "../../lib/tensor/tensor.js";

// Node 20 hides relaxed SIMD behind a flag, which may be set until the first module that needs it.
setFlagsFromString("--experimental-wasm-relaxed-simd");

/** Both builds of the SIMD kernels. */
export const builds: Kernels[] = [simdKernels(plain, "SIMD")!, simdKernels(relaxed, "relaxed SIMD")!];

// Odd, so that views start at any address; wide enough for a vector written past an end to be seen.
const GAP = 9;
const LENGTH = 300_000;
const memories = new Map<Kernels, Tensor>();
const noise = (() => {
  const next = random(1);
  return Float32Array.from({length: LENGTH}, () => gaussian(next));
})();

/** Views of these shapes on the set's memory, which is filled with the same noise each time. */
function views(
  kernels: Kernels,
  shapes: readonly Shape[]
): {memory: Float32Array; start: number; tensors: Tensor[]} {
  if (!memories.has(kernels)) memories.set(kernels, kernels.arena([[LENGTH]])[0]);
  const {data, offset} = memories.get(kernels)!;
  let next = GAP;
  const tensors = shapes.map(shape => {
    const view = ndarray(data, [...shape], undefined, offset + next);
    next += size(shape) + GAP;
    return view;
  });
  if (next > LENGTH) throw new RangeError(`test too large: ${next} and ${LENGTH}`);
  const memory = data.subarray(offset, offset + next);
  memory.set(noise.subarray(0, next));
  return {memory, start: offset, tensors};
}

/** How far two sums of so many terms may differ by the order in which they are rounded: about as its square root. */
export const rounding = (terms: number) => 2e-6 * Math.max(1, Math.sqrt(terms) / 5);

/**
 * Holds that a kernel, bound by `bind` to views of these shapes, leaves the same memory with each build as with the
 * reference: each view within `tolerance` of its largest number (or of 1, about what a term is), and the gaps
 * between views bit for bit.
 */
export function expectEqual(
  shapes: readonly Shape[],
  bind: (kernels: Kernels, tensors: Tensor[]) => Run,
  tolerance = 2e-6
): void {
  const expected = views(reference, shapes);
  bind(reference, expected.tensors)();
  const margins = new Float32Array(expected.memory.length);
  for (const {offset, size} of expected.tensors) {
    const from = offset - expected.start;
    const largest = expected.memory.subarray(from, from + size).reduce((m, x) => Math.max(m, Math.abs(x)), 1);
    margins.fill(tolerance * largest, from, from + size);
  }
  for (const build of builds) {
    const actual = views(build, shapes);
    bind(build, actual.tensors)();
    const wrong = actual.memory.findIndex((x, i) => {
      const y = expected.memory[i];
      return !(Object.is(x, y) || Math.abs(x - y) <= margins[i]);
    });
    if (wrong >= 0)
      expect.fail(
        `${build.name}: ${actual.memory[wrong]} and ${expected.memory[wrong]} at ${wrong} of ${shapes.join(" | ")}`
      );
  }
}
