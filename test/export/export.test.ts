import {spawnSync} from "node:child_process";
import fc from "fast-check";
import * as ort from "onnxruntime-web";
import {beforeAll, describe, expect, it} from "vitest";
import {onnx} from "../../lib/export/onnx.js";
import {pytorch} from "../../lib/export/pytorch.js";
import {safetensors} from "../../lib/export/safetensors.js";
import {type Plan, plan} from "../../lib/graph/index.js";
import * as nn from "../../lib/nn/index.js";
import {fromHalf} from "../../lib/tensor/half.js";
import {elements, flat} from "../../lib/tensor/index.js";
import {blocks, models, ready} from "./models.js";

type Answer = {readonly dims: readonly number[]; readonly data: Float32Array};

/** What onnxruntime makes of a plan's input, several times over. */
async function run(p: Plan, times = 1): Promise<Answer> {
  const session = await ort.InferenceSession.create(onnx(p), {executionProviders: ["wasm"]});
  const [count, ...rest] = p.input.shape;
  const data = Float32Array.from(
    Array(times)
      .fill([...elements(p.input)])
      .flat()
  );
  const x = new ort.Tensor("float32", data, [times * count, ...rest]);
  const {dims, data: y} = (await session.run({[session.inputNames[0]]: x}))[session.outputNames[0]];
  await session.release();
  return {dims, data: y as Float32Array};
}

function expectSame(p: Plan, {dims, data}: Answer): void {
  expect(dims).toEqual(p.output.shape);
  const expected = [...elements(p.output)];
  const scale = Math.max(1e-6, ...expected.map(Math.abs));
  data.forEach((v, i) => {
    expect(Math.abs(v - expected[i]) / scale).toBeLessThan(1e-5);
  });
}

describe("onnx(plan)", () => {
  beforeAll(() => {
    ort.env.wasm.numThreads = 1;
    ort.env.logLevel = "error";
  });

  it.each(Object.entries(models))("gives onnxruntime the plan's output: %s", async (_, model) => {
    const p = ready(model);
    expectSame(p, await run(p));
  });

  it("gives it that of a block of any kind, shortcut and name", async () => {
    await fc.assert(
      fc.asyncProperty(blocks, async model => {
        const p = ready(model);
        expectSame(p, await run(p));
      }),
      {numRuns: 60}
    );
  });

  it("takes any number of examples", async () => {
    for (const name of [
      "a projection shortcut, 1×1 convolutions and a flattened end",
      "vectors through shortcut A"
    ]) {
      const p = ready(models[name]);
      const twice = await run(p, 2);
      expect(twice.dims).toEqual([2 * p.output.shape[0], ...p.output.shape.slice(1)]);
      const half = twice.data.length / 2;
      expect(twice.data.slice(half)).toEqual(twice.data.slice(0, half));
      expectSame(p, {dims: p.output.shape, data: twice.data.slice(0, half)});
    }
  });

  it("keeps the shape where a reshape joins what belongs to several examples", async () => {
    const p = plan(nn.sequential(nn.reshapeTo([1, 6]), nn.dense(2)), {input: [2, 3]});
    const session = await ort.InferenceSession.create(onnx(p), {executionProviders: ["wasm"]});
    const [{shape}] = session.inputMetadata as unknown as {shape: unknown[]}[];
    expect(shape).toEqual([2, 3]);
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
    // It runs in test/long, where PyTorch is at hand; where Python is, it can be read.
    if (!python) return;
    const {status, stderr} = spawnSync("python3", ["-c", "import ast, sys; ast.parse(sys.stdin.read())"], {
      input: script,
      encoding: "utf8"
    });
    expect(status, stderr).toBe(0);
  });
});
