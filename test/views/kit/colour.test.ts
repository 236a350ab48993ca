import {describe, expect, it} from "vitest";
import {diverging, extent} from "../../../lib/views/kit/colour.js";

describe("diverging(value, scale)", () => {
  it("is the paper's shade at zero and the ends of the ramps at ±scale", () => {
    expect([0, 2, -2].map(v => diverging(v, 2))).toEqual(["var(--zero)", "var(--pos-3)", "var(--neg-3)"]);
  });
  it("stays at the ends beyond them", () => {
    expect([9, -9, Number.POSITIVE_INFINITY].map(v => diverging(v))).toEqual([
      "var(--pos-3)",
      "var(--neg-3)",
      "var(--pos-3)"
    ]);
  });
  it("shows a broken value as such", () => expect(diverging(Number.NaN)).toBe("var(--broken)"));
});

describe("extent(values)", () => {
  it.each([
    [[0.3, -1.7], 2],
    [[9], 10],
    [[0.02], 0.02],
    [[-430], 500],
    [[0, 0], 1],
    [[], 1],
    [[Number.NaN, 3], 5]
  ])("of %j is %d", (values, end) => expect(extent(values)).toBeCloseTo(end, 12));
});
