import {expect, test} from "vitest";
import {
  atSaddle,
  curvature,
  descent,
  gradient,
  loss,
  minima,
  type Scalar,
  type Weights
} from "../../lib/experiments/landscape.js";

const kinds = ["plain", "residual"] as const;
const points: Weights[] = [
  [0.3, -1.2],
  [1.5, 0.7],
  [0, 0.4]
];

test("gradient is the slope of the loss", () => {
  const h = 1e-5;
  for (const kind of kinds)
    for (const [w1, w2] of points) {
      const scalar = {kind, m: 0.8, lambda: 0.2};
      const slope = gradient(scalar, [w1, w2]);
      expect(slope[0]).toBeCloseTo((loss(scalar, [w1 + h, w2]) - loss(scalar, [w1 - h, w2])) / (2 * h), 7);
      expect(slope[1]).toBeCloseTo((loss(scalar, [w1, w2 + h]) - loss(scalar, [w1, w2 - h])) / (2 * h), 7);
    }
});

test("curvature's sum and product are trace and determinant of the gradient's slopes", () => {
  const h = 1e-5;
  for (const kind of kinds)
    for (const [w1, w2] of points) {
      const scalar = {kind, m: 0.8, lambda: 0.2};
      const along = (d1: number, d2: number) => {
        const [a, b] = [gradient(scalar, [w1 + d1, w2 + d2]), gradient(scalar, [w1 - d1, w2 - d2])];
        return [(a[0] - b[0]) / (2 * h), (a[1] - b[1]) / (2 * h)];
      };
      const [[a, b], [c, d]] = [along(h, 0), along(0, h)];
      const [low, high] = curvature(scalar, [w1, w2]);
      expect(low + high).toBeCloseTo(a + d, 6);
      expect(low * high).toBeCloseTo(a * d - b * c, 6);
    }
});

test("the origin is a saddle of the plain block while λ < m, and a minimum of the residual one", () => {
  const at = (scalar: Scalar) => curvature(scalar, [0, 0]);
  expect(at({kind: "plain", m: 0.5, lambda: 0.1})[0]).toBeCloseTo(-0.4, 12);
  expect(at({kind: "plain", m: 0.5, lambda: 0.1})[1]).toBeCloseTo(0.6, 12);
  expect(at({kind: "plain", m: 0.5, lambda: 0.6})[0]).toBeGreaterThan(0);
  expect(at({kind: "residual", m: 0.5, lambda: 0.1})).toEqual([0.1, 0.1]);
});

test("the plain block's two minima pass 1 − λ/m of x and merge at λ = m", () => {
  const [first, second] = minima({kind: "plain", m: 0.5, lambda: 0.1});
  expect(first[0] * first[1]).toBeCloseTo(0.8, 12);
  expect(second[0] * second[1]).toBeCloseTo(0.8, 12);
  expect(minima({kind: "plain", m: 0.5, lambda: 0.5})).toEqual([[0, 0]]);
});

test("descent ends in the saddle from the plain block's other diagonal only, with decay or without", () => {
  for (const lambda of [0, 0.1]) {
    const end = (kind: Scalar["kind"], from: Weights) => {
      const scalar = {kind, m: 1, lambda};
      return atSaddle(scalar, [...descent(scalar, {from, rate: 0.1, steps: 1000})].at(-1)!);
    };
    expect(end("plain", [1, -1])).toBe(true);
    // Without decay both of these end where the ground still curves down to one side.
    expect(end("plain", [2, 1.9])).toBe(false);
    expect(end("residual", [1, -1])).toBe(false);
  }
});

test("descent ends in a minimum", () => {
  for (const kind of kinds) {
    const scalar = {kind, m: 0.5, lambda: 0.1};
    const path = [...descent(scalar, {from: [1.5, 0.2], rate: 0.2, steps: 2000})];
    const end = path.at(-1)!;
    expect(path).toHaveLength(2001);
    expect(end[0]).toBeCloseTo(minima(scalar)[0][0], 6);
    expect(end[1]).toBeCloseTo(minima(scalar)[0][1], 6);
  }
});

test("descent with a rate that is too large ends where numbers do", () => {
  const path = [...descent({kind: "plain", m: 1, lambda: 0}, {from: [3, 3], rate: 1, steps: 100})];
  expect(path.length).toBeLessThan(20);
  expect(path.flat().every(Number.isFinite)).toBe(true);
});
