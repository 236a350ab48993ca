// Imported before the library: older Nodes fuse multiplication and addition in WebAssembly only when told to.
import v8 from "node:v8";
import {relaxed} from "../../lib/kernels/simd.wasm.js";

if (!WebAssembly.validate(Buffer.from(relaxed, "base64")))
  v8.setFlagsFromString("--experimental-wasm-relaxed-simd");
