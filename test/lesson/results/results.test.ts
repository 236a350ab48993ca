import fc from "fast-check";
import {beforeAll, describe, expect, it} from "vitest";
import {pack, unpack} from "../../../lib/lesson/packed.js";
import type {Parts} from "../../../lib/lesson/results/lesson.js";
import {
  cleanName,
  longest,
  type Read,
  type Results,
  readResults,
  writeResults
} from "../../../lib/lesson/results/results.js";
import {learner, lessonParts} from "../../support/results.js";

let parts: Parts;
beforeAll(async () => {
  parts = await lessonParts();
});

const empty = (): Results => ({
  name: "A",
  made: 1,
  predictions: {},
  answers: {},
  goals: [],
  exercises: {},
  cells: {}
});
const file = (change: object) => JSON.stringify({...JSON.parse(writeResults(empty())), ...change});
const refusal = (text: string) => {
  const read = readResults(text, parts);
  return "refused" in read ? read.refused : undefined;
};

describe("readResults(writeResults(results))", () => {
  it("is the results, whatever a learner has done", () => {
    for (let n = 0; n < 40; n++) {
      const results = learner(parts, n);
      expect(readResults(writeResults(results), parts)).toEqual({results, left: 0});
    }
    expect(readResults(writeResults(empty()), parts)).toEqual({results: empty(), left: 0});
  });

  it("comes through a link of at most 8000 letters, without the code of all exercises", async () => {
    const results = {...learner(parts, 1), exercises: {}};
    const packed = (await pack(writeResults(results)))!;
    expect(packed.length).toBeLessThan(3000);
    expect(readResults(await unpack(packed, longest.file), parts)).toEqual({results, left: 0});
  });
});

describe("readResults(text)", () => {
  it("says why it refuses a text: too large, damaged, something else, another version", () => {
    expect(refusal("x".repeat(longest.file + 1))).toEqual({why: "large"});
    const whole = writeResults(learner(parts, 1));
    expect(refusal(whole.slice(0, -40))).toEqual({why: "damaged"});
    expect(refusal("")).toEqual({why: "damaged"});
    expect(refusal("[".repeat(200_000))).toEqual({why: "damaged"});
    for (const other of ["1", "null", "[]", "{}", '{"kind": "the-shortcut-review", "version": 1}'])
      expect(refusal(other), other).toEqual({why: "other"});
    expect(refusal(file({version: 2}))).toEqual({why: "version", of: "2"});
    expect(refusal(file({version: "<b>".repeat(30)}))).toEqual({why: "version", of: '"<b><b><b><b><b><b><'});
  });

  it.each([
    ["a name of several lines", {name: "a\nb"}],
    ["a name that turns the line around", {name: "a\u202eb"}],
    ["a name that is too long", {name: "n".repeat(longest.name + 1)}],
    ["no name at all", {name: undefined}],
    ["a moment that is none", {made: -1}],
    ["a moment after the year 2100", {made: 5e12}],
    ["a field of its own", {why: "because"}],
    ["a choice that there is not", {predictions: {"loss-plane": "all"}}],
    ["a choice that every object has", {predictions: {"loss-plane": "toString"}}],
    ["a number out of reach", {predictions: {"stride-figure": 65}}],
    ["a number where a choice is asked for", {predictions: {"loss-plane": 3}}],
    ["a curve of too few numbers", {predictions: {prediction: [[1, 2, 3], [1]]}}],
    ["an answer without a seed", {answers: {"zero-branch": {first: "right", tried: "1"}}}],
    ["an answer that is a list", {answers: {"zero-branch": {seed: 0, first: "wrong", tried: [1]}}}],
    [
      "an answer that is too long",
      {answers: {"zero-branch": {seed: 0, first: "wrong", tried: "1".repeat(101)}}}
    ],
    ["the fourth of three choices", {answers: {"first-layer": {seed: 0, first: "wrong", tried: 3}}}],
    ["a right answer that was shown", {answers: {"first-layer": {seed: 0, first: "right", tried: null}}}],
    ["more in an answer", {answers: {"first-layer": {seed: 0, first: "right", tried: 1, more: 1}}}],
    ["a goal twice", {goals: ["race", "race"]}],
    ["a goal that is no id", {goals: ["<img src=x onerror=alert(1)>"]}],
    ["an id that is none", {predictions: {"<img src=x>": "all"}}],
    ["an exercise that is neither solved nor not", {exercises: {projection: {solved: "yes"}}}],
    ["a slip that there is not", {exercises: {projection: {slips: [99]}}}],
    ["code that is too long", {exercises: {projection: {code: "x".repeat(longest.code + 1)}}}],
    ["a cell that there is not", {cells: {"edit-block": {"7": "1"}}}],
    ["a cell called __proto__", {cells: {"edit-block": JSON.parse('{"__proto__": "1"}')}}],
    ["a list for a record", {answers: []}],
    ["more records than a lesson has parts", {goals: Array.from({length: 501}, (_, i) => `g${i}`)}]
  ])("refuses a file with %s, whole, and says where", (_, change) => {
    const refused = refusal(file(change));
    expect(refused?.why).toBe("impossible");
    expect((refused as {where: string}).where.length).toBeLessThanOrEqual(80);
  });

  it("leaves out what another edition of the lesson asks, and says how many records that were", () => {
    const read = readResults(
      file({
        predictions: {gone: "all", "loss-plane": "plain"},
        answers: {gone: {anything: 1}},
        goals: ["gone", "race"],
        cells: JSON.parse('{"__proto__": {"0": "x"}}')
      }),
      parts
    );
    expect(read).toEqual({
      results: {...empty(), predictions: {"loss-plane": "plain"}, goals: ["race"]},
      left: 4
    });
  });

  it("never throws, and whatever it takes is bounded and can be written and read again", () => {
    const takes = (text: string) => {
      const read: Read = readResults(text, parts);
      if ("refused" in read) return;
      const {results} = read;
      expect(cleanName(results.name)).toBe(results.name);
      for (const [kind, known] of [
        ["predictions", parts.predictions],
        ["answers", parts.questions],
        ["exercises", parts.exercises],
        ["cells", parts.examples]
      ] as const)
        for (const id of Object.keys(results[kind])) expect(known.has(id)).toBe(true);
      // A file knows no −0.
      const written = writeResults(results);
      expect(readResults(written, parts)).toEqual({results: JSON.parse(JSON.stringify(results)), left: 0});
    };
    fc.assert(fc.property(fc.string({unit: "binary"}), takes));
    fc.assert(fc.property(fc.json(), takes));
    // Real results, of which one thing has become another.
    const whole = JSON.parse(writeResults(learner(parts, 5)));
    const places = paths(whole);
    fc.assert(
      fc.property(fc.constantFrom(...places), fc.jsonValue(), (path, value) =>
        takes(JSON.stringify(changed(whole, path, value)))
      ),
      {numRuns: 400}
    );
    // And texts of real results with letters changed.
    const text = JSON.stringify(whole);
    fc.assert(
      fc.property(fc.nat(text.length), fc.string({maxLength: 3}), (at, letters) =>
        takes(text.slice(0, at) + letters + text.slice(at + letters.length))
      ),
      {numRuns: 400}
    );
  });
});

describe("cleanName(text)", () => {
  it("is one short line without what cannot be seen, and clean itself", () => {
    expect(cleanName("  Ada\t\n Lovelace \u202e")).toBe("Ada Lovelace");
    expect(cleanName("王小明")).toBe("王小明");
    expect([...cleanName("😀".repeat(60))]).toHaveLength(longest.name);
    fc.assert(
      fc.property(fc.string({unit: "binary", maxLength: 100}), text => {
        const clean = cleanName(text);
        expect(cleanName(clean)).toBe(clean);
        expect([...clean].length).toBeLessThanOrEqual(longest.name);
        expect(clean).not.toMatch(/[\p{Cc}\p{Cs}\u202a-\u202e]/u);
      }),
      {numRuns: 500}
    );
  });
});

describe("unpack(pack(text))", () => {
  it("refuses what is no packed text, what is cut off, and what unfolds to more than it may", async () => {
    const packed = (await pack("abc".repeat(100_000)))!;
    expect(packed.length).toBeLessThan(1000);
    await expect(unpack(packed, 100_000)).rejects.toThrow(RangeError);
    for (const text of ["", "AAAA", packed.slice(0, -6), "%"])
      await expect(unpack(text, 1e6)).rejects.toThrow();
  });
});

/** All ways to a value in an object. */
function paths(value: unknown, way: readonly string[] = []): (readonly string[])[] {
  if (typeof value !== "object" || value === null) return [way];
  return [way, ...Object.entries(value).flatMap(([name, inner]) => paths(inner, [...way, name]))];
}

function changed(value: unknown, [name, ...rest]: readonly string[], to: unknown): unknown {
  if (name === undefined) return to;
  const copy = (Array.isArray(value) ? [...value] : {...(value as object)}) as {[name: string]: unknown};
  copy[name] = changed(copy[name], rest, to);
  return copy;
}
