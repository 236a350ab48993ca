// What is cited is the same everywhere: CITATION.cff, package.json, the changelog, and the BibTeX for instructors.
import {readFileSync} from "node:fs";
import {join} from "node:path";
import MarkdownIt from "markdown-it";
import {expect, it} from "vitest";
import {bibtex, citation, citations} from "../scripts/citation.js";
import {languages, top} from "../scripts/site.js";

const read = (...path: string[]) => readFileSync(join(top, ...path), "utf8");
const {version, "date-released": day} = citation();

it.each(["package.json", "package-lock.json"])("CITATION.cff has the version of %s", file => {
  expect(JSON.parse(read(file)).version).toBe(version);
});

it("CITATION.cff has the version and the day of the changelog's newest release", () => {
  expect(/^## (\S+, \S+)$/m.exec(read("CHANGELOG.md"))![1]).toBe(
    `${version}, ${day.toISOString().slice(0, 10)}`
  );
});

it("the BibTeX says what CITATION.cff says: title, authors, version, year, licence, address", () => {
  const cff =
    'title: "A: b"\nauthors:\n  - name: C\n  - name: D\nversion: 1.2.3\ndate-released: 2031-01-01\nlicense: MIT\nurl: https://example.org/\n';
  expect(bibtex(citation(cff))).toBe(`@software{the_shortcut,
  title = {A: b},
  author = {{C} and {D}},
  version = {1.2.3},
  year = {2031},
  license = {MIT},
  url = {https://example.org/}
}
`);
});

it.each(languages)("the page for instructors has the BibTeX of CITATION.cff: %s", language => {
  const page = citations(new MarkdownIt()).render(read("notebooks", language, "instructors.md"));
  expect(page).toContain(`version = {${version}}`);
});
