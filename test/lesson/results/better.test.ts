import {beforeAll, describe, expect, it} from "vitest";
import {better} from "../../../lib/lesson/results/better.js";
import type {Parts} from "../../../lib/lesson/results/lesson.js";
import {keptFor, ownResults} from "../../../lib/lesson/results/own.js";
import type {Results} from "../../../lib/lesson/results/results.js";
import {learner, lessonParts, nothing} from "../../support/results.js";

describe("better(older, newer)", () => {
  it("has what only one of the two has", () => {
    const one: Results = {...nothing, goals: ["race"], cells: {a: {"0": "x"}}, predictions: {p: 3}};
    const other: Results = {...nothing, goals: ["other"], answers: {q: {seed: 0, first: "wrong"}}};
    const both = {...other, ...one, goals: ["race", "other"], answers: other.answers};
    expect(better(one, other)).toEqual(both);
    expect(better(nothing, both)).toEqual(both);
    expect(better(both, nothing)).toEqual(both);
  });
  it("takes right before wrong, else the newer answer", () => {
    const given = (first: "right" | "wrong", seed: number): Results => ({
      ...nothing,
      answers: {q: {seed, first}}
    });
    const seed = (a: Results, b: Results) => better(a, b).answers.q.seed;
    expect(seed(given("right", 1), given("wrong", 2))).toBe(1);
    expect(seed(given("wrong", 1), given("right", 2))).toBe(2);
    expect(seed(given("wrong", 1), given("wrong", 2))).toBe(2);
    expect(seed(given("right", 1), given("right", 2))).toBe(2);
  });
  it("keeps the code that solved an exercise, and the newer code where both or none did", () => {
    const code = (code: string | undefined, solved?: true): Results => ({
      ...nothing,
      exercises: {e: {...(code && {code}), ...(solved && {solved})}}
    });
    const of = (a: Results, b: Results) => better(a, b).exercises.e;
    expect(of(code("old", true), code("new"))).toEqual({code: "old", solved: true});
    expect(of(code("old"), code("new", true))).toEqual({code: "new", solved: true});
    expect(of(code("old"), code("new"))).toEqual({code: "new"});
    expect(of(code("old", true), code(undefined, true))).toEqual({code: "old", solved: true});
  });
  it("keeps a prediction that was made when later the answer was only looked at", () => {
    const predicted = (given: number | null): Results => ({...nothing, predictions: {p: given}});
    expect(better(predicted(3), predicted(null)).predictions).toEqual({p: 3});
    expect(better(predicted(null), predicted(3)).predictions).toEqual({p: 3});
    expect(better(predicted(3), predicted(4)).predictions).toEqual({p: 4});
  });
});

describe("keptFor(parts, results)", () => {
  let parts: Parts;
  beforeAll(async () => {
    parts = await lessonParts();
  });
  it("is what ownResults finds the same results in", () => {
    for (const [n, seed] of [
      [1, 0],
      [2, 0],
      [3, 7]
    ]) {
      const results = learner(parts, n, {seed});
      const kept = keptFor(parts, results, seed);
      const read = (name: string) => JSON.parse(JSON.stringify(kept.get(name) ?? null)) ?? undefined;
      const {name, made} = results;
      expect(ownResults(parts, {read, name, made, questions: seed}).results).toEqual(results);
    }
  });
});
