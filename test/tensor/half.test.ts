import {expect, it} from "vitest";
import {fromHalf, toHalf} from "../../lib/tensor/half.js";

const all = Array.from({length: 65536}, (_, h) => h);
const finite = all.filter(h => Number.isFinite(fromHalf(h)));

it("every half-precision number comes back with its bits", () => {
  expect(finite).toHaveLength(2 * 31 * 1024);
  expect(finite.filter(h => toHalf(fromHalf(h)) !== h)).toEqual([]);
  expect([0x7c00, 0xfc00].map(h => toHalf(fromHalf(h)))).toEqual([0x7c00, 0xfc00]);
  expect(fromHalf(toHalf(Number.NaN))).toBeNaN();
});

it("known values: 1, −2, the largest, the smallest normal and the smallest of all", () => {
  expect([0x3c00, 0xc000, 0x7bff, 0x0400, 0x0001].map(fromHalf)).toEqual([1, -2, 65504, 2 ** -14, 2 ** -24]);
});

it("what lies between two halves goes to the nearer, and from the middle to the even one", () => {
  const wrong = finite
    .filter(h => h < 0x7bff)
    .filter(h => {
      const [a, b] = [fromHalf(h), fromHalf(h + 1)];
      const middle = (a + b) / 2;
      const gap = (b - a) / 8;
      return toHalf(middle - gap) !== h || toHalf(middle + gap) !== h + 1 || toHalf(middle) !== h + (h % 2);
    });
  expect(wrong).toEqual([]);
});

it("what is too large becomes infinity", () => {
  expect([65519, 65520, -70000].map(x => fromHalf(toHalf(x)))).toEqual([65504, Infinity, -Infinity]);
});
