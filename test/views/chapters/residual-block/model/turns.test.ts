import {describe, expect, it} from "vitest";
import {seeded} from "../../../../../lib/views/chapters/residual-block/model/numbers.js";
import {
  agree,
  slipOf,
  solutions,
  turns
} from "../../../../../lib/views/chapters/residual-block/model/turns.js";

// a = 4, W[l+1] = 2, b[l+1] = −5, W[l+2] = −1, b[l+2] = 1: by hand z = 3, z = −2, −2 + 4 = 2.
const one = seeded(1, 761);
const solved = (shortcut: boolean) =>
  turns({n: 1, shortcut}).map(turn => solutions({...one, shortcut}, turn));

describe("your turn", () => {
  it("asks for one number, then two, then all that come out", () => {
    expect(turns({n: 3, shortcut: true}).map(({blanks}) => blanks.length)).toEqual([1, 2, 3]);
  });

  it("knows the numbers of the block, with and without its shortcut", () => {
    expect(solved(true).map(({right}) => right)).toEqual([[3], [-2, 2], [2]]);
    expect(solved(false).map(({right}) => right)).toEqual([[3], [-2, 0], [0]]);
  });

  it("knows a slip by the number that it gives", () => {
    const [first, two, block] = solved(true);
    expect([8, -3].map(given => slipOf(given, 0, first))).toEqual(["bias", "sign"]);
    expect(slipOf(-3, 0, two)).toBe("bias");
    expect([-2, 4, 1].map(given => slipOf(given, 1, two))).toEqual(["shortcut", "after", "bias"]);
    expect([0, 4, 1].map(given => slipOf(given, 0, block))).toEqual(["shortcut", "after", "bias"]);
    const [, , plain] = solved(false);
    expect(slipOf(-2, 0, plain)).toBe("uncut");
    expect(slipOf(17, 0, block)).toBeUndefined();
  });

  it("knows a block whose first ReLU was left out, where that makes a difference", () => {
    const four = seeded(4, 761);
    const block = solutions({...four, shortcut: true}, turns({n: 4, shortcut: true})[2]);
    // z[l+1] = [0.72, 0.97, −1.36, −0.56]: what is negative goes on.
    expect(slipOf(0.83, 0, block)).toBe("first");
  });

  it("takes two decimals, and no slip for what is right", () => {
    expect([agree(0.47, 0.472), agree(0.48, 0.472)]).toEqual([true, false]);
    for (const turn of turns({n: 4, shortcut: true})) {
      const all = solutions({...seeded(4, 761), shortcut: true}, turn);
      for (const [i, value] of all.right.entries()) expect(slipOf(value, i, all)).toBeUndefined();
    }
  });
});
