import type {Operation} from "../operation.js";
import {add, drop, relu, reshape, scale, subsample} from "./elementwise.js";
import {conv2d, dense} from "./linear.js";
import {softmaxCrossEntropy, squaredError} from "./losses.js";
import {batchNorm} from "./normalisation.js";
import {averagePool, globalAveragePool, maxPool} from "./pooling.js";

/** Everything that a network is made of. A row without a gradient, or without an explanation, does not compile. */
export const operations = {
  dense,
  conv2d,
  add,
  relu,
  scale,
  drop,
  reshape,
  subsample,
  batchNorm,
  maxPool,
  averagePool,
  globalAveragePool,
  softmaxCrossEntropy,
  squaredError
};

/** The names of the rows of `operations`. */
export type OperationName = keyof typeof operations;

/** What the row of that name needs to know besides its inputs. */
export type Attributes<K extends OperationName> =
  (typeof operations)[K] extends Operation<infer A> ? A : never;

/** The row of an operation, its attributes left open. */
export const row = (name: OperationName) => operations[name] as Operation<unknown>;
