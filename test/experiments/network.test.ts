import {describe, expect, test} from "vitest";
import {dataSet, spirals} from "../../lib/experiments/data.js";
import {errorOf, evaluator, freeze, grid, load, reader} from "../../lib/experiments/evaluate.js";
import {drawn, strokesOf} from "../../lib/experiments/glyphs.js";
import {
  complete,
  type NetworkOptions,
  planOf,
  restore,
  transplant,
  variants,
  weightsOf
} from "../../lib/experiments/network.js";
import {trainNetwork} from "../../lib/experiments/training.js";
import {flat} from "../../lib/tensor/index.js";

const data = spirals();
const linear = (options: NetworkOptions) =>
  planOf(options, dataSet(options.data ?? "spirals", 1), {batch: 8}).steps.filter(
    ({operation}) => operation === "dense" || operation === "conv2d"
  ).length;

test("a network has as many linear layers as its depth says, of every variant", () => {
  for (const variant of variants)
    for (const depth of [2, 4, 20]) expect(linear({variant, depth})).toBe(depth);
  for (const variant of variants) expect(linear({variant, depth: 8, data: "images"})).toBe(8);
});

test("at depth 2 all variants are the same network", () => {
  const losses = variants.map(variant => {
    const p = planOf({variant, depth: 2}, data);
    p.feed(data.inputs, data.targets);
    return p.forward();
  });
  expect(new Set(losses).size).toBe(1);
});

test("a zero-γ network of any depth begins as the shallow one", () => {
  const outputs = [4, 56].map(depth => {
    const p = planOf({variant: "zero-gamma", depth}, data);
    p.feed(data.inputs, data.targets);
    p.forward();
    return [...flat(p.value("h0"))].map((v, i) => v - flat(p.value(`h${depth / 2 - 1}`))[i]);
  });
  for (const differences of outputs) expect(differences.every(v => v === 0)).toBe(true);
});

test("a block without its shortcut is plain", () => {
  const additions = (shortcuts?: boolean[]) =>
    planOf({variant: "residual", depth: 12, shortcuts}, data).steps.filter(s => s.operation === "add").length;
  expect(additions()).toBe(5);
  expect(additions([true, false, true, false, false])).toBe(2);
});

test("impossible options are refused by name", () => {
  expect(() => complete({depth: 7})).toThrow("depth must be even: 7");
  expect(() => complete({depth: 0})).toThrow("depth must be an integer ≥ 2: 0");
  expect(() => complete({variant: "dense" as never})).toThrow("variant must be one of plain, zero-gamma");
  expect(() => complete({variant: "plain", survival: 0.5})).toThrow(
    "a plain network has no shortcuts to leave when blocks drop out: survival is 0.5"
  );
  expect(() => complete({variant: "residual", survival: 2})).toThrow("survival must lie in [0, 1]: 2");
  expect(() => complete({depth: 6, blocks: [0, 2]})).toThrow("there is no block 2: the network has 2");
  expect(() => restore(planOf({depth: 4}, data), weightsOf(planOf({depth: 6}, data)))).toThrow(
    "parameters of another network"
  );
});

describe("evaluator", () => {
  const trained = () => {
    for (const record of trainNetwork({depth: 8, variant: "residual", steps: 80, rates: [0.1]}))
      if (record.type === "result") return record;
    throw new Error("no result");
  };

  test("load brings back what training left: the same loss and error", () => {
    const {options, weights, loss, error} = trained();
    const {score} = load(options, weights);
    expect(score()).toEqual({loss, error});
    expect(score()).toEqual({loss, error});
  });

  test("predict gives the classes that score counted, however many inputs there are", () => {
    const {options, weights, error} = trained();
    const {predict} = load(options, weights);
    const whole = predict(flat(data.inputs));
    const wrong = flat(data.targets).filter((label, i) => {
      const row = [...whole.subarray(3 * i, 3 * i + 3)];
      return row.indexOf(Math.max(...row)) !== label;
    }).length;
    expect(wrong / 480).toBeCloseTo(error, 2);
    const few = predict(flat(data.inputs).subarray(0, 10));
    few.forEach((p, i) => {
      expect(p).toBeCloseTo(whole[i], 5);
    });
    expect(predict(grid(30))).toHaveLength(900 * 3);
    expect(() => predict([1, 2, 3])).toThrow("inputs of 2 numbers are needed: 3 is no multiple");
  });

  test("a network trained on glyphs reads digits that a pen draws", () => {
    for (const data of ["glyphs", "images"] as const) {
      const options = {data, depth: 8, variant: "zero-gamma", steps: 150, rates: [0.1], seed: 2} as const;
      const result = [...trainNetwork(options)].at(-1)!;
      if (result.type !== "result") throw new Error("no result");
      const {predict} = load(result.options, result.weights);
      const read = [...Array(10).keys()].filter(digit => {
        const row = [...predict(drawn(strokesOf(digit)))];
        return row.indexOf(Math.max(...row)) === digit;
      });
      expect(read.length).toBeGreaterThanOrEqual(9);
    }
  });

  test("a reader of one input needs no data set, since watched snapshots have the statistics of the whole", () => {
    const options = {data: "images", depth: 8, variant: "residual", steps: 40, rates: [0.1]} as const;
    const records = [...trainNetwork({...options, watch: true, snapshots: true})];
    const {weights} = records.filter(r => r.type === "progress").at(-1)!;
    const one = reader(options);
    one.take(weights!);
    const digit = drawn(strokesOf(3));
    const expected = load(options, weights!).predict(digit);
    one.read(digit).forEach((p, i) => {
      expect(p).toBeCloseTo(expected[i], 4);
    });
    const result = records.at(-1)!;
    one.take(result.weights!);
    const running = [...one.read(digit)];
    expect(Math.max(...running.map((p, i) => Math.abs(p - expected[i])))).toBeGreaterThan(1e-4);
  });

  test("freeze gives evaluation the statistics of the last batch", () => {
    const p = planOf({depth: 8, variant: "residual"}, data);
    const {score} = evaluator(p, data);
    const {loss} = score();
    freeze(p);
    p.mode = "evaluation";
    expect(p.forward()).toBeCloseTo(loss, 5);
  });
});

test("errorOf counts the largest outputs that are not the label's", () => {
  const p = planOf({depth: 2}, data, {batch: 2});
  flat(p.output).set([1, 3, 2, 5, 4, 4]);
  flat(p.target!).set([1, 2]);
  expect(errorOf(p)).toBe(0.5);
});

test("transplant finds the layers of blocks that moved", () => {
  const options = {depth: 8, variant: "zero-gamma", seed: 4} as const;
  const from = planOf(options, data);
  const to = planOf({...options, seed: 5, blocks: [2, 0]}, data);
  transplant(from, to);
  for (const {name, value} of to.parameters) expect([...flat(value)]).toEqual([...flat(from.value(name))]);
});

test("grid covers the square from its top left, row by row", () => {
  const points = grid(2);
  [-0.6, 0.6, 0.6, 0.6, -0.6, -0.6, 0.6, -0.6].forEach((c, i) => {
    expect(points[i]).toBeCloseTo(c, 6);
  });
});
