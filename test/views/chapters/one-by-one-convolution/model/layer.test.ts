import {describe, expect, it} from "vitest";
import {conv, dense, plan, relu, sequential} from "../../../../../lib/index.js";
import {defaults} from "../../../../../lib/lesson/parameters.js";
import {flat} from "../../../../../lib/tensor/index.js";
import {
  compute,
  filterWeights,
  inputVolume,
  layerParameters
} from "../../../../../lib/views/chapters/one-by-one-convolution/model/layer.js";

const values = defaults(layerParameters);
const sum = (list: readonly number[]) => list.reduce((a, b) => a + b, 0);

describe("inputVolume(seed)", () => {
  it("is 6×6×32, never negative, and shown as it is: two decimals", () => {
    const x = flat(inputVolume(3));
    expect(x).toHaveLength(6 * 6 * 32);
    expect(x.every(v => v >= 0 && Math.abs(v * 100 - Math.round(v * 100)) < 1e-4)).toBe(true);
    expect(x.some(v => v > 0)).toBe(true);
  });
  it("depends on the seed alone", () => {
    const first = [...flat(inputVolume(3))];
    expect([...flat(inputVolume(4))]).not.toEqual(first);
    expect([...flat(inputVolume(3))]).toEqual(first);
  });
});

describe("filterWeights(values)", () => {
  it("picks a channel with a single 1", () => {
    const w = filterWeights({...values, preset: "one", channel: 7});
    expect([w[6], sum(w), w.length]).toEqual([1, 1, 32]);
  });
  it("averages with weights that add up to 1", () => {
    expect(sum(filterWeights({...values, preset: "average"}))).toBeCloseTo(1, 12);
  });
  it("takes the difference to the next channel, of the last to the first", () => {
    const w = filterWeights({...values, preset: "difference", channel: 32});
    expect([w[31], w[0], sum(w)]).toEqual([1, -1, 0]);
  });
});

describe("compute(layer, values)", () => {
  it("gives a filter the same weights however many stand beside it", () => {
    const few = plan(sequential(conv(2, 1), relu), {input: [1, 6, 6, 32]});
    const many = plan(sequential(conv(64, 1), relu), {input: [1, 6, 6, 32]});
    compute(few, values);
    compute(many, values);
    for (const f of [0, 1]) expect(few.output.get(0, 4, 2, f)).toBeCloseTo(many.output.get(0, 4, 2, f), 5);
  });
  it("feeds a dense layer on 36 rows alike", () => {
    const convolution = plan(conv(8, 1), {input: [1, 6, 6, 32]});
    const matrix = plan(dense(8), {input: [36, 32]});
    compute(convolution, values);
    compute(matrix, values);
    flat(matrix.output).forEach((z, i) => {
      expect(z).toBeCloseTo(flat(convolution.output)[i], 5);
    });
  });
});
