import {describe, expect, it} from "vitest";
import {begin, findApi, timespan, type WindowLike} from "../../../lib/lesson/course/api.js";

/** A window in so many frames of windows above it, of which the outermost is its own parent. */
function framed(outermost: {API?: unknown; opener?: WindowLike | null}, frames: number): WindowLike {
  const top: {parent?: WindowLike} = {...(outermost as object)};
  top.parent = top as WindowLike;
  let inner = top as WindowLike;
  for (let i = 0; i < frames; i++) inner = {parent: inner, opener: null};
  return inner;
}

/** A window of another site. */
const foreign = new Proxy(
  {},
  {
    get: () => {
      throw new Error("SecurityError");
    }
  }
) as WindowLike;

describe("findApi(window)", () => {
  const API = {};
  it("finds the system in a window around, also where that is the window itself", () => {
    for (const frames of [0, 1, 3, 7]) expect(findApi(framed({API}, frames))).toBe(API);
  });
  it("finds it in the window that opened this one, or a window around that", () => {
    const opener = framed({API}, 2);
    expect(findApi(framed({opener}, 0))).toBe(API);
    expect(findApi(framed({opener}, 2))).toBe(API);
    expect(findApi({opener, parent: foreign})).toBe(API);
  });
  it("finds none where there is none, or what has its name is no object, and ends", () => {
    expect(findApi(framed({}, 3))).toBeUndefined();
    expect(findApi(framed({API: "API"}, 3))).toBeUndefined();
    expect(findApi(framed({API}, 30))).toBeUndefined();
    expect(findApi(foreign)).toBeUndefined();
    expect(findApi({parent: foreign, opener: foreign})).toBeUndefined();
  });
});

/** A system that notes what it is told. */
function system(answers: {readonly [call: string]: unknown} = {}) {
  const calls: string[] = [];
  const says = (name: string) => ({
    [name]: (...values: readonly string[]) => {
      calls.push(`${name} ${values.join("=")}`.trim());
      const answer = answers[name] ?? "true";
      if (answer instanceof Error) throw answer;
      return answer;
    }
  });
  const names = ["LMSInitialize", "LMSGetValue", "LMSSetValue", "LMSCommit", "LMSFinish"];
  return {calls, api: Object.assign({}, ...names.map(says)) as object};
}

describe("begin(api)", () => {
  it("tells a value once, until it is another", () => {
    const {api, calls} = system();
    const course = begin(api)!;
    course.set("cmi.core.score.raw", "3");
    course.set("cmi.core.score.raw", "3");
    course.set("cmi.core.score.raw", "4");
    expect(course.commit()).toBe(true);
    expect(calls).toEqual([
      "LMSInitialize",
      "LMSSetValue cmi.core.score.raw=3",
      "LMSSetValue cmi.core.score.raw=4",
      "LMSCommit"
    ]);
  });
  it("tells a value again that was not taken", () => {
    const {api, calls} = system({LMSSetValue: "false"});
    const course = begin(api)!;
    course.set("cmi.suspend_data", "x");
    course.set("cmi.suspend_data", "x");
    expect(calls.length).toBe(3);
  });
  it("tells nothing after it has finished", () => {
    const {api, calls} = system();
    const course = begin(api)!;
    course.finish();
    course.finish();
    course.set("cmi.core.exit", "suspend");
    expect([course.get("cmi.core.entry"), course.commit()]).toEqual(["", false]);
    expect(calls).toEqual(["LMSInitialize", "LMSFinish"]);
  });
  it("takes a system that says true or refuses, and one that has no such function", () => {
    expect(begin(system({LMSInitialize: true}).api)).toBeDefined();
    for (const answer of ["false", false, undefined, null, new Error("broken"), 1])
      expect(begin({LMSInitialize: () => answer})).toBeUndefined();
    expect(begin({})).toBeUndefined();
    expect(begin(Object.create(null))).toBeUndefined();
  });
  it("hears text of at most 4096 letters, whatever is said", () => {
    const hears = (answer: unknown) => begin(system({LMSGetValue: answer}).api)!.get("cmi.suspend_data");
    expect(hears("x".repeat(100_000))).toBe("x".repeat(4096));
    expect(hears(7)).toBe("7");
    expect(hears(new Error("broken"))).toBe("");
    expect(hears(Object.create(null))).toBe("");
    expect(hears(Symbol("s"))).toBe("Symbol(s)");
  });
});

describe("timespan(milliseconds)", () => {
  it("is hours, minutes, seconds and hundredths", () => {
    expect(timespan(0)).toBe("0000:00:00.00");
    expect(timespan(3_723_456)).toBe("0001:02:03.46");
    expect(timespan(59_999)).toBe("0000:01:00.00");
    expect(timespan(-5)).toBe("0000:00:00.00");
    expect(timespan(Number.MAX_SAFE_INTEGER)).toBe("9999:00:00.00");
  });
});
