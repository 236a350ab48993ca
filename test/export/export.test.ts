import {spawnSync} from "node:child_process";
import * as ort from "onnxruntime-web";
import {beforeAll, describe, expect, it} from "vitest";
import {onnx} from "../../lib/export/onnx.js";
import {pytorch} from "../../lib/export/pytorch.js";
import {safetensors} from "../../lib/export/safetensors.js";
import {type Layer, type Plan, plan} from "../../lib/graph/index.js";
import * as nn from "../../lib/nn/index.js";
import {fromHalf} from "../../lib/tensor/half.js";
import {elements, flat, normal, random} from "../../lib/tensor/index.js";

const {sequential, dense, conv, relu, batchNorm, maxPool, averagePool, globalAveragePool, flatten} = nn;

// Between them they use every operation that a model can have.
const models: {[name: string]: {readonly model: Layer; readonly input: readonly number[]}} = {
  "a residual block of dense layers": {
    model: nn.block("l", nn.residual(dense(4), relu, dense(4))),
    input: [3, 4]
  },
  "a dense network with batch normalisation, a scaled branch and one that training drops": {
    model: sequential(
      dense(6),
      batchNorm(),
      relu,
      nn.twoLayers({kind: "scaled", layer: () => dense(6), norm: true, factor: 0.5}),
      nn.twoLayers({kind: "residual", layer: () => dense(6), norm: true, last: [nn.drop(0.8)]}),
      dense(3)
    ),
    input: [5, 2]
  },
  "a convolutional network with strides, pools and shortcut A": {
    model: sequential(
      conv(4, 3, {stride: 2}),
      batchNorm(),
      relu,
      maxPool(3, {stride: 2, padding: 1}),
      nn.residualWith({shortcut: "A"}, conv(8, 3, {stride: 2}), batchNorm(), relu, conv(8, 3)),
      averagePool(2, {stride: 1, padding: "same"}),
      globalAveragePool,
      dense(5)
    ),
    input: [2, 16, 17, 3]
  },
  "a projection shortcut, 1×1 convolutions and a flattened end": {
    model: sequential(nn.residualWith({shortcut: "B"}, conv(2, 1), relu, conv(6, 1)), flatten, dense(2)),
    input: [2, 3, 4, 3]
  }
};

/** Names that a reader may give, and that mean something else to Python, or to ONNX. */
const names = [
  ...["class", "None", "F", "w", "torch", "nchw", "float", "x y", "x-y", "x_y", "1st", "激活", "²", "·"],
  ...["MatMul.4", "constant.4", "Mul.5"]
];
models["vectors through shortcut A"] = {
  model: sequential(dense(3), nn.residualWith({shortcut: "A"}, dense(5), relu, dense(5))),
  input: [4, 2]
};
models["rows of vectors, normalised, through shortcut A"] = {
  model: sequential(dense(3), batchNorm(), nn.residualWith({shortcut: "A"}, dense(5), batchNorm())),
  input: [2, 4, 3]
};
models["images through shortcut A without a stride"] = {
  model: nn.residualWith({shortcut: "A"}, conv(4, 3)),
  input: [2, 3, 3, 2]
};
models["values by names of all kinds"] = {
  model: sequential(...names.map(name => nn.named(name, sequential(dense(3), nn.scale(0.9), relu)))),
  input: [2, 3]
};

function ready({model, input}: (typeof models)[string], loss?: Layer): Plan {
  const p = plan(model, {input, loss, seed: 5});
  const next = random(7);
  // Statistics, γ and β as training might leave them, so that a mix-up shows.
  p.statistics.set(Array.from(p.statistics, () => 0.5 + next()));
  for (const {kind, value} of p.parameters)
    if (kind !== "weight") flat(value).set(Array.from({length: value.size}, () => next() - 0.3));
  p.mode = "evaluation";
  p.feed(normal(input, next));
  p.forward();
  return p;
}

describe("onnx(plan)", () => {
  beforeAll(() => {
    ort.env.wasm.numThreads = 1;
    ort.env.logLevel = "error";
  });

  it.each(Object.entries(models))("gives onnxruntime the plan's output: %s", async (_, model) => {
    const p = ready(model);
    const session = await ort.InferenceSession.create(onnx(p), {executionProviders: ["wasm"]});
    const feeds = {[session.inputNames[0]]: new ort.Tensor("float32", flat(p.input), p.input.shape)};
    const result = (await session.run(feeds))[session.outputNames[0]];
    expect(result.dims).toEqual(p.output.shape);
    const expected = [...elements(p.output)];
    const scale = Math.max(...expected.map(Math.abs));
    (result.data as Float32Array).forEach((v, i) => {
      expect(Math.abs(v - expected[i]) / scale).toBeLessThan(1e-5);
    });
  });

  it("leaves the loss out", async () => {
    const p = plan(models["a residual block of dense layers"].model, {
      input: [3, 4],
      loss: nn.softmaxCrossEntropy
    });
    const session = await ort.InferenceSession.create(onnx(p), {executionProviders: ["wasm"]});
    expect([session.inputNames, session.outputNames]).toEqual([["a[l]"], ["a[l+2]"]]);
  });
});

function headerOf(file: Uint8Array): {[name: string]: {shape: number[]}} {
  const length = Number(new DataView(file.buffer).getBigUint64(0, true));
  return JSON.parse(new TextDecoder().decode(file.subarray(8, 8 + length)));
}

const safetensorNames = (p: Plan) =>
  Object.keys(headerOf(safetensors(p))).filter(name => name !== "__metadata__");

describe("safetensors(plan)", () => {
  it("says how weights lie in memory, in texts alone as the format asks", () => {
    const {__metadata__: said} = headerOf(safetensors(ready(models["a residual block of dense layers"]))) as {
      [name: string]: object;
    };
    expect(said).toMatchObject({format: "the-shortcut"});
    expect(Object.values(said).every(text => typeof text === "string")).toBe(true);
    expect((said as {layout: string}).layout).toContain("nn.Linear.weight = W.T");
  });

  it("rounds to float16 where asked: half the bytes, each number the nearest", () => {
    const p = ready(models["a convolutional network with strides, pools and shortcut A"]);
    const file = safetensors(p, "F16");
    const view = new DataView(file.buffer);
    const length = Number(view.getBigUint64(0, true));
    const header = JSON.parse(new TextDecoder().decode(file.subarray(8, 8 + length)));
    const {
      dtype,
      shape,
      data_offsets: [from, to]
    } = header.W1;
    expect([dtype, shape, to - from]).toEqual(["F16", [3, 3, 3, 4], 2 * 108]);
    const w = flat(p.value("W1"));
    const halves = Array.from(w, (_, i) => fromHalf(view.getUint16(8 + length + from + 2 * i, true)));
    expect(Math.max(...halves.map((h, i) => Math.abs(h / w[i] - 1)))).toBeLessThan(2 ** -11);
    expect(halves.some((h, i) => h !== w[i])).toBe(true);
  });

  it("has a header of aligned length that says where each tensor lies, and its numbers there", () => {
    const p = ready(models["a convolutional network with strides, pools and shortcut A"]);
    const file = safetensors(p);
    const view = new DataView(file.buffer);
    const length = Number(view.getBigUint64(0, true));
    expect(length % 8).toBe(0);
    const header = JSON.parse(new TextDecoder().decode(file.subarray(8, 8 + length)));
    for (const {name, value} of p.parameters) {
      const {dtype, shape, data_offsets} = header[name];
      expect([dtype, shape]).toEqual(["F32", value.shape]);
      const stored = file.slice(8 + length + data_offsets[0], 8 + length + data_offsets[1]);
      expect([...new Float32Array(stored.buffer)]).toEqual([...elements(value)]);
    }
    expect(header.mean1.shape).toEqual([4]);
  });
});

it.each([onnx, pytorch, safetensors])("%o refuses a model without steps", write => {
  expect(() => write(plan(x => x, {input: [1, 2]}))).toThrow("nothing to write out: the model has no steps");
});

describe("pytorch(plan)", () => {
  const python = spawnSync("python3", ["--version"]).status === 0;
  const torch = python && spawnSync("python3", ["-c", "import torch"]).status === 0;

  it.each(Object.entries(models))("is a script with the recorded input and output: %s", (_, model) => {
    const p = ready(model);
    const script = pytorch(p);
    const recorded = (name: string) => {
      const [, shape, data] = script.match(new RegExp(`^${name} = tensor\\(\\((.*?),?\\), "(.*)"\\)$`, "m"))!;
      const bytes = Uint8Array.from(atob(data), c => c.charCodeAt(0));
      return {shape: shape.split(",").map(Number), data: [...new Float32Array(bytes.buffer)]};
    };
    expect(recorded("x")).toEqual({shape: p.input.shape, data: [...elements(p.input)]});
    expect(recorded("expected")).toEqual({shape: p.output.shape, data: [...elements(p.output)]});
    const [, body] = script.split(/^ {4}def forward/m);
    const [computed] = body.split("return");
    expect(computed).not.toMatch(/NaN|undefined/);
    const variables = [...computed.matchAll(/^ {8}(\S+) = /gm)].map(([, variable]) => variable);
    expect(new Set(variables).size).toBe(p.steps.length);
    for (const called of ["torch", "F", "nn", "self", "nchw", "nhwc", "float"])
      expect(variables).not.toContain(called);
    // Each weight has a place in the module, learned or not, and a value for it.
    const [declarations] = script.split(/^ {4}def forward/m);
    const declared = [
      ...declarations.matchAll(/^ {8}(?:self\.(\S+) = nn\.Parameter|self\.register_buffer\("(\S+)")/gm)
    ].map(([, learned, kept]) => learned ?? kept);
    const given = [...script.matchAll(/^ {4}"(\S+)": tensor\(/gm)].map(([, key]) => key);
    expect(given).toEqual(declared);
    expect(new Set(given).size).toBe(safetensorNames(p).length);
    // With PyTorch at hand the script checks itself; with Python alone, that it can be read.
    if (!python) return;
    const {status, stderr} = spawnSync(
      "python3",
      torch ? ["-"] : ["-c", "import ast, sys; ast.parse(sys.stdin.read())"],
      {
        input: script,
        encoding: "utf8"
      }
    );
    expect(status, stderr).toBe(0);
  });
});
