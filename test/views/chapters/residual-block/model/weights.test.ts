import {describe, expect, it} from "vitest";
import {block, dense, elements, relu, residual} from "../../../../../lib/index.js";
import {sendBack} from "../../../../../lib/views/chapters/residual-block/model/gradients.js";
import {compute, plansOf, seeded} from "../../../../../lib/views/chapters/residual-block/model/numbers.js";
import {outerProducts} from "../../../../../lib/views/chapters/residual-block/model/weights.js";

const plans = plansOf(n => block("l", residual(dense(n), relu, dense(n))));

describe("the gradients of the weights", () => {
  const numbers = seeded(3, 5);
  const gradient = [1, -2, 0.5];
  /** What the gradient belongs to: the outputs, weighted by it. */
  const loss = (changed: Partial<typeof numbers>) =>
    [...elements(compute(plans(3), {...numbers, ...changed}).output)].reduce(
      (sum, v, i) => sum + gradient[i] * v,
      0
    );

  it("are outer products of the gradient at z and the activation that comes in", () => {
    const p = compute(plans(3), numbers);
    sendBack(p, numbers, gradient);
    const all = outerProducts(p);
    expect(all.map(({of}) => of)).toEqual(["W[l+2]", "W[l+1]"]);
    for (const {dz, a, product} of all)
      product.forEach((row, i) => {
        row.forEach((value, j) => {
          expect(value).toBeCloseTo(dz[i] * a[j], 6);
        });
      });
  });

  it("agree with finite differences", () => {
    const p = compute(plans(3), numbers);
    sendBack(p, numbers, gradient);
    const [second, first] = outerProducts(p);
    const h = 1e-3;
    for (const [name, {product}] of [
      ["w2", second],
      ["w1", first]
    ] as const) {
      const scale = Math.max(...product.flat().map(Math.abs));
      expect(scale).toBeGreaterThan(0.01);
      product.flat().forEach((value, k) => {
        const w = numbers[name];
        const slope = (loss({[name]: w.with(k, w[k] + h)}) - loss({[name]: w.with(k, w[k] - h)})) / (2 * h);
        expect(Math.abs(slope - value)).toBeLessThan(2e-3 * Math.max(1, scale));
      });
    }
  });

  it("are all zero where the layer between is dead", () => {
    const dead = {n: 2, a: [1, 2], w1: [0, 0, 0, 0], b1: [-1, -1], w2: [1, 2, 3, 4], b2: [0, 0]};
    const p = compute(plans(2), dead);
    sendBack(p, dead, [0.5, 2]);
    for (const {product} of outerProducts(p)) expect(product.flat().every(v => v === 0)).toBe(true);
  });
});
