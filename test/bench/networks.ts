// Whole networks as peers take them: normalisation folded into the convolutions, as their converters do it.
import {modelOf} from "../../lib/export/model.js";
import {plan, type Step} from "../../lib/graph/index.js";
import {type Architecture, network} from "../../lib/nn/index.js";
import {random} from "../../lib/tensor/random.js";
import {copy, flat, type Tensor} from "../../lib/tensor/tensor.js";
import {type Network, normals} from "./workloads.js";

/** A network with random weights, whose signals neither die nor explode, and what goes through it. */
export function networkOf(architecture: Architecture, {batch = 1, train = false} = {}): Network {
  const xShape = [batch, ...architecture.input];
  const p = plan(network(architecture), {input: [1, ...architecture.input], keep: [], seed: 3});
  const next = random(4);
  for (const {operation, inputs} of p.steps)
    if (operation === "batchNorm")
      for (const [i, name] of inputs.slice(3).entries())
        flat(p.value(name)).forEach((_, j, values) => {
          values[j] = i ? 0.8 + next() : (next() - 0.5) / 4;
        });
  const {steps, weights} = modelOf(p);
  return {
    kind: "network",
    ...{architecture, batch, train, xShape, steps},
    weights: new Map([...weights].map(([name, value]) => [name, copy(value)])),
    x: normals(xShape.reduce((a, b) => a * b)),
    labels: Array.from({length: batch}, () => Math.floor(next() * architecture.classes))
  };
}

/** A step of a peer's network; values are known by name. */
export type PeerStep = {inputs: string[]; output: string} & (
  | {operation: "conv"; w: Tensor; b: Float32Array; stride: number; padding: number; relu: boolean}
  | {operation: "dense"; w: Tensor; b: Float32Array}
  | {operation: "maxPool"; size: number; stride: number; padding: number}
  | {operation: "subsample"; stride: number; zeros: number; shape: readonly number[]}
  | {operation: "relu" | "add" | "globalAveragePool"}
);

/** The steps of a network for peers: a normalisation is part of the convolution before it, and so is a ReLU behind it. */
export function peerSteps({steps, weights}: Network): PeerStep[] {
  const after = (output: string, operation: string) =>
    steps.find(step => step.operation === operation && step.inputs[0] === output);
  const inside = new Set<Step>();
  return steps.flatMap((step): PeerStep[] => {
    if (inside.has(step)) return [];
    const {operation, inputs, shape} = step;
    const values = inputs.filter(name => !weights.has(name));
    const [w, b] = inputs.filter(name => weights.has(name)).map(name => weights.get(name)!);
    const attributes = step.attributes as {[name: string]: number & number[]};
    switch (operation) {
      case "conv2d": {
        const norm = after(step.output, "batchNorm")!;
        const relu = after(norm.output, "relu");
        inside.add(norm);
        if (relu) inside.add(relu);
        return [
          {
            ...{operation: "conv", inputs: values, output: (relu ?? norm).output},
            ...folded(
              w,
              norm.inputs.slice(1).map(name => flat(weights.get(name)!))
            ),
            ...{stride: attributes.stride[0], padding: attributes.padding, relu: Boolean(relu)}
          }
        ];
      }
      case "dense":
        return [{operation, inputs: values, output: step.output, w, b: flat(b)}];
      case "maxPool": {
        const {size, stride, padding} = attributes;
        return [{operation, inputs, output: step.output, size: size[0], stride: stride[0], padding}];
      }
      case "subsample": {
        const from = steps.find(({output}) => output === inputs[0])!.shape;
        const zeros = attributes.channels - from.at(-1)!;
        return [{operation, inputs, output: step.output, stride: attributes.stride, zeros, shape}];
      }
      case "relu":
      case "add":
      case "globalAveragePool":
        return [{operation, inputs, output: step.output}];
      default:
        throw new Error(`peers are not told of ${operation}`);
    }
  });
}

/** γ·(x·W − mean)/√(variance + ε) + β as one convolution with a bias. */
function folded(weight: Tensor, [gamma, beta, mean, variance]: Float32Array[]) {
  const w = copy(weight);
  const factor = gamma.map((g, k) => g / Math.sqrt(variance[k] + 1e-5));
  for (let i = 0; i < w.size; i++) w.data[i] *= factor[i % factor.length];
  return {w, b: beta.map((v, k) => v - mean[k] * factor[k])};
}
