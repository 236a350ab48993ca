import {describe, expect, it} from "vitest";
import {block, dense, elements, plan, relu, residual} from "../../../../../lib/index.js";
import {
  jacobian,
  jacobianParts,
  sendBack
} from "../../../../../lib/views/chapters/residual-block/model/gradients.js";
import {
  type BlockJacobian,
  chains,
  difference,
  magnitude,
  pathSums,
  plus,
  products,
  units,
  ways
} from "../../../../../lib/views/chapters/residual-block/model/jacobians.js";
import {compute, plansOf, seeded} from "../../../../../lib/views/chapters/residual-block/model/numbers.js";

const plans = plansOf(n => block("l", residual(dense(n), relu, dense(n))));

describe("a gradient sent back through a residual block", () => {
  it("arrives as the sum of the main path's part and the shortcut's", () => {
    for (const seed of [1, 2, 3]) {
      const numbers = seeded(5, seed);
      const {total, main, shortcut} = sendBack(compute(plans(5), numbers), numbers, [1, -2, 0.5, 3, 1]);
      const [t, m, s] = [total, main, shortcut].map(x => [...elements(x)]);
      t.forEach((v, i) => {
        expect(v).toBeCloseTo(m[i] + s[i], 5);
      });
    }
  });

  it("keeps the shortcut's part when all units of the middle layer are dead", () => {
    const numbers = {n: 2, a: [1, 2], w1: [0, 0, 0, 0], b1: [-1, -1], w2: [1, 2, 3, 4], b2: [0, 0]};
    const {total, main} = sendBack(compute(plans(2), numbers), numbers, [0.5, 2]);
    expect([...elements(main)]).toEqual([0, 0]);
    expect([...elements(total)]).toEqual([0.5, 2]);
  });

  it("as a Jacobian too is the sum of two parts, and agrees with finite differences", () => {
    const numbers = seeded(3, 4);
    const {main, shortcut} = jacobianParts(compute(plans(3), numbers), numbers);
    const whole = jacobian(compute(plans(3), numbers));
    expect(difference(whole, plus(main, shortcut))).toBeLessThan(1e-6);
    const h = 1e-3;
    const out = (a: readonly number[]) => [...elements(compute(plans(3), {...numbers, a}).output)];
    const slopes = numbers.a.map((v, j) => {
      const [up, down] = [v + h, v - h].map(x => out(numbers.a.with(j, x)));
      return up.map((y, i) => (y - down[i]) / (2 * h));
    });
    whole.forEach((row, i) => {
      row.forEach((v, j) => {
        expect(v).toBeCloseTo(slopes[j][i], 2);
      });
    });
  });
});

describe("blocks in a row", () => {
  it.each(["plain", "residual"] as const)("%s: the product of their Jacobians is the network's", kind => {
    const {blocks, measured} = chains(kind)(0.6, 2);
    const all = products(blocks);
    for (const k of [0, 1, 2, 10]) expect(difference(all[k], measured(k))).toBeLessThan(1e-5);
  });

  it("the sum over all paths is the product, and lengths count the main paths taken", () => {
    const {blocks} = chains("residual")(0.8, 3);
    const sums = pathSums(blocks.slice(0, 12));
    expect(sums).toHaveLength(13);
    expect(difference(sums.reduce(plus), products(blocks)[12])).toBeLessThan(1e-5);
    // The path that always takes the shortcut passes where all the last ReLUs are open.
    const open = sums[0].map((_, i) => blocks.slice(0, 12).every(({shortcut}) => shortcut[i][i] === 1));
    expect(sums[0]).toEqual(open.map((o, i) => open.map((_, j) => Number(o && i === j))));
  });

  it("where both parts hand everything on, the sums count the ways to choose", () => {
    const one = Array.from({length: units}, (_, i) => Array.from({length: units}, (_, j) => Number(i === j)));
    const blocks: BlockJacobian[] = new Array(7).fill({whole: plus(one, one), main: one, shortcut: one});
    expect(pathSums(blocks).map(m => m[0][0])).toEqual([0, 1, 2, 3, 4, 5, 6, 7].map(m => ways(7, m)));
  });
});

it("the size of the identity is 1", () => {
  expect(
    magnitude([
      [1, 0, 0],
      [0, 1, 0],
      [0, 0, 1]
    ])
  ).toBeCloseTo(1, 12);
});

it("a block's plan is walked with the names of the course", () => {
  const p = plan(block("l", residual(dense(2), relu, dense(2))), {input: [1, 2]});
  expect(p.steps.map(({output}) => output)).toEqual(["z[l+1]", "a[l+1]", "z[l+2]", "z[l+2]+a[l]", "a[l+2]"]);
});
