// The experiments' records, from the same beginning computed by the second witness: full batches, a few steps.
import {readFileSync} from "node:fs";
import {expect, it} from "vitest";
import type {Passage} from "../../lib/experiments/apart.js";
import {type DataSet, dataSet, glyphs} from "../../lib/experiments/data.js";
import {identityInitialisations, starts} from "../../lib/experiments/identity.js";
import {experiments as every, type RecordOf} from "../../lib/experiments/index.js";
import {complete, type NetworkOptions, planOf, restore} from "../../lib/experiments/network.js";
import {perBlockNetwork} from "../../lib/experiments/per-block.js";
import {architectureOf, load, readSafetensors} from "../../lib/export/index.js";
import {plan} from "../../lib/graph/index.js";
import {architectures, network, softmaxCrossEntropy} from "../../lib/nn/index.js";
import {gaussian, random} from "../../lib/tensor/random.js";
import {layersOf} from "../export/zoo.js";
import {checkpoint, fileOf} from "../support/checkpoints.js";
import {losses, networkOf} from "../witness/cases.js";
import {batchOf, expectClose, noted, stateOf} from "../witness/compare.js";
import * as w from "../witness/networks.js";
import type {Start, Value} from "../witness/operations.js";
import type {Rule} from "../witness/optimisers.js";
import {type Batch, learn, type Model, pass, type State} from "../witness/train.js";

const asked = new Set<PropertyKey>();
const experiments = noted(every, asked);

const everything = 1e9;
const close = (what: string, actual: number, expected: number, size = 0) =>
  expectClose(what, [actual], [expected], 1e-4, size);
const norm = (...arrays: ArrayLike<number>[]) =>
  Math.sqrt(arrays.reduce((s, a) => Array.from(a).reduce((t, x) => t + x * x, s), 0));

/** A network of the experiments with the numbers that it begins with, and the whole data set as one batch. */
function beginning(
  options: NetworkOptions,
  data: DataSet = dataSet(complete(options).data, complete(options).seed)
) {
  const p = planOf(options, data);
  p.feed(data.inputs, data.targets);
  const model: Model = {witness: networkOf(options, data.classes), loss: losses.softmaxCrossEntropy};
  return {p, model, state: stateOf(p), batch: batchOf(p)};
}

const copied = ({parameters, statistics}: State): State => ({
  parameters: parameters.map(x => ({...x, v: x.v.slice(), memory: x.memory.map(m => m.slice())})),
  statistics: statistics.map(x => ({...x, v: x.v.slice()}))
});

/** Loss and error, the set taken as one batch; running statistics stay as they are. */
function score(model: Model, state: State, batch: Batch, training = true) {
  const {output, loss} = pass(model, copied(state), batch, {training, dy: []});
  const [rows, classes] = output.shape;
  let wrong = 0;
  for (let r = 0; r < rows; r++) {
    const row = output.v.subarray(r * classes, (r + 1) * classes);
    if (row.indexOf(Math.max(...row)) !== batch.target!.v[r]) wrong++;
  }
  return {loss, error: wrong / rows};
}

/** Losses agree to single precision; of the examples one may fall on the other side by rounding. */
function same(
  what: string,
  actual: {loss: number; error: number},
  expected: {loss: number; error: number},
  rows: number
) {
  close(`${what}: loss`, actual.loss, expected.loss, 0.01);
  expect(Math.abs(actual.error - expected.error)).toBeLessThan(1.5 / rows);
}

function weightsAgree({values, statistics}: {values: Float32Array; statistics: Float32Array}, state: State) {
  const kinds = ["weight", "bias", "gamma", "beta"];
  const sorted = kinds.flatMap(kind => state.parameters.filter(x => x.kind === kind));
  expectClose(
    "weights",
    values,
    sorted.flatMap(({v}) => [...v]),
    1e-4
  );
  expectClose(
    "statistics",
    statistics,
    state.statistics.flatMap(({v}) => [...v]),
    1e-4
  );
}

const small = {variant: "residual", depth: 6, width: 8} as const satisfies NetworkOptions;
const rows = 480;

it("trainNetwork tries each rate from the same start, and keeps the best", () => {
  const steps = 12;
  const rates = [1e-4, 0.1];
  for (const [schedule, rate] of [
    ["constant", (r: number) => r],
    ["cosine", (r: number) => ({cosine: r, steps})],
    ["warm-up", (r: number) => ({warmUp: 2, to: {cosine: r, steps}})]
  ] as const) {
    const options = {
      ...small,
      steps,
      rates,
      schedule,
      decay: 0.01,
      clip: 0.5,
      batch: everything,
      every: 1,
      watch: true
    };
    const records = [...experiments.trainNetwork(options)];
    const scores = rates.map((r, k) => {
      const {model, state, batch} = beginning(small);
      const rule: Rule = {name: "momentum", rate: rate(r), decay: 0.01};
      for (let t = 0; t < steps; t++) {
        const {loss} = learn(model, state, batch, rule, t, 0.5);
        const record = records[k * steps + t];
        if (record.type !== "progress") return expect.fail("a record for each step");
        expect([record.rate, record.step, record.done]).toEqual([r, t + 1, k * steps + t + 1]);
        same(
          `${schedule} ${r}, step ${t}`,
          {loss: record.loss, error: record.error!},
          {loss, error: score(model, state, batch).error},
          rows
        );
      }
      return {...score(model, state, batch), state, rate: r};
    });
    const best = scores[scores[1].error < scores[0].error ? 1 : 0];
    const result = records.at(-1) as RecordOf<"trainNetwork"> & {type: "result"};
    expect(result.rate).toBe(best.rate);
    same("result", result, best, rows);
    result.tried.forEach((outcome, k) => {
      same(`tried ${k}`, outcome, scores[k], rows);
    });
    weightsAgree(result.weights, best.state);
  }
});

it("take writes out what the same training leaves", () => {
  const options = {
    ...small,
    steps: 12,
    rates: [0.1],
    schedule: "constant",
    decay: 0.01,
    batch: everything
  } as const;
  const {p, model, state, batch} = beginning(small);
  for (let t = 0; t < 12; t++) learn(model, state, batch, {name: "momentum", rate: 0.1, decay: 0.01}, t);
  const records = [...experiments.take({experiment: "trainNetwork", options, format: "safetensors"})];
  const [file] = records.flatMap(record => (record.type === "file" ? [record.file] : []));
  const weights = readSafetensors(file as Uint8Array);
  p.parameters.forEach(({name}, i) => {
    expectClose(name, weights.get(name)!.read(), state.parameters[i].v, 1e-4);
  });
});

it("depthSweep, sweepNetwork and race tell the same of the same networks", () => {
  const rule: Rule = {name: "adam", rate: {cosine: 0.01, steps: 4}, decay: 0};
  const rest = {optimiser: "adam", rates: [0.01], decay: 0, width: 6, steps: 4, batch: everything} as const;
  const expected = (variant: "plain" | "zero-gamma", depth: number) => {
    const {model, state, batch} = beginning({variant, depth, width: 6});
    const losses = [0, 1, 2, 3].map(t => learn(model, state, batch, rule, t).loss);
    return {losses, ...score(model, state, batch)};
  };
  const swept = [...experiments.depthSweep({...rest, depths: [6, 4]})].filter(({result}) => result);
  expect(swept.map(({depth, variant}) => `${variant} ${depth}`)).toEqual([
    ...["plain 4", "zero-gamma 4"],
    ...["plain 6", "zero-gamma 6"]
  ]);
  for (const {depth, variant, result} of swept)
    same(`${variant} ${depth}`, result!, expected(variant as "plain", depth), rows);
  const one = {...rest, depth: 4, variant: "plain", seed: 1} as const;
  same("alone", [...experiments.sweepNetwork(one)].at(-1)!.result!, expected("plain", 4), rows);
  const raced = [
    ...experiments.race({
      entrants: [one, {...one, variant: "zero-gamma" as const}].map(o => ({...o, every: 1}))
    })
  ];
  (["plain", "zero-gamma"] as const).forEach((variant, i) => {
    const {losses, ...end} = expected(variant, 4);
    const records = raced.filter(({entrant}) => entrant === i).map(({record}) => record);
    losses.forEach((loss, t) => {
      close("raced", records[t].loss, loss);
    });
    same("raced", records[4] as {loss: number; error: number}, end, rows);
  });
});

it("identity, and its sweep", () => {
  for (const kind of ["plain", "residual"] as const)
    for (const initialisation of identityInitialisations)
      for (const options of [
        {optimiser: "adam", rate: 0.03, decayBiases: true},
        {optimiser: "momentum", rate: 0.05, decayBiases: false},
        {optimiser: "sgd", rate: 0.1, decayBiases: true, decoupled: true}
      ] as const) {
        const lambda = 0.02;
        const records = [
          ...experiments.identity({
            kind,
            initialisation,
            lambda,
            ...options,
            width: 4,
            count: 24,
            steps: 20,
            every: 1,
            watch: true
          })
        ];
        const [{end: start}, last] = [records[0], records.at(-1)!];
        const at = (v: Float32Array): Value & {memory: Float64Array[]} => ({
          tape: undefined as never,
          shape: v.length === 16 ? [4, 4] : [4],
          kind: v.length === 16 ? "weight" : "bias",
          v: Float64Array.from(v),
          d: new Float64Array(v.length),
          memory: [new Float64Array(v.length), new Float64Array(v.length)]
        });
        const state: State = {
          parameters: [start!.w1, start!.b1, start!.w2, start!.b2].map(at),
          statistics: []
        };
        const main = w.chain(w.dense(4), w.relu, w.dense(4));
        const model = {
          witness: kind === "plain" ? w.plain(main) : w.residual(main),
          loss: losses.halfSquaredError
        };
        const x = {shape: [24, 4], v: start!.x};
        const {optimiser, ...rest} = options;
        const power = norm(start!.x) ** 2 / 24;
        for (let t = 0; t <= 20; t++) {
          const {parameters} = state;
          const {loss, output} = pass(model, copied(state), {x, target: x});
          const record = records[t];
          close(
            `${kind} ${initialisation} ${optimiser}: error after ${t}`,
            record.error,
            (2 * loss) / power,
            0.01
          );
          const {w1, w2, b1, b2} = record.norms;
          expectClose(
            "norms",
            [w1, b1, w2, b2],
            parameters.map(({v}) => norm(v)),
            1e-4
          );
          expectClose("output", record.end!.y, output.v, 1e-4, 0.1);
          learn(model, state, {x, target: x}, {name: optimiser, ...rest, decay: lambda}, t);
        }
        expect(last.step).toBe(20);
      }
  const options = {width: 4, count: 24, steps: 5};
  for (const {lambda, series, seed, error, largest} of experiments.identitySweep({
    ...options,
    lambdas: [0.1],
    seeds: 2
  })) {
    const block = {
      plain: ["plain", "he"],
      "plain from W = I": ["plain", "identity"],
      residual: ["residual", "he"]
    } as const;
    const [kind, initialisation] = block[series];
    const last = [...experiments.identity({...options, lambda, seed, kind, initialisation})].at(-1)!;
    expect([error, largest]).toEqual([last.error, Math.max(last.norms.w1, last.norms.w2)]);
  }
});

const reads = {
  data: "glyphs",
  variant: "plain",
  width: 32,
  norm: false,
  depth: 6
} as const satisfies NetworkOptions;
const adam: Rule = {name: "adam", rate: 0.01};

/** Follows training step by step; only the parameters for which `moves` says so change. */
function follow(
  what: string,
  records: readonly {step: number; loss: number; error: number}[],
  {model, state, batch}: {model: Model; state: State; batch: Batch},
  rule: Rule,
  moves: (i: number) => boolean = () => true
) {
  for (const [t, record] of records.entries()) {
    expect(record.step).toBe(t);
    same(`${what}, step ${t}`, record, score(model, state, batch), 500);
    if (t === records.length - 1) return;
    const before = copied(state);
    learn(model, state, batch, rule, t);
    state.parameters.forEach(({v}, i) => {
      if (!moves(i)) v.set(before.parameters[i].v);
    });
  }
}

/** W = I and b = 0, twice. */
function unchanged(): State["parameters"] {
  const eye = Float64Array.from({length: 32 * 32}, (_, i) => (i % 33 === 0 ? 1 : 0));
  return [eye, new Float64Array(32), eye.slice(), new Float64Array(32)].map(v => ({
    ...{tape: undefined as never, v, d: new Float64Array(v.length)},
    ...(v.length > 32 ? {shape: [32, 32], kind: "weight" as const} : {shape: [32], kind: "bias" as const}),
    memory: [new Float64Array(v.length), new Float64Array(v.length)]
  }));
}

/** The network with more layers at a place among its parameters, and moments that begin anew. */
const extended = (state: State, at: number, added: State["parameters"]): State => {
  const parameters = copied(state).parameters.toSpliced(at, 0, ...added);
  for (const {memory} of parameters) for (const m of memory) m.fill(0);
  return {parameters, statistics: []};
};

it("append trains the network, then what is added to it at its end or in its middle, alone or with all", () => {
  const ends = {end: [10, ["plain", "plain"]], middle: [6, ["plain"]]} as const;
  for (const [kind, place, train] of [
    ["plain", "end", "new"],
    ["residual", "middle", "new"],
    ["plain", "middle", "all"],
    ["residual", "end", "all"]
  ] as const) {
    const what = `${kind}, ${place}, ${train}`;
    const records = [
      ...experiments.append({kind, place, train, initialisation: "identity", before: 2, steps: 2})
    ];
    const base = beginning(reads, glyphs({seed: 1}));
    follow(
      what,
      records.filter(({phase}) => phase === "base"),
      base,
      adam
    );
    const [at, before] = ends[place];
    const kinds: w.Kind[] = ["plain", "plain"].toSpliced(before.length, 0, kind) as w.Kind[];
    const start = ["identity", "identity"] as [Start, Start];
    const model: Model = {
      ...base.model,
      witness: w.network({
        kind: "plain",
        depth: 8,
        width: 32,
        classes: 10,
        norm: false,
        kinds,
        starts: i => (i === before.length ? start : undefined)
      })
    };
    const larger = {...base, model, state: extended(base.state, at, unchanged())};
    const fresh = (i: number) => i >= at && i < at + 4;
    follow(
      what,
      records.filter(({phase}) => phase === "appended"),
      larger,
      adam,
      train === "new" ? fresh : undefined
    );
  }
});

it("solutionExists: with layers W = I nothing changes, and what is as deep is trained from its own start", () => {
  const records = [...experiments.solutionExists({depths: [12], steps: 2, rate: 0.003})];
  const of = (how: string) => records.filter(r => r.how === how);
  const rule: Rule = {name: "adam", rate: 0.003};
  const base = beginning({...reads, depth: 8}, glyphs({seed: 1}));
  follow("trained", of("trained"), base, rule);
  same("extended", of("extended")[0], score(base.model, base.state, base.batch), 500);
  follow("scratch", of("scratch"), beginning({...reads, depth: 12}, glyphs({seed: 1})), rule);
});

it("dropping tells what the added block does, and the network without it", () => {
  const data = glyphs({seed: 1});
  const options: NetworkOptions = {...reads, variant: "residual", depth: 8, shortcuts: [false, false, true]};
  const base = beginning({...options, blocks: [0, 1]}, data);
  for (let t = 0; t < 2; t++) learn(base.model, base.state, base.batch, adam, t);
  const added = stateOf(
    planOf(options, data, {begin: i => (i === 2 ? starts.zero : undefined)})
  ).parameters.slice(10, 14);
  const state = extended(base.state, 10, added);
  const model: Model = {...base.model, witness: networkOf(options, 10)};
  for (const {step, kept, dropped, branch} of experiments.dropping({before: 2, steps: 2})) {
    same("kept", kept, score(model, state, base.batch), 500);
    same("dropped", dropped, score(base.model, base.state, base.batch), 500);
    const {tape} = pass(model, copied(state), base.batch);
    const [main, short] = tape.steps.find(({operation}) => operation === "add")!.inputs;
    close("branch", branch, norm(main.v) / norm(short.v), 0.01);
    const before = copied(state);
    learn(model, state, base.batch, adam, step);
    state.parameters.forEach(({v}, i) => {
      if (i < 10 || i >= 14) v.set(before.parameters[i].v);
    });
  }
});

it("decay: size and effective rate, and what doubled weights do", () => {
  for (const normalised of [true, false]) {
    const options: NetworkOptions = {...small, depth: 4, norm: normalised};
    const records = [...experiments.decay({...options, lambdas: [0, 0.05], steps: 4, every: 2, batch: rows})];
    for (const lambda of [0, 0.05]) {
      const {model, state, batch} = beginning(options);
      const hidden = state.parameters.filter(({kind}) => kind === "weight").slice(0, -1);
      for (const record of records.filter(r => r.lambda === lambda)) {
        same("whole set", record, score(model, state, batch), rows);
        const size = norm(...hidden.map(({v}) => v));
        expectClose("size and rate", [record.size, record.effective], [size, 0.03 / size ** 2], 1e-4);
        if (record.doubled) {
          for (const {v} of hidden) for (let i = 0; i < v.length; i++) v[i] *= 2;
          same("doubled", record.doubled, score(model, state, batch), rows);
        } else
          for (let t = record.step; t < record.step + 2; t++)
            learn(model, state, batch, {name: "momentum", rate: 0.03, decay: lambda}, t);
      }
    }
  }
});

it("signals: sizes of activations and gradients, and how alike neighbours are", () => {
  const {model, state, batch} = beginning(small);
  for (const {step, loss, layers} of experiments.signals({...small, at: [0, 3], batch: rows})) {
    for (let t = 0; t < step; t++) learn(model, state, batch, {name: "momentum", rate: 0.03, decay: 1e-4}, t);
    const {tape, loss: expected} = pass(model, copied(state), batch);
    close("loss", loss, expected);
    const linear = tape.steps.filter(({operation}) => operation === "dense");
    expect(layers.length).toBe(linear.length - 1);
    for (const [i, {rms, gradient, cosine, weight, weightGradient}] of layers.entries()) {
      const a = linear[i + 1].inputs[0];
      const row = (r: number) => a.v.subarray(8 * r, 8 * r + 8);
      let [sum, pairs] = [0, 0];
      for (let r = 0; r + 1 < rows; r++) {
        const lengths = norm(row(r)) * norm(row(r + 1));
        if (lengths === 0) continue;
        sum += row(r).reduce((s, x, j) => s + x * row(r + 1)[j], 0) / lengths;
        pairs++;
      }
      const {v, d} = linear[i].inputs[1];
      const found = [rms, cosine, weight];
      expectClose("sizes", found, [norm(a.v) / Math.sqrt(a.v.length), sum / pairs, norm(v)], 1e-4);
      close("gradient", gradient, norm(a.d));
      close("gradient of W", weightGradient, norm(d));
    }
  }
});

it("blocks, lesion and stochasticDepth: what a trained network still can without some blocks", () => {
  const options = {...small, data: "spirals", depth: 8, steps: 5, batch: everything, survival: 0.5} as const;
  const records = [...experiments.blocks({...options, draws: 1})];
  const {options: network, weights} = records.find(r => r.type === "result")!;
  const {p, model, batch} = beginning(network);
  restore(p, weights);
  const state = stateOf(p);
  const {tape} = pass(model, state, batch);
  // Running statistics moved a tenth of the way to those of the batch: which they are to be.
  stateOf(p).statistics.forEach(({v}, i) => {
    const now = state.statistics[i].v;
    for (let c = 0; c < v.length; c++) now[c] = v[c] + 10 * (now[c] - v[c]);
  });
  const additions = tape.steps.filter(({operation}) => operation === "add").map(({inputs}) => inputs);
  const ratios = additions.map(([main, short]) => norm(main.v) / norm(short.v));
  /** Three parameters and two statistics a layer; a block has two layers. */
  const through = (blocks: readonly number[]) => {
    const some = <T>(list: T[], each: number) => [
      ...list.slice(0, each),
      ...blocks.flatMap(b => list.slice(each + 2 * each * b, each + 2 * each * (b + 1))),
      ...list.slice(each + 6 * each)
    ];
    const left = {parameters: some(state.parameters, 3), statistics: some(state.statistics, 2)};
    return score({...model, witness: networkOf({...network, blocks}, 3)}, left, batch, false);
  };
  const all = [0, 1, 2];
  for (const record of records) {
    if (record.type === "ratios") expectClose("ratios", record.ratios, ratios, 1e-4);
    if (record.type === "deleted")
      same("deleted", record, through(all.filter(b => b !== record.block)), rows);
    if (record.type === "swapped")
      same("swapped", record, through(record.block ? [0, 2, 1] : [1, 0, 2]), rows);
  }
  expect(records.filter(({type}) => type === "deleted" || type === "swapped").length).toBe(5);
  const ways = [[2, 1], [], all];
  const found = experiments.lesion({network, weights, ways: ways.map(blocks => ({blocks}))});
  [...found].forEach((score, i) => {
    same("lesion", score, through(ways[i]), rows);
  });
  const [whole] = experiments.stochasticDepth({
    ...options,
    rates: [0.03],
    survivals: [0.5],
    shares: [0],
    seeds: 1
  });
  same("whole", whole, through(all), rows);
});

it("blocks, lesion and stopEarly: what a trained network still can without some arcs, and read early", () => {
  const options = {...small, data: "spirals", depth: 8, steps: 5, batch: everything} as const;
  const records = [...experiments.blocks({...options, draws: 1})];
  const {options: network, weights} = records.find(r => r.type === "result")!;
  const {p, model, batch} = beginning(network);
  restore(p, weights);
  const state = stateOf(p);
  pass(model, state, batch);
  stateOf(p).statistics.forEach(({v}, i) => {
    const now = state.statistics[i].v;
    for (let c = 0; c < v.length; c++) now[c] = v[c] + 10 * (now[c] - v[c]);
  });
  const without = (cut: readonly number[], count = 3) => {
    const shortcuts = [0, 1, 2].map(block => !cut.includes(block));
    const blocks = [0, 1, 2].slice(0, count);
    const left = {
      parameters: [...state.parameters.slice(0, 3 + 6 * count), ...state.parameters.slice(21)],
      statistics: state.statistics.slice(0, 2 + 4 * count)
    };
    return score({...model, witness: networkOf({...network, shortcuts, blocks}, 3)}, left, batch, false);
  };
  const cut = records.flatMap(record => (record.type === "cut" ? [record] : []));
  expect(cut.map(({block}) => block)).toEqual([0, 1, 2]);
  for (const record of cut) same("cut", record, without([record.block]), rows);
  const [two] = experiments.lesion({network, weights, ways: [{blocks: [0, 1, 2], cut: [0, 2]}]});
  same("two cut", two, without([0, 2]), rows);
  const early = [...experiments.stopEarly({...options, regions: 3})].flatMap(record =>
    record.type === "reading" ? [record] : []
  );
  expect(early).toHaveLength(4);
  for (const record of early) same("read early", record, without([], record.blocks), rows);
});

it("lossPlane: the loss of weights moved along two random directions, each unit’s as long as its weights", () => {
  const options = {...small, steps: 5, batch: everything, points: 3, radius: 0.5, planeSeed: 4};
  const records = [...experiments.lossPlane(options)];
  const {options: network, weights} = records.find(r => r.type === "result")!;
  const {p, model, batch} = beginning(network);
  restore(p, weights);
  const state = stateOf(p);
  const next = random(4);
  const [right, up] = [0, 1].map(() =>
    state.parameters.map(({kind, v, shape}) => {
      if (kind !== "weight") return v.map(() => 0);
      const units = shape.at(-1)!;
      const drawn = v.map(() => gaussian(next));
      const length = (of: Float64Array, unit: number) => norm(of.filter((_, i) => i % units === unit));
      return drawn.map((d, i) => (d * length(v, i % units)) / length(drawn, i % units));
    })
  );
  const found = records.flatMap(record => (record.type === "row" ? [record] : []));
  expect(found.map(({row}) => row)).toEqual([0, 1, 2]);
  for (const {row, losses} of found)
    losses.forEach((loss, column) => {
      const moved = copied(state);
      moved.parameters.forEach(({v}, k) => {
        for (let i = 0; i < v.length; i++)
          v[i] += 0.5 * (column - 1) * right[k][i] + 0.5 * (1 - row) * up[k][i];
      });
      close(`row ${row}, column ${column}`, loss, score(model, moved, batch).loss, 0.01);
    });
});

it("layersPerBlock: one, two and three layers under each arc, trained", () => {
  for (const layers of [1, 2, 3]) {
    const steps = 6;
    const found = [
      ...experiments.layersPerBlock({layers, depth: 8, seed: 2, steps, rates: [0.1], batch: rows})
    ].at(-1)!;
    const data = dataSet("spirals", 2);
    const p = plan(perBlockNetwork(layers, 8), {input: [rows, 2], loss: softmaxCrossEntropy, seed: 2});
    p.feed(data.inputs, data.targets);
    const linear = () => w.dense(16, {bias: false});
    const main = () =>
      w.chain(
        ...Array.from({length: layers - 1}, () => w.chain(linear(), w.batchNorm(), w.relu)),
        w.chain(linear(), w.batchNorm({gamma: 0}))
      );
    const witness = w.chain(
      w.chain(linear(), w.batchNorm(), w.relu),
      ...Array.from({length: 6 / layers}, () => w.residual(main())),
      w.dense(3)
    );
    const model: Model = {witness, loss: losses.softmaxCrossEntropy};
    const [state, batch] = [stateOf(p), batchOf(p)];
    const rule: Rule = {name: "momentum", rate: {cosine: 0.1, steps}, decay: 1e-4};
    for (let t = 0; t < steps; t++) learn(model, state, batch, rule, t);
    expect(Math.abs(found.error! - score(model, state, batch).error)).toBeLessThan(1.5 / rows);
  }
});

it("photograph: the stored networks of 20 layers, whole and with parts taken out", () => {
  const scale = {mean: [125, 122, 114], deviation: [63, 62, 67]};
  const next = random(3);
  const pixels = Float32Array.from({length: 32 * 32 * 3}, next);
  const input = pixels.map((v, i) => (255 * v - scale.mean[i % 3]) / scale.deviation[i % 3]);
  const taken = (["arc only", "without arc", "arc only"] as const).flatMap(
    passage => ["whole", passage] as const
  );
  for (const kind of ["plain", "resnet"] as const)
    for (const passages of [
      [],
      kind === "plain" ? taken.map(p => (p === "without arc" ? "whole" : p)) : taken
    ]) {
      const architecture = `cifar-${kind}-20` as const;
      const weights = readFileSync(`assets/networks/${kind}-20.safetensors`);
      const p = plan(network(architectures[architecture]), {input: [1, 32, 32, 3]});
      load(p, readSafetensors(weights));
      const conv = (filters: number, stride = 1) =>
        w.chain(w.conv(filters, [3, 3], {bias: false, stride: [stride, stride], padding: 1}), w.batchNorm());
      const block = (k: number): w.Piece => {
        const filters = [16, 32, 64][Math.floor(k / 3)];
        const stride = k % 3 === 0 && k > 0 ? 2 : 1;
        const arc = stride === 1 ? w.identity : w.padded(stride, filters);
        const layers = w.chain(conv(filters, stride), w.relu, conv(filters));
        return x => {
          const main = layers(x);
          if (passages[k] === "arc only") return arc(x);
          return w.relu(kind === "plain" || passages[k] === "without arc" ? main : w.add(main, arc(x)));
        };
      };
      let signal: Value | undefined;
      const noticed: w.Piece = x => {
        signal = x;
        return x;
      };
      const witness = w.chain(
        ...[conv(16), w.relu, ...Array.from({length: 9}, (_, k) => block(k)), noticed],
        ...[w.globalAveragePool, w.dense(10)]
      );
      const batch = {x: {shape: [1, 32, 32, 3], v: input}};
      const {output} = pass({witness}, stateOf(p), batch, {training: false, dy: []});
      const powers = output.v.map(Math.exp);
      const [found] = experiments.photograph({network: architecture, weights, scale, pixels, passages});
      const what = `${architecture} ${passages.join()}`;
      expectClose(
        what,
        found.probabilities,
        powers.map(power => power / powers.reduce((a, b) => a + b)),
        1e-4
      );
      expectClose(`${what}: signal`, found.signal.values, signal!.v, 1e-4);
    }
});

it("opened: a network of ImageNet with bottlenecks, whole and with parts taken out, and what its layers make of a picture", () => {
  const sizes = layersOf({
    kernel: 7,
    blocks: [1, 2],
    filters: [
      [2, 8],
      [3, 12]
    ],
    classes: 12,
    projections: true
  });
  const tensors = checkpoint(sizes);
  const next = random(5);
  const image = {height: 256, width: 256, data: Float32Array.from({length: 256 * 256 * 3}, next)};
  const [mean, deviation] = [
    [0.485, 0.456, 0.406],
    [0.229, 0.224, 0.225]
  ];
  // Nothing has to be scaled: the middle is 16 pixels from each edge.
  const input = Float32Array.from({length: 224 * 224 * 3}, (_, i) => {
    const [pixel, c] = [Math.floor(i / 3), i % 3];
    const at = (16 + Math.floor(pixel / 224)) * 256 + 16 + (pixel % 224);
    return (image.data[at * 3 + c] - mean[c]) / deviation[c];
  });
  const p = plan(network(architectureOf(tensors)), {input: [1, 224, 224, 3]});
  load(p, tensors);
  const given = {
    kind: "residual",
    scale: {mean: [0], deviation: [1]},
    pixels: new Float32Array(),
    image
  } as const;
  const layer = {part: 2, at: 1};
  for (const [id, passages] of [
    [],
    ["arc only", "whole", "without arc"],
    ["without arc", "arc only"]
  ].entries()) {
    const seen: Value[] = [];
    const conv = (filters: number, size: number, stride = 1, padding = 0) =>
      w.chain(w.conv(filters, [size, size], {bias: false, stride: [stride, stride], padding}), w.batchNorm());
    const block = (k: number, narrow: number, wide: number, stride: number, projected: boolean): w.Piece => {
      const middle: w.Piece = x => {
        const y = w.relu(conv(narrow, 3, stride, 1)(x));
        seen.push(y);
        return y;
      };
      const layers = w.chain(conv(narrow, 1), w.relu, middle, conv(wide, 1));
      const arc = projected ? conv(wide, 1, stride) : w.identity;
      return x => {
        const [main, short] = [layers(x), arc(x)];
        if (passages[k] === "arc only") return w.relu(short);
        return w.relu(passages[k] === "without arc" ? main : w.add(main, short));
      };
    };
    const witness = w.chain(
      ...[conv(2, 7, 2, 3), w.relu, w.maxPool({size: [3, 3], stride: [2, 2], padding: 1})],
      ...[block(0, 2, 8, 1, true), block(1, 3, 12, 2, true), block(2, 3, 12, 1, false)],
      ...[w.globalAveragePool, w.dense(12)]
    );
    const batch = {x: {shape: [1, 224, 224, 3], v: input}};
    const {output} = pass({witness}, stateOf(p), batch, {training: false, dy: []});
    const powers = output.v.map(Math.exp);
    const found = [
      ...experiments.opened({...given, id, file: fileOf(tensors), passages: passages as Passage[], layer})
    ].at(-1)!;
    if (found.type !== "said") throw new Error(found.type);
    const what = `passages ${passages.join()}`;
    expectClose(
      what,
      found.probabilities,
      powers.map(power => power / powers.reduce((a, b) => a + b)),
      1e-4
    );
    expect(found.layer!.shape).toEqual([28, 28, 3]);
    expectClose(`${what}: layer`, found.layer!.values, seen[1].v, 1e-4);
  }
});

it("each experiment has been asked", () => {
  expect(Object.keys(every).filter(name => !asked.has(name))).toEqual([]);
});
