// The second witness: the library agrees, number by number, with loops that share no code with it.
import {readFileSync} from "node:fs";
import {describe, expect, it} from "vitest";
import {operations, plan} from "../../lib/graph/index.js";
import {reference} from "../../lib/kernels/index.js";
import * as nn from "../../lib/nn/index.js";
import {tensor} from "../../lib/tensor/index.js";
import {
  blockCases,
  networkCases,
  operationCases,
  optimiserCases,
  optimiserNetwork,
  startCases
} from "./cases.js";
import {agreeOnce, agreeTraining, batchOf, type Case, used} from "./compare.js";

const {library: dropping} = blockCases["stochastic depth"][0];

const ways = [
  {precision: "double"},
  {precision: "single"},
  {precision: "single", keep: "parameters"},
  {precision: "single", kernels: reference}
] as const;

function agree(c: Case, each: readonly (typeof ways)[number][] = ways): void {
  for (const way of each) for (const mode of ["training", "evaluation"] as const) agreeOnce(c, way, mode);
}

describe("values, gradients and explanations of each operation", () => {
  for (const [name, cases] of Object.entries(operationCases))
    it(name, () => {
      for (const c of cases) agree(c);
    });
});

describe("each way to begin, and what comes of it", () => {
  for (const [name, cases] of Object.entries(startCases))
    it(name, () => {
      for (const c of cases) agree(c);
    });
});

describe("blocks, once and over 20 steps of training", () => {
  for (const [name, cases] of Object.entries(blockCases))
    it(name, () => {
      for (const c of cases) {
        agree(c, [ways[0], ways[2]]);
        agreeTraining(c, {precision: "double", keep: "all"});
        agreeTraining(c, {precision: "single"}, {together: true});
      }
    });
});

describe("the networks of the experiments", () => {
  for (const {name, c, training, chaotic} of networkCases)
    it(name, () => {
      agree(c, chaotic ? [ways[0]] : [ways[0], ways[2]]);
      agreeTraining(c, {precision: "double"}, training);
      if (chaotic) return;
      agreeTraining(c, {precision: "single"}, {...training, together: true});
    });
});

describe("optimisers, with decay, schedules and clipping, over 20 steps", () => {
  for (const [name, trainings] of Object.entries(optimiserCases))
    it(name, () => {
      for (const training of trainings) {
        agreeTraining(optimiserNetwork, {precision: "double"}, training);
        agreeTraining(optimiserNetwork, {precision: "single"}, training);
      }
    });
});

describe("what training draws", () => {
  const steps = 400;
  const drawn = (seed: number) => {
    const p = plan(dropping, {input: [8, 4], loss: nn.softmaxCrossEntropy});
    const inputs = tensor(
      [28, 4],
      Array.from({length: 112}, (_, i) => i)
    );
    const targets = tensor(
      [28],
      Array.from({length: 28}, (_, i) => i % 3)
    );
    const optimiser = nn.sgd({rate: 0});
    return Array.from(nn.train(p, {inputs, targets}, {optimiser, steps, seed}), () => {
      const {x, target, flags} = batchOf(p);
      return {x: Array.from(x.v), labels: Array.from(target!.v), flags: [...flags!]};
    });
  };
  const [once, other] = [drawn(1), drawn(2)];

  it("is each example whole, with its label, at most once an epoch of as many batches as are full", () => {
    const places = Array.from({length: 28}, () => 0);
    for (let from = 0; from + 3 <= steps; from += 3) {
      const rows = once
        .slice(from, from + 3)
        .flatMap(({x, labels}) => labels.map((label, r) => ({label, row: x.slice(4 * r, 4 * r + 4)})));
      const examples = rows.map(({row}) => row[0] / 4);
      expect(new Set(examples).size).toBe(24);
      for (const [i, {label, row}] of rows.entries()) {
        expect(row).toEqual([0, 1, 2, 3].map(j => 4 * examples[i] + j));
        expect(label).toBe(examples[i] % 3);
      }
      for (const i of examples) places[i]++;
    }
    // 24 of 28 are drawn in each of 133 epochs, each time others: 114 ± 4 (one standard deviation).
    for (const n of places) expect(Math.abs(n - 114)).toBeLessThan(20);
  });
  it("is the same for the same seed only", () => {
    expect(drawn(1)).toEqual(once);
    for (const what of ["x", "flags"] as const)
      expect(other.map(step => step[what])).not.toEqual(once.map(step => step[what]));
  });
  it("is for each branch by itself whether it is dropped, as often as it should be", () => {
    const n = steps;
    const mean = (f: (flags: readonly number[]) => number) =>
      once.reduce((s, {flags}) => s + f(flags), 0) / n;
    // Dropped with probability 0.4, both of a pair with 0.16, and one after the other too: within five deviations.
    const close = (found: number, p: number) =>
      expect(Math.abs(found - p)).toBeLessThan(5 * Math.sqrt((p * (1 - p)) / n));
    expect(once[0].flags.length).toBe(4);
    for (let i = 0; i < 4; i++) {
      close(
        mean(flags => flags[i]),
        0.4
      );
      for (let j = 0; j < i; j++)
        close(
          mean(flags => flags[i] * flags[j]),
          0.16
        );
    }
    close(once.slice(1).filter(({flags}, t) => flags[0] && once[t].flags[3]).length / (n - 1), 0.16);
  });
});

describe("the second witness", () => {
  it("has a case for every row of the table of operations", () => {
    const all = [operationCases, blockCases, startCases].flatMap(Object.values).flat() as Case[];
    const met = new Set(
      all.flatMap(({library, input, loss}) =>
        plan(library, {input, loss: loss?.library}).steps.map(({operation}) => operation)
      )
    );
    expect(Object.keys(operations).filter(name => !met.has(name as never))).toEqual([]);
    expect(Object.keys(operationCases)).toEqual(Object.keys(operations));
  });
  it("has a case for everything else that the library can build networks of", () => {
    // What he, train and sgd are made of.
    const parts = ["fans", "clipGradients", "scheduled"];
    expect(Object.keys(nn).filter(name => !used.has(name) && !parts.includes(name))).toEqual([]);
  });
  it("shares no code with the library", () => {
    for (const file of ["operations", "networks", "optimisers", "starts", "train"])
      expect(readFileSync(new URL(`${file}.ts`, import.meta.url), "utf8")).not.toContain("lib/");
  });
});
