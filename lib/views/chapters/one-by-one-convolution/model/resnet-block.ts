import {count as costs} from "../../../../graph/index.js";
import {type Architecture, bottleneck, conv, maxPool, network, sequential} from "../../../../nn/index.js";
import type {Shape} from "../../../../tensor/index.js";

/**
 * One bottleneck block of a published network: what comes in, and what its convolutions cost. Groups count from 0.
 * Throws if the network's groups are not made of bottlenecks.
 */
export function blockOf(
  {input, stem, stages, strideAt, shortcut, bias}: Architecture,
  group: number,
  first: boolean
) {
  let shape: Shape = [1, ...input];
  const start = sequential(
    conv(stem.filters, stem.kernel, {stride: stem.stride, padding: (stem.kernel - 1) / 2}),
    ...(stem.pool ? [maxPool(3, {stride: 2, ...stem.pool})] : [])
  );
  shape = costs(start, shape).steps.at(-1)!.shape;
  for (const [i, {filters, stride}] of stages.entries()) {
    if (typeof filters === "number") throw new Error(`group ${i} has no bottlenecks: ${filters} filters`);
    const bottleneckOf = (step: number) => bottleneck(filters, {stride: step, strideAt, shortcut, bias});
    const block = costs(bottleneckOf(stride), shape);
    const output = block.steps.at(-1)!.shape;
    if (i === group) {
      const steps = first ? block.steps : costs(bottleneckOf(1), output).steps;
      return {
        input: first ? shape : output,
        output,
        filters,
        convolutions: steps.filter(({operation}) => operation === "conv2d")
      };
    }
    shape = output;
  }
  throw new Error(`no group ${group}: there are ${stages.length}`);
}

/** How many convolutions of each size a network has, and their shares of the weights and multiplications. */
export function convolutionsBySize(architecture: Architecture) {
  const all = costs(network(architecture), [1, ...architecture.input]).steps.filter(
    ({operation}) => operation === "conv2d"
  );
  const sum = (list: typeof all, key: "parameters" | "multiplyAdds") => list.reduce((n, c) => n + c[key], 0);
  const sizes = [...new Set(all.map(({weight}) => weight![0]))].sort((a, b) => a - b);
  return sizes.map(size => {
    const ofSize = all.filter(({weight}) => weight![0] === size);
    return {
      size: `${size}×${size}`,
      number: ofSize.length,
      weights: sum(ofSize, "parameters") / sum(all, "parameters"),
      work: sum(ofSize, "multiplyAdds") / sum(all, "multiplyAdds")
    };
  });
}
