// A trained network taken apart: one plan for each part, so that a signal can be sent past a block, or past its arc.
import {type Plan, plan} from "../graph/index.js";
import {countedFrom, type Graph, type Layer, trace} from "../graph/trace.js";
import {type Architecture, parts} from "../nn/architectures.js";
import {subsample} from "../nn/layers.js";
import type {Shape} from "../tensor/shape.js";
import {flat} from "../tensor/tensor.js";

/**
 * How a signal passes a block: "whole"; "without arc", the layers alone, g(F(x)); "arc only", the block deleted. Where the
 * block changes the shape and has no shortcut (it is plain), what passes a deleted block is brought to the new shape as by
 * option A: every second pixel, and zeros for the channels that x lacks.
 */
export type Passage = "whole" | "without arc" | "arc only";

export type Block = {
  /** Passes a signal, given and returned as numbers in row-major order. What is returned is overwritten by the next. */
  pass(x: Float32Array, passage?: Passage): Float32Array;
  /** ‖F(x)‖² and ‖x‖² of the signal that passed last, not as "arc only"; undefined in a plain block. */
  squares?(): {main: number; arc: number};
};

export type Apart = {
  /** All of them, in order: stem, blocks, head. What layers make of the signal can be read after it has passed. */
  plans: Plan[];
  /** The images, batch first, to the first block's signal. */
  stem: Plan;
  blocks: Block[];
  /** The last block's signal to the outputs. */
  head: Plan;
};

/** Computes what a plan makes of an input. The result is the plan's own output, not a copy. */
export function through(p: Plan, x: ArrayLike<number>): Float32Array {
  p.feed(x);
  p.forward();
  return flat(p.output);
}

/**
 * The parts of `network(architecture)` for an input of this shape, batch first, with the names that the whole has, for
 * inference: what they keep is what layers make of the signal. Their weights are 0 until `load` or `takeApart` fills them.
 */
export function partsOf(architecture: Architecture, input: Shape): Apart {
  const {stem, blocks, head} = parts(architecture);
  let [shape, layers] = [input, 0];
  const plans = [stem, ...blocks, head].map(part => {
    const counted = countedFrom(layers, part);
    const p = plan(counted, {input: shape, keep: results(counted, shape), initial: false});
    layers = Math.max(layers, ...p.parameters.map(({layer}) => layer));
    shape = [...p.output.shape];
    return p;
  });
  return {plans, stem: plans[0], blocks: plans.slice(1, -1).map(blockOf), head: plans.at(-1)!};
}

/**
 * Names of what layers result in: after normalisation, and after the ReLU where one follows; and of what is added. What
 * comes before normalisation, which has as many numbers, shares memory.
 */
function results(part: Layer, input: Shape): string[] {
  const {nodes}: Graph = trace(part, input).graph;
  const inner = new Set(nodes.flatMap(({operation, inputs: [x]}) => (operation === "relu" ? [x] : [])));
  const kept = nodes.flatMap(({operation, inputs, output}) => [
    ...(operation === "add" ? inputs : []),
    ...(operation === "conv2d" || inner.has(output) ? [] : [output])
  ]);
  return kept.map(({name}) => name);
}

/** Takes apart a plan of `network(architecture)`, with its weights and running statistics, which must not change afterwards. */
export function takeApart(architecture: Architecture, whole: Plan, batch: number): Apart {
  const apart = partsOf(architecture, [batch, ...whole.input.shape.slice(1)]);
  let [parameter, statistic] = [0, 0];
  // The parts declare their parameters in the order in which the whole does.
  for (const {parameters, statistics} of apart.plans) {
    for (const {value} of parameters) flat(value).set(flat(whole.parameters[parameter++].value));
    statistics.set(whole.statistics.subarray(statistic, statistic + statistics.length));
    statistic += statistics.length;
  }
  return apart;
}

function blockOf(p: Plan): Block {
  const sum = p.steps.find(({operation}) => operation === "add");
  if (!sum) {
    const past = bridge(p);
    return {
      pass: (x, passage = "whole") => (passage !== "arc only" ? through(p, x) : past ? through(past, x) : x)
    };
  }
  const [main, arc] = sum.inputs.map(name => flat(p.value(name)));
  // Where the arc leaves its input as it is, a deleted block has nothing to compute.
  const identity = sum.inputs[1] === p.names[0];
  const result = new Float32Array(p.output.size);
  const positive = (x: Float32Array) => {
    for (let i = 0; i < result.length; i++) result[i] = Math.max(0, x[i]);
    return result;
  };
  return {
    pass(x, passage = "whole") {
      if (identity && passage === "arc only") return positive(x);
      const y = through(p, x);
      return passage === "whole" ? y : positive(passage === "arc only" ? arc : main);
    },
    squares: () => ({main: squares(main), arc: squares(arc)})
  };
}

/** What brings a signal past a plain block that changes its shape; undefined if it does not. */
function bridge({input: {shape: from}, output: {shape: to}}: Plan): Plan | undefined {
  const stride = Math.ceil(from[1] / to[1]);
  if (stride > 1 || from[3] !== to[3]) return plan(subsample(stride, to[3]), {input: [...from]});
}

const squares = (x: Float32Array) => x.reduce((sum, v) => sum + v * v, 0);
