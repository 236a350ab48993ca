import {beforeAll, describe, expect, it} from "vitest";
import {examples} from "../../../lib/lesson/examples.js";
import type {Parts} from "../../../lib/lesson/results/lesson.js";
import {ownResults} from "../../../lib/lesson/results/own.js";
import {longest, readResults, writeResults} from "../../../lib/lesson/results/results.js";
import {lessonParts} from "../../support/results.js";

let parts: Parts;
beforeAll(async () => {
  parts = await lessonParts();
});

const own = (kept: {readonly [name: string]: unknown}, questions = 0) =>
  ownResults(parts, {read: name => kept[name], name: " Ada ", made: 7, questions});

describe("ownResults(parts, kept)", () => {
  it("is nothing but what was done: predictions, first answers, goals, exercises and changed cells", () => {
    const [first, second, third] = examples["edit-block"].cells;
    const {results, tooLong} = own({
      language: "zh",
      "companion settings": {rate: 2},
      "recall zero-branch": {version: 1, right: 1, day: 20_000},
      "prediction loss-plane": {version: 1, given: "plain", why: "because of my secret"},
      "prediction append-blocks": {version: 1},
      "question projection-shape": {
        version: 1,
        seed: 0,
        typed: "160×96",
        did: "check",
        first: "wrong",
        tried: "96×160"
      },
      "review zero-branch": {version: 1, seed: 5, first: "wrong", tried: null, did: "show"},
      "question first-layer": {version: 1, seed: 0, chosen: 1},
      "goal race": {version: 1},
      "exercise projection": {code: "f", solved: true, missed: 2, slips: [0]},
      "code edit-block": [first.replace(/\/\/ .*/g, "// 一"), "changed", third],
      "code edit-block aside": [[first, second, "earlier"]],
      "turn walkthrough": [1]
    });
    expect(tooLong).toBe(0);
    expect(results).toEqual({
      name: "Ada",
      made: 7,
      predictions: {"loss-plane": "plain", "append-blocks": null},
      answers: {
        "projection-shape": {seed: 0, first: "wrong", tried: "96×160"},
        "zero-branch": {seed: 5, first: "wrong", tried: null}
      },
      goals: ["race"],
      exercises: {projection: {code: "f", solved: true, missed: 2, slips: [0]}},
      cells: {"edit-block": {"1": "changed"}}
    });
    expect(readResults(writeResults(results), parts)).toEqual({results, left: 0});
  });

  it("takes the answers to a class's numbers before others", () => {
    const answer = (seed: number) => ({version: 1, seed, first: "right", tried: "1"});
    const kept = {"question zero-branch 7": answer(7), "question zero-branch": answer(0)};
    expect(own(kept, 7).results.answers["zero-branch"].seed).toBe(7);
    expect(own(kept).results.answers["zero-branch"].seed).toBe(0);
  });

  it("leaves out what was broken, and code that is too long, which it counts", () => {
    const {results, tooLong} = own({
      "prediction loss-plane": {version: 1, given: "nothing"},
      "question zero-branch": {version: 9},
      "question first-layer": {version: 1, seed: 0, first: "right", tried: 17},
      "goal race": 1,
      "exercise projection": {code: "x".repeat(longest.code + 1), slips: [99], missed: "many"},
      "code edit-block": ["one"]
    });
    expect(tooLong).toBe(1);
    expect(results).toMatchObject({predictions: {}, goals: [], exercises: {}, cells: {}});
    expect(results.answers).toEqual({"first-layer": {seed: 0, first: "right"}});
    expect(readResults(writeResults(results), parts)).toEqual({results, left: 0});
  });

  it("of nothing kept is empty", () => {
    expect(own({}).results).toMatchObject({
      predictions: {},
      answers: {},
      goals: [],
      exercises: {},
      cells: {}
    });
  });
});
