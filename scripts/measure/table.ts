// The table of measures, in Markdown: written, and read back for comparison.
import type {Measures} from "./measure.js";

interface Column {
  readonly title: string;
  /** What every page must reach; undefined where nothing is asked. */
  readonly most?: number;
  readonly of: (measures: Measures) => number | undefined;
  readonly digits: number;
}

const seconds = (ms: number | undefined) => (ms === undefined ? undefined : ms / 1000);

const columns: readonly Column[] = [
  {title: "first load, kB", most: 150, of: m => m.bytes / 1000, digits: 0},
  {title: "files", most: 25, of: m => m.requests, digits: 0},
  {title: "elements", of: m => m.nodes, digits: 0},
  {title: "figures mounted", of: m => m.figures, digits: 0},
  {title: "first paint, s", most: 1, of: m => seconds(m.firstPaint), digits: 1},
  {title: "largest paint, s", most: 1.3, of: m => seconds(m.largestPaint), digits: 1},
  {title: "blocking, s", most: 0.2, of: m => seconds(m.blocking), digits: 2},
  {title: "figure, s", most: 2, of: m => seconds(m.figure), digits: 1},
  {title: "shift", most: 0.01, of: m => m.shift, digits: 3},
  {title: "move 1×, ms", most: 16, of: m => m.moves[0].median, digits: 0},
  {title: "p95 1×", most: 33, of: m => m.moves[0].p95, digits: 0},
  {title: "move 4×, ms", most: 60, of: m => m.moves[1].median, digits: 0},
  {title: "p95 4×", most: 120, of: m => m.moves[1].p95, digits: 0},
  {title: "worst 4×", most: 200, of: m => m.moves[1].worst, digits: 0}
];

const head = ["page", ...columns.map(({title}) => title)];

const line = (cells: readonly (string | number)[]) => `| ${cells.join(" | ")} |\n`;

/** Rows by page; a cell that misses its target stands in bold. What was kept stands behind what is now, in brackets. */
export function table(pages: ReadonlyMap<string, Measures>, kept: Kept = new Map()): string {
  const rows = Array.from(pages, ([page, measures]) => line([page, ...cells(measures, kept.get(page))]));
  return (
    line(head) +
    line(head.map((_, i) => (i ? "---:" : "---"))) +
    line(["at most", ...columns.map(({most}) => most ?? "")]) +
    rows.join("")
  );
}

const cells = (measures: Measures, before: readonly string[] = []) =>
  columns.map(({of, most = Number.POSITIVE_INFINITY, digits}, i) => {
    const value = of(measures);
    if (value === undefined) return "–";
    const text = value.toFixed(digits);
    return (Number(text) > most ? `**${text}**` : text) + (before[i] ? ` (${before[i]})` : "");
  });

/** The table that a text holds, with another row in place of the page's own; `when` stands at its end. */
export function withRow(markdown: string, page: string, measures: Measures, when: string): string {
  const rows = new Map(
    Array.from(markdown.matchAll(/^\| (.*?) \|.*\n/gm), ([row, name]) => [name, row] as const).slice(3)
  );
  rows.set(page, line([page, ...cells(measures), when]));
  const [titles, rule, most] = table(new Map()).trimEnd().split("\n");
  return `${titles} measured |\n${rule} --- |\n${most}  |\n${[...rows.values()].join("")}`;
}

/** The cells of each page as they were written. */
export type Kept = ReadonlyMap<string, readonly string[]>;

export function read(markdown: string): Kept {
  const rows = Array.from(markdown.matchAll(/^\| (.*) \|$/gm), ([, cells]) => cells.split(" | "));
  return new Map(
    rows.slice(3).map(([page, ...cells]) => [page, cells.map(cell => cell.replaceAll("*", ""))])
  );
}
