import ndarray from "ndarray";
import {describe, expect, it} from "vitest";
import {double, reference} from "../../lib/kernels/index.js";
import type {Window} from "../../lib/kernels/kernels.js";
import {flat, nested, reshape, tensor} from "../../lib/tensor/index.js";

const values = (x: ReturnType<typeof tensor>) => [...flat(x)];

describe("the reference kernels compute, by hand", () => {
  const a = nested([
    [1, 2],
    [3, 4],
    [5, 6]
  ]);
  const b = nested([
    [1, -1],
    [2, 0]
  ]);

  it("matmul: init + a·b, with a bias of row stride 0 and a floor", () => {
    const out = tensor([3, 2]);
    reference.matmul({a, b, out})();
    expect(values(out)).toEqual([5, -1, 11, -3, 17, -5]);
    const bias = ndarray(Float32Array.of(10, 2), [3, 2], [0, 1], 0);
    reference.matmul({a, b, init: bias, out, floor: 0})();
    expect(values(out)).toEqual([15, 1, 21, 0, 27, 0]);
  });
  it("matmul of transposed views", () => {
    const out = tensor([2, 2]);
    reference.matmul({a: a.transpose(1, 0), b: a, out})();
    expect(values(out)).toEqual([35, 44, 44, 56]);
  });
  it("matmul adds to its own output when that is its init", () => {
    const out = nested([
      [1, 1],
      [1, 1],
      [1, 1]
    ]);
    reference.matmul({a, b, init: out, out})();
    expect(values(out)).toEqual([6, 0, 12, -2, 18, -4]);
  });
  it("conv2d with a stride, and its weight gradient", () => {
    const x = tensor([1, 3, 3, 1], [1, 2, 3, 4, 5, 6, 7, 8, 9]);
    const w = tensor([2, 2, 1, 1], [1, 0, 0, -1]);
    const out = tensor([1, 2, 2, 1]);
    reference.conv2d({x, w, out, stride: [1, 1]})();
    expect(values(out)).toEqual([-4, -4, -4, -4]);
    const wide = tensor([1, 1, 2, 1]);
    reference.conv2d({x, w: tensor([3, 1, 1, 1], [1, 1, 1]), out: wide, stride: [1, 2]})();
    expect(values(wide)).toEqual([12, 18]);
    const dw = tensor([2, 2, 1, 1]);
    reference.conv2dWeight({x, dy: tensor([1, 2, 2, 1], [1, 0, 0, 1]), out: dw, stride: [1, 1]})();
    expect(values(dw)).toEqual([6, 8, 12, 14]);
  });
  it("copy between views: padding, dilation, flip", () => {
    const padded = tensor([4, 4]);
    reference.copy({x: b, out: padded.lo(1, 1).hi(2, 2)})();
    expect(values(padded)).toEqual([0, 0, 0, 0, 0, 1, -1, 0, 0, 2, 0, 0, 0, 0, 0, 0]);
    const out = tensor([3, 3]);
    reference.copy({x: b.step(-1, -1), out: out.step(2, 2)})();
    expect(values(out)).toEqual([0, 0, 2, 0, 0, 0, -1, 0, 1]);
  });
  it("scale, ReLU and its gradient, column sums", () => {
    const x = tensor([4], [-1, 0, 2, 3]);
    const out = tensor([4]);
    reference.scale({x, factor: 2, init: tensor([4], [1, 1, 1, -9]), out, floor: 0})();
    expect(values(out)).toEqual([0, 1, 5, 0]);
    reference.reluGradient({y: x, dy: tensor([4], [5, 6, 7, 8]), init: x, out})();
    expect(values(out)).toEqual([-1, 0, 9, 11]);
    const sum = tensor([2], [100, 0]);
    reference.columnSum({x: a, init: sum, out: sum})();
    expect(values(sum)).toEqual([109, 12]);
  });
  it("moments and running averages", () => {
    const [mean, variance] = [tensor([2]), tensor([2], [1, 1])];
    reference.moments({
      x: nested([
        [1, 5],
        [3, 5]
      ]),
      mean,
      variance
    })();
    expect([values(mean), values(variance)]).toEqual([
      [2, 5],
      [1, 0]
    ]);
    reference.lerp({x: tensor([2], [10, 5]), out: mean, rate: 0.5})();
    expect(values(mean)).toEqual([6, 5]);
  });
  it("max pooling, where padding never wins, and its gradient to the first largest", () => {
    const x = tensor([1, 2, 2, 1], [-1, -2, -1, -5]);
    const options: Window = {size: [2, 2], stride: [1, 1], before: [1, 1]};
    const out = tensor([1, 2, 2, 1]);
    reference.maxPool({x, out, ...options})();
    expect(values(out)).toEqual([-1, -1, -1, -1]);
    const dx = tensor([1, 2, 2, 1], [9, 9, 9, 9]);
    reference.maxPoolGradient({x, dy: tensor([1, 2, 2, 1], [1, 2, 3, 4]), out: dx, ...options})();
    expect(values(dx)).toEqual([10, 0, 0, 0]);
  });
  it("average pooling, where padding is not counted", () => {
    const x = tensor([1, 2, 2, 1], [1, 2, 3, 6]);
    const out = tensor([1, 1, 1, 1]);
    reference.averagePool({x, out, size: [3, 3], stride: [3, 3], before: [1, 1]})();
    expect(values(out)).toEqual([3]);
  });
  it("softmax cross-entropy without overflow", () => {
    const x = nested([
      [1000, 1000],
      [0, -1000]
    ]);
    const [probabilities, labels, out] = [tensor([2, 2]), tensor([2], [0, 0]), tensor([])];
    reference.softmaxCrossEntropy({x, labels, probabilities, out})();
    expect(values(probabilities)).toEqual([0.5, 0.5, 1, 0]);
    expect(out.get()).toBeCloseTo(Math.log(2) / 2, 6);
    const dx = tensor([2, 2]);
    reference.softmaxCrossEntropyGradient({probabilities, labels, dy: tensor([], [2]), out: dx})();
    expect(values(dx)).toEqual([-0.5, 0.5, 0, 0]);
  });
  it("squared error", () => {
    const [x, target, out] = [tensor([2], [1, 5]), tensor([2], [0, 3]), tensor([])];
    reference.squaredError({x, target, factor: 0.5, out})();
    expect(out.get()).toBe(2.5);
  });
  it("max(0, NaN) is NaN, so that trouble does not hide behind a ReLU", () => {
    const out = tensor([1]);
    reference.scale({x: tensor([1], [Number.NaN]), out, floor: 0})();
    expect(out.get(0)).toBeNaN();
  });
});

describe("arenas", () => {
  it("double precision keeps what single precision rounds away", () => {
    const [single] = reference.arena([[1]]);
    const [precise] = double.arena([[1]]);
    for (const x of [single, precise]) x.set(0, 0.1);
    expect(single.get(0)).toBe(Math.fround(0.1));
    expect(precise.get(0)).toBe(0.1);
  });
  it("hold zero-filled contiguous tensors", () => {
    const [a, b] = reference.arena([[2, 3], []]);
    expect(values(reshape(a, [6]))).toEqual([0, 0, 0, 0, 0, 0]);
    expect(b.get()).toBe(0);
  });
});
