// Goals of the figures: a reader can reach each, by the library's numbers, and none is reached at the start.
import {describe, expect, it} from "vitest";
import {architectures, conv, count, dense, maxPool, plan, relu, sequential} from "../../../../lib/index.js";
import type {Values} from "../../../../lib/lesson/parameters.js";
import {flat} from "../../../../lib/tensor/index.js";
import * as bottleneck from "../../../../lib/views/chapters/one-by-one-convolution/bottleneck-figure/goal.js";
import * as fullyConnected from "../../../../lib/views/chapters/one-by-one-convolution/fully-connected-figure/goal.js";
import * as inResnet from "../../../../lib/views/chapters/one-by-one-convolution/in-resnet-figure/goal.js";
import * as manyFilters from "../../../../lib/views/chapters/one-by-one-convolution/many-filters-figure/goal.js";
import {compute, side} from "../../../../lib/views/chapters/one-by-one-convolution/model/layer.js";
import {blockOf} from "../../../../lib/views/chapters/one-by-one-convolution/model/resnet-block.js";
import {reading} from "../../../../lib/views/chapters/one-by-one-convolution/model/stride.js";
import * as onAPicture from "../../../../lib/views/chapters/one-by-one-convolution/on-a-picture-figure/goal.js";
import * as oneFilter from "../../../../lib/views/chapters/one-by-one-convolution/one-filter-figure/goal.js";
import {parameters} from "../../../../lib/views/chapters/one-by-one-convolution/parameters.js";
import * as shrinking from "../../../../lib/views/chapters/one-by-one-convolution/shrinking-channels-figure/goal.js";
import * as stride from "../../../../lib/views/chapters/one-by-one-convolution/stride-figure/goal.js";
import * as timesTwo from "../../../../lib/views/chapters/one-by-one-convolution/times-two-figure/goal.js";
import {drawnPicture} from "../../../../lib/views/drawing/colour-picture.js";
import {goalsOf} from "../../../support/goals.js";

type Setting = Values<typeof parameters>;

const input = [1, 28, 28, 192];
const multiplications = (neck: number) =>
  count(sequential(conv(neck, 1), relu, conv(32, 5), relu), input).multiplyAdds;
const direct = count(sequential(conv(32, 5), relu), input).multiplyAdds;

function oneFilterAt(values: Setting): ReturnType<typeof plan> {
  const layer = plan(sequential(conv(1, 1), relu), {input: [1, side, side, 32]});
  compute(layer, values);
  return layer;
}

function matrixAt(values: Setting): ReturnType<typeof plan> {
  const layer = plan(dense(values.filters), {input: [side * side, 32]});
  compute(layer, values);
  return layer;
}

function pictureThrough(weights: readonly number[]): boolean {
  const picture = drawnPicture();
  const filters = weights.length / 3;
  const layer = plan(conv(filters, 1, {bias: false}), {
    input: [1, picture.height, picture.width, 3]
  });
  for (const [i, w] of weights.entries()) layer.parameters[0].value.set(0, 0, i % 3, Math.floor(i / 3), w);
  layer.feed(picture.data);
  layer.forward();
  return onAPicture.reached(picture, flat(layer.output), filters);
}

function scaled(factor: number): boolean {
  const layer = plan(conv(1, 1, {bias: false}), {input: [1, 2, 2, 1]});
  layer.feed([1, 9, 4, 2]);
  layer.parameters[0].value.set(0, 0, 0, 0, factor);
  layer.forward();
  return timesTwo.reached(layer.input, layer.output);
}

const goals = goalsOf("one-by-one-convolution", parameters, {
  "times-two-figure": ({factor}) => scaled(factor),
  "one-filter-figure": values => oneFilter.reached(oneFilterAt(values).output),
  "many-filters-figure": ({filters}) =>
    manyFilters.reached(plan(sequential(conv(filters, 1), relu), {input: [1, side, side, 32]})),
  "fully-connected-figure": values =>
    fullyConnected.reached(
      matrixAt(values).output,
      (values.row - 1) * side + values.column - 1,
      values.filter - 1
    ),
  "on-a-picture-figure": ({mixing, mix, outputs}) =>
    pictureThrough(mixing === "own" ? mix.slice(0, 3 * outputs) : [1, 0, 0, 0, 1, 0, 0, 0, 1]),
  "shrinking-channels-figure"({nH, nW, nC, nF}) {
    const layers = [sequential(conv(nF, 1), relu), maxPool(2)];
    const [a, b] = layers.map(layer => count(layer, [1, nH, nW, nC]).steps.at(-1)!.shape);
    return shrinking.reached(a, b);
  },
  "bottleneck-figure": ({neck}) => bottleneck.reached(neck, direct, multiplications),
  "in-resnet-figure": ({network, group, inGroup}) =>
    inResnet.reached(blockOf(architectures[network], Number(group) - 1, inGroup === "first")),
  "stride-figure"({reading: halving, outRow, outColumn}) {
    const {columns, reads} = reading(halving);
    return stride.reached(halving, reads[(outRow - 1) * columns + outColumn - 1]);
  }
});

describe("the goal of", () => {
  it.each(goals.ids)("%s is not reached at the start, and is by values that a reader can set", id => {
    expect(goals.atStart(id)).toBe(false);
    expect(goals.solved(id)).toBe(true);
  });

  it("one-filter-figure needs other weights than those of the start: the bias alone does not do it", () => {
    for (let bias = -2; bias <= 2; bias += 0.05) expect(goals.with("one-filter-figure", {bias})).toBe(false);
    expect(goals.with("one-filter-figure", {preset: "average", bias: -0.7})).toBe(false);
  });

  it("fully-connected-figure is one of few entries that wear the strongest colour", () => {
    const z = flat(matrixAt(goals.start).output);
    const strongest = z.filter(v => v >= 0.7 * Math.max(...z)).length;
    expect(strongest).toBeGreaterThan(1);
    expect(strongest).toBeLessThan(15);
  });

  it("on-a-picture-figure needs green to take away more than red brings", () => {
    expect(pictureThrough([1, -1, 0])).toBe(false);
    expect(pictureThrough([1, -1.3, 0])).toBe(true);
    expect(pictureThrough([1, 0, 0, 0, 1, 0, 0, 0, 1, 0.5, 0.5, 0, 0, 0.5, 0.5, 1, -1, 0])).toBe(false);
  });

  it("bottleneck-figure is one width, and the count grows by the same number for each channel", () => {
    const widths = Array.from({length: 192}, (_, i) => i + 1);
    expect(widths.filter(neck => goals.with("bottleneck-figure", {neck}))).toEqual([154]);
    const each = new Set(widths.map(neck => multiplications(neck + 1) - multiplications(neck)));
    expect(each.size).toBe(1);
  });

  it("in-resnet-figure is the first block of one group alone, in each of the networks", () => {
    for (const network of ["resnet-50", "resnet-101", "resnet-152"] as const)
      for (const inGroup of ["first", "other"] as const)
        expect(
          (["1", "2", "3", "4"] as const).filter(group =>
            goals.with("in-resnet-figure", {network, group, inGroup})
          )
        ).toEqual(inGroup === "first" ? ["1"] : []);
  });

  it("stride-figure is one output: that of the corner where the zeros are added", () => {
    const places = [1, 2, 3, 4].flatMap(outRow => [1, 2, 3, 4].map(outColumn => ({outRow, outColumn})));
    const found = (["pointwise", "square", "average"] as const).flatMap(reading =>
      places.filter(place => goals.with("stride-figure", {reading, ...place}))
    );
    expect(found).toEqual([{outRow: 1, outColumn: 1}]);
  });
});
