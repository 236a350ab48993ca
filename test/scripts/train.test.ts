import {mkdtempSync, readFileSync, rmSync, writeFileSync} from "node:fs";
import {tmpdir} from "node:os";
import {join} from "node:path";
import {afterAll, describe, expect, it} from "vitest";
import {copyParameters, plan} from "../../lib/graph/index.js";
import {type Architecture, architectures, flatten, network, softmaxCrossEntropy} from "../../lib/nn/index.js";
import {below, flat, random} from "../../lib/tensor/index.js";
import {readCheckpoint, writeCheckpoint} from "../../scripts/train/checkpoint.js";
import {feeder, type Images, parseRecords, readImages, scaleOf} from "../../scripts/train/images.js";
import {measure} from "../../scripts/train/measure.js";
import {writeResults} from "../../scripts/train/results.js";
import {run, standard, testErrorOf} from "../../scripts/train/run.js";

const folder = mkdtempSync(join(tmpdir(), "train-"));
afterAll(() => rmSync(folder, {recursive: true}));

/** Images of noise, each with a bright band whose place tells its class. */
function bands(count: number, seed: number): Images {
  const next = random(seed);
  const labels = Uint8Array.from({length: count}, (_, i) => i % 4);
  const pixels = Uint8Array.from({length: count * 192}, (_, i) => {
    const row = Math.floor((i % 192) / 24);
    return below(80, next) + (row >> 1 === labels[Math.floor(i / 192)] ? 150 : 0);
  });
  return {count, height: 8, width: 8, labels, pixels};
}

const small: Architecture = {
  ...architectures["cifar-resnet-20"],
  input: [8, 8, 3],
  classes: 4,
  stem: {filters: 4, kernel: 3, stride: 1},
  stages: [
    {blocks: 1, filters: 4, stride: 1},
    {blocks: 1, filters: 8, stride: 2}
  ]
};
const recipe = {...standard, epochs: 3, batch: 16, warmUpSteps: 4};
const [training, test] = [bands(72, 1), bands(40, 2)];
const start = (name: string, onStep?: Parameters<typeof run>[0]["onStep"]) =>
  run({architecture: small, recipe, training, test, path: join(folder, name), onStep});

/** Everything that training has changed, bit for bit. */
const bits = (name: string) => {
  const {record, arrays} = readCheckpoint<{step: number; history: object[]}>(join(folder, name))!;
  return {
    step: record.step,
    history: record.history.map(epoch => ({...epoch, seconds: 0})),
    arrays: Object.entries(arrays).map(
      ([key, a]) => `${key} ${Buffer.from(new Uint32Array(a.buffer).buffer).toString("hex")}`
    )
  };
};

describe("training", () => {
  it("interrupted after any step and resumed gives the weights, statistics, velocity and history of running through", () => {
    expect(start("through")).toBeDefined();
    for (const stops of [[1], [4], [2, 3, 9]]) {
      const name = `stopped ${stops}`;
      for (const stop of stops) expect(start(name, ({step}) => step === stop)).toBeUndefined();
      expect(start(name)).toBeDefined();
      expect(bits(name)).toEqual(bits("through"));
    }
    expect(bits("through").step).toBe(12);
    expect(bits("through").history).toHaveLength(3);
  });

  it("with another seed comes out differently", () => {
    const other = {...recipe, seed: 2};
    run({architecture: small, recipe: other, training, test, path: join(folder, "other")});
    expect(bits("other").arrays).not.toEqual(bits("through").arrays);
  });

  it("refuses to go on with another recipe", () => {
    const other = {...recipe, rate: 0.2};
    expect(() =>
      run({architecture: small, recipe: other, training, test, path: join(folder, "through")})
    ).toThrow(/was trained otherwise: .*"rate":0.1.* and .*"rate":0.2/);
  });

  it("learns: the error falls far below chance on images it has not seen", () => {
    const {history} = run({
      architecture: small,
      recipe: {...recipe, epochs: 12},
      training: bands(320, 3),
      test,
      path: join(folder, "learnt")
    })!;
    expect(history.at(-1)!.testError).toBeLessThan(0.4);
    expect(history.at(-1)!.trainingLoss).toBeLessThan(history[0].trainingLoss);
  });
});

describe("images", () => {
  const record = (label: number) =>
    Uint8Array.from({length: 3073}, (_, i) => (i ? ((i - 1) >> 10) * 80 + ((i - 1) & 31) : label));

  it("are read from CIFAR-10's published files, in their order", () => {
    const [data, cache] = [mkdtempSync(join(folder, "data-")), join(folder, "cache")];
    writeFileSync(join(data, "data_batch_2.bin"), record(7));
    writeFileSync(join(data, "data_batch_1.bin"), Buffer.concat([record(3), record(9)]));
    const {count, labels, pixels} = readImages("train", data, cache);
    expect([count, [...labels]]).toEqual([3, [3, 9, 7]]);
    expect([...pixels.subarray(3, 6)]).toEqual([1, 81, 161]);
    expect(() => readImages("test", data, cache)).toThrow(/no CIFAR-10 in/);
  });

  it("of a file that is cut short are refused", () => {
    expect(() => parseRecords([record(1).subarray(0, 3000)])).toThrow(
      "records of 3073 bytes are needed: 3000 is no multiple"
    );
  });

  it("have mean 0 and deviation 1 in each channel when fed unmoved", () => {
    const images = bands(32, 4);
    const p = plan(flatten, {input: [32, 8, 8, 3], loss: softmaxCrossEntropy});
    feeder(images, scaleOf(images), p.input, p.target!)(Array.from({length: 32}, (_, i) => i));
    for (const c of [0, 1, 2]) {
      const values = flat(p.input).filter((_, i) => i % 3 === c);
      const mean = values.reduce((sum, v) => sum + v, 0) / values.length;
      expect(mean).toBeCloseTo(0, 5);
      expect(values.reduce((sum, v) => sum + (v - mean) ** 2, 0) / values.length).toBeCloseTo(1, 5);
    }
    expect([...flat(p.target!)]).toEqual([...images.labels]);
  });

  it("moved at random are shifted by up to 4 pixels each way, zeros coming in, and mirrored half the time", () => {
    // One bright pixel in the middle tells where it went; a mark beside it, whether it was mirrored.
    const pixels = new Uint8Array(20 * 20 * 3);
    pixels[(10 * 20 + 10) * 3] = 200;
    pixels[(10 * 20 + 11) * 3] = 100;
    const image: Images = {count: 1, height: 20, width: 20, labels: Uint8Array.of(0), pixels};
    const p = plan(flatten, {input: [1, 20, 20, 3], loss: softmaxCrossEntropy});
    const feed = feeder(image, {mean: [0, 0, 0], deviation: [1, 1, 1]}, p.input, p.target!);
    const next = random(5);
    const places = new Set<number>();
    let mirrored = 0;
    for (let i = 0; i < 2000; i++) {
      feed([0], next);
      const at = flat(p.input).indexOf(200) / 3;
      const [row, column] = [Math.floor(at / 20), at % 20];
      const turned = flat(p.input)[at * 3 - 3] === 100;
      if (turned) mirrored++;
      // Mirrored, column 10 stands at 9 before it is shifted.
      places.add((row - 10) * 100 + (turned ? 9 - column : column - 10));
    }
    expect(places.size).toBe(81);
    expect([...places].every(d => Math.abs(Math.round(d / 100)) <= 4)).toBe(true);
    expect(mirrored / 2000).toBeGreaterThan(0.45);
    expect(mirrored / 2000).toBeLessThan(0.55);
  });
});

it("a checkpoint comes back as it was written", () => {
  const path = join(folder, "checkpoint");
  expect(readCheckpoint(path)).toBeUndefined();
  const saved = {
    record: {text: "a\nb", n: 0.1},
    arrays: {a: Float32Array.of(1, Number.NaN, -0), b: new Float32Array(0)}
  };
  writeCheckpoint(path, saved);
  expect(readCheckpoint(path)).toEqual(saved);
});

describe("measurements of a trained network", () => {
  const trained = run({
    architecture: small,
    recipe: {...recipe, epochs: 12},
    training: bands(320, 3),
    test,
    path: join(folder, "measured")
  })!;
  const {plan: p, scale} = trained;

  it("take blocks away and cut arcs, each by itself, on every image", () => {
    const {error, blocks} = measure(small, p, scale, test, 16);
    expect(error).toBeCloseTo(testErrorOf(p, feeder(test, scale, p.input, p.target!), test), 10);
    expect(blocks).toHaveLength(2);
    expect(blocks[1].readOut).toBe(error);
    // The last block gone is what is read out behind the one before.
    expect(blocks[1].deleted).toBe(blocks[0].readOut);
    expect(blocks.every(({share}) => share! > 0)).toBe(true);
    expect(blocks.some(({deleted, arcRemoved}) => deleted > error && arcRemoved! > error)).toBe(true);
  });

  it("find that a block that adds nothing can go", () => {
    const other = plan(network(small), {input: [16, 8, 8, 3]});
    copyParameters(p, other);
    // γ and β of the first block's last normalisation.
    for (const kind of ["gamma", "beta"])
      flat(other.parameters.filter(q => q.kind === kind)[2].value).fill(0);
    const {error, blocks} = measure(small, other, scale, test, 16);
    expect(blocks[0]).toMatchObject({share: 0, deleted: error});
  });

  it("know nothing of arcs where there are none", () => {
    const plain: Architecture = {...small, kind: "plain"};
    const {blocks} = measure(plain, plan(network(plain), {input: [16, 8, 8, 3]}), scale, test, 16);
    expect(blocks.map(block => Object.keys(block))).toEqual([
      ["deleted", "readOut"],
      ["deleted", "readOut"]
    ]);
  });

  it("are written with weights of two bytes each, and hold for the rounded weights", () => {
    const results = writeResults(folder, "small", small, recipe, trained, training, test);
    expect(JSON.parse(readFileSync(join(folder, "small.json"), "utf8"))).toEqual(results);
    const file = readFileSync(join(folder, "small.safetensors"));
    const header = Number(file.readBigUInt64LE(0));
    const numbers = p.vector.values.length + p.statistics.length;
    expect(file.length).toBe(8 + header + 2 * numbers);
    expect(results.parameters).toBe(p.vector.values.length);
    expect(results.error.rounded).toBe(measure(small, p, scale, test).error);
    expect(Math.abs(results.error.rounded - results.error.trained)).toBeLessThan(0.1);
  });
});
