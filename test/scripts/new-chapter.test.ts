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

describe("newChapter(name)", () => {
  it("writes the page in both languages, with the same cells and headings' ids", () => {
    const {pages, list} = folder();
    const [en, zh] = newChapter("dense-nets", {pages, list}).map(file => readFileSync(file, "utf8"));
    const cells = (page: string) => [...page.matchAll(/^```.*?^```$/gms)].map(([cell]) => cell);
    expect(cells(en)).toHaveLength(4);
    expect(cells(zh)).toEqual(cells(en));
    const ids = (page: string) => [...page.matchAll(/^#.*\{#(.*)\}$/gm)].map(([, id]) => id);
    expect(ids(en)).toEqual(["dense-nets", "first"]);
    expect(ids(zh)).toEqual(ids(en));
  });
  it("puts the name into the list of pages, before the glossary", () => {
    const {pages, list} = folder();
    newChapter("dense-nets", {pages, list});
    expect(readFileSync(list, "utf8")).toContain('  "dense-nets",\n  "glossary",');
  });
  it("refuses a name that is taken", () => {
    const {pages, list} = folder();
    newChapter("dense-nets", {pages, list});
    expect(() => newChapter("dense-nets", {pages, list})).toThrow("there is a page named dense-nets already");
    expect(() => newChapter("glossary", {pages, list})).toThrow("there is a page named glossary already");
  });
  it.each(["", "Dense", "dense nets", "../dense", "-dense", "1-dense"])("refuses the name “%s”", name => {
    expect(() => newChapter(name, folder())).toThrow("small letters, digits and hyphens");
  });
});
