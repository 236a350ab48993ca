// What is cited is the same everywhere: CITATION.cff, package.json, and the BibTeX for instructors.
import {readFileSync} from "node:fs";
import {join} from "node:path";
import {expect, it} from "vitest";
import {languages, top} from "../scripts/site.js";

const read = (...path: string[]) => readFileSync(join(top, ...path), "utf8");
const cff = read("CITATION.cff");
const [, title] = /^title: "(.*)"$/m.exec(cff)!;
const [, version] = /^version: (.*)$/m.exec(cff)!;

it("CITATION.cff has the package's version", () => {
  expect(JSON.parse(read("package.json")).version).toBe(version);
});

it.each(languages)("the BibTeX of the page for instructors is CITATION.cff's: %s", language => {
  const [bibtex] = /```bibtex[\s\S]*?```/.exec(read("notebooks", language, "instructors.md"))!;
  expect(bibtex).toContain(`title = {${title}}`);
  expect(bibtex).toContain(`version = {${version}}`);
});
