import {describe, expect, it} from "vitest";
import {takeApart, through} from "../../lib/experiments/apart.js";
import {type PhotographOptions, photograph} from "../../lib/experiments/photograph.js";
import {safetensors} from "../../lib/export/index.js";
import {plan} from "../../lib/graph/index.js";
import {architectures, network} from "../../lib/nn/index.js";
import {flat, random} from "../../lib/tensor/index.js";

const architecture = architectures["cifar-resnet-20"];
const trained = plan(network(architecture), {input: [1, 32, 32, 3], seed: 5});
trained.mode = "evaluation";
const next = random(7);
// As training might leave them: scales that are not 0, and signals that do not die.
trained.statistics.set(Array.from(trained.statistics, () => 0.2 + next() / 4));
for (const {kind, value} of trained.parameters)
  if (kind !== "weight") flat(value).set(Array.from({length: value.size}, () => next() - 0.3));
const pixels = Float32Array.from({length: 32 * 32 * 3}, () => next());
const scale = {mean: [125, 123, 114], deviation: [62, 61, 66]};
const given: PhotographOptions = {
  ...{network: "cifar-resnet-20", weights: safetensors(trained), scale, pixels, passages: []}
};
const answer = (options: Partial<PhotographOptions>) => [...photograph({...given, ...options})][0];

/** What is expected, by the definition of softmax. */
const shares = (scores: ArrayLike<number>) => {
  const powers = Array.from(scores, Math.exp);
  return powers.map(power => power / powers.reduce((a, b) => a + b));
};
const scaled = pixels.map((v, i) => (255 * v - scale.mean[i % 3]) / scale.deviation[i % 3]);

describe("a network that is given a photograph", () => {
  it("says of it what the plan does whose weights were stored", () => {
    const {probabilities, signal} = answer({});
    for (const [i, p] of shares(through(trained, scaled)).entries())
      expect(probabilities[i]).toBeCloseTo(p, 5);
    expect(new Set(probabilities).size).toBe(10);
    expect(signal.shape).toEqual([8, 8, 64]);
    expect(signal.values).toHaveLength(8 * 8 * 64);
  });

  it("shows the weights of its first layer", () => {
    const {filters} = answer({});
    expect(filters.shape).toEqual([3, 3, 3, 16]);
    const {value} = trained.parameters.find(({kind, layer}) => kind === "weight" && layer === 1)!;
    for (const at of [0, 1, 2]) expect(filters.values[at * 48 + 5]).toBe(value.get(0, at, 0, 5));
  });

  it("says what is left where blocks are passed otherwise", () => {
    const passages = ["whole", "without arc", "arc only"] as const;
    const {stem, blocks, head} = takeApart(architecture, trained, 1);
    const signal = blocks.reduce((x, block, k) => block.pass(x, passages[k]), through(stem, scaled));
    for (const [i, p] of shares(through(head, signal)).entries())
      expect(answer({passages}).probabilities[i]).toBeCloseTo(p, 5);
    expect(answer({passages}).probabilities).not.toEqual(answer({}).probabilities);
  });

  it("refuses a picture of another size, and weights of another network", () => {
    expect(() => answer({pixels: pixels.subarray(3)})).toThrow(
      "a picture of 3069 numbers, the network needs 3072"
    );
    expect(() => answer({network: "cifar-resnet-56"})).toThrow("the checkpoint does not fit");
  });
});
