// A plan written out for other tools, and weights read in.
export {architectureOf, checkFits, load, type Misfits} from "./checkpoint.js";
export {onnx} from "./onnx.js";
export {pytorch} from "./pytorch.js";
export {readSafetensors, type Source, type Stored, safetensors} from "./safetensors.js";
