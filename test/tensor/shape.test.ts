import {describe, expect, it} from "vitest";
import {
  checkSame,
  checkShape,
  formatShape,
  type Padding,
  size,
  span,
  strides
} from "../../lib/tensor/index.js";

describe("size and strides", () => {
  it("size is the product of the dimensions; a scalar has size 1", () => {
    expect(size([6, 6, 32])).toBe(1152);
    expect(size([])).toBe(1);
  });
  it("strides are row-major", () => {
    expect(strides([2, 3, 4])).toEqual([12, 4, 1]);
    expect(strides([])).toEqual([]);
  });
});

describe("checkShape", () => {
  it.each([[[0]], [[2, -1]], [[1.5]], [[Number.NaN]], [[2, undefined as never]]])("rejects %j", shape => {
    expect(() => checkShape(shape, "input")).toThrow(`input ${formatShape(shape)}`);
  });
  it("rejects what is not an array", () => {
    expect(() => checkShape(3 as never)).toThrow("shape must be an array of integers: 3");
  });
});

describe("checkSame", () => {
  it("names both shapes", () => {
    expect(() => checkSame([2, 3], [3, 2])).toThrow("incompatible shapes: 2,3 and 3,2");
    expect(() => checkSame([], [1])).toThrow("scalar and 1");
    expect(() => checkSame([4, 5], [4, 5])).not.toThrow();
  });
});

describe("span", () => {
  /** Counts positions by trying each start on the padded line. */
  const positions = (length: number, kernel: number, stride: number) => {
    let n = 0;
    for (let start = 0; start + kernel <= length; start += stride) n++;
    return n;
  };

  it("agrees with counting, for every length ≤ 12, kernel ≤ 7, stride ≤ 4 and padding ≤ 6", () => {
    for (let length = 1; length <= 12; length++)
      for (let kernel = 1; kernel <= 7; kernel++)
        for (let stride = 1; stride <= 4; stride++)
          for (const padding of ["same", "valid", 0, 1, 2, 3, 4, 5, 6] as Padding[]) {
            const pad = typeof padding === "number" ? padding : 0;
            if (pad >= kernel) expect(() => span(length, kernel, stride, padding)).toThrow();
            else if (padding === "same") {
              const {count, before, after} = span(length, kernel, stride, padding);
              expect(count).toBe(Math.ceil(length / stride));
              expect(positions(length + before + after, kernel, stride)).toBe(count);
              expect(after - before === 0 || after - before === 1).toBe(true);
            } else if (kernel > length + 2 * pad)
              expect(() => span(length, kernel, stride, padding)).toThrow("kernel larger than padded input");
            else {
              const {count, before, after} = span(length, kernel, stride, padding);
              expect([before, after]).toEqual([pad, pad]);
              expect(count).toBe(positions(length + 2 * pad, kernel, stride));
            }
          }
  });
  it("names a kernel larger than the padded input", () => {
    expect(() => span(3, 5, 1, "valid")).toThrow("kernel larger than padded input: 5 and 3 + 0");
  });
  it("rejects a stride of 0, an empty line and a negative padding", () => {
    expect(() => span(5, 3, 0, "same")).toThrow("stride must be an integer ≥ 1: 0");
    expect(() => span(0, 3, 1, "same")).toThrow("length must be an integer ≥ 1: 0");
    expect(() => span(5, 3, 1, -1)).toThrow("padding must be an integer ≥ 0: -1");
  });
  it("rejects a padding that it does not know", () => {
    expect(() => span(5, 3, 1, "full" as never)).toThrow('padding must be one of same, valid: "full"');
  });
});
