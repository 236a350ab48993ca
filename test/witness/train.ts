// The second witness: a network with its numbers, forward, back, and one step of training.
import type {Piece} from "./networks.js";
import {type Tape, type Value, value} from "./operations.js";
import {clip, type Rule, update} from "./optimisers.js";

export type Numbers = {shape: readonly number[]; v: ArrayLike<number>};
export type Model = {witness: Piece; loss?: {witness: (y: Value, target: Value) => Value}};

/** Parameters with the moments that an optimiser keeps of each, running means and variances: all in order. */
export type State = {parameters: (Value & {memory: Float64Array[]})[]; statistics: Value[]};
export type Batch = {x: Numbers; target?: Numbers; flags?: readonly number[]};

/** Forward, and back from the loss, or from the derivatives `dy` of the output if there are any. Gradients are in the state afterwards. */
export function pass(
  {witness, loss}: Model,
  {parameters, statistics}: State,
  {x, target, flags = []}: Batch,
  {training = true, dy = [1] as ArrayLike<number>} = {}
) {
  const tape: Tape = {
    training,
    parameters: [...parameters],
    statistics: [...statistics],
    flags: [...flags],
    steps: []
  };
  const given = ({shape, v}: Numbers) => value(tape, shape, Float64Array.from(v));
  for (const w of parameters) w.d.fill(0);
  const input = given(x);
  const output = witness(input);
  if (tape.parameters.length || tape.statistics.length || tape.flags.length)
    throw new Error("the library has more parameters, statistics or flags");
  const last = loss && target ? loss.witness(output, given(target)) : output;
  last.d.set(dy);
  if (dy.length) for (const {back} of tape.steps.toReversed()) back();
  return {tape, input, output, loss: last.v[0]};
}

/** The t-th step of training, from 0. Returns what was computed before the weights moved. */
export function learn(model: Model, state: State, batch: Batch, rule: Rule, t: number, most = Infinity) {
  const computed = pass(model, state, batch);
  clip(most, state.parameters);
  update(rule, t, state.parameters);
  return computed;
}
