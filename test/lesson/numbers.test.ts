import {describe, expect, it} from "vitest";
import {
  count,
  fixed,
  percent,
  percentTick,
  significant,
  superscript,
  tick
} from "../../lib/lesson/numbers.js";

describe("fixed(value, decimals)", () => {
  it("has as many decimals as asked for, and a true minus", () => {
    expect([1, -1.005, 12.345].map(v => fixed(v))).toEqual(["1.00", "−1.00", "12.35"]);
    expect(fixed(-3.7, 0)).toBe("−4");
  });
  it("has no minus on zero, nor on what rounds to it", () => {
    expect([0, -0, -0.004].map(v => fixed(v))).toEqual(["0.00", "0.00", "0.00"]);
  });
  it("names what is not a number, or not finite", () => {
    expect([Number.NaN, Number.POSITIVE_INFINITY, Number.NEGATIVE_INFINITY].map(v => fixed(v))).toEqual([
      "NaN",
      "∞",
      "−∞"
    ]);
  });
});

describe("significant(value, digits)", () => {
  it.each([
    [0, "0"],
    [2.345, "2.35"],
    [-0.0123, "−0.0123"],
    [120422400, "1.20×10⁸"],
    [12345, "12,345"],
    [0.00042, "4.20×10⁻⁴"],
    [5e-47, "5.00×10⁻⁴⁷"]
  ])("%s is %s", (value, text) => expect(significant(value)).toBe(text));
});

describe("count(value)", () => {
  it("sets thousands apart", () =>
    expect([0, 999, 1000, 120422400, -1234].map(count)).toEqual([
      "0",
      "999",
      "1,000",
      "120,422,400",
      "−1,234"
    ]));
});

describe("percent(value)", () => {
  it("has a decimal only where it tells something", () => {
    expect([0, 0.0042, 0.284, 1].map(v => percent(v))).toEqual(["0%", "0.4%", "28%", "100%"]);
  });
});

describe("ticks", () => {
  it("of a logarithmic axis are bare powers of ten where they can be", () =>
    expect([1e-4, 0.1, 1, 1000, 1e5, 2e-5].map(tick)).toEqual([
      "10⁻⁴",
      "0.1",
      "1",
      "1,000",
      "10⁵",
      "2×10⁻⁵"
    ]));
  it("of errors are in per cent", () =>
    expect([1e-6, 0.001, 0.01, 1].map(percentTick)).toEqual(["10⁻⁴%", "0.1%", "1%", "100%"]));
});

describe("superscript(value)", () => {
  it("raises digits and the minus", () => expect([20, -3].map(superscript)).toEqual(["²⁰", "⁻³"]));
});
