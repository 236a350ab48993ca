import fc from "fast-check";
import {describe, expect, it} from "vitest";
import {apart} from "../../../lib/views/drawing/apart.js";

describe("apart(wanted, gap, most)", () => {
  it("leaves alone what is apart already", () => expect(apart([0, 20, 50], 17)).toEqual([0, 20, 50]));
  it("pushes down what is too near, and back up what would leave", () => {
    expect(apart([10, 12, 13], 10)).toEqual([10, 20, 30]);
    expect(apart([10, 95, 96, 97], 10, 100)).toEqual([10, 80, 90, 100]);
  });
  it("keeps the gap and the order for any places, and the end where there is room", () => {
    fc.assert(
      fc.property(fc.array(fc.integer({min: 0, max: 200}), {maxLength: 8}), wanted => {
        const places = apart(
          wanted.sort((a, b) => a - b),
          17,
          200
        );
        for (let i = 1; i < places.length; i++) expect(places[i] - places[i - 1]).toBeGreaterThanOrEqual(17);
        for (const place of places) expect(place).toBeLessThanOrEqual(200);
      })
    );
  });
});
