import {describe, expect, it} from "vitest";
import {
  afterAnswer,
  byTurns,
  dayOf,
  dueOn,
  intervals,
  isRecall,
  isRound,
  later,
  longestFile,
  queue,
  type Recall,
  readFile,
  writeFile
} from "../../lib/lesson/review.js";

const recall = (right: number, day: number): Recall => ({version: 1, right, day});

describe("afterAnswer(recall, correct, today)", () => {
  it("answered right whenever it is due, a question comes again after 1, 3, 7, 21 and 21 days", () => {
    const days: number[] = [];
    let [kept, today] = [undefined as Recall | undefined, 100];
    for (let i = 0; i < 5; i++) {
      kept = afterAnswer(kept, true, today);
      const due = dueOn(kept, today);
      days.push(due - today);
      today = due;
    }
    expect(days).toEqual([1, 3, 7, 21, 21]);
  });
  it("right before it is due changes nothing, however often", () => {
    const kept = recall(2, 100);
    expect(afterAnswer(kept, true, 102)).toBe(kept);
    expect(afterAnswer(kept, true, 103)).toEqual(recall(3, 103));
  });
  it("wrong at any time begins anew: due at once, then after a day", () => {
    const missed = afterAnswer(recall(4, 100), false, 105);
    expect(dueOn(missed, 105)).toBe(105);
    expect(dueOn(afterAnswer(missed, true, 105), 105)).toBe(106);
  });
  it("long overdue and right still goes on from where it was", () => {
    expect(afterAnswer(recall(1, 100), true, 400)).toEqual(recall(2, 400));
  });
});

describe("dueOn(recall, today)", () => {
  it("a clock that was a year ahead puts off nothing by more than the interval", () => {
    expect(dueOn(recall(1, 465), 100)).toBe(101);
  });
});

describe("queue(ids, recallOf, today)", () => {
  const kept: {[id: string]: Recall} = {
    early: recall(4, 95),
    soon: recall(1, 100),
    due: recall(1, 98),
    overdue: recall(2, 50),
    missed: recall(0, 99)
  };
  const asks = queue(["early", "soon", "new", "due", "overdue", "missed", "unknown"], id => kept[id], 100);
  it("asks those missed, those due, the longest first, the new ones in their order, and then what is not due", () => {
    expect(asks.map(({id}) => id)).toEqual(["missed", "overdue", "due", "new", "unknown", "soon", "early"]);
  });
  it("says why, and when each is due", () => {
    expect(asks.map(({reason}) => reason)).toEqual(["missed", "due", "due", "new", "new", "early", "early"]);
    expect(asks.map(({due}) => due)).toEqual([99, 53, 99, undefined, undefined, 101, 116]);
  });
});

describe("byTurns(lists)", () => {
  it("takes the first of each, then the second of each", () => {
    expect(byTurns([["a1", "a2", "a3"], ["b1"], [], ["d1", "d2"]])).toEqual([
      "a1",
      "b1",
      "d1",
      "a2",
      "d2",
      "a3"
    ]);
    expect(byTurns([])).toEqual([]);
  });
});

describe("dayOf(date)", () => {
  it("changes at the reader's own midnight", () => {
    const evening = dayOf(new Date(2026, 2, 28, 23, 59));
    expect(dayOf(new Date(2026, 2, 28, 0, 0))).toBe(evening);
    expect(dayOf(new Date(2026, 2, 29, 0, 0))).toBe(evening + 1);
  });
});

describe("isRecall(value)", () => {
  it("takes what is kept", () => expect([recall(0, 0), recall(4, 20_000)].every(isRecall)).toBe(true));
  it.each([
    undefined,
    7,
    [],
    {right: 1, day: 5},
    {version: 2, right: 1, day: 5},
    recall(intervals.length + 1, 5),
    recall(-1, 5),
    recall(1.5, 5),
    recall(1, -5),
    recall(1, 1e9),
    {version: 1, right: "1", day: 5}
  ])("refuses %j", value => expect(isRecall(value)).toBe(false));
});

describe("isRound(value, known, isSeed)", () => {
  const ids = ["a", "b", "c"];
  const check = (value: unknown) =>
    isRound(
      value,
      id => ids.includes(id),
      seed => Number.isInteger(seed)
    );
  const questions = [
    {id: "a", seed: 1},
    {id: "b", seed: 2}
  ];
  it("takes questions that there are, once each", () => expect(check({version: 1, questions})).toBe(true));
  it.each([
    null,
    {version: 2, questions},
    {version: 1},
    {version: 1, questions: []},
    {version: 1, questions: [null]},
    {version: 1, questions: [{id: "z", seed: 1}]},
    {version: 1, questions: [{id: "a", seed: "1"}]},
    {version: 1, questions: [...questions, ...questions]},
    {version: 1, questions: Array.from({length: 9}, (_, seed) => ({id: `${seed}`, seed}))}
  ])("refuses %j", value => expect(check(value)).toBe(false));
});

describe("writeFile(recalls), readFile(text, ids)", () => {
  const recalls = new Map([
    ["a", recall(0, 100)],
    ["b", recall(4, 20_000)]
  ]);
  it("bring back what was written", () => {
    expect(readFile(writeFile(recalls), ["a", "b", "c"])).toEqual({recalls, left: 0});
  });
  it("leave out what does not fit, and count it", () => {
    const text = writeFile(
      new Map([...recalls, ["gone", recall(1, 1)], ["c", {version: 3, right: 1, day: 1} as never]])
    );
    expect(readFile(text, ["a", "b", "c"])).toEqual({recalls, left: 2});
  });
  it.each([
    ["no JSON", "{"],
    ["no object", "null"],
    ["another kind of file", JSON.stringify({kind: "notes", version: 1, recalls: {}})],
    ["another version", writeFile(recalls).replace('"version": 1', '"version": 2')],
    ["nothing in it", JSON.stringify({kind: "the-shortcut-review", version: 1})],
    ["too long", `${writeFile(recalls)}${" ".repeat(longestFile)}`]
  ])("refuse a file of %s", (_, text) => expect(readFile(text, ["a", "b"])).toBeUndefined());
});

describe("later(a, b)", () => {
  it("is the record that was answered later; what is read, on the same day", () => {
    expect(later(recall(1, 5), recall(2, 4))).toEqual(recall(1, 5));
    expect(later(recall(1, 5), recall(2, 5))).toEqual(recall(2, 5));
    expect(later(undefined, recall(2, 4))).toEqual(recall(2, 4));
  });
});
