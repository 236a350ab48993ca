import fc from "fast-check";
import ndarray from "ndarray";
import {describe, expect, it, vi} from "vitest";
import type {Kernels} from "../../lib/kernels/index.js";
import type {Window} from "../../lib/kernels/kernels.js";
import type {Tensor} from "../../lib/tensor/tensor.js";
import {builds, expectEqual, rounding} from "./compare.js";

// Thousands of shapes take seconds on a busy machine.
vi.setConfig({testTimeout: 60_000});

const upTo = (max: number, min = 1) => fc.integer({min, max});
const floor = fc.constantFrom(undefined, 0, -0.5);
const sum = fc.constantFrom("none", "bias", "other", "out");
type Start = "none" | "bias" | "other" | "out";

/** The view where a sum begins: none, one row for all, a tensor of its own, or what is there already. */
function start(kind: Start, out: Tensor, bias: Tensor, other: Tensor): Tensor | undefined {
  if (kind === "none") return undefined;
  if (kind !== "bias") return kind === "out" ? out : other;
  const stride = out.shape.map((_, d) => (d === out.dimension - 1 ? 1 : 0));
  return ndarray(bias.data, out.shape, stride, bias.offset);
}

describe("matmul of the SIMD kernels", () => {
  it("equals the reference for every number of rows, columns and terms from 1 to 20", () => {
    for (let m = 1; m <= 20; m++)
      for (let n = 1; n <= 20; n++)
        for (let k = 1; k <= 20; k++)
          expectEqual([[m, k], [k, n], [n], [m, n]], (kernels, [a, b, bias, out]) =>
            kernels.matmul({a, b, out, init: start("bias", out, bias, bias), floor: k % 2 ? 0 : undefined})
          );
  });

  it("reads its factors with any strides, and begins and ends anywhere", () => {
    fc.assert(
      fc.property(
        upTo(20),
        upTo(20),
        upTo(40),
        fc.boolean(),
        fc.boolean(),
        upTo(2),
        upTo(9, 0),
        sum,
        floor,
        (m, n, k, flipA, flipB, skip, wider, kind, floor) => {
          const a: [number, number] = flipA ? [k * skip, m] : [m * skip, k];
          const b: [number, number] = flipB ? [n, k * skip] : [k, n * skip];
          expectEqual([a, b, [n], [m, n], [m, n + wider]], (kernels, [A, B, bias, other, wide]) => {
            const out = wide.hi(m, n);
            return kernels.matmul({
              a: flipA ? A.step(skip, 1).transpose(1, 0) : A.step(skip, 1),
              b: flipB ? B.step(1, skip).transpose(1, 0) : B.step(1, skip),
              init: start(kind, out, bias, other),
              out,
              floor
            });
          });
        }
      ),
      {numRuns: 300}
    );
  });

  it("takes a factor that repeats one column, or one row, without a copy", () => {
    for (const k of [1, 5])
      expectEqual(
        [
          [7, 1],
          [1, 9],
          [7, 9]
        ],
        (kernels, [a, b, out]) =>
          kernels.matmul({
            a: ndarray(a.data, [7, k], [1, 0], a.offset),
            b: ndarray(b.data, [k, 9], [0, 1], b.offset),
            out
          })
      );
  });

  it("packs a large right factor, and sums in parts where a column is longer than the scratch space", () => {
    for (const [m, n, k] of [
      [17, 40, 300],
      [33, 65, 129],
      [3, 10, 9000]
    ])
      for (const flip of [false, true])
        expectEqual(
          [[m, k], flip ? [n, k] : [k, n], [m, n]],
          (kernels, [a, b, out]) =>
            kernels.matmul({a, b: flip ? b.transpose(1, 0) : b, init: out, out, floor: 0}),
          // Sums of 9000 terms in single precision.
          1e-5
        );
  });
});

describe("convolution of the SIMD kernels", () => {
  const images = {
    n: upTo(3),
    h: upTo(9),
    w: upTo(9),
    c: upTo(9),
    filters: upTo(20),
    kh: upTo(5),
    kw: upTo(5),
    down: upTo(3),
    right: upTo(3),
    kind: sum,
    floor,
    inside: fc.boolean()
  };
  /** Bound to x[n, h, w, c], padded by the kernel's size, or to a part of it. */
  const view = (x: Tensor, inside: boolean) =>
    inside ? x.lo(0, 1, 1, 0).hi(x.shape[0], x.shape[1] - 1, x.shape[2] - 1, x.shape[3]) : x;

  it("equals the reference for any size, stride and border", () => {
    fc.assert(
      fc.property(fc.record(images), ({n, h, w, c, filters, kh, kw, down, right, kind, floor, inside}) => {
        const border = inside ? 1 : 0;
        const x = [n, h + kh - 1 + border, w + kw - 1 + border, c];
        const y = [n, Math.ceil(h / down), Math.ceil(w / right), filters];
        expectEqual(
          [x, [kh, kw, c, filters], [filters], y, y],
          (kernels, [x, w, bias, other, out]) =>
            kernels.conv2d({
              x: view(x, inside),
              w,
              init: start(kind, out, bias, other),
              out,
              floor,
              stride: [down, right]
            }),
          rounding(kh * kw * c)
        );
      }),
      {numRuns: 500}
    );
  });

  it("gives the gradient of the weights for any size, stride and border", () => {
    fc.assert(
      fc.property(fc.record(images), ({n, h, w, c, filters, kh, kw, down, right, kind, inside}) => {
        const border = inside ? 1 : 0;
        const x = [n, h + kh - 1 + border, w + kw - 1 + border, c];
        const y = [n, Math.ceil(h / down), Math.ceil(w / right), filters];
        const weights = [kh, kw, c, filters];
        expectEqual(
          [x, y, weights, weights],
          (kernels, [x, dy, other, out]) =>
            kernels.conv2dWeight({
              x: view(x, inside),
              dy,
              init: start(kind === "bias" ? "none" : kind, out, out, other),
              out,
              stride: [down, right]
            }),
          rounding(n * y[1] * y[2])
        );
      }),
      {numRuns: 500}
    );
  });

  it("meets every edge of a tile: 1 to 20 pixels, channels and filters", () => {
    const all = Array.from({length: 20}, (_, i) => i + 1);
    // Pixels with filters for the forward tile, channels with filters for that of the gradient; the third varies.
    for (const filters of all)
      for (const other of all)
        for (const [pixels, c] of [
          [other, 1 + ((3 * other + filters) % 5)],
          [1 + ((3 * other + filters) % 5), other]
        ])
          expectEqual(
            [
              [2, 3, pixels + 2, c],
              [3, 3, c, filters],
              [2, 1, pixels, filters],
              [3, 3, c, filters]
            ],
            (kernels, [x, w, y, dw]) => {
              const forward = kernels.conv2d({x, w, out: y, stride: [1, 1]});
              const weight = kernels.conv2dWeight({x, dy: y, out: dw, stride: [1, 1]});
              return () => {
                forward();
                weight();
              };
            }
          );
  });

  it("begins the gradient of 1×1 weights at 0, where nothing is given", () => {
    expectEqual(
      [
        [1, 1, 1, 2],
        [1, 1, 1, 17],
        [1, 1, 2, 17]
      ],
      (kernels, [x, dy, out]) => kernels.conv2dWeight({x, dy, out, stride: [1, 1]})
    );
  });

  it("packs large weights once for all images", () => {
    expectEqual([[2, 6, 7, 40], [3, 3, 40, 25], [25], [2, 4, 5, 25]], (kernels, [x, w, bias, out]) =>
      kernels.conv2d({x, w, init: start("bias", out, bias, out), out, floor: 0, stride: [1, 1]})
    );
  });

  it("ignores what the gradient of the weights held before", () => {
    for (const kernels of builds) {
      const [x, dy, out] = kernels.arena([
        [1, 3, 3, 2],
        [1, 2, 2, 3],
        [2, 2, 2, 3]
      ]);
      out.data.fill(Number.NaN, out.offset, out.offset + out.size);
      kernels.conv2dWeight({x, dy, out, stride: [1, 1]})();
      expect(out.data.subarray(out.offset, out.offset + out.size)).toEqual(new Float32Array(out.size));
    }
  });
});

describe("copy of the SIMD kernels", () => {
  const dimension = fc.record({
    n: upTo(7),
    before: upTo(2, 0),
    after: upTo(2, 0),
    step: fc.constantFrom(1, 1, 2, -1)
  });
  const order = fc.constantFrom([0, 1, 2, 3], [0, 1, 3, 2], [3, 1, 2, 0], [2, 3, 0, 1], [1, 0, 2, 3]);

  it("moves between views of any strides, borders, directions and orders", () => {
    fc.assert(
      fc.property(
        fc.array(dimension, {minLength: 4, maxLength: 4}),
        order,
        fc.boolean(),
        (d, order, swap) => {
          const large = d.map(({n, before, after, step}) => before + (n - 1) * Math.abs(step) + 1 + after);
          const part = (x: Tensor) =>
            d.reduce((view, {n, before, step}, i) => {
              const lo = d.map((_, j) => (i === j ? before : 0));
              const hi = view.shape.map((s, j) => (i === j ? (n - 1) * Math.abs(step) + 1 : s));
              return view
                .lo(...lo)
                .hi(...hi)
                .step(...d.map((_, j) => (i === j ? step : 1)));
            }, x);
          const small = order.map(i => d[i].n);
          const inverse = ([0, 1, 2, 3] as const).map(i => order.indexOf(i));
          expectEqual(
            [large, small],
            (kernels, [x, y]) => {
              const [p, q] = [part(x), y.transpose(...(inverse as (0 | 1 | 2 | 3)[]))];
              return swap ? kernels.copy({x: p, out: q}) : kernels.copy({x: q, out: p});
            },
            0
          );
        }
      ),
      {numRuns: 400}
    );
  });
});

describe("element by element, the SIMD kernels", () => {
  const lengths = Array.from({length: 40}, (_, i) => i + 1);
  const each = (bind: (kernels: Kernels, x: Tensor, y: Tensor, out: Tensor, n: number) => () => void) => {
    for (const n of lengths)
      expectEqual([[n], [n], [n]], (kernels, [x, y, out]) => bind(kernels, x, y, out, n));
  };

  it("scale, add and cut off as the reference does", () => {
    each((k, x, y, out, n) =>
      k.scale({x, factor: n / 7, init: n % 2 ? y : undefined, out, floor: n % 3 ? 0 : undefined})
    );
    each((k, x, _, out) => k.scale({x, init: out, out}));
  });
  it("send gradients through a ReLU as the reference does", () => {
    each((k, x, y, out, n) => k.reluGradient({dy: x, y, init: n % 2 ? out : undefined, out}));
    each((k, x, y) => k.reluGradient({dy: x, y, out: x}));
  });
  it("average as the reference does", () => each((k, x, _, out) => k.lerp({x, out, rate: 0.1})));

  it("let NaN through a ReLU, so that divergence is seen", () => {
    for (const kernels of builds) {
      const [x, out] = kernels.arena([[5], [5]]);
      x.data.fill(Number.NaN, x.offset, x.offset + 5);
      kernels.scale({x, out, floor: 0})();
      expect([...out.data.subarray(out.offset, out.offset + 5)]).toEqual(Array(5).fill(Number.NaN));
    }
  });
});

describe("column by column, the SIMD kernels", () => {
  const each = (bind: Parameters<typeof expectEqual>[1]) => {
    for (let r = 1; r <= 20; r++)
      for (let c = 1; c <= 20; c++)
        expectEqual([[r, c], [r, c], [c], [c], [c], [c], [r, c], [c]], bind, 1e-5);
  };

  it("sum as the reference does", () => {
    each((k, [x, , , , , , , out]) => k.columnSum({x, out}));
    each((k, [x, , , , , , , out]) => k.columnSum({x, init: out, out}));
  });
  it("find means and variances", () => each((k, [x, , mean, variance]) => k.moments({x, mean, variance})));
  it("normalise", () =>
    each((k, [x, , mean, variance, gamma, beta, out]) => {
      const measure = k.moments({x, mean, variance});
      const normalise = k.batchNorm({x, mean, variance, gamma, beta, epsilon: 0.01, out, floor: 0});
      return () => {
        measure();
        normalise();
      };
    }));
  it.each([false, true])("send gradients through a normalisation, frozen: %s", frozen =>
    each((k, [x, dy, mean, variance, gamma, dgamma, out, dbeta]) => {
      const measure = k.moments({x, mean, variance});
      const gradient = k.batchNormGradient({
        x,
        dy,
        mean,
        variance,
        gamma,
        dgamma,
        dbeta,
        epsilon: 0.01,
        frozen,
        init: frozen ? out : undefined,
        out
      });
      return () => {
        measure();
        gradient();
      };
    })
  );
  it("find the largest of windows of any size, stride and border", () => {
    const window = fc.record({
      images: upTo(2),
      channels: fc.constantFrom(1, 3, 4, 8, 12),
      sides: fc.tuple(upTo(9), upTo(9)),
      size: fc.tuple(upTo(4), upTo(4)),
      stride: fc.tuple(upTo(3), upTo(3))
    });
    fc.assert(
      fc.property(window, fc.nat(3), fc.nat(3), ({images, channels, sides, size, stride}, top, left) => {
        // Each window holds a pixel at least.
        const before: [number, number] = [Math.min(top, size[0] - 1), Math.min(left, size[1] - 1)];
        const [high, wide] = sides.map((side, d) => Math.ceil((side + before[d]) / stride[d]));
        expectEqual(
          [
            [images, ...sides, channels],
            [images, high, wide, channels]
          ],
          (k, [x, out]) => k.maxPool({x, out, size, stride, before}),
          0
        );
      })
    );
    // An image whose pixels are not adjacent is found by the loops.
    expectEqual(
      [
        [1, 6, 6, 8],
        [1, 3, 3, 4]
      ],
      (k, [x, out]) => k.maxPool({x: x.hi(1, 6, 6, 4), out, size: [3, 3], stride: [2, 2], before: [1, 1]}),
      0
    );
  });
  it("average whole images, and share their gradients", () => {
    for (let c = 1; c <= 20; c++)
      expectEqual(
        [
          [3, 5, 4, c],
          [3, 1, 1, c],
          [3, 5, 4, c]
        ],
        (k, [x, y, dx]) => {
          const window: Window = {size: [5, 4], stride: [1, 1], before: [0, 0]};
          const forward = k.averagePool({x, out: y, ...window});
          const back = k.averagePoolGradient({
            dy: y,
            init: c % 2 ? dx : undefined,
            out: dx,
            ...window
          });
          return () => {
            forward();
            back();
          };
        }
      );
  });
});

describe("softmax cross-entropy of the SIMD kernels", () => {
  const bind =
    (spread: number) =>
    (k: Kernels, [x, labels, p, out, dy, dx]: Tensor[]) => {
      const [rows, columns] = x.shape;
      for (let r = 0; r < rows; r++) labels.data[labels.offset + r] = (3 * r) % columns;
      for (let i = 0; i < x.size; i++) x.data[x.offset + i] *= spread;
      const forward = k.softmaxCrossEntropy({x, labels, probabilities: p, out});
      const back = k.softmaxCrossEntropyGradient({
        probabilities: p,
        labels,
        dy,
        init: rows % 2 ? dx : undefined,
        out: dx
      });
      return () => {
        forward();
        back();
      };
    };

  it("equals the reference for 1 to 20 rows and classes, however far apart the scores", () => {
    for (let r = 1; r <= 20; r++)
      for (let c = 1; c <= 20; c++)
        for (const spread of [1, 1e-3, 30, 1e4])
          expectEqual([[r, c], [r], [r, c], [], [], [r, c]], bind(spread));
  });

  it("has probabilities that sum to 1 and a NaN where a score is NaN", () => {
    for (const kernels of builds) {
      const [x, labels, probabilities, out] = kernels.arena([[2, 3], [2], [2, 3], []]);
      x.set(1, 1, Number.NaN);
      kernels.softmaxCrossEntropy({x, labels, probabilities, out})();
      expect(probabilities.get(0, 0) + probabilities.get(0, 1) + probabilities.get(0, 2)).toBeCloseTo(1, 6);
      expect(probabilities.get(1, 1)).toBeNaN();
      expect(out.data[out.offset]).toBeNaN();
    }
  });
});

describe("an arena of the SIMD kernels", () => {
  it("is zeroed, and holds the shapes asked for without overlap", () => {
    for (const kernels of builds) {
      const tensors = kernels.arena([[3], [2, 5], [], [16]]);
      expect(tensors.map(t => t.shape)).toEqual([[3], [2, 5], [], [16]]);
      for (const [i, t] of tensors.entries()) t.data.fill(i + 1, t.offset, t.offset + t.size);
      for (const [i, t] of tensors.entries())
        expect(new Set(t.data.subarray(t.offset, t.offset + t.size))).toEqual(new Set([i + 1]));
    }
  });

  it("may be made a thousand times", () => {
    for (let i = 0; i < 1000; i++) builds[0].arena([[10]]);
  });

  it("refuses views from elsewhere", () => {
    const x = ndarray(new Float32Array(4));
    expect(() => builds[0].scale({x, out: x})).toThrow("view is not on an arena of these kernels: SIMD");
  });
});
