import {expect, test} from "vitest";
import {block, dense, plain, relu, residual} from "../../../../../lib/index.js";
import {defaults} from "../../../../../lib/lesson/parameters.js";
import {
  type AppendedValues,
  appendedParameters,
  compute
} from "../../../../../lib/views/chapters/why-resnets-work/model/appended-block.js";

const blocks = {
  shortcut: () => block("l", residual(dense(3), relu, dense(3))),
  plain: () => block("l", plain(dense(3), relu, dense(3)))
};
const values = (changes: Partial<AppendedValues> = {}): AppendedValues => ({
  ...(defaults(appendedParameters) as AppendedValues),
  ...changes
});
const zero = {zerow: true, zerob: true};

test("W[l+2] = 0 and b[l+2] = 0 make a residual block the identity, whatever W[l+1] is", () => {
  for (const firstweights of [1, 2, 50]) {
    const {a, out, same} = compute(blocks, values({...zero, firstweights}));
    expect(out).toEqual(a);
    expect(same).toBe(true);
  }
});

test("one of the two zeroes is not enough", () => {
  expect(compute(blocks, values({zerow: true})).same).toBe(false);
  expect(compute(blocks, values({zerob: true})).same).toBe(false);
});

test("without the shortcut the same zeroes give 0", () => {
  const {a, out} = compute(blocks, values({...zero, arc: false}));
  expect(Math.max(...a)).toBeGreaterThan(0);
  expect(out).toEqual([0, 0, 0]);
});

test("a negative entry behind a linear layer is lost, and only that", () => {
  const {a, out, same} = compute(blocks, values({...zero, lastlayer: "linear"}));
  expect(Math.min(...a)).toBeLessThan(0);
  expect(out).toEqual(a.map(v => Math.max(0, v)));
  expect(same).toBe(false);
});

test("the terms add up to what the last ReLU gets", () => {
  const {product, bias, z, a, out} = compute(blocks, values());
  for (const [i, p] of product.entries()) {
    expect(p + bias[i]).toBeCloseTo(z[i], 5);
    expect(Math.max(0, z[i] + a[i])).toBeCloseTo(out[i], 5);
  }
});
