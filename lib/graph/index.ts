export * from "./count.js";
export type {Explanation, Place, Term} from "./explain.js";
export {type Attributes, type OperationName, operations} from "./operations/index.js";
export * from "./plan.js";
export {countedFrom, type Initialise, type Kind, type Layer, type Value} from "./trace.js";
