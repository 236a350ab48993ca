import fc from "fast-check";
import {describe, expect, it} from "vitest";
import {readings, typedNumber, typedShape} from "../../lib/lesson/typed.js";

describe("readings(text)", () => {
  it.each([
    ["0.125", 0.125],
    ["0,125", 0.125],
    ["0,800", 0.8],
    [",5", 0.5],
    ["2,3456", 2.3456],
    ["1234,567", 1234.567],
    ["131.584", 131.584],
    ["131584", 131584],
    ["1,179,648", 1179648],
    ["1，179，648", 1179648],
    ["1 179 648", 1179648],
    ["1\u202f179\u202f648", 1179648],
    ["1’179’648", 1179648],
    ["1.179.648", 1179648],
    ["1,179,648.5", 1179648.5],
    ["1.179.648,5", 1179648.5],
    ["1 179 648,125", 1179648.125],
    ["１２．５", 12.5],
    ["０，８", 0.8],
    ["0。8", 0.8],
    ["−4", -4],
    ["－4", -4],
    ["﹣4", -4],
    ["–4", -4],
    ["＋4", 4],
    ["1e-3", 0.001],
    ["1e−3", 0.001],
    ["1,5e3", 1500],
    [" 7 ", 7],
    ["12.", 12]
  ])("%s is %d", (text, value) => {
    expect(readings(text)).toEqual([value]);
  });
  it.each([
    ["131,584", [131.584, 131584]],
    ["１３１，５８４", [131.584, 131584]],
    ["−1,125", [-1.125, -1125]]
  ])("%s can mean two numbers", (text, values) => {
    expect(readings(text)).toEqual(values);
  });
  it.each([
    "",
    " ",
    ",",
    ".",
    "-",
    "x",
    "1x",
    "0x10",
    "Infinity",
    "1,2,3",
    "1,17,648",
    "0,179,648",
    "1 5",
    "1.2.3"
  ])("%j is no number", text => {
    expect(readings(text)).toEqual([]);
  });
  it("reads whatever number JavaScript writes, also with a comma, unless that may part thousands", () => {
    fc.assert(
      fc.property(fc.double({noNaN: true, noDefaultInfinity: true}), value => {
        const text = String(value);
        expect(readings(text)).toEqual([Number(text)]);
        const comma = text.replace(".", ",");
        expect(readings(comma)).toContain(Number(text));
        if (!/^-?[1-9]\d{0,2},\d{3}(e|$)/.test(comma)) expect(readings(comma)).toHaveLength(1);
      })
    );
  });
});

describe("typedNumber(text, take)", () => {
  const upTo = (most: number) => (n: number) => (n <= most ? n : undefined);
  it("takes the reading that can be taken, where another cannot", () => {
    expect(typedNumber("1,125", upTo(9))).toEqual({value: 1.125, meanings: [1.125]});
    expect(typedNumber("1,500", n => (Number.isInteger(n) ? n : undefined)).value).toBe(1500);
  });
  it("has no value for what can mean two, and says which", () => {
    expect(typedNumber("1,125")).toEqual({meanings: [1.125, 1125]});
  });
  it("has neither for what is no number, or not taken", () => {
    expect(typedNumber("x")).toEqual({meanings: []});
    expect(typedNumber("10", upTo(9))).toEqual({meanings: []});
  });
});

describe("typedShape(text)", () => {
  it.each([
    "6×6×32",
    "6x6X32",
    "6*6*32",
    "6＊6＊32",
    "６ｘ６ｘ３２",
    "6, 6, 32",
    "6，6，32",
    "6、6、32",
    "6 6 32",
    "(6, 6, 32)",
    "[6,6,32]"
  ])("%s is 6×6×32", text => {
    expect(typedShape(text)).toEqual([6, 6, 32]);
  });
  it.each(["", "six", "6×", "6××32", "6.5×2", "-6×6"])("%j is no shape", text => {
    expect(typedShape(text)).toBeUndefined();
  });
});
