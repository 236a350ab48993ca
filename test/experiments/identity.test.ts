import {describe, expect, test} from "vitest";
import {attainable, eigenvalues, secondMoments} from "../../lib/experiments/closed.js";
import {
  type IdentityOptions,
  type IdentityRecord,
  identity,
  identityBlock,
  identityData,
  type identitySeries,
  identitySweep
} from "../../lib/experiments/identity.js";
import {plan} from "../../lib/graph/index.js";
import {plain} from "../../lib/nn/blocks.js";
import {constant, identity as identityMatrix} from "../../lib/nn/initialise.js";
import {dense, halfSquaredError, relu, sequential} from "../../lib/nn/layers.js";
import {momentum, type Optimiser} from "../../lib/nn/optimisers.js";
import {train} from "../../lib/nn/train.js";
import {elements, flat, random, type Tensor, tensor, uniform} from "../../lib/tensor/index.js";

const last = (options: IdentityOptions): IdentityRecord => [...identity({every: 1000, ...options})].at(-1)!;
const median = (values: number[]) => {
  const s = [...values].sort((a, b) => a - b);
  return (s[(s.length - 1) >> 1] + s[s.length >> 1]) / 2;
};
const trace = (matrix: number[][]) => matrix.reduce((sum, row, i) => sum + row[i], 0);

/** Trains y = x and returns the plan and its loss. */
function learn(block: Parameters<typeof plan>[0], x: Tensor, optimiser: Optimiser, steps: number) {
  const p = plan(block, {input: x.shape, loss: halfSquaredError});
  for (const _ of train(p, {inputs: x, targets: x}, {optimiser, steps}));
  p.feed(x, x);
  return {p, loss: p.forward()};
}

describe("eigenvalues", () => {
  test("of a matrix with known ones", () => {
    const found = eigenvalues([
      [2, 1, 0],
      [1, 2, 1],
      [0, 1, 2]
    ]).sort((a, b) => a - b);
    [2 - Math.SQRT2, 2, 2 + Math.SQRT2].forEach((value, i) => {
      expect(found[i]).toBeCloseTo(value, 12);
    });
  });

  test("add up to the trace, their squares to the squares of the entries", () => {
    const m = secondMoments(identityData(12, 64, 5));
    const found = eigenvalues(m);
    expect(found.reduce((a, b) => a + b)).toBeCloseTo(trace(m), 10);
    expect(found.reduce((a, b) => a + b * b, 0)).toBeCloseTo(
      m.flat().reduce((a, b) => a + b * b, 0),
      10
    );
    expect(Math.min(...found)).toBeGreaterThan(0);
  });
});

describe("closed forms", () => {
  const matrices = {bias: false, weights: identityMatrix};
  const twoLinear = (width: number) => sequential(dense(width, matrices), dense(width, matrices));
  const scalarData = (m: number) => {
    const x = uniform([64, 1], random(4), 0.2, 1);
    const power = flat(x).reduce((sum, v) => sum + v * v, 0) / 64;
    return tensor(
      [64, 1],
      flat(x).map(v => v * Math.sqrt(m / power))
    );
  };

  test.each([0.1, 0.3, 0.8])("1: a scalar plain block passes 1 − λ/m of x (λ = %f, m = 0.5)", lambda => {
    const layer = () => dense(1, {bias: false, weights: constant(0.8)});
    const optimiser = momentum({rate: 0.1, decay: lambda});
    const {p, loss} = learn(sequential(layer(), relu, layer(), relu), scalarData(0.5), optimiser, 2000);
    const [w1, w2] = p.parameters.map(({value}) => value.get(0, 0));
    expect(w1 * w2).toBeCloseTo(Math.max(0, 1 - lambda / 0.5), 4);
    expect(loss).toBeCloseTo(attainable([0.5], lambda).data, 4);
    expect(attainable([0.5], lambda).data).toBe(lambda < 0.5 ? lambda ** 2 / 1 : 0.25);
  });

  test("2: two linear layers shrink each direction by its own eigenvalue", () => {
    const x = identityData(4, 64, 2);
    const lambda = 0.08;
    const values = eigenvalues(secondMoments(x));
    expect(Math.min(...values)).toBeLessThan(lambda);
    const {p, loss} = learn(twoLinear(4), x, momentum({rate: 0.1, decay: lambda}), 4000);
    const {data, objective} = attainable(values, lambda);
    const decay = (lambda / 2) * flat(p.parameters[0].value).reduce((s, w) => s + w * w, 0);
    expect(loss).toBeCloseTo(data, 4);
    expect(loss + 2 * decay).toBeCloseTo(objective, 4);
  });

  test("3: with one-hot inputs ReLU changes nothing, unit by unit", () => {
    const width = 4;
    const heights = [0.6, 1, 1.5, 2];
    const x = tensor(
      [width, width],
      [...Array(16).keys()].map(i => (i % 5 === 0 ? heights[i / 5] : 0))
    );
    const lambda = 0.2;
    const block = plain(dense(width, matrices), relu, dense(width, matrices));
    const {loss} = learn(block, x, momentum({rate: 0.1, decay: lambda}), 4000);
    const values = heights.map(h => h ** 2 / width);
    expect(values.some(m => m < lambda) && values.some(m => m > lambda)).toBe(true);
    expect(loss).toBeCloseTo(attainable(values, lambda).data, 4);
  });

  test("4: a bias that does not decay leaves the centred covariance to the weights", () => {
    const x = uniform([64, 3], random(6), 0.5, 2);
    const lambda = 0.05;
    const weights = identityMatrix;
    const block = plain(dense(3, {weights}), relu, dense(3, {weights}));
    const {loss} = learn(block, x, momentum({rate: 0.05, decay: lambda}), 4000);
    const [centred, whole] = [true, false].map(
      c => attainable(eigenvalues(secondMoments(x, c)), lambda).data
    );
    expect(loss).toBeCloseTo(centred, 4);
    expect(Math.abs(centred - whole)).toBeGreaterThan(1e-3);
  });

  test("4: where ReLU cuts something off, that floor is a bound from below", () => {
    const lambda = 0.02;
    for (const seed of [1, 2, 3, 4]) {
      const x = identityData(4, 64, seed);
      const {error} = last({
        ...{kind: "plain", initialisation: "identity", width: 4, count: 64, seed, lambda},
        ...{decayBiases: false, optimiser: "momentum", rate: 0.05, steps: 3000}
      });
      const loss = (error * trace(secondMoments(x))) / 2;
      const {data} = attainable(eigenvalues(secondMoments(x, true)), lambda);
      expect(loss).toBeGreaterThan(0.99 * data);
      expect(loss).toBeLessThan(1.25 * data);
    }
  });

  test("5: a residual block with W2 = 0 is the identity to the last bit, and W1 decays by 1 − ηλ a step", () => {
    const x = identityData(8, 128, 3);
    const options = {kind: "residual", initialisation: "zero", optimiser: "sgd", seed: 3} as const;
    const start = last({...options, steps: 0});
    const end = last({...options, lambda: 0.1, rate: 0.05, steps: 200});
    expect([...end.end!.y]).toEqual([...elements(x)]);
    expect(end.error).toBe(0);
    expect(end.norms.w1 / start.norms.w1).toBeCloseTo((1 - 0.05 * 0.1) ** 200, 5);
  });

  test("6: a residual block whose biases do not decay brings W1, W2 and b2 to 0, not b1", () => {
    const {norms} = last({
      ...{kind: "residual", decayBiases: false, lambda: 0.1, rate: 0.05},
      ...{optimiser: "momentum", steps: 3000, seed: 2}
    });
    expect(Math.max(norms.w1, norms.w2, norms.b2)).toBeLessThan(1e-3);
    expect(norms.b1).toBeGreaterThan(0.01);
  });
});

describe("the table of medians over 20 seeds", () => {
  const lambdas = [0, 0.01, 0.1, 0.3];
  const records = [...identitySweep({lambdas, seeds: 20})];
  const errors = (lambda: number, series: keyof typeof identitySeries) =>
    records.filter(r => r.lambda === lambda && r.series === series).map(r => r.error);

  test("without decay plain blocks get stuck, and W = I is exact", () => {
    expect(median(errors(0, "plain"))).toBeGreaterThan(0.03);
    expect(median(errors(0, "plain"))).toBeLessThan(0.4);
    expect(errors(0, "plain from W = I")).toEqual(Array(20).fill(0));
  });

  test("decay sets the plain block's floor, wherever it starts", () => {
    for (const [lambda, low, high] of [
      [0.01, 0.001, 0.006],
      [0.1, 0.06, 0.12],
      [0.3, 0.24, 0.38]
    ]) {
      for (const series of ["plain", "plain from W = I"] as const) {
        expect(median(errors(lambda, series))).toBeGreaterThan(low);
        expect(median(errors(lambda, series))).toBeLessThan(high);
      }
    }
  });

  test("moderate decay helps the plain block that got stuck", () => {
    expect(median(errors(0.01, "plain"))).toBeLessThan(median(errors(0, "plain")) / 5);
  });

  test("the residual block beats the plain one in every seed, at every λ", () => {
    for (const lambda of lambdas) {
      const [a, b] = [errors(lambda, "residual"), errors(lambda, "plain")];
      for (let seed = 0; seed < 20; seed++) expect(a[seed]).toBeLessThan(b[seed]);
    }
  });

  test("the residual block needs no decay: F becomes 0 while W does not", () => {
    const free = records.filter(r => r.lambda === 0 && r.series === "residual");
    expect(median(free.map(r => r.error))).toBeLessThan(1e-3);
    expect(Math.min(...free.map(r => r.largest))).toBeGreaterThan(2);
    const decayed = records.filter(r => r.lambda === 0.1 && r.series === "residual");
    expect(Math.max(...decayed.map(r => r.largest))).toBeLessThan(1e-3);
  });
});

test("how far decay brings W1 depends on the optimiser", () => {
  const kept = (options: IdentityOptions) => {
    const common = {kind: "residual", lambda: 0.01, seed: 1, ...options} as const;
    return last(common).norms.w1 / last({...common, steps: 0}).norms.w1;
  };
  const [plainSgd, withMomentum, adam, adamW] = [
    kept({optimiser: "sgd"}),
    kept({optimiser: "momentum"}),
    kept({optimiser: "adam"}),
    kept({optimiser: "adam", decoupled: true})
  ];
  expect(plainSgd).toBeGreaterThan(0.5);
  expect(withMomentum).toBeLessThan(0.15);
  expect(adam).toBeLessThan(0.05);
  expect(adamW).toBeGreaterThan(0.5);
});

describe("identity", () => {
  test("yields every so many steps, and everything at the end", () => {
    const records = [...identity({steps: 50, every: 20, width: 4})];
    expect(records.map(r => r.step)).toEqual([20, 40, 50]);
    const {end} = records.at(-1)!;
    expect(end!.w1).toHaveLength(16);
    expect(end!.y).toHaveLength(128 * 4);
    expect(records.slice(0, -1).every(r => r.end === undefined)).toBe(true);
  });

  test("shows every moment when watched, from before the first step", () => {
    const records = [...identity({steps: 40, every: 20, width: 4, watch: true, initialisation: "zero"})];
    expect(records.map(r => r.step)).toEqual([0, 20, 40]);
    expect(records.every(r => r.end!.w1.length === 16)).toBe(true);
    // A residual block whose last layer is 0 begins as the identity.
    expect(records[0].error).toBe(0);
    expect(records[0].norms.w2).toBe(0);
    expect(records[0].end!.y).toEqual(records[0].end!.x);
  });

  test("finds output units that are dead, but not those whose target is 0 too", () => {
    const p = last({kind: "plain", seed: 1, lambda: 0});
    const {x, y, width, dead} = p.end!;
    for (let i = 0; i < width; i++) {
      const column = (v: Float32Array) => v.filter((_, j) => j % width === i);
      expect(dead.output[i]).toBe(column(y).every(v => v === 0) && column(x).some(v => v > 0));
    }
  });

  test("says where it diverged", () => {
    const records = [...identity({optimiser: "sgd", rate: 1000, steps: 200})];
    expect(records.at(-1)!.diverged).toBe(true);
    expect(records.at(-1)!.step).toBeLessThan(200);
  });

  test("refuses impossible options by name", () => {
    const message = (options: object) => () => last(options);
    expect(message({width: 0})).toThrow("width must be an integer ≥ 1: 0");
    expect(message({lambda: -1})).toThrow("lambda must lie in [0, Infinity]: -1");
    expect(message({steps: 1.5})).toThrow("steps must be an integer ≥ 0: 1.5");
    expect(message({kind: "dense"})).toThrow('kind must be one of plain, residual: "dense"');
    expect(() => identityBlock("plain", 4, "ones" as never)).toThrow(
      'initialisation must be one of he, identity, zero: "ones"'
    );
  });

  test("the same seed gives the same numbers", () => {
    expect(last({seed: 7, steps: 100})).toEqual(last({seed: 7, steps: 100}));
  });
});
