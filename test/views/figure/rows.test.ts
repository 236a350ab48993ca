import {describe, expect, it} from "vitest";
import {nested, tensor} from "../../../lib/index.js";
import {csv} from "../../../lib/lesson/csv.js";
import {arrayRows, inPercent} from "../../../lib/views/figure/rows.js";

describe("arrayRows(arrays)", () => {
  it("has a row for each element, with its place counted from 1 and blanks for axes of other arrays", () => {
    const rows = arrayRows([
      [
        "W",
        nested([
          [1, 2],
          [3, 4]
        ]),
        ["input", "unit"]
      ],
      ["b", tensor([2], [5, 6]), ["unit"]]
    ]);
    expect(csv(rows).split("\r\n")).toEqual([
      "array,input,unit,value",
      "W,1,1,1",
      "W,1,2,2",
      "W,2,1,3",
      "W,2,2,4",
      "b,,1,5",
      "b,,2,6"
    ]);
  });

  it("leaves a batch of one out, and reads views as they lie", () => {
    const x = tensor([1, 2, 3], [1, 2, 3, 4, 5, 6]).transpose(0, 2, 1);
    expect(arrayRows([["x", x, ["row", "column"]]]).map(Object.values)).toEqual([
      ["x", 1, 1, 1],
      ["x", 1, 2, 4],
      ["x", 2, 1, 2],
      ["x", 2, 2, 5],
      ["x", 3, 1, 3],
      ["x", 3, 2, 6]
    ]);
  });

  it("writes as few digits as single precision has, and all that it needs", () => {
    const values = tensor([3], [0.1, 1 / 3, 16777217]);
    const written = arrayRows([["x", values, ["unit"]]]).map(({value}) => value);
    expect(written[0]).toBe(0.1);
    expect(written.map(v => Math.fround(Number(v)))).toEqual([...values.data]);
  });
});

describe("inPercent(share)", () => {
  it("has no noise of double precision", () => {
    expect(inPercent(0.29)).toBe(29);
    expect(inPercent(0.07)).toBe(7);
  });
  it("is NaN where there is no number", () => {
    expect(inPercent(Number.NaN)).toBeNaN();
    expect(inPercent(null as never)).toBeNaN();
  });
});
