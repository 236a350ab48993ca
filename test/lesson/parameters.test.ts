import fc from "fast-check";
import {describe, expect, it} from "vitest";
import {
  choice,
  defaults,
  integer,
  merge,
  numbers,
  numeric,
  readHash,
  real,
  startingAt,
  toggle,
  writeHash
} from "../../lib/lesson/parameters.js";

const page = {
  filters: integer({min: 1, max: 64, value: 8}),
  rate: real({min: 0, max: 0.3, step: 0.01, value: 0.1}),
  data: choice(["spirals", "glyphs"], "spirals"),
  shortcut: toggle(true),
  input: numbers({length: 2, min: -9, max: 9, value: [1, 2]})
};

describe("readHash(declarations, hash)", () => {
  it("gives the defaults for an empty hash", () => {
    expect(readHash(page, "")).toEqual({anchor: "", values: defaults(page), problems: []});
  });
  it("reads values of every kind", () => {
    expect(readHash(page, "#filters=64&rate=.25&data=glyphs&shortcut=off&input=-1,2.5").values).toEqual({
      filters: 64,
      rate: 0.25,
      data: "glyphs",
      shortcut: false,
      input: [-1, 2.5]
    });
  });
  it("reads an anchor in front of the values, and an anchor alone", () => {
    expect(readHash(page, "#many-filters&filters=9")).toMatchObject({
      anchor: "many-filters",
      values: {filters: 9}
    });
    expect(readHash(page, "#many-filters")).toMatchObject({anchor: "many-filters", problems: []});
  });
  it.each([
    ["filters=65", "65"],
    ["filters=0", "0"],
    ["filters=2.5", "2.5"],
    ["filters=eight", "eight"],
    ["filters=", ""],
    ["rate=1e400", "1e400"],
    ["rate=NaN", "NaN"],
    ["data=cats", "cats"],
    ["shortcut=maybe", "maybe"],
    ["input=1,2,3", "1,2,3"],
    ["input=1,x", "1,x"]
  ])("falls back to the default for %s and reports it", (hash, text) => {
    const {values, problems} = readHash(page, `#${hash}`);
    const name = hash.split("=")[0] as keyof typeof page;
    expect(values).toEqual(defaults(page));
    expect(problems).toEqual([
      {name, text, expects: page[name].expects, used: page[name].format(page[name].value as never)}
    ]);
  });
  it("reports a name that the page does not have", () => {
    expect(readHash(page, "#colour=red").problems).toEqual([
      {name: "colour", text: "red", expects: undefined, used: undefined}
    ]);
    expect(readHash(page, "#constructor=1&__proto__=2").problems).toHaveLength(2);
  });
  it("never throws, whatever the hash", () => {
    fc.assert(fc.property(fc.string(), hash => readHash(page, hash).values !== undefined));
    expect(readHash(page, "#filters=%E4%").problems[0].text).toBe("%E4%");
  });
});

describe("writeHash(declarations, values, anchor)", () => {
  it("says nothing when nothing differs from the defaults", () => {
    expect(writeHash(page, defaults(page))).toBe("");
    expect(writeHash(page, defaults(page), "times-two")).toBe("#times-two");
  });
  it("keeps commas readable", () => {
    expect(writeHash(page, {...defaults(page), input: [-1, 2]})).toBe("#input=-1,2");
  });
  it("is undone by readHash", () => {
    const values = fc.record({
      filters: fc.integer({min: 1, max: 64}),
      rate: fc.integer({min: 0, max: 300}).map(v => v / 1000),
      data: fc.constantFrom("spirals" as const, "glyphs" as const),
      shortcut: fc.boolean(),
      input: fc.tuple(fc.integer({min: -9, max: 9}), fc.integer({min: -9, max: 9}))
    });
    fc.assert(
      fc.property(values, fc.constantFrom("", "many-filters"), (v, anchor) => {
        expect(readHash(page, writeHash(page, v, anchor))).toEqual({anchor, values: v, problems: []});
      })
    );
  });
});

describe("numeric(text)", () => {
  it("reads decimals, exponents and a true minus", () => {
    expect(["1", " .5 ", "-2.", "1e-3", "−4"].map(numeric)).toEqual([1, 0.5, -2, 0.001, -4]);
  });
  it("is NaN for text, nothing, and hexadecimal", () => {
    expect(["", " ", "x", "1x", "0x10", "1,5", "Infinity"].map(numeric)).toEqual(Array(7).fill(Number.NaN));
  });
});

describe("startingAt(declarations, start)", () => {
  it("gives other values to start from, of any type that front matter has", () => {
    const start = {filters: 12, rate: "0.05", shortcut: false, data: "glyphs"};
    const {declarations, problems} = startingAt(page, start);
    expect(defaults(declarations)).toMatchObject({filters: 12, rate: 0.05, shortcut: false, data: "glyphs"});
    expect(problems).toEqual([]);
    // So Reset and links go by the page's own start.
    expect(writeHash(declarations, defaults(declarations))).toBe("");
    expect(writeHash(declarations, {...defaults(declarations), filters: 8})).toBe("#filters=8");
  });
  it("reports what a parameter does not take, and parameters that are not there", () => {
    const {declarations, problems} = startingAt(page, {filters: 65, depth: 3, constructor: 1});
    expect(defaults(declarations)).toEqual(defaults(page));
    expect(problems).toEqual([
      {name: "filters", text: "65", expects: "1…64", used: "8"},
      {name: "depth", text: "3", expects: undefined, used: undefined},
      {name: "constructor", text: "1", expects: undefined, used: undefined}
    ]);
  });
});

describe("merge(...declarations)", () => {
  it("joins declarations", () => {
    expect(Object.keys(merge({a: toggle(true)}, {b: toggle(false)}))).toEqual(["a", "b"]);
  });
  it("throws when a name is declared twice", () => {
    expect(() => merge({a: toggle(true)}, {a: toggle(false)})).toThrow("parameter declared twice: a");
  });
});
