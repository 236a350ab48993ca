import {copyFileSync, mkdirSync, mkdtempSync, readFileSync, rmSync} from "node:fs";
import {tmpdir} from "node:os";
import {join} from "node:path";
import {describe, expect, it, onTestFinished} from "vitest";
import {newChapter} from "../../scripts/new-chapter.js";
import {top} from "../../scripts/site.js";

function folder() {
  const pages = mkdtempSync(join(tmpdir(), "chapter-"));
  onTestFinished(() => rmSync(pages, {recursive: true}));
  for (const language of ["en", "zh"]) mkdirSync(join(pages, language));
  const list = join(pages, "site.ts");
  copyFileSync(join(top, "scripts", "site.ts"), list);
  return {pages, list};
}

// Not the name that the guide for instructors has: who followed it has that page.
const name = "a-chapter";

describe("newChapter(name)", () => {
  it("writes the page in both languages, with the same cells and headings' ids", () => {
    const {pages, list} = folder();
    const [en, zh] = newChapter(name, {pages, list}).map(file => readFileSync(file, "utf8"));
    const cells = (page: string) => [...page.matchAll(/^```.*?^```$/gms)].map(([cell]) => cell);
    expect(cells(en)).toHaveLength(4);
    expect(cells(zh)).toEqual(cells(en));
    const ids = (page: string) => [...page.matchAll(/^#.*\{#(.*)\}$/gm)].map(([, id]) => id);
    expect(ids(en)).toEqual([name, "first"]);
    expect(ids(zh)).toEqual(ids(en));
  });
  it("describes the page at such length as the test of all pages asks for", () => {
    const descriptions = newChapter(name, folder())
      .filter(file => file.endsWith(".md"))
      .map(file => /^description: (.*)$/m.exec(readFileSync(file, "utf8"))![1]);
    expect(descriptions).toHaveLength(2);
    for (const description of descriptions) expect(description.length).toBeGreaterThan(20);
  });
  it("names the figure after the chapter: a second chapter's is another", () => {
    const [en] = newChapter(name, folder());
    expect(readFileSync(en, "utf8")).toContain(`id: "${name}-figure"`);
  });
  it("puts the name into the list of pages, before the glossary", () => {
    const {pages, list} = folder();
    newChapter(name, {pages, list});
    expect(readFileSync(list, "utf8")).toContain(`  "${name}",\n  "glossary",`);
  });
  it("refuses a name that is taken", () => {
    const {pages, list} = folder();
    newChapter(name, {pages, list});
    expect(() => newChapter(name, {pages, list})).toThrow(`there is a page named ${name} already`);
    expect(() => newChapter("glossary", {pages, list})).toThrow("there is a page named glossary already");
    expect(() => newChapter("index", {pages, list})).toThrow("there is a page named index already");
  });
  it.each(["", "Dense", "dense nets", "../dense", "-dense", "1-dense"])("refuses the name “%s”", name => {
    expect(() => newChapter(name, folder())).toThrow("small letters, digits and hyphens");
  });
});
