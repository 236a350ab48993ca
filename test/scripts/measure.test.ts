import {readFileSync} from "node:fs";
import {describe, expect, it} from "vitest";
import type {Measures} from "../../scripts/measure/measure.js";
import {read, table, withRow} from "../../scripts/measure/table.js";

const move = {slower: 1, median: 8, p95: 20, worst: 40};
const measures: Measures = {
  bytes: 151_400,
  requests: 12,
  nodes: 900,
  figures: 1,
  firstPaint: 940,
  largestPaint: 1210,
  blocking: 251,
  figure: undefined,
  shift: 0,
  moves: [move, {...move, slower: 4}]
};
const pages = new Map([["en/residual-block", measures]]);
const row = (text: string) => text.split("\n").find(line => line.startsWith("| en/residual-block"));

describe("table(pages, kept)", () => {
  it("has a row for each page, in the units of its head, and a dash for what a page does not have", () => {
    expect(row(table(pages))).toMatch(
      /^\| en\/residual-block \| .* \| 12 \| 900 \| 1 \| 0\.9 \| 1\.2 \| .* \| – \| 0\.000 \|/
    );
  });

  it("marks what misses its target as it is written: what rounds to the target reaches it", () => {
    expect(row(table(pages))).toContain("| **151** | 12 |");
    expect(row(table(pages))).toContain("| **0.25** |");
    const less = new Map([["en/residual-block", {...measures, bytes: 150_400}]]);
    expect(row(table(less))).toContain("| 150 | 12 |");
  });

  it("puts what was kept behind what is now", () => {
    const now = new Map([["en/residual-block", {...measures, bytes: 90_000}]]);
    expect(row(table(now, read(table(pages))))).toContain("| 90 (151) | 12 (12) |");
  });
});

describe("withRow(markdown, page, measures, when)", () => {
  it("replaces the page's row, leaves the others as they were, and ends each with its day", () => {
    const first = withRow("Nothing yet.", "landing", measures, "Monday");
    const both = withRow(first, "en/residual-block", measures, "Tuesday");
    expect(both).toContain(first.trim().split("\n").at(-1));
    const again = withRow(both, "landing", {...measures, requests: 13}, "Wednesday");
    expect(again.match(/^\| landing .* 13 .* \| Wednesday \|$/gm)).toHaveLength(1);
    expect(again.match(/^\| .* \| (?:Mon|Tues)day \|$/gm)).toHaveLength(1);
    expect(read(again).get("landing")).toHaveLength(15);
  });
});

describe("read(markdown)", () => {
  it("finds the rows of MEASURES.md, and of no page where nothing was kept", () => {
    const kept = read(readFileSync(new URL("../../scripts/measure/MEASURES.md", import.meta.url), "utf8"));
    for (const cells of kept.values()) expect(cells).toHaveLength(15);
    expect(read("Nothing yet.").size).toBe(0);
  });
});
