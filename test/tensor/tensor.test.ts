import {describe, expect, it} from "vitest";
import {
  assign,
  copy,
  elements,
  flat,
  isContiguous,
  locate,
  nested,
  reshape,
  tensor
} from "../../lib/tensor/index.js";

describe("tensor", () => {
  it("shares a typed array and copies a plain one", () => {
    const data = Float32Array.of(1, 2, 3, 4);
    tensor([2, 2], data).set(0, 1, 9);
    expect(data[1]).toBe(9);
    expect(tensor([2, 2], [1, 2, 3, 4]).get(1, 0)).toBe(3);
  });
  it("of no dimensions is a scalar", () => {
    expect(tensor([], [7]).get()).toBe(7);
  });
  it("rejects data of another size, naming both", () => {
    expect(() => tensor([2, 3], [1, 2])).toThrow("shape 2,3 holds 6 elements, data 2");
  });
});

describe("nested", () => {
  it("reads the shape from the arrays", () => {
    const x = nested([
      [1, 2, 3],
      [4, 5, 6]
    ]);
    expect(x.shape).toEqual([2, 3]);
    expect(x.get(1, 2)).toBe(6);
  });
  it.each([[[[1, 2], [3]]], [[[1], 2]], [[1, [2]]]])("rejects ragged %j", values => {
    expect(() => nested(values)).toThrow("ragged");
  });
  it("rejects an empty dimension", () => {
    expect(() => nested([[], []])).toThrow("empty dimension 1");
  });
});

describe("views", () => {
  const x = tensor(
    [2, 3, 4],
    Float32Array.from({length: 24}, (_, i) => i)
  );

  it("slice, step, flip and transpose without copying", () => {
    const view = x.transpose(2, 0, 1).step(-2);
    expect(view.data).toBe(x.data);
    expect([...elements(view)]).toEqual([3, 7, 11, 15, 19, 23, 1, 5, 9, 13, 17, 21]);
  });
  it("reshape shares memory, and refuses gaps and other sizes", () => {
    expect(reshape(x, [4, 6]).data).toBe(x.data);
    expect(reshape(x, [4, 6]).get(3, 5)).toBe(23);
    expect(() => reshape(x.transpose(1, 0, 2), [24])).toThrow("view with gaps");
    expect(() => reshape(x, [5])).toThrow("incompatible sizes: 2,3,4 and 5");
  });
  it("are contiguous when only dimensions of size 1 were moved", () => {
    expect(isContiguous(tensor([1, 3]).transpose(1, 0))).toBe(true);
    expect(isContiguous(x.hi(2, 3, 3))).toBe(false);
    expect(isContiguous(x.lo(1))).toBe(true);
  });
  it("flat is the typed array under a contiguous view", () => {
    expect([...flat(x.lo(1))]).toEqual([12, 13, 14, 15, 16, 17, 18, 19, 20, 21, 22, 23]);
    expect(() => flat(x.step(2))).not.toThrow();
    expect(() => flat(x.step(1, 2))).toThrow("flat of a view with gaps");
  });
  it("copy is contiguous and apart", () => {
    const c = copy(x.transpose(2, 1, 0));
    expect(c.shape).toEqual([4, 3, 2]);
    c.set(0, 0, 0, -1);
    expect(x.get(0, 0, 0)).toBe(0);
  });
  it("locate rejects an index outside, naming the shape", () => {
    expect(locate(x, [1, 0, 2])).toBe(14);
    for (const index of [
      [2, 0, 0],
      [0, 0],
      [0, -1, 0],
      [0, 0.5, 0]
    ])
      expect(() => locate(x, index)).toThrow(`index ${index.join(",")} is not in shape 2,3,4`);
  });
});

describe("assign", () => {
  it("takes tensors with gaps and lists of numbers", () => {
    const to = tensor([2, 2]);
    assign(
      to,
      nested([
        [1, 2],
        [3, 4]
      ]).transpose(1, 0)
    );
    expect([...to.data]).toEqual([1, 3, 2, 4]);
    assign(to, [5, 6, 7, 8]);
    expect([...to.data]).toEqual([5, 6, 7, 8]);
  });
  it("names both sides when shapes differ", () => {
    // Of its own memory, in another order.
    const own = tensor([2, 3], [1, 2, 3, 4, 5, 6]);
    assign(reshape(own, [3, 2]), own.transpose(1, 0));
    expect([...own.data]).toEqual([1, 4, 2, 5, 3, 6]);
    expect(() => assign(tensor([2, 2]), tensor([4]))).toThrow("incompatible shapes: 2,2 and 4");
    expect(() => assign(tensor([2, 2]), [1, 2, 3])).toThrow("incompatible shapes: 2,2 and 3 numbers");
  });
});
