// The library's convolutions and products against ONNX Runtime, through the model files that the benchmark writes.
import * as ort from "onnxruntime-web";
import {beforeAll, expect, it} from "vitest";
import {plan} from "../../lib/graph/index.js";
import {conv, dense, relu, sequential} from "../../lib/nn/index.js";
import {flat, normal, random} from "../../lib/tensor/index.js";
import {onnx} from "../bench/onnx.js";
import {channelsFirst, filtersFirst} from "../bench/workloads.js";

beforeAll(() => {
  ort.env.wasm.numThreads = 1;
  ort.env.logLevel = "error";
});

async function run(model: Parameters<typeof onnx>[0], x: Float32Array): Promise<Float32Array> {
  const session = await ort.InferenceSession.create(onnx(model), {executionProviders: ["wasm"]});
  return (await session.run({x: new ort.Tensor("float32", x, model.input)})).y.data as Float32Array;
}

function expectClose(actual: Float32Array, expected: Float32Array): void {
  expect(actual.length).toBe(expected.length);
  const largest = expected.reduce((m, x) => Math.max(m, Math.abs(x)), 1);
  expect(actual.reduce((m, x, i) => Math.max(m, Math.abs(x - expected[i])), 0) / largest).toBeLessThan(1e-5);
}

const grid = [1, 3, 5].flatMap(kernel =>
  [1, 2].flatMap(stride => [1, 7, 16].map(filters => ({kernel, stride, filters})))
);

it.each(grid)(
  "convolution with ReLU: kernel $kernel, stride $stride, $filters filters",
  async ({kernel, stride, filters}) => {
    const [batch, height, width, channels] = [2, 9, 8, 5];
    const padding = (kernel - 1) / 2;
    const p = plan(sequential(conv(filters, kernel, {stride, padding}), relu), {
      input: [batch, height, width, channels]
    });
    const [w, b] = p.parameters.map(({value}, i) => fill(flat(value), i + 2));
    const x = flat(normal([batch, height, width, channels], random(1)));
    p.feed(x);
    p.forward();
    const [, rows, columns] = p.output.shape;
    const y = await run(
      {
        nodes: [
          {
            operation: "Conv",
            inputs: ["x", "w", "b"],
            output: "z",
            attributes: {
              kernel_shape: [kernel, kernel],
              pads: [padding, padding, padding, padding],
              strides: [stride, stride]
            }
          },
          {operation: "Relu", inputs: ["z"], output: "y"}
        ],
        constants: {
          w: {
            shape: [filters, channels, kernel, kernel],
            data: filtersFirst(w, kernel * kernel, channels, filters)
          },
          b: {shape: [filters], data: b}
        },
        input: [batch, channels, height, width],
        output: [batch, filters, rows, columns]
      },
      channelsFirst(x, batch, height * width, channels)
    );
    expectClose(flat(p.output), channelsFirst(y, batch, rows * columns, filters, false));
  }
);

it.each([
  [1, 1, 1],
  [5, 9, 3],
  [33, 17, 40]
])("matrix product %i×%i·%i", async (m, k, n) => {
  const p = plan(dense(n, {bias: false}), {input: [m, k]});
  const w = fill(flat(p.parameters[0].value), 2);
  const x = flat(normal([m, k], random(1)));
  p.feed(x);
  p.forward();
  const nodes = [{operation: "MatMul", inputs: ["x", "w"], output: "y"}];
  expectClose(
    flat(p.output),
    await run({nodes, constants: {w: {shape: [k, n], data: w}}, input: [m, k], output: [m, n]}, x)
  );
});

/** Fills parameters with noise, and returns a copy. */
function fill(values: Float32Array, seed: number): Float32Array {
  values.set(flat(normal([values.length], random(seed))));
  return values.slice();
}
