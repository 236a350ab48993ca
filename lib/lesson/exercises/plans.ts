import {assign, nested, type Plan} from "../../index.js";
import type {Value} from "./exercise.js";
import {toArrays} from "./values.js";

/** Sets the parameters of a plan, in their order. */
export function fill(p: Plan, ...parameters: Value[]): void {
  parameters.forEach((value, i) => {
    assign(p.parameters[i].value, nested(value));
  });
}

/** What a plan makes of one input, without an axis for the batch. */
export function run(p: Plan, x: Value): Value {
  assign(p.input, nested([x]));
  p.forward();
  return (toArrays(p.output) as Value[])[0];
}
