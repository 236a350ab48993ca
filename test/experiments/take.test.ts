import {describe, expect, it} from "vitest";
import {append, solutionExists} from "../../lib/experiments/append.js";
import {dataSet, glyphs} from "../../lib/experiments/data.js";
import {decay} from "../../lib/experiments/decay.js";
import {dropping} from "../../lib/experiments/dropping.js";
import {errorOf} from "../../lib/experiments/evaluate.js";
import {identity} from "../../lib/experiments/identity.js";
import type {Left} from "../../lib/experiments/left.js";
import {layersPerBlock} from "../../lib/experiments/per-block.js";
import {signals} from "../../lib/experiments/signals.js";
import {type Format, type Trained, take} from "../../lib/experiments/take.js";
import {trainNetwork} from "../../lib/experiments/training.js";
import {readSafetensors} from "../../lib/export/index.js";
import type {Plan} from "../../lib/graph/index.js";
import {flat} from "../../lib/tensor/index.js";

/** An experiment run to its end: what it told, and what it leaves. */
function through<R>(run: Generator<R, Left>): {readonly records: R[]; readonly networks: readonly Plan[]} {
  const records: R[] = [];
  for (;;) {
    const {value, done} = run.next();
    if (done) return {records, networks: value()};
    records.push(value);
  }
}

/** The share of examples that a network left behind gets wrong. */
const error = (p: Plan, {targets}: {targets: Parameters<typeof flat>[0]}) => {
  flat(p.target!).set(flat(targets));
  return errorOf(p);
};

describe("an experiment leaves the network that its last record speaks of", () => {
  it("trainNetwork: of several rates the best, with the statistics of the whole data set", () => {
    for (const variant of ["plain", "zero-gamma", "pre-activation"] as const) {
      const {records, networks} = through(trainNetwork({variant, depth: 6, rates: [0.001, 0.1], steps: 40}));
      const result = records.at(-1)!;
      if (result.type !== "result") throw new Error(result.type);
      expect(result.tried[0].error).not.toBe(result.tried[1].error);
      expect(error(networks[0], dataSet("spirals", 1))).toBe(result.error);
      expect(networks[0].mode).toBe("evaluation");
    }
  });

  it("layersPerBlock", () => {
    const job = {layers: 3, depth: 8, seed: 2, steps: 40, rates: [0.1, 0.001]};
    const {records, networks} = through(layersPerBlock(job));
    expect(error(networks[0], dataSet("spirals", 2))).toBe(records.at(-1)!.error);
  });

  it("append: with its blocks", () => {
    for (const count of [0, 2]) {
      const {records, networks} = through(append({count, before: 8, steps: 5, kind: "plain"}));
      expect(error(networks[0], glyphs({seed: 1}))).toBe(records.at(-1)!.error);
      expect(networks[0].parameters.filter(({kind}) => kind === "weight").length).toBe(6 + 2 * count);
    }
  });

  it("solutionExists: the trained one, the extended ones, those from random weights", () => {
    const {records, networks} = through(solutionExists({depths: [10, 12], steps: 12}));
    const ends = [...new Map(records.map(r => [`${r.how} ${r.depth}`, r])).values()];
    expect(ends.map(({how}) => how)).toEqual(["trained", "extended", "extended", "scratch", "scratch"]);
    expect(networks.map(p => error(p, glyphs({seed: 1})))).toEqual(ends.map(r => r.error));
  });

  it("decay: one for each λ, before its weights are doubled", () => {
    const {records, networks} = through(decay({lambdas: [0, 0.01], steps: 20}));
    const ends = records.filter(r => r.doubled);
    expect(networks.map(p => error(p, dataSet("spirals", 1)))).toEqual(ends.map(r => r.error));
  });

  it("dropping: the network with the block, and the one without it", () => {
    const {records, networks} = through(dropping({before: 6, steps: 4}));
    const {kept, dropped} = records.at(-1)!;
    expect(networks.map(p => error(p, glyphs({seed: 1})))).toEqual([kept.error, dropped.error]);
  });

  it("identity: the block at its end", () => {
    const {records, networks} = through(identity({steps: 30, width: 4}));
    const {end} = records.at(-1)!;
    expect(flat(networks[0].output)).toEqual(end!.y);
    expect(flat(networks[0].input)).toEqual(end!.x);
  });

  it("signals: the network of the last measurement", () => {
    const norms = ({networks: [p]}: ReturnType<typeof through>) =>
      p.parameters
        .filter(({kind}) => kind === "weight")
        .slice(0, -1)
        .map(({value}) => Math.hypot(...flat(value)));
    for (const at of [[0], [0, 5]]) {
      const found = through(signals({depth: 8, norm: true, at}));
      const {layers} = found.records.at(-1)!;
      expect(norms(found)).toEqual(layers.map(({weight}) => expect.closeTo(weight, 4)));
    }
  });
});

describe("take", () => {
  const options = {depth: 4, steps: 10, every: 5};
  const last = (trained: Trained & {format: Format}) => [...take(trained)].at(-1);

  it("trains again, and writes the weights that the first training came to", () => {
    const result = [...trainNetwork(options)].at(-1)!;
    if (result.type !== "result") throw new Error(result.type);
    const record = last({experiment: "trainNetwork", options, format: "safetensors"});
    if (record?.type !== "file") throw new Error(record?.type);
    const file = readSafetensors(record.file as Uint8Array);
    const learned = [...file].filter(([name]) => !/^(mean|variance)/.test(name));
    const values = learned.flatMap(([, tensor]) => [...tensor.read()]);
    expect(values.sort()).toEqual([...result.weights.values].sort());
  });

  it("says how much is done", () => {
    const records = [...take({experiment: "trainNetwork", options, format: "onnx"})];
    expect(records.slice(0, -1)).toEqual([
      {type: "progress", share: 0.5},
      {type: "progress", share: 1},
      {type: "progress", share: undefined}
    ]);
  });

  it("writes a script with a few of the examples", () => {
    const record = last({experiment: "trainNetwork", options, format: "pytorch"});
    expect(record).toMatchObject({type: "file", file: expect.stringContaining("x = tensor((16, 2), ")});
  });

  it("says that a network has diverged", () => {
    const diverging = {depth: 20, norm: false, rates: [1000], steps: 20};
    expect(last({experiment: "trainNetwork", options: diverging, format: "onnx"})).toEqual({
      type: "diverged"
    });
    const large = {rate: 1000, lambda: 0.3, steps: 50, optimiser: "sgd"} as const;
    expect(last({experiment: "identity", options: large, format: "onnx"})).toEqual({type: "diverged"});
  });

  it("names a network that is not there", () => {
    const none = () => last({experiment: "trainNetwork", options, network: 1, format: "onnx"});
    expect(none).toThrow("there is no network 1: trainNetwork has left 1");
  });
});
