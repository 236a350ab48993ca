import {describe, expect, test} from "vitest";
import {load} from "../../lib/experiments/evaluate.js";
import {direction, fallsOutwards, lossPlane, minimaOf, type PlaneRow} from "../../lib/experiments/plane.js";
import {type TrainingResult, trainNetwork} from "../../lib/experiments/training.js";
import {flat, random} from "../../lib/tensor/index.js";

const options = {variant: "zero-gamma", depth: 8, rates: [0.1], steps: 20, seed: 3} as const;
const small = {...options, points: 5, radius: 0.5, planeSeed: 2};

const rowsOf = (records: ReturnType<typeof lossPlane>) =>
  [...records].filter((record): record is PlaneRow => record.type === "row");
const resultOf = (records: Iterable<{type: string}>) =>
  [...records].find((record): record is TrainingResult => record.type === "result")!;
const trained = () => {
  const {options: network, weights} = resultOf(trainNetwork(options));
  return load(network, weights);
};

describe("direction", () => {
  const {plan} = trained();
  const drawn = direction(plan, random(1));
  const offset = (values: Float32Array) => (values.byteOffset - plan.vector.values.byteOffset) / 4;

  test("is as long as the weights, unit by unit", () => {
    const weights = plan.parameters.filter(({kind}) => kind === "weight");
    expect(weights).toHaveLength(8);
    for (const {value} of weights) {
      const [inputs, units] = value.shape;
      const from = offset(flat(value));
      for (let unit = 0; unit < units; unit++) {
        const column = (of: ArrayLike<number>, start: number) =>
          Math.hypot(...Array.from({length: inputs}, (_, i) => of[start + i * units + unit]));
        expect(column(drawn, from)).toBeCloseTo(column(flat(value), 0), 4);
      }
    }
  });

  test("leaves biases, γ and β alone", () => {
    const others = plan.parameters.filter(({kind}) => kind !== "weight");
    expect(others.map(({kind}) => kind)).toContain("gamma");
    for (const {value} of others) {
      const from = offset(flat(value));
      expect([...drawn.slice(from, from + value.size)].every(d => d === 0)).toBe(true);
    }
  });
});

describe("lossPlane", () => {
  test("has at its centre the loss of the trained network", () => {
    const rows = rowsOf(lossPlane(small));
    expect(rows.map(({row}) => row)).toEqual([0, 1, 2, 3, 4]);
    expect(rows[2].losses[2]).toBeCloseTo(trained().score().loss, 6);
  });

  test("has at its other points the loss of the weights that were moved along the two directions", () => {
    const rows = rowsOf(lossPlane(small));
    const {plan, score} = trained();
    const next = random(2);
    const [right, up] = [direction(plan, next), direction(plan, next)];
    const centre = plan.vector.values.slice();
    for (const [row, column, a, b] of [
      [0, 4, 0.5, 0.5],
      [2, 0, -0.5, 0],
      [3, 2, 0, -0.25]
    ]) {
      centre.forEach((w, i) => {
        plan.vector.values[i] = w + a * right[i] + b * up[i];
      });
      expect(rows[row].losses[column]).toBeCloseTo(score().loss, 5);
    }
  });

  test("takes another plane with another seed, through the same network", () => {
    const [one, other] = [1, 2].map(planeSeed => rowsOf(lossPlane({...small, planeSeed})));
    expect(one[2].losses[2]).toBe(other[2].losses[2]);
    expect(one[0].losses[0]).not.toBe(other[0].losses[0]);
  });

  test("trains on data as noisy as it is told, and takes the loss on them", () => {
    const [calm, noisy] = [0, 0.2].map(noise => resultOf(lossPlane({...small, noise, steps: 60})).loss);
    expect(noisy).toBeGreaterThan(calm + 0.1);
    const [row] = rowsOf(lossPlane({...small, noise: 0.2, points: 3})).slice(1);
    expect(row.losses[1]).toBeCloseTo(resultOf(trainNetwork({...options, noise: 0.2})).loss, 6);
  });

  test("has an odd number of points on a side", () => {
    expect(() => lossPlane({points: 4}).next()).toThrow("points must be odd: 4");
  });
});

test("minimaOf finds the points that are lower than all of their eight neighbours, not at the edge", () => {
  const grid = [
    [0, 5, 5, 5, 5],
    [5, 1, 5, 5, 5],
    [5, 5, 5, 2, 5],
    [5, 3, 5, 5, 5],
    [5, 5, 4, 5, 5]
  ];
  // That of 1 has 0 beside it; those of 0 and 4 lie at the edge.
  expect(minimaOf(Float32Array.from(grid.flat()), 5)).toEqual([13, 16]);
  expect(minimaOf(new Float32Array(25), 5)).toEqual([]);
});

test("fallsOutwards is 0 in a bowl, 1 on a hill", () => {
  const at = (f: (x: number, y: number) => number) =>
    Float32Array.from({length: 49}, (_, i) => f((i % 7) - 3, Math.floor(i / 7) - 3));
  expect(
    fallsOutwards(
      at((x, y) => x * x + y * y),
      7
    )
  ).toBe(0);
  expect(
    fallsOutwards(
      at((x, y) => -x * x - y * y),
      7
    )
  ).toBe(1);
  expect(
    fallsOutwards(
      at(x => x),
      7
    )
  ).toBeGreaterThan(0.3);
  expect(
    fallsOutwards(
      at(x => x),
      7
    )
  ).toBeLessThan(0.7);
});
