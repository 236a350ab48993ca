import {describe, expect, it} from "vitest";
import {type Passage, takeApart, through} from "../../lib/experiments/apart.js";
import {copyParameters, type Plan, plan} from "../../lib/graph/index.js";
import {type Architecture, architectures, network, subsample} from "../../lib/nn/index.js";
import {flat, normal, random} from "../../lib/tensor/index.js";

const residual: Architecture = {
  ...architectures["cifar-resnet-20"],
  stem: {filters: 4, kernel: 3, stride: 1},
  stages: [
    {blocks: 2, filters: 4, stride: 1},
    {blocks: 2, filters: 8, stride: 2}
  ]
};
const plain: Architecture = {...residual, kind: "plain"};
const input = [3, 8, 8, 3];
const images = flat(normal(input, random(3)));

/** A plan with statistics, γ and β as training might leave them. */
function trained(architecture: Architecture): Plan {
  const p = plan(network(architecture), {input, seed: 5});
  const next = random(7);
  p.statistics.set(Array.from(p.statistics, () => 0.5 + next()));
  for (const {kind, value} of p.parameters)
    if (kind !== "weight") flat(value).set(Array.from({length: value.size}, () => next() - 0.3));
  p.mode = "evaluation";
  return p;
}

/** The outputs after the blocks were passed so, the first as the first says. */
function outputs(architecture: Architecture, whole: Plan, passages: readonly Passage[]): number[] {
  const {stem, blocks, head} = takeApart(architecture, whole, input[0]);
  return [
    ...through(
      head,
      blocks.reduce((x, block, k) => block.pass(x, passages[k]), through(stem, images))
    )
  ];
}
const all = (passage: Passage) => Array<Passage>(4).fill(passage);
const differ = (a: ArrayLike<number>, b: ArrayLike<number>) =>
  Math.max(...Array.from(a, (v, i) => Math.abs(v - b[i])));

describe("a network taken apart", () => {
  it.each([
    ["residual", residual],
    ["plain", plain]
  ] as const)("and passed whole computes what it did: %s", (_, architecture) => {
    const whole = trained(architecture);
    const expected = through(whole, images);
    expect(Math.max(...expected.map(Math.abs))).toBeGreaterThan(0.1);
    expect(differ(outputs(architecture, whole, all("whole")), expected)).toBeLessThan(1e-5);
  });

  it("without its arcs is the plain network with the same weights", () => {
    const whole = trained(residual);
    const p = plan(network(plain), {input});
    copyParameters(whole, p);
    p.mode = "evaluation";
    const expected = through(p, images);
    expect(differ(outputs(residual, whole, all("without arc")), expected)).toBeLessThan(1e-5);
    expect(differ(outputs(residual, whole, all("whole")), expected)).toBeGreaterThan(0.1);
  });

  it("sends what passes a deleted block along its arc: as it is, or as option A brings it to the next shape", () => {
    for (const architecture of [residual, plain]) {
      const {stem, blocks} = takeApart(architecture, trained(architecture), input[0]);
      const x = through(stem, images);
      expect([...blocks[0].pass(x, "arc only")]).toEqual([...x]);
      const shorter = plan(subsample(2, 8), {input: [3, 8, 8, 4]});
      expect([...blocks[2].pass(x, "arc only")]).toEqual([...through(shorter, x)]);
    }
  });

  it("measures how much a block adds to what passes", () => {
    const whole = trained(residual);
    const {stem, blocks} = takeApart(residual, whole, input[0]);
    const x = through(stem, images);
    blocks[0].pass(x);
    const {main, arc} = blocks[0].squares!();
    expect(arc).toBeCloseTo(
      x.reduce((sum, v) => sum + v * v, 0),
      3
    );
    whole.feed(images);
    whole.forward();
    const [branch] = whole.steps.find(({operation}) => operation === "add")!.inputs;
    const expected = flat(whole.value(branch)).reduce((sum, v) => sum + v * v, 0);
    expect(main / expected).toBeCloseTo(1, 5);
    expect(takeApart(plain, trained(plain), 1).blocks.map(block => block.squares)).toEqual(
      Array(4).fill(undefined)
    );
  });
});
