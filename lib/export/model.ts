// What a plan's model consists of, for those who write it out: its steps without the loss, and its weights.
import type {OperationName, Plan, Step} from "../graph/index.js";
import type {Shape} from "../tensor/shape.js";
import type {Tensor} from "../tensor/tensor.js";

/** The operations of a model; a loss is not part of it. */
export type ModelOperation = Exclude<OperationName, "softmaxCrossEntropy" | "squaredError">;

export type Model = {
  /** The name by which the steps call the input. */
  input: string;
  output: string;
  steps: (Step & {
    /** The shape of the step's first input. */
    from: Shape;
  })[];
  /** Whether the first axis counts examples, of which each goes through by itself: there may be any number of them. */
  batched: boolean;
  /** Parameters and running statistics, by name. */
  weights: Map<string, Tensor>;
};

/** Throws where there is no step. */
export function modelOf(plan: Plan): Model {
  const weights = new Map<string, Tensor>(plan.parameters.map(({name, value}) => [name, value]));
  for (const {operation, inputs} of plan.steps)
    if (operation === "batchNorm") for (const name of inputs.slice(3)) weights.set(name, plan.value(name));
  // The input is what a plan declares first.
  const [input] = plan.names;
  const shapes = new Map<string, Shape>([
    [input, plan.input.shape],
    ...plan.steps.map(s => [s.output, s.shape] as const)
  ]);
  const steps = plan.steps
    .filter(({operation}) => operation !== "softmaxCrossEntropy" && operation !== "squaredError")
    .map(step => ({...step, from: shapes.get(step.inputs[0])!}));
  if (!steps.length) throw new Error("nothing to write out: the model has no steps");
  // A reshape that keeps the first axis keeps each example's numbers together.
  const [count, ...rest] = plan.input.shape;
  const batched = rest.length > 0 && steps.every(({shape}) => shape.length > 1 && shape[0] === count);
  return {input, output: steps.at(-1)!.output, steps, batched, weights};
}
