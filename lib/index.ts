// The library in one import: tensors, kernels, plans and networks. No DOM.
export * from "./graph/index.js";
export * from "./kernels/index.js";
export * from "./nn/index.js";
export * from "./tensor/index.js";
