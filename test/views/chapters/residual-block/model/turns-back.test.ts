import {describe, expect, it} from "vitest";
import {seeded} from "../../../../../lib/views/chapters/residual-block/model/numbers.js";
import {slipOf} from "../../../../../lib/views/chapters/residual-block/model/turns.js";
import {
  type BackNumbers,
  gates,
  solutions,
  turns,
  wayBack
} from "../../../../../lib/views/chapters/residual-block/model/turns-back.js";

const solved = (numbers: BackNumbers) => turns(numbers).map(turn => solutions(numbers, turn));

// z[l+1] = [3, 4], the sum [6, 14]: all gates are open. Back come W₂ᵀg = [4, −1], W₁ᵀ of that = [1, 7], and g = [1, 1].
const open: BackNumbers = {
  n: 2,
  a: [1, 1],
  w1: [1, 2, 3, 1],
  b1: [0, 0],
  w2: [1, -2, 3, 1],
  b2: [10, 0],
  g: [1, 1]
};
const whole = (numbers: BackNumbers) => solved(numbers)[2];
const slipsOf = (numbers: BackNumbers, given: readonly number[]) =>
  given.map((value, at) => slipOf(value, at, whole(numbers)));

describe("your turn on the way back", () => {
  it("asks for one number, then two, then all that arrive", () => {
    expect(turns({n: 3}).map(({blanks}) => blanks.length)).toEqual([1, 2, 3]);
  });

  it("knows the gradients of the block that the chapter opens with", () => {
    // W[l+2] = −1 and W[l+1] = 2, both ReLUs open: 1 → −1 → −2, and 1 by the shortcut.
    const [one, two, all] = solved({...seeded(1, 761), g: [1]});
    expect([one, two, all].map(({right}) => right)).toEqual([[-1], [-2, -1], [-1]]);
    expect(slipOf(1, 0, one)).toBe("unweighted");
    expect([-2, 1].map(given => slipOf(given, 1, two))).toEqual(["shortcut", "main"]);
    expect([-2, 1, 2, 17].map(given => slipOf(given, 0, all))).toEqual([
      "shortcut",
      "main",
      "unweighted",
      undefined
    ]);
  });

  it("knows a row taken for a column, and a gradient cut for being negative", () => {
    expect(whole(open).right).toEqual([2, 8]);
    // W₂g = [−1, 4], W₁ of that = [7, 1].
    expect(slipsOf(open, [8, 2])).toEqual(["column", "column"]);
    expect(slipsOf(open, [5, 9])).toEqual(["cut", "cut"]);
  });

  it("knows a ReLU that was left out on the way back", () => {
    // Without the bias the first sum is −4: of g only [0, 1] gets back.
    const last = {...open, b2: [0, 0]};
    expect(whole(last).right).toEqual([6, 8]);
    expect(slipsOf(last, [2])).toEqual(["lastGate"]);
    // z[l+1] = [3, −2]: the second unit hands nothing back.
    const first = {...open, w1: [1, 2, -3, 1]};
    expect(whole(first).right).toEqual([5, 9]);
    expect(slipsOf(first, [8])).toEqual(["gate"]);
  });

  it("goes the library's way where nothing is done wrong, and knows no slip for what is right", () => {
    for (let seed = 1; seed <= 20; seed++) {
      const n = 1 + (seed % 8);
      const numbers = {...seeded(n, seed), g: Array.from({length: n}, (_, i) => i - 2)};
      for (const turn of turns(numbers)) {
        const {right, slips} = solutions(numbers, turn);
        const way = wayBack(numbers, gates(numbers));
        for (const [i, {key, unit}] of turn.blanks.entries()) {
          expect(right[i]).toBeCloseTo(way[key][unit], 4);
          expect(slipOf(right[i], i, {right, slips})).toBeUndefined();
        }
      }
    }
  });
});
