import type {Explanation, Plan, Tensor} from "../../../index.js";
import {type Flow, flow} from "./model/flow.js";
import {narrate} from "./words.js";

/** What a diagram shows and a walk walks through: arrays that appear step by step, each number with its reason. */
export interface Script {
  readonly flow: Flow;
  /** How many steps there are; step 0 shows what is given. */
  readonly steps: number;
  /** The array to look at after a step. */
  output(step: number): string;
  /** The step that makes an array; 0 for what is given. */
  stepOf(key: string): number;
  tensor(key: string): Tensor;
  explain(key: string, index: readonly number[]): Explanation;
  /** Whether ReLU let nothing of a number through. */
  cut(key: string, index: readonly number[]): boolean;
  /** The array that comes by the shortcut in a step, if any. */
  around(step: number): string | undefined;
  /** The step in words, names in braces. */
  narrate(step: number): string;
}

/** The steps of a plan, in its order. */
export function forwards(p: Plan, drawnAs = flow(p)): Script {
  const step = (key: string) => p.steps.find(({output}) => output === key);
  return {
    flow: drawnAs,
    steps: p.steps.length,
    output: at => (at ? p.steps[at - 1].output : p.steps[0].inputs[0]),
    stepOf: key => p.steps.indexOf(step(key)!) + 1,
    tensor: key => p.value(key),
    explain: (key, index) => p.explain(key, [...index]),
    cut(key, index) {
      const maker = step(key);
      return maker?.operation === "relu" && p.value(maker.inputs[0]).get(...index) < 0;
    },
    around: at => (p.steps[at - 1]?.operation === "add" ? p.steps[at - 1].inputs[1] : undefined),
    narrate: at => narrate(p, at)
  };
}
