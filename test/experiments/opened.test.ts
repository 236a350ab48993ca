import {beforeEach, describe, expect, it} from "vitest";
import type {Passage} from "../../lib/experiments/apart.js";
import {dataSet} from "../../lib/experiments/data.js";
import {middle, standardised} from "../../lib/experiments/imagenet.js";
import {planOf} from "../../lib/experiments/network.js";
import {type OpenedOptions, type OpenedRecord, opened} from "../../lib/experiments/opened.js";
import {type PhotographOptions, photograph} from "../../lib/experiments/photograph.js";
import {type Stored, safetensors} from "../../lib/export/index.js";
import {plan} from "../../lib/graph/index.js";
import {type ArchitectureName, architectures, network} from "../../lib/nn/index.js";
import {flat, random} from "../../lib/tensor/index.js";
import {layersOf, run} from "../export/zoo.js";
import {checkpoint, fileOf} from "../support/checkpoints.js";

const next = random(7);
const numbers = (length: number) => Float32Array.from({length}, () => next());
const scale = {mean: [125, 123, 114], deviation: [62, 61, 66]};
const pixels = numbers(32 * 32 * 3);
const image = {height: 40, width: 60, data: numbers(40 * 60 * 3)};
const given: OpenedOptions = {id: 1, kind: "residual", scale, pixels, image, passages: []};

type Said = Extract<OpenedRecord, {type: "said"}>;
const records = (options: Partial<OpenedOptions>) => [...opened({...given, ...options})];
const answer = (options: Partial<OpenedOptions>) => records(options).at(-1) as Said;

/** What is expected, by the definition of softmax. */
const shares = (scores: ArrayLike<number>) => {
  const powers = Array.from(scores, Math.exp);
  return powers.map(power => power / powers.reduce((a, b) => a + b));
};
const expectClose = (found: ArrayLike<number>, expected: ArrayLike<number>) => {
  expect(found).toHaveLength(expected.length);
  for (let i = 0; i < expected.length; i++) expect(found[i]).toBeCloseTo(expected[i], 4);
};

let id = 1;
beforeEach(() => {
  id++;
});

describe("a network of the reader's own for pictures of 32×32", () => {
  const sizes = layersOf({kernel: 3, blocks: [1, 2, 1], filters: [4, 8, 16], classes: 7, projections: true});
  const tensors = checkpoint(sizes);
  const file = fileOf(new Map([...tensors].map(([name, t]) => [name.replace("fc.", "linear."), t])));
  const scaled = pixels.map((v, i) => (255 * v - scale.mean[i % 3]) / scale.deviation[i % 3]);

  it("says what plain loops over its own layout do, and loses blocks", () => {
    const {probabilities, blocks, ambiguous, given} = answer({id, file});
    expect([blocks, ambiguous, given.width, given.data]).toEqual([4, false, 32, pixels]);
    expectClose(probabilities, shares(run(tensors, [...scaled], 32)));
    const less = answer({id, passages: ["whole", "whole", "arc only"]});
    expect(less.probabilities).not.toEqual(probabilities);
  });

  it("is one that this library wrote, too, with arcs or without as is said", () => {
    const trained = plan(network(architectures["cifar-resnet-20"]), {input: [1, 32, 32, 3], seed: 5});
    for (const {kind, value} of trained.parameters) if (kind === "gamma") flat(value).fill(0.3);
    const weights = safetensors(trained);
    const published = (network: ArchitectureName) =>
      [...photograph({network, weights, scale, pixels, passages: []} satisfies PhotographOptions)][0];
    const plain = answer({id, file: weights, kind: "plain"});
    expect(plain.probabilities).toEqual(published("cifar-plain-20").probabilities);
    expect([plain.blocks, plain.ambiguous]).toEqual([9, true]);
    // Of the other kind it is another network, and the file is needed again.
    expect(records({id, kind: "residual"})).toEqual([{type: "missing"}]);
    const residual = answer({id, file: weights, kind: "residual"});
    expect(residual.probabilities).toEqual(published("cifar-resnet-20").probabilities);
    expect(residual.probabilities).not.toEqual(plain.probabilities);
  });

  it("of the lesson's digits is refused with what it needs", () => {
    const digits = safetensors(
      planOf({data: "images", variant: "residual", depth: 8, width: 8}, dataSet("images", 1))
    );
    expect(() => answer({id, file: digits})).toThrow(
      "the checkpoint does not fit: W1 has shape 3,3,1,8, the network 3,3,3,8"
    );
  });

  it("that is none is refused, and nothing is made for what a file only claims", () => {
    const claims = file.slice();
    new DataView(claims.buffer).setBigUint64(0, 2n ** 63n, true);
    expect(() => answer({id, file: claims})).toThrow(
      "not a whole safetensors file: its header would have 9223372036854775808 bytes"
    );
    expect(() => answer({id, file: file.subarray(0, -4)})).toThrow("its tensors have");
    const other = fileOf(checkpoint({"features.0.weight": [4, 3, 3, 3]}));
    expect(() => answer({id, file: other})).toThrow("no residual network: conv1.weight should have 4 sizes");
  });
});

it("for a network that a file only claims, nothing is made", () => {
  const sizes = layersOf({kernel: 7, blocks: [1, 1], filters: [4, 6], classes: 3, projections: true});
  // Its first layer would make a second one of 36 × 10¹² weights.
  const claims = {...sizes, "layer1.0.conv1.weight": [2_000_000, 1, 1, 1]};
  expect(() => answer({id, file: fileOf(checkpoint(claims))})).toThrow(
    "the checkpoint does not fit: layer1.0.conv1.weight has shape 2000000,1,1,1, the network 2000000,4,3,3; layer1.0.bn1.weight has shape 4, the network 2000000"
  );
  // Grouped convolutions have the names of others.
  const grouped = {...deep, "layer1.0.conv2.weight": [2, 1, 3, 3]};
  expect(() => answer({id, file: fileOf(checkpoint(grouped))})).toThrow(
    "the checkpoint does not fit: layer1.0.conv2.weight has shape 2,1,3,3, the network 2,2,3,3"
  );
});

/** Small ones of each kind for 224×224, as torchvision names what is in them. */
const basic = layersOf({kernel: 7, blocks: [2, 1], filters: [4, 6], classes: 12, projections: true});
const deep = layersOf({
  kernel: 7,
  blocks: [1, 2],
  filters: [
    [2, 8],
    [3, 12]
  ],
  classes: 12,
  projections: true
});

describe.each([
  ["two layers a block", basic, ["layer1.0", "layer1.1", "layer2.0"], 2],
  ["bottlenecks", deep, ["layer1.0", "layer2.0", "layer2.1"], 3]
] as const)("a network of ImageNet, of %s", (_, sizes, blocks, layers) => {
  const tensors = checkpoint(sizes);
  const file = fileOf(tensors);
  const seen = middle(image);
  const input = [...standardised(seen)];
  /** What plain loops make of it where these tensors are other numbers. */
  const scores = (change: (name: string, numbers: Float32Array) => Float32Array, kind?: "plain") => {
    const changed = new Map<string, Stored>(
      [...tensors].map(([name, tensor]) => {
        const numbers = change(name, tensor.read());
        return [name, {...tensor, read: () => numbers}];
      })
    );
    return shares(run(changed, input, 224, kind));
  };
  const passed = (passage: Passage, block: number) => blocks.map((_, k) => (k === block ? passage : "whole"));

  it("is given the middle of the picture, and says what plain loops over its own layout do", () => {
    const found = answer({id, file});
    expect([found.blocks, found.given.width, found.ambiguous]).toEqual([3, 224, false]);
    expect(found.given).toEqual(seen);
    expectClose(
      found.probabilities,
      scores((_, numbers) => numbers)
    );
  });

  it("without a block's layers is the network whose last normalisation there gives 0", () => {
    const whole = answer({id, file}).probabilities;
    for (const [k, block] of blocks.entries()) {
      const last = `${block}.bn${layers}`;
      const expected = scores((name, numbers) =>
        name === `${last}.weight` || name === `${last}.bias` ? numbers.map(() => 0) : numbers
      );
      const {probabilities} = answer({id, passages: passed("arc only", k)});
      expectClose(probabilities, expected);
      expect(Math.max(...probabilities.map((p, i) => Math.abs(p - whole[i])))).toBeGreaterThan(2e-4);
    }
  });

  it("without all arcs is the plain network with the same weights; without a projection, that gives 0", () => {
    answer({id, file});
    const plain = answer({id, passages: blocks.map(() => "without arc")});
    expectClose(
      plain.probabilities,
      scores((_, numbers) => numbers, "plain")
    );
    const k = blocks.indexOf("layer2.0");
    const expected = scores((name, numbers) =>
      /^layer2\.0\.downsample\.1\.(weight|bias)$/.test(name) ? numbers.map(() => 0) : numbers
    );
    expectClose(answer({id, passages: passed("without arc", k)}).probabilities, expected);
  });

  it("is kept for the next picture, told apart by its number, and says how far it is", () => {
    expect(records({id})).toEqual([{type: "missing"}]);
    const first = records({id, file});
    expect(first.slice(0, -1)).toEqual([1, 2, 3].map(k => ({type: "progress", share: k / 5})));
    expect(answer({id}).probabilities).toEqual((first.at(-1) as Said).probabilities);
    const other = {height: 30, width: 30, data: numbers(30 * 30 * 3)};
    expect(answer({id, image: other}).probabilities).not.toEqual(answer({id}).probabilities);
    expect(records({id: id + 1000})).toEqual([{type: "missing"}]);
  });

  it("shows what a layer makes of the picture, with filters and 1×1 weights as they stand in the file", () => {
    const look = (part: number, at: number) => answer({id, file, layer: {part, at}}).layer!;
    const stem = look(0, 0);
    const filters = sizes["conv1.weight"][0];
    expect([stem.shape, stem.shown]).toEqual([[112, 112, filters], filters]);
    expect(stem.values).toHaveLength(112 * 112 * filters);
    expect(Math.min(...stem.values.subarray(0, 10_000))).toBe(0);
    const first = tensors.get("conv1.weight")!.read();
    const {weights} = stem;
    expect(weights!.shape).toEqual([7, 7, 3, filters]);
    // The file has filter, channel, row, column.
    expect(weights!.values[((2 * 7 + 3) * 3 + 1) * filters + 1]).toBe(first[((1 * 3 + 1) * 7 + 2) * 7 + 3]);

    const k = blocks.indexOf("layer2.0") + 1;
    const projection = look(k, layers);
    const [out, into] = sizes["layer2.0.downsample.0.weight"];
    expect([projection.shape, projection.weights!.shape]).toEqual([
      [28, 28, out],
      [1, 1, into, out]
    ]);
    const matrix = tensors.get("layer2.0.downsample.0.weight")!.read();
    expect(projection.weights!.values[1 * out + 3]).toBe(matrix[3 * into + 1]);
    // A deleted block's layers show what they would make: of the same signal, the same.
    const last = {part: 3, at: 0};
    const passages = [...Array<Passage>(2).fill("whole"), "arc only"] as const;
    const deleted = answer({id, passages, layer: last, image: {...image, data: image.data.map(v => 1 - v)}});
    expect(deleted.layer!.values).not.toEqual(look(3, 0).values);
    expect(answer({id, passages, layer: last}).layer!.values).toEqual(look(3, 0).values);
    // Before the sum there are numbers below 0; a 3×3 convolution is no matrix.
    expect(projection.values.some(v => v < 0)).toBe(true);
    expect(look(k, 1).weights).toBe(undefined);
    expect([look(4, 0).shape, look(4, 0).values.length]).toEqual([[12], 12]);
    expect(() => look(k, layers + 1)).toThrow(`there is no layer ${layers + 1}: the part has ${layers + 1}`);
  });
});
