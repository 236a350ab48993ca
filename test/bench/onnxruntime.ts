import type * as Ort from "onnxruntime-web";
import {peerSteps} from "./networks.js";
import {type Model, type Node, onnx} from "./onnx.js";
import type {Contestant} from "./race.js";
import {channelsFirst, filtersFirst, type Network, type Workload} from "./workloads.js";

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
    if (work.kind === "network" && !work.train) {
      const {x, xShape, architecture} = work;
      const [batch, size, , channels] = xShape;
      const shape = [batch, channels, size, size];
      const model = {...peerModel(work), input: shape, output: [batch, architecture.classes]};
      const run = await session(model, channelsFirst(x, batch, size * size, channels), shape);
      return [{name, waits: true, run, result: run}];
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

/** A whole network, channels first. */
export function peerModel(work: Network): Pick<Model, "nodes" | "constants"> {
  const constants: Model["constants"] = {};
  const constant = (name: string, shape: number[], data: Float32Array) => {
    constants[name] = {shape, data};
    return name;
  };
  const steps = peerSteps(work);
  const nodes = steps.flatMap((step, i): Node[] => {
    // An input is called x and the output y.
    const output = i === steps.length - 1 ? "y" : step.output;
    const {inputs} = step;
    switch (step.operation) {
      case "conv": {
        const {w, b, stride, padding, relu} = step;
        const [kernel, , from, to] = w.shape;
        const filters = filtersFirst(w.data, kernel * kernel, from, to);
        const weights = [constant(`w${i}`, [to, from, kernel, kernel], filters), constant(`b${i}`, [to], b)];
        const attributes = {
          kernel_shape: [kernel, kernel],
          pads: Array(4).fill(padding),
          strides: [stride, stride]
        };
        const conv = {operation: "Conv", inputs: [...inputs, ...weights], attributes};
        if (!relu) return [{...conv, output}];
        return [
          {...conv, output: `z${i}`},
          {operation: "Relu", inputs: [`z${i}`], output}
        ];
      }
      case "dense":
        return [
          {
            operation: "MatMul",
            inputs: [...inputs, constant(`w${i}`, step.w.shape, step.w.data)],
            output: `z${i}`
          },
          {operation: "Add", inputs: [`z${i}`, constant(`b${i}`, [step.b.length], step.b)], output}
        ];
      case "maxPool": {
        const {size, stride, padding} = step;
        const attributes = {
          kernel_shape: [size, size],
          pads: Array(4).fill(padding),
          strides: [stride, stride]
        };
        return [{operation: "MaxPool", inputs, output, attributes}];
      }
      case "subsample": {
        const [batch, height, width] = step.shape;
        const shape = [batch, step.zeros, height, width];
        const zeros = constant(`zeros${i}`, shape, new Float32Array(shape.reduce((a, b) => a * b)));
        const attributes = {kernel_shape: [1, 1], strides: [step.stride, step.stride]};
        return [
          {operation: "MaxPool", inputs, output: `s${i}`, attributes},
          {operation: "Concat", inputs: [`s${i}`, zeros], output, attributes: {axis: 1}}
        ];
      }
      case "globalAveragePool":
        return [
          {operation: "GlobalAveragePool", inputs, output: `g${i}`},
          {operation: "Flatten", inputs: [`g${i}`], output}
        ];
      case "relu":
        return [{operation: "Relu", inputs, output}];
      default:
        return [{operation: "Add", inputs, output}];
    }
  });
  return {nodes, constants};
}
