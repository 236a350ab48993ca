import type {Kernels} from "./kernels.js";
import {reference} from "./reference.js";
import {simd} from "./simd.js";

export type {Kernels, Run} from "./kernels.js";
export {double, reference} from "./reference.js";

/** The fastest kernels that run here, chosen once, at load. */
export const kernels: Kernels = simd ?? reference;
