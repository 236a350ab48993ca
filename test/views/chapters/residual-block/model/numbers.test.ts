import {describe, expect, it} from "vitest";
import {block, dense, elements, relu, residual} from "../../../../../lib/index.js";
import {defaults, readHash} from "../../../../../lib/lesson/parameters.js";
import {
  blockNumbers,
  blockParameters,
  compute,
  misfits,
  plansOf,
  presets,
  resizeBlock,
  seeded,
  widthOfLists
} from "../../../../../lib/views/chapters/residual-block/model/numbers.js";

const values = defaults(blockParameters);
const plans = plansOf(n => block("l", residual(dense(n), relu, dense(n))));
const run = (changes: object) => {
  const all = {...values, ...changes};
  const p = compute(plans(all.n), blockNumbers(all));
  return (name: string) => [...elements(p.value(name))];
};

describe("the numbers of a block", () => {
  it("come from the seed, in tenths, the input not negative", () => {
    const {a, w1, b1, w2, b2} = seeded(5, 3);
    for (const v of [...a, ...w1, ...b1, ...w2, ...b2]) expect(v * 10).toBeCloseTo(Math.round(v * 10), 9);
    expect(Math.min(...a)).toBeGreaterThanOrEqual(0);
    expect(seeded(5, 3)).toEqual({n: 5, a, w1, b1, w2, b2});
    expect(seeded(5, 4).w1).not.toEqual(w1);
  });

  it("are weighted row by row, as the course writes W a", () => {
    const read = run({n: 2, a: [1, 2], w1: [3, 4, 5, 6], b1: [10 - 9, 0]});
    expect(read("z[l+1]")).toEqual([3 * 1 + 4 * 2 + 1, 5 * 1 + 6 * 2]);
  });

  it("at the start are one unit's, whole, and each usual slip comes out with a number of its own", () => {
    const read = run({});
    const one = (name: string) => read(name)[0];
    const all = ["a[l]", "W[l+1]", "b[l+1]", "z[l+1]", "W[l+2]", "b[l+2]", "z[l+2]", "a[l+2]"].map(one);
    expect(all).toEqual([4, 2, -5, 3, -1, 1, -2, 2]);
    const [a, z, b] = ["a[l]", "z[l+2]", "b[l+2]"].map(one);
    const relu = (v: number) => Math.max(0, v);
    // Right, without the bias, without the shortcut, and joined after the ReLU.
    expect([relu(z + a), relu(z - b + a), relu(z), relu(z) + a]).toEqual([2, 1, 0, 4]);
  });

  it("of four units show it all: ReLU cuts, the main path takes away, the last ReLU cuts", () => {
    const read = run({n: 4});
    const [a, z1, z2, sum] = ["a[l]", "z[l+1]", "z[l+2]", "z[l+2]+a[l]"].map(read);
    expect(z1.some(v => v < 0) && z1.some(v => v > 0)).toBe(true);
    expect(z2.some((z, i) => z < 0 && sum[i] > 0)).toBe(true);
    expect(sum.some((v, i) => v < 0 && a[i] > 0)).toBe(true);
  });
});

describe("lists in the address", () => {
  it("of a length that belongs to no number of units are refused", () => {
    const {problems, values} = readHash(blockParameters, "#w1=1,2,3&a=0,1e400&b1=");
    expect(problems.map(p => p.name)).toEqual(["w1", "a", "b1"]);
    expect(values).toEqual(defaults(blockParameters));
  });

  it("that do not fit the number of units are named, and the seed stands in", () => {
    const wrong = {...values, n: 3, w1: [1, 0, 0, 1]};
    expect(misfits(wrong)).toEqual(["w1"]);
    expect(blockNumbers(wrong)).toEqual(seeded(3, values.seed));
  });
});

describe("a link that leaves the number of units unsaid", () => {
  it("sets it by its lists, where they agree", () => {
    expect(widthOfLists({...values, a: [1, 2, 0, 3], w2: Array(16).fill(0)})).toBe(4);
    expect(widthOfLists({...values, a: [1, 2], w2: Array(16).fill(0)})).toBeUndefined();
    expect(widthOfLists({...values, n: 3, w1: [1, 2, 3, 4]})).toBeUndefined();
    expect(widthOfLists(values)).toBeUndefined();
    expect(widthOfLists({...values, a: [1]})).toBeUndefined();
  });
});

describe("another number of units", () => {
  const two = {...values, n: 2, w1: [1, 2, 3, 4], a: [7, 8]};

  it("keeps what still fits where it was, and fills up from the seed", () => {
    const {w1, a, b1, n} = resizeBlock(two, 3);
    const fresh = seeded(3, values.seed);
    expect(n).toBe(3);
    expect(w1).toEqual([1, 2, fresh.w1[2], 3, 4, fresh.w1[5], ...fresh.w1.slice(6)]);
    expect(a).toEqual([7, 8, fresh.a[2]]);
    expect(b1).toEqual([]);
  });

  it("cuts off what is too much", () => {
    expect(resizeBlock(two, 1)).toMatchObject({n: 1, w1: [1], a: [7]});
  });
});

describe("presets", () => {
  it("a zero last layer makes the block the identity, whatever the first layer holds", () => {
    for (const seed of [1, 2, 3]) {
      const read = run({seed, ...presets.zeroLast({...values, seed})});
      expect(read("a[l+2]")).toEqual(read("a[l]"));
    }
  });

  it("a negative input comes out as zero: [−1, 2] becomes [0, 2]", () => {
    const read = run(presets.negativeInput(values));
    expect([read("a[l]"), read("a[l+2]")]).toEqual([
      [-1, 2],
      [0, 2]
    ]);
  });

  it("all units dead means that no z[l+1] is positive, at any size and seed", () => {
    for (let n = 1; n <= 8; n++) {
      const read = run({n, seed: n, ...presets.dead({...values, n, seed: n})});
      expect(Math.max(...read("z[l+1]"))).toBeLessThan(0);
      expect(read("z[l+2]")).toEqual(read("b[l+2]"));
    }
  });

  it("identity weights hand a[l] through the main path: the block doubles it", () => {
    const read = run(presets.identityWeights(values));
    expect(read("a[l+2]")).toEqual(read("a[l]").map(v => Math.fround(v + v)));
  });

  it("new numbers are another seed's, and nothing that was entered", () => {
    expect(presets.random({...values, a: [1, 1, 1, 1]})).toMatchObject({seed: values.seed + 1, a: []});
  });
});
