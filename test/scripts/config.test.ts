import {describe, expect, it} from "vitest";
import config from "../../observablehq.config.js";

const head = (lesson?: object) => config.head({path: "/en/residual-block", data: {lesson}});

describe("the head of a page", () => {
  it("carries what its front matter says under `lesson:`, so that any text arrives as it is", () => {
    const lesson = {lock: ["seed"], start: {n: 2}, note: `"quoted" & <b>bold</b>`};
    const [, content] = /<meta name="lesson" content="([^"]*)">/.exec(head(lesson))!;
    const text = content.replaceAll("&quot;", '"').replaceAll("&amp;", "&");
    expect(JSON.parse(text)).toEqual(lesson);
  });
  it("says nothing of a lesson where the front matter does not", () => {
    expect(head()).not.toContain('name="lesson"');
  });
});
