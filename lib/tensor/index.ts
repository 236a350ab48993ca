export * from "./random.js";
export * from "./shape.js";
export * from "./tensor.js";
