export * from "./architectures.js";
export * from "./blocks.js";
export * from "./initialise.js";
export * from "./layers.js";
export * from "./optimisers.js";
export * from "./schedules.js";
export * from "./train.js";
