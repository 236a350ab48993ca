import {describe, expect, it} from "vitest";
import {exercises, grade} from "../../lib/lesson/exercises/index.js";

const evaluate = (code: string, name: string) => new Function(`${code}\nreturn ${name};`)();
const byId = (id: string) => exercises.find(e => e.id === id)!;

it("there are at least eight exercises, each with an id of its own", () => {
  expect(exercises.length).toBeGreaterThanOrEqual(8);
  expect(new Set(exercises.map(e => e.id)).size).toBe(exercises.length);
});

describe.each(exercises.map(exercise => ({id: exercise.id, exercise})))("$id", ({exercise}) => {
  it.each([1, 2, 3])("takes the solution, whatever the seed: %i", seed => {
    expect(grade(exercise, evaluate(exercise.solution, exercise.name), seed).failure).toBeUndefined();
  });

  it("does not take the starter", () => {
    expect(grade(exercise, evaluate(exercise.starter, exercise.name), 1).failure).toBeDefined();
  });

  it.each(exercise.slips.map(({say, as}) => ({say, as})))("knows the slip: $say.en", ({say, as}) => {
    const {failure} = grade(exercise, as, 1);
    expect(failure?.say).toEqual(say);
    expect(failure?.given).not.toEqual(failure?.expected);
  });

  it("does not take answers learnt by heart from another seed", () => {
    const known = new Map<string, unknown>();
    const right = evaluate(exercise.solution, exercise.name);
    const note = (...args: readonly unknown[]) => {
      const answer = right(...args);
      known.set(JSON.stringify(args), answer);
      return answer;
    };
    grade(exercise, note, 1);
    const recite = (...args: readonly unknown[]) => known.get(JSON.stringify(args));
    // A function of one small whole number can be listed; a function of arrays or of large ranges cannot.
    if (exercise.id !== "learn-identity")
      expect(grade(exercise, recite, 2).failure?.fault.kind).toBe("nothing");
  });

  it("has hints, and says the same in both languages", () => {
    expect(exercise.hints.length).toBeGreaterThan(0);
    const texts = [exercise.title, exercise.ask, ...exercise.hints, ...exercise.slips.map(s => s.say)];
    expect(texts.filter(({en, zh}) => !en || !/\p{Script=Han}/u.test(zh))).toEqual([]);
    const code = (text: string) => text.match(/`[^`]*`/g) ?? [];
    for (const {en, zh} of texts) expect(new Set(code(zh))).toEqual(new Set(code(en)));
  });
});

describe("grade", () => {
  const pointwise = byId("pointwise");

  it("shows the smallest input that fails, with the expected and the given value", () => {
    const noBias = evaluate(pointwise.solution.replace("sum = bias", "sum = 0"), "pointwise");
    expect(grade(pointwise, noBias, 5).failure).toMatchObject({
      args: [[[[0]]], [[0]], [1]],
      expected: [[[1]]],
      given: [[[0]]],
      fault: {kind: "value", index: [0, 0, 0]}
    });
  });

  it("finds an answer that is right for square matrices only", () => {
    const transposed = evaluate(pointwise.solution.replace("W[c][f]", "W[f][c]"), "pointwise");
    expect(grade(pointwise, transposed, 1).failure).toBeDefined();
  });

  it("says that a promise was returned", () => {
    expect(grade(pointwise, async () => [[[1]]], 1).failure?.fault).toEqual({kind: "promise"});
  });

  it("says that nothing was returned", () => {
    expect(grade(pointwise, () => undefined, 1).failure?.fault).toEqual({kind: "nothing"});
  });

  it("says which shape came and which was due", () => {
    expect(grade(pointwise, () => [1, 2], 1).failure?.fault).toEqual({
      kind: "shape",
      given: [2],
      expected: [1, 1, 1]
    });
  });

  it("says that a result is no array of numbers", () => {
    expect(grade(pointwise, () => "42", 1).failure?.fault).toEqual({kind: "other"});
    expect(grade(pointwise, () => [[[1], [1, 2]]], 1).failure?.fault.kind).toBe("other");
  });

  it("hands on what was thrown", () => {
    const fails = () => {
      throw new RangeError("no");
    };
    expect(grade(pointwise, fails, 1).failure?.fault).toEqual({kind: "threw", error: new RangeError("no")});
    const throwsNothing = () => {
      throw null;
    };
    expect(grade(pointwise, throwsNothing, 1).failure?.fault).toEqual({kind: "threw", error: "null"});
  });

  it("does not take NaN for a number that is due", () => {
    const exercise = byId("bottleneck");
    expect(grade(exercise, () => Number.NaN, 1).failure?.fault).toEqual({kind: "value", index: []});
  });

  it("does not mind a function that changes its arguments", () => {
    const f = evaluate(pointwise.solution, "pointwise");
    const rude = (...args: readonly unknown[]) => {
      const answer = f(...args);
      (args as unknown[][])[0].length = 0;
      return answer;
    };
    expect(grade(pointwise, rude, 1).failure).toBeUndefined();
  });

  it("takes typed arrays and tensors for arrays", () => {
    const exercise = byId("weight-decay");
    const f = evaluate(exercise.solution, exercise.name);
    expect(grade(exercise, (...args) => Float32Array.from(f(...args)), 1).failure).toBeUndefined();
  });
});
