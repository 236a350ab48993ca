// How large signals and gradients are in each layer, and whether inputs are still told apart, before and during training.
import {copyParameters, type Plan} from "../graph/index.js";
import {train} from "../nn/train.js";
import {integer} from "../tensor/check.js";
import {flat, type Tensor} from "../tensor/tensor.js";
import {dataSet} from "./data.js";
import {finished} from "./evaluate.js";
import type {Left} from "./left.js";
import {complete, type NetworkOptions, planOf} from "./network.js";
import {optimiserOf} from "./optimisers.js";

export type SignalOptions = NetworkOptions & {
  /** Updates after which to measure, rising; [0]: at initialisation only. */
  at?: readonly number[];
  rate?: number;
  batch?: number;
};

export type LayerSignal = {
  /** Number of linear layers passed. */
  layer: number;
  /** h0, h1, … leave the first layer and each block; what lies inside a block has no such name. */
  block?: number;
  /** √mean a². */
  rms: number;
  /** ‖∂J/∂a‖. */
  gradient: number;
  /** Mean cosine between the activations of one example and of the next. */
  cosine: number;
  /** ‖W‖ and ‖∂J/∂W‖ of the linear layer that made it. */
  weight: number;
  weightGradient: number;
};

export type SignalRecord = {step: number; loss: number; layers: LayerSignal[]};

/**
 * Yields the signals in each layer after each of the numbers of updates asked for. Ends early if training diverges. Leaves
 * the network of the last measurement.
 */
export function* signals({
  at = [0],
  rate = 0.03,
  batch = 64,
  ...options
}: SignalOptions = {}): Generator<SignalRecord, Left> {
  const network = complete(options);
  for (const step of at) integer("step", step, 0);
  const data = dataSet(network.data, network.seed);
  const steps = Math.max(0, ...at);
  // Always the same examples are measured, apart from those that train.
  const probe = planOf(network, data, {batch});
  const each = data.inputs.size / data.inputs.shape[0];
  const measure = (step: number): SignalRecord => {
    probe.feed(flat(data.inputs).subarray(0, batch * each), flat(data.targets).subarray(0, batch));
    const loss = probe.forward();
    probe.backward();
    return {step, loss, layers: layerSignals(probe)};
  };
  const left: Left = () => [finished(probe, network, data)];
  if (at.includes(0)) yield measure(0);
  if (steps === 0) return left;
  const p = planOf(network, data, {batch});
  const optimiser = optimiserOf("momentum", {rate, decay: 1e-4});
  for (const {step, trouble} of train(p, data, {optimiser, steps, seed: network.seed})) {
    if (trouble?.kind === "diverged") return left;
    if (!at.includes(step)) continue;
    copyParameters(p, probe);
    yield measure(step);
  }
  return left;
}

/** What the plan's last forward and backward left in each layer but the output. */
export function layerSignals(p: Plan): LayerSignal[] {
  const linear = p.steps.filter(({operation}) => operation === "dense" || operation === "conv2d");
  const weights = p.parameters.filter(({kind}) => kind === "weight");
  // The input of each linear layer is what the one before it made of the signal; blocks are named.
  return linear.slice(0, -1).map(({layer}, i) => {
    const block = i % 2 === 0 ? i / 2 : undefined;
    const name = block === undefined ? linear[i + 1].inputs[0] : `h${block}`;
    const a = p.value(name);
    return {
      layer,
      block,
      rms: norm(a) / Math.sqrt(a.size),
      gradient: norm(p.gradient(name)),
      cosine: meanCosine(a),
      weight: norm(weights[i].value),
      weightGradient: norm(weights[i].gradient)
    };
  });
}

const norm = (x: Tensor): number => Math.sqrt(flat(x).reduce((sum, v) => sum + v * v, 0));

/** Of each row with the next one; rows of zeros have none. */
function meanCosine(x: Tensor): number {
  const [rows] = x.shape;
  const each = x.size / rows;
  const values = flat(x);
  const dot = (r: number, s: number) => {
    let sum = 0;
    for (let i = 0; i < each; i++) sum += values[r * each + i] * values[s * each + i];
    return sum;
  };
  const powers = Array.from({length: rows}, (_, r) => dot(r, r));
  let sum = 0;
  let pairs = 0;
  for (let r = 0; r + 1 < rows; r++) {
    const power = powers[r] * powers[r + 1];
    if (!(power > 0)) continue;
    sum += dot(r, r + 1) / Math.sqrt(power);
    pairs++;
  }
  return sum / pairs;
}
