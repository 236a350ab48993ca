import {readFileSync} from "node:fs";
import {join} from "node:path";
import {describe, expect, it} from "vitest";
import {report} from "../../scripts/findings/report.js";
import {numbersOf, readResults} from "../../scripts/findings/results.js";
import {findings} from "../../scripts/findings/table.js";
import {languages, root, top} from "../../scripts/site.js";

const results = readResults();

describe("the table of findings", () => {
  it("has a name for each that no other has", () => {
    expect(findings.length).toBeGreaterThan(40);
    expect(new Set(findings.map(({id}) => id)).size).toBe(findings.length);
  });

  it.each(languages)("says in %s where each stands, under a heading that is there", language => {
    const missing = findings.filter(({at}) => {
      const [page, anchor] = at.split("#");
      return !readFileSync(join(root, language, `${page}.md`), "utf8").includes(`{#${anchor}}`);
    });
    expect(missing.map(({id}) => id)).toEqual([]);
  });

  it("takes ten seeds and more, none of which a page opens with", () => {
    for (const {of} of findings) {
      expect(new Set(of.seeds).size).toBeGreaterThanOrEqual(10);
      expect(Math.min(...of.seeds)).toBeGreaterThan(20);
    }
  });
});

describe("the results", () => {
  it.each(findings)("$id: measured for every seed, and bear the words", ({of, shows, holds}) => {
    const numbers = numbersOf(of, results);
    expect(numbers).toHaveLength(of.seeds.length);
    for (const name of shows) expect(numbers[0]).toHaveProperty([name]);
    expect(holds(numbers)).toBe(true);
  });

  it("stand in FINDINGS.md", () => {
    expect(readFileSync(join(top, "FINDINGS.md"), "utf8")).toBe(report(results).text);
  });
});
