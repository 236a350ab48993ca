import {describe, expect, it} from "vitest";
import {type Before, reportOf, withEarlier} from "../../../lib/lesson/course/report.js";
import type {Standing} from "../../../lib/lesson/course/standing.js";

const half: Standing = {questions: {answered: 2, right: 1, of: 4}, done: false, score: 25};
const all: Standing = {questions: {answered: 4, right: 3, of: 4}, done: true, score: 75};
const fresh: Before = {status: "not attempted", score: "", unread: false};
const visit = {suspended: "packed", milliseconds: 61_000};
const told = (now: Standing, before: Partial<Before> = {}) =>
  Object.fromEntries(reportOf(now, {...fresh, ...before}, visit));

describe("reportOf(now, before, visit)", () => {
  it("tells score, status, work and time", () => {
    expect(told(half)).toEqual({
      "cmi.core.score.min": "0",
      "cmi.core.score.max": "100",
      "cmi.core.score.raw": "25",
      "cmi.core.lesson_status": "incomplete",
      "cmi.suspend_data": "packed",
      "cmi.core.session_time": "0000:01:01.00",
      "cmi.core.exit": "suspend"
    });
  });
  it("completes what was begun or failed, and tells no status where it stays or would be less", () => {
    const status = (now: Standing, before: string) => told(now, {status: before})["cmi.core.lesson_status"];
    expect(["", "incomplete", "failed"].map(before => status(all, before))).toEqual(
      Array(3).fill("completed")
    );
    for (const before of ["completed", "passed"])
      for (const now of [half, all]) expect(status(now, before)).toBeUndefined();
    for (const before of ["incomplete", "failed"]) expect(status(half, before)).toBeUndefined();
  });
  it("writes nothing over work that it could not read", () => {
    const {"cmi.suspend_data": written, ...rest} = told(half, {unread: true});
    expect(written).toBeUndefined();
    expect(Object.keys(rest)).toHaveLength(6);
  });
});

describe("withEarlier(now, before)", () => {
  it("takes back no score of work that cannot be read, and of read work counts what stands now", () => {
    const score = (before: Partial<Before>) => withEarlier(half, {...fresh, ...before}).score;
    expect(score({unread: true, score: "80"})).toBe(80);
    expect(score({unread: true, score: "10"})).toBe(25);
    expect(score({unread: false, score: "80"})).toBe(25);
    for (const strange of ["", "x", "-1", "NaN"]) expect(score({unread: true, score: strange})).toBe(25);
    expect(score({unread: true, score: "1e9"})).toBe(100);
  });
});
