import {median} from "d3-array";
import {describe, expect, it} from "vitest";
import plain from "../../../../../assets/networks/plain-20.json" with {type: "json"};
import residual from "../../../../../assets/networks/resnet-20.json" with {type: "json"};
import {
  isGrey,
  type MeasuredNetwork,
  passages,
  ranked
} from "../../../../../lib/views/chapters/residual-network/model/photographs.js";

it("a signal goes through what is left of a block, and past those behind the last that is passed", () => {
  expect(passages(["1", "0", "a", "1", "a"], 4)).toEqual([
    ...["whole", "arc only", "without arc", "whole"],
    "arc only"
  ]);
  expect(passages(["1", "a"], 0)).toEqual(["arc only", "arc only"]);
});

it("a filter looks for light and dark where its channels agree, for colour where they part", () => {
  expect(isGrey([1, 1, 1, -2, -2, -2])).toBe(true);
  expect(isGrey([1, -1, 0, 0.5, 0, -0.5])).toBe(false);
  // Red alone: a third of it is light.
  expect(isGrey([2, 0, 0, -1, 0, 0])).toBe(false);
  expect(isGrey([1, 1, 0.2])).toBe(true);
});

it("classes are ranked by their probabilities", () => {
  const names = ranked([0.2, 0.7, 0.1], ["bird", "cat", "frog"]).map(({name}) => name);
  expect(names).toEqual(["cat", "bird", "frog"]);
});

describe("what the text says of the networks that were trained on photographs was measured", () => {
  const of = (network: {blocks: MeasuredNetwork["blocks"]}, what: keyof MeasuredNetwork["blocks"][number]) =>
    network.blocks.map(block => block[what]!);

  it("on all test images, with weights that are as good when rounded", () => {
    for (const {images, error} of [plain, residual]) {
      expect(images).toEqual({training: 50000, test: 10000});
      expect(Math.abs(error.rounded - error.trained)).toBeLessThan(0.002);
    }
  });

  it("both learn, the residual network a little better", () => {
    expect(plain.error.rounded).toBeLessThan(0.25);
    expect(residual.error.rounded).toBeLessThan(plain.error.rounded);
  });

  it("the paper’s were trained sixteen times as long", () => {
    expect(Math.round(164 / residual.recipe.epochs)).toBe(16);
    expect(plain.recipe).toEqual(residual.recipe);
  });

  it("each block changes the signal by half of its size or more", () => {
    expect(Math.min(...of(residual, "share"))).toBeGreaterThan(0.5);
  });

  it("without a block’s layers the residual network still knows a good deal, and the plain one guesses", () => {
    expect(median(of(residual, "deleted"))).toBeLessThan(0.5);
    for (const error of of(plain, "deleted")) expect(error).toBeGreaterThan(0.8);
  });

  it("without one of the first six arcs it guesses, or nearly so; the last three count for less, the very last for next to nothing", () => {
    const errors = of(residual, "arcRemoved");
    for (const error of errors.slice(0, 6)) expect(error).toBeGreaterThan(0.75);
    for (const error of errors.slice(6)) expect(error).toBeLessThan(0.5);
    expect(errors.at(-1)! - residual.error.rounded).toBeLessThan(0.03);
  });
});
