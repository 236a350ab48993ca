import * as ort from "onnxruntime-web";
import {beforeAll, describe, expect, it} from "vitest";
import {onnx} from "../../lib/export/index.js";
import {plan} from "../../lib/graph/index.js";
import {architectures, network} from "../../lib/nn/index.js";
import {flat, normal, random} from "../../lib/tensor/index.js";

describe("published networks with random weights compute in ONNX Runtime what they do here", () => {
  beforeAll(() => {
    ort.env.wasm.numThreads = 1;
    ort.env.logLevel = "error";
  });

  it.each(["resnet-18", "resnet-50", "cifar-resnet-56"] as const)("%s", async name => {
    const architecture = architectures[name];
    const p = plan(network(architecture), {input: [1, ...architecture.input], keep: [], seed: 3});
    const next = random(4);
    const batchNorms = p.steps.filter(({operation}) => operation === "batchNorm");
    for (const {inputs} of batchNorms)
      for (const [i, name] of inputs.slice(3).entries())
        flat(p.value(name)).forEach((_, j, values) => {
          values[j] = i ? 0.8 + next() : (next() - 0.5) / 4;
        });
    const input = normal([1, ...architecture.input], next);
    p.feed(input);
    p.forward();
    const session = await ort.InferenceSession.create(onnx(p), {executionProviders: ["wasm"]});
    const [from, to] = [session.inputNames[0], session.outputNames[0]];
    const given = new ort.Tensor("float32", flat(input), [1, ...architecture.input]);
    const {[to]: output} = await session.run({[from]: given});
    const scores = flat(p.output);
    expect(output.data).toHaveLength(architecture.classes);
    // Scores of classes, not what is left of a signal that has died.
    expect(new Set(scores).size).toBe(architecture.classes);
    const size = Math.max(...scores.map(Math.abs));
    for (const [i, value] of (output.data as Float32Array).entries())
      expect(Math.abs(scores[i] - value) / size).toBeLessThan(1e-3);
    await session.release();
  });
});
