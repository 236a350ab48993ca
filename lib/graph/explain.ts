import {locate, type Tensor} from "../tensor/tensor.js";
import type {Bound, Cell} from "./operation.js";
import {type OperationName, row} from "./operations/index.js";
import type {Node} from "./trace.js";

/** An element of a named value. */
export type Place = {name: string; index: number[]};

/** One product: `input`·`weight`. Without `from` the input is padding; without `weightFrom` the weight is a constant. */
export type Term = {
  input: number;
  from?: Place;
  weight: number;
  weightFrom?: Place;
  product: number;
};

/** How one element came about: bias + Σ products = sum; `result` is what was stored, after ReLU or maximum. */
export type Explanation = {
  operation: OperationName;
  name: string;
  index: number[];
  terms: Term[];
  bias?: {value: number; from?: Place};
  sum: number;
  result: number;
};

/** Asks the node's row for the terms of an element, and reads their numbers. Throws if there is no such element. */
export function explanation(
  {operation, inputs, output}: Node,
  views: Bound<unknown>,
  index: number[],
  stored: Tensor | undefined
): Explanation {
  locate(views.y, index);
  const read = (cell: Cell) => views.x[cell.input].data[locate(views.x[cell.input], cell.index)];
  const place = (cell: Cell) => ({name: inputs[cell.input].name, index: cell.index});
  const reason = row(operation).explain(views, index);
  const terms = reason.terms.map(({from, by, factor = 1}) => {
    const input = from ? read(from) : 0;
    const weight = by ? read(by) : factor;
    return {
      input,
      from: from && place(from),
      weight,
      weightFrom: by && place(by),
      product: input * weight
    };
  });
  const bias =
    typeof reason.bias === "object"
      ? {value: read(reason.bias), from: place(reason.bias)}
      : reason.bias === undefined
        ? undefined
        : {value: reason.bias};
  const sum = terms.reduce((total, {product}) => total + product, bias?.value ?? 0);
  const result = stored ? stored.data[locate(stored, index)] : sum;
  return {operation, name: output.name, index, terms, bias, sum, result};
}
