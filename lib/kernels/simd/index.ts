// The module's exports. AssemblyScript, not TypeScript: `npm run kernels` compiles it into ../simd.wasm.ts.
// Addresses and strides are in bytes, sizes in elements; every array is of 32-bit floats.
export {convolve, convolveWeight} from "./convolution";
export {copyRuns, copyTransposed} from "./copy";
export {lerp, reluGradient, scale} from "./elementwise";
export {softmaxCrossEntropy, softmaxCrossEntropyGradient} from "./loss";
export {matmul} from "./matmul";
export {ARENA} from "./memory";
export {batchNorm, batchNormGradient, moments} from "./normalise";
export {columnSum, maxPool, meanPixels, meanPixelsGradient} from "./reduce";
