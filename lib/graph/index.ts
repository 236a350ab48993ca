export * from "./count.js";
export type {Explanation, Place, Term} from "./explain.js";
export {type Attributes, type OperationName, operations} from "./operations/index.js";
export * from "./plan.js";
export type {Initialise, Kind, Layer, Value} from "./trace.js";
