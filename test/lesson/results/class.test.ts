import {beforeAll, describe, expect, it} from "vitest";
import {csv} from "../../../lib/lesson/csv.js";
import type {Answer} from "../../../lib/lesson/prediction.js";
import {asked, firstSeed, type QuestionRow} from "../../../lib/lesson/questions/question.js";
import {
  classRows,
  doneBy,
  type Handed,
  newest,
  outcomeOf,
  progressOn,
  slipsOf,
  votesOn
} from "../../../lib/lesson/results/class.js";
import type {Parts} from "../../../lib/lesson/results/lesson.js";
import type {Given, Results} from "../../../lib/lesson/results/results.js";
import {learner, lessonParts, nothing} from "../../support/results.js";

let parts: Parts;
beforeAll(async () => {
  parts = await lessonParts();
});

const results = (change: Partial<Results>): Results => ({...nothing, ...change});
const handed = (source: string, name: string, made: number): Handed => ({
  source,
  results: results({name, made}),
  left: 0
});

describe("newest(handed)", () => {
  it("takes each learner's newest, whatever the order and the case of the name", () => {
    const {learners, replaced} = newest([
      handed("1", "Bo", 5),
      handed("2", "an", 3),
      handed("3", "bo", 7),
      handed("4", "BO", 6)
    ]);
    expect(learners.map(({source}) => source)).toEqual(["2", "3"]);
    expect(replaced.map(({source}) => source)).toEqual(["1", "4"]);
  });

  it("tells those without a name apart, but not the same file twice", () => {
    const {learners, replaced} = newest([handed("1", "", 5), handed("2", "", 6), handed("3", "", 5)]);
    expect(learners.map(({source}) => source)).toEqual(["1", "2"]);
    expect(replaced.map(({source}) => source)).toEqual(["3"]);
  });

  it("puts names in order, numbers in them by their size", () => {
    const all = ["Group 10", "Group 9", "ada"].map((name, i) => handed(name, name, i));
    expect(newest(all).learners.map(({source}) => source)).toEqual(["ada", "Group 9", "Group 10"]);
  });
});

describe("votesOn(id, prediction, results)", () => {
  const votes = (id: string, given: readonly (Answer | null)[]) =>
    votesOn(id, parts.predictions.get(id)!, [
      ...given.map(answer => results({predictions: {[id]: answer}})),
      results({})
    ]);

  it("counts the choices, and says which was measured", () => {
    const {answered, looked, tallies} = votes("loss-plane", ["plain", "alike", "plain", null]);
    expect([answered, looked]).toEqual([3, 1]);
    expect(tallies.map(({count}) => count)).toEqual([2, 0, 1]);
    expect(tallies.map(({right}) => right)).toEqual([true, false, false]);
    expect(tallies[0].label.en).toBe("that of the plain network");
  });

  it("counts numbers by how far they are from the measured one, and gives their median", () => {
    const {median, tallies} = votes("stride-figure", [0, 8, 16, 17, 64]);
    expect(median).toBe(16);
    expect(tallies.map(({count}) => count)).toEqual([2, 2, 1]);
  });

  it("hands on the drawn curves", () => {
    const curve = [1, 2, 3, 4, 5, 6, 7];
    expect(votes("prediction", [[curve, curve], null]).drawn).toEqual([[curve, curve]]);
  });
});

describe("outcomeOf(row, results)", () => {
  const row = (id: string): QuestionRow => parts.questions.get(id)!;
  const outcome = (id: string, given: readonly Given[]) =>
    outcomeOf(
      row(id),
      given.map(one => results({answers: {[id]: one}}))
    );

  it("knows a slip with any numbers, and says it with the chapter's", () => {
    const wrong = [firstSeed, 7, 8, 9].map((seed): Given => {
      const question = asked(row("projection-shape"), seed);
      if (question.kind !== "shape") throw new Error(question.kind);
      return {seed, first: "wrong", tried: question.slips[0].given.join("x")};
    });
    const {
      tried,
      right,
      wrong: tallies
    } = outcome("projection-shape", [
      ...wrong,
      {seed: 0, first: "right", tried: "160×96"},
      {seed: 0, first: "wrong", tried: "1×1"},
      {seed: 0, first: "wrong", tried: null},
      {seed: 0, first: "wrong"}
    ]);
    expect([tried, right]).toEqual([8, 1]);
    expect(tallies.map(({label, count}) => [label.en, count])).toEqual([
      ["96×160: The other way round: in the course’s notation a row belongs to an output.", 4],
      ["another wrong answer", 1],
      ["had the answer shown", 1],
      ["wrong; what was answered is not kept", 1]
    ]);
  });

  it("knows a choice in whatever order it stood", () => {
    const wrong = [3, 4, 5, 6, 7].map((seed): Given => {
      const question = asked(row("first-layer"), seed);
      if (question.kind !== "choice") throw new Error(question.kind);
      return {seed, first: "wrong", tried: question.choices.findIndex(({right}) => !right)};
    });
    const {wrong: tallies} = outcome("first-layer", wrong);
    const texts = (
      asked(row("first-layer"), 0) as {choices: readonly {text: {en: string}; right?: boolean}[]}
    ).choices;
    expect(tallies.reduce((sum, {count}) => sum + count, 0)).toBe(5);
    for (const {label} of tallies) expect(texts.find(({text}) => text.en === label.en)?.right).not.toBe(true);
  });

  it("tells the slips of each question apart, with any numbers", () => {
    for (const row of parts.questions.values())
      for (let seed = 0; seed < 4; seed++) {
        const keys = slipsOf(asked(row, seed)).map(({key}) => key);
        expect(new Set(keys).size, row.id).toBe(keys.length);
      }
  });
});

describe("progressOn(exercise, results)", () => {
  it("counts who solved it, who failed, and the slips of both", () => {
    const {slips} = parts.exercises.get("projection")!;
    const one = (exercises: Results["exercises"]) => results({exercises});
    const {tried, right, wrong, slipped} = progressOn("projection", slips, [
      one({projection: {solved: true, missed: 2, slips: [0]}}),
      one({projection: {missed: 1, slips: [0]}}),
      one({projection: {code: "1"}}),
      one({})
    ]);
    expect([tried, right]).toEqual([3, 1]);
    expect(wrong.map(({label, count}) => [label.en, count])).toEqual([
      ["not solved yet", 1],
      ["begun, not checked", 1]
    ]);
    expect(slipped).toEqual([{label: slips[0].say, count: 2}]);
  });
});

describe("classRows(parts, handed)", () => {
  it("has a row a learner and a column for each thing, and no text that a spreadsheet takes for a formula", () => {
    const evil = ["=HYPERLINK(1)", "+1", "-1", "@x", "＝1+1", "\t=1"].map((name, i) => handed(name, name, i));
    const whole = {source: "w", results: learner(parts, 1), left: 0};
    const rows = classRows(parts, [...evil, whole]);
    const names = rows.slice(0, evil.length).map(({name}) => name);
    expect(names).toEqual(["'=HYPERLINK(1)", "'+1", "'-1", "'@x", "'＝1+1", "'\t=1"]);
    const columns = Object.keys(rows[0]);
    const {predictions, questions, exercises, goals} = parts;
    expect(columns).toHaveLength(8 + predictions.size + questions.size + exercises.size + goals.size);
    expect(rows[evil.length]["right at first"]).toBe(doneBy(whole.results).right);
    expect(csv(rows).split("\r\n")).toHaveLength(evil.length + 2);
  });
});
