import * as ort from "onnxruntime-web/wasm";
import {main, type Setting} from "./main.js";

ort.env.wasm.wasmPaths = "/node_modules/onnxruntime-web/dist/";

Object.assign(window, {
  measure: (setting: Pick<Setting, "groups" | "peaks">) =>
    main({
      ...setting,
      engine: "",
      assets: "/node_modules/@tensorflow/tfjs-backend-wasm/dist/",
      ort: ort as never,
      log: line => console.log(line)
    })
});
