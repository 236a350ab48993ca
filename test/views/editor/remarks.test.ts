import {afterEach, describe, expect, it, vi} from "vitest";
import {examples} from "../../../lib/lesson/examples.js";
import {exercises} from "../../../lib/lesson/exercises/index.js";
import {remarked} from "../../../lib/views/editor/remarks.js";

const on = (lang: string) => vi.stubGlobal("document", {documentElement: {lang}});
afterEach(() => vi.unstubAllGlobals());

const codes = [
  ...exercises.flatMap(({starter, solution}) => [starter, solution]),
  ...Object.values(examples).flatMap(({cells}) => cells)
];
const remark = /(?<=\/\/ ).*$/gm;

describe("the remarks in the lesson's code", () => {
  it("are Chinese on a Chinese page, all of them but a name; the code is the same", () => {
    on("zh-Hans");
    for (const code of codes) {
      const chinese = remarked(code);
      expect(chinese.replace(remark, "")).toBe(code.replace(remark, ""));
      for (const [text] of chinese.matchAll(remark)) expect(text).toMatch(/\p{Script=Han}|^a\[l\]$/u);
    }
  });

  it("are as they were written on an English page", () => {
    on("en");
    for (const code of codes) expect(remarked(code)).toBe(code);
  });
});
