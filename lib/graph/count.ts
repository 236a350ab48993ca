import {type Shape, size} from "../tensor/shape.js";
import {type OperationName, row} from "./operations/index.js";
import {type Layer, trace} from "./trace.js";

/** What one operation costs, for the batch that was asked for. */
export type Cost = {
  name: string;
  operation: OperationName;
  /** Shape of the weight, where there is one. */
  weight?: Shape;
  /** Shape of the output, batch first. */
  shape: Shape;
  layer: number;
  /** Weights, biases, γ and β: what training changes. */
  parameters: number;
  /** Running means and variances, which Keras counts as parameters and PyTorch does not. */
  statistics: number;
  multiplyAdds: number;
};

/** What a model costs: step by step, and in all, for one forward pass of the shape that it was traced with. */
export type Count = {steps: Cost[]; parameters: number; statistics: number; multiplyAdds: number};

/** Counts parameters and multiply–adds of a model by its shape rules, without computing anything. */
export function count(model: Layer, input: Shape): Count {
  const steps = trace(model, input).graph.nodes.map(({operation, inputs, output}): Cost => {
    const sizeOf = (...kinds: string[]) =>
      inputs.filter(x => kinds.includes(x.kind)).reduce((n, x) => n + size(x.shape), 0);
    return {
      name: output.name,
      operation,
      weight: inputs.find(x => x.kind === "weight")?.shape,
      shape: output.shape,
      layer: output.layer,
      parameters: sizeOf("weight", "bias", "gamma", "beta"),
      statistics: sizeOf("statistic"),
      multiplyAdds: row(operation).multiplyAdds?.(output.shape, ...inputs.map(x => x.shape)) ?? 0
    };
  });
  const total = (key: "parameters" | "statistics" | "multiplyAdds") =>
    steps.reduce((n, step) => n + step[key], 0);
  return {
    steps,
    parameters: total("parameters"),
    statistics: total("statistics"),
    multiplyAdds: total("multiplyAdds")
  };
}
