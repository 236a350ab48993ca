import type * as Ort from "onnxruntime-web";
import {onnx} from "./onnx.js";
import type {Contestant} from "./race.js";
import {channelsFirst, filtersFirst, type Workload} from "./workloads.js";

/** ONNX Runtime Web on WebAssembly, one thread: forward only. */
export function onnxruntime(ort: typeof Ort) {
  ort.env.wasm.numThreads = 1;
  ort.env.wasm.proxy = false;
  ort.env.logLevel = "error";

  async function session(model: Parameters<typeof onnx>[0], x: Float32Array, shape: number[]) {
    const s = await ort.InferenceSession.create(onnx(model), {executionProviders: ["wasm"]});
    const feeds = {x: new ort.Tensor("float32", x, shape)};
    return async () => (await s.run(feeds)).y.data as Float32Array;
  }

  return async (work: Workload): Promise<Contestant[]> => {
    const name = "onnxruntime-web";
    if (work.kind === "forward") {
      const {size, channels, layers} = work;
      const to = layers.at(-1)!.to;
      const run = await session(
        {
          nodes: layers.flatMap(({kernel}, i) => {
            const last = i === layers.length - 1;
            const pad = (kernel - 1) / 2;
            const attributes = {kernel_shape: [kernel, kernel], pads: [pad, pad, pad, pad], strides: [1, 1]};
            return [
              {
                operation: "Conv",
                inputs: [i ? `a${i - 1}` : "x", `w${i}`, `b${i}`],
                output: `z${i}`,
                attributes
              },
              {operation: "Relu", inputs: [`z${i}`], output: last ? "y" : `a${i}`}
            ];
          }),
          constants: Object.fromEntries(
            layers.flatMap(({kernel, from, to, w, b}, i) => [
              [
                `w${i}`,
                {shape: [to, from, kernel, kernel], data: filtersFirst(w, kernel * kernel, from, to)}
              ],
              [`b${i}`, {shape: [to], data: b}]
            ])
          ),
          input: [1, channels, size, size],
          output: [1, to, size, size]
        },
        channelsFirst(work.x, 1, size * size, channels),
        [1, channels, size, size]
      );
      return [
        {name, waits: true, run, result: async () => channelsFirst(await run(), 1, size * size, to, false)}
      ];
    }
    if (work.kind === "product") {
      const shape = [work.n, work.n];
      const nodes = [{operation: "MatMul", inputs: ["x", "b"], output: "y"}];
      const run = await session(
        {nodes, constants: {b: {shape, data: work.b}}, input: shape, output: shape},
        work.a,
        shape
      );
      return [{name, waits: true, run, result: run}];
    }
    return [];
  };
}
