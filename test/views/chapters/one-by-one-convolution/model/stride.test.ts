import {describe, expect, it} from "vitest";
import {
  type Halving,
  halvings,
  readAtAll,
  reading,
  unread
} from "../../../../../lib/views/chapters/one-by-one-convolution/model/stride.js";

/** The positions of an 8×8 map that the output in a row and column reads, by the definition of the windows. */
const windows: {readonly [H in Halving]: (row: number, column: number) => number[]} = {
  pointwise: (r, c) => [8 * 2 * r + 2 * c],
  square: (r, c) =>
    [-1, 0, 1].flatMap(i =>
      [-1, 0, 1].flatMap(j => {
        const [y, x] = [2 * r + i, 2 * c + j];
        return y >= 0 && x >= 0 && y < 8 && x < 8 ? [8 * y + x] : [];
      })
    ),
  average: (r, c) => [0, 1, 8, 9].map(at => at + 8 * 2 * r + 2 * c)
};

describe("reading(halving)", () => {
  it.each(Object.keys(halvings) as Halving[])(
    "%s: each output reads its window and nothing else",
    halving => {
      const {rows, columns, reads} = reading(halving);
      expect([rows, columns]).toEqual([4, 4]);
      reads.forEach((own, i) => {
        const read = [...own.entries()].filter(([, n]) => n).map(([at]) => at);
        expect(read).toEqual(windows[halving](Math.floor(i / 4), i % 4).sort((a, b) => a - b));
      });
    }
  );

  it("leaves three quarters of an even map unread where a 1×1 moves by two, and nothing in the other ways", () => {
    for (const side of [8, 14, 28]) expect(unread(reading("pointwise", side))).toBe((3 / 4) * side ** 2);
    expect(unread(reading("pointwise", 7))).toBe(33);
    for (const way of ["square", "average"] as const) expect(unread(reading(way))).toBe(0);
  });

  it("counts one, two or four readers where windows of 3×3 overlap, one where those of the average touch", () => {
    expect([...new Set(reading("square").readers)].sort()).toEqual([1, 2, 4]);
    expect([...new Set(reading("average").readers)]).toEqual([1]);
  });
});

it("readAtAll(halving) finds the same on a map of any shape", () => {
  for (const halving of Object.keys(halvings) as Halving[])
    expect([...readAtAll(halving, 8, 8)]).toEqual(Array.from(reading(halving).readers, n => (n ? 1 : 0)));
  expect(readAtAll("pointwise", 3, 5).reduce((n, read) => n + read, 0)).toBe(6);
});
