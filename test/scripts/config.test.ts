import {describe, expect, it} from "vitest";
import config from "../../observablehq.config.js";
import {frame, frontMatter, languages, names, titleIn} from "../../scripts/site.js";

const page = {path: "/en/residual-block", data: {}};
const content = (head: string, name: string) =>
  new RegExp(`<meta name="${name}" content="([^"]*)">`)
    .exec(head)?.[1]
    .replaceAll("&quot;", '"')
    .replaceAll("&amp;", "&");

describe("frontMatter(source)", () => {
  it("has what a page says under `lesson:`, with numbers, lists and words", () => {
    const source =
      "---\ntitle: T\nlesson:\n  lock: [seed, n]\n  start: {n: 2, a: [-1, 2.5], norm: true}\n---\n# T\n";
    expect(frontMatter(source).lesson).toEqual({
      lock: ["seed", "n"],
      start: {n: 2, a: [-1, 2.5], norm: true}
    });
  });
  it("is empty where a page has none", () => expect(frontMatter("# T\n")).toEqual({}));
});

describe("titleIn(source)", () => {
  it.each([
    ["title: Dense nets", "Dense nets"],
    ["title: 'Dense nets: a start'", "Dense nets: a start"],
    ['title: "Who said \\"deep\\"?"', 'Who said "deep"?'],
    ["title: 2015", "2015"],
    ["toc: false", "The heading"]
  ])("reads YAML as Framework does: %s", (line, title) => {
    expect(titleIn(`---\n${line}\n---\n\n# The heading {#id}\n`)).toBe(title);
  });
});

describe("the head of a page", () => {
  it("carries how a teacher wants it, any text as it is", () => {
    const lesson = {lock: ["seed"], start: {n: 2}, note: `"quoted" & <b>bold</b>`};
    expect(JSON.parse(content(config.head(page, {lesson}), "lesson")!)).toEqual(lesson);
    expect(content(config.head(page), "lesson")).toBeUndefined();
  });
  it.each(languages.flatMap(language => names.map(name => `/${language}/${name}`)))(
    "describes the page, each in its own words: %s",
    path => {
      const description = content(config.head({path, data: {}}), "description")!;
      expect(description.length).toBeGreaterThan(20);
      expect(Object.values(frame).map(({description}) => description)).not.toContain(description);
    }
  );
});

describe("the switch of languages", () => {
  it("leads to the same page, and to the first page where the other language has none", () => {
    expect(config.header(page)).toContain('href="/zh/residual-block" hreflang="zh-Hans"');
    expect(config.header({path: "/en/only-here", data: {}})).toContain('href="/" hreflang="zh-Hans"');
  });
});
