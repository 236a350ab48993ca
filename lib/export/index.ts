// A plan written out for other tools.
export {onnx} from "./onnx.js";
export {pytorch} from "./pytorch.js";
export {safetensors} from "./safetensors.js";
