import {beforeAll, describe, expect, it} from "vitest";
import {longestText} from "../../../lib/lesson/course/api.js";
import {standing} from "../../../lib/lesson/course/standing.js";
import {resume, suspend} from "../../../lib/lesson/course/suspended.js";
import {pack} from "../../../lib/lesson/packed.js";
import type {Parts} from "../../../lib/lesson/results/lesson.js";
import {type Results, writeResults} from "../../../lib/lesson/results/results.js";
import {random} from "../../../lib/tensor/random.js";
import {learner, lessonParts, nothing} from "../../support/results.js";

let parts: Parts;
beforeAll(async () => {
  parts = await lessonParts();
});

/** Letters that cannot be packed. */
const noise = (length: number, seed: number) => {
  const next = random(seed);
  return Array.from({length}, () => String.fromCharCode(33 + Math.floor(90 * next()))).join("");
};

describe("suspend(results)", () => {
  const few = (results: Results): Results => ({...results, predictions: {}, cells: {}, exercises: {}});
  it("keeps all that fits, for resume to read", async () => {
    const results = few(learner(parts, 5));
    const text = await suspend(results);
    expect(text).toMatch(/^[\w-]+$/);
    expect(await resume(text, parts)).toEqual(results);
  });
  it("leaves out what counts least: cells, then code, then predictions and what was typed; never what is scored", async () => {
    const results = learner(parts, 5);
    const loud: Results = {
      ...results,
      answers: Object.fromEntries(
        [...parts.questions.keys()].map((id, i) => [
          id,
          {seed: 999_999 - i, first: "right", tried: noise(100, i)}
        ])
      ),
      exercises: Object.fromEntries(
        [...parts.exercises.keys()].map((id, i) => [id, {solved: true, code: noise(2000, i)}])
      ),
      cells: {"edit-block": {"0": noise(6000, 1)}}
    };
    for (const [made, lost] of [
      [{...few(results), cells: {"edit-block": {"0": noise(6000, 1)}}}, "cells"],
      [{...few(results), exercises: loud.exercises}, "exercises"],
      [loud, "answers"]
    ] as const) {
      const text = await suspend(made);
      expect(text.length).toBeLessThanOrEqual(longestText);
      const read = (await resume(text, parts)) as Results;
      expect(read[lost]).not.toEqual(made[lost]);
      expect(standing(parts, read, "all")).toEqual(standing(parts, made, "all"));
    }
  });
});

describe("resume(text, parts)", () => {
  it("is nothing where nothing was suspended", async () => {
    expect(await resume("", parts)).toBeUndefined();
  });
  it("says that it is unread where the text is of another version, damaged, cut off, another's or made up", async () => {
    const text = await suspend(learner(parts, 2));
    const later = (await pack(writeResults(learner(parts, 2)).replace('"version":1', '"version":2')))!;
    for (const wrong of [later, "x", "<script>", text.slice(0, -9), `${text.slice(0, 40)}A${text.slice(41)}`])
      expect(await resume(wrong, parts)).toBe("unread");
    const impossible = {...learner(parts, 2), answers: {"projection-shape": {seed: -1, first: "right"}}};
    expect(await resume(await suspend(impossible as Results), parts)).toBe("unread");
  });
});

describe("standing(parts, results, demand)", () => {
  const all = (): Results => ({
    ...nothing,
    answers: Object.fromEntries(
      [...parts.questions.keys()].map((id, i) => [id, {seed: 0, first: i % 2 ? "wrong" : "right"}])
    ),
    exercises: Object.fromEntries([...parts.exercises.keys()].map(id => [id, {solved: true}]))
  });
  it("counts a point for each question right at first, and for each exercise solved", () => {
    expect(standing(parts, nothing, "all")).toMatchObject({done: false, score: 0});
    const right = Math.ceil(parts.questions.size / 2);
    const points = right + parts.exercises.size;
    expect(standing(parts, all(), "all")).toEqual({
      questions: {answered: parts.questions.size, right, of: parts.questions.size},
      exercises: {solved: parts.exercises.size, of: parts.exercises.size},
      done: true,
      score: Math.round((100 * points) / (parts.questions.size + parts.exercises.size))
    });
  });
  it("is done when all that is asked for is: an answer is enough, a begun exercise is not", () => {
    const {answers, exercises} = all();
    const begun = Object.fromEntries(Object.keys(exercises).map(id => [id, {code: "f"}]));
    expect(standing(parts, {...nothing, answers}, "questions").done).toBe(true);
    expect(standing(parts, {...nothing, answers}, "all").done).toBe(false);
    expect(standing(parts, {...nothing, answers, exercises: begun}, "all").done).toBe(false);
    expect(standing(parts, {...nothing, exercises}, "questions")).toMatchObject({done: false, score: 0});
  });
});
