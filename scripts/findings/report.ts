// The results in words: rows for the site, and a page of Markdown.
import {type Finding, median} from "./finding.js";
import {numbersOf, type Results} from "./results.js";
import {findings} from "./table.js";

export interface Row {
  readonly finding: Finding;
  /** Of each number that tells its name, and its median, least and most over the seeds. */
  readonly numbers: readonly string[];
  /** Undefined: not measured yet, or not for all seeds. */
  readonly holds: boolean | undefined;
}

/** Three digits. */
function short(v: number): string {
  if (v === Number.POSITIVE_INFINITY) return "diverged";
  if (v === 0 || (Math.abs(v) >= 1e-3 && Math.abs(v) < 1e4)) return String(Number(v.toPrecision(3)));
  return v.toExponential(1);
}

/** The state of each finding, in the order of the pages. */
export const rows = (results: Results): Row[] =>
  findings.map(finding => {
    const {of, shows} = finding;
    const found = numbersOf(of, results);
    const spread = (name: string) => {
      const values = found.map(n => n[name]);
      return `${name}: ${[median(values), Math.min(...values), Math.max(...values)].map(short).join(" · ")}`;
    };
    return {
      finding,
      numbers: found.length ? shows.map(spread) : [],
      holds: found.length === of.seeds.length ? finding.holds(found) : undefined
    };
  });

/** Seeds as a reader writes them: 61–80, 201–380. */
export function ranges(seeds: readonly number[]): string {
  const starts = seeds.filter((seed, i) => seed !== seeds[i - 1] + 1);
  const ends = seeds.filter((seed, i) => seed !== seeds[i + 1] - 1);
  return starts.map((from, i) => `${from}–${ends[i]}`).join(", ");
}

/** FINDINGS.md, and the findings that do not hold. */
export function report(results: Results): {text: string; failed: string[]} {
  const all = rows(results);
  const pages = [...new Set(findings.map(({at}) => at))];
  const line = ({finding: {id, says, of}, numbers, holds}: Row) =>
    `| <a id="${id}"></a>${says.en} | ${numbers.join("<br>")} | ${ranges(of.seeds)} | ${holds ? "holds" : holds === undefined ? "not measured" : "**fails**"} |`;
  const text = `# Findings

What the pages state as found, and what measuring it again came to: over seeds that are not those of the pages (1 to 20) nor any with which settings were chosen. Behind each number stand its median, least and most over the seeds; errors are in per cent. \`scripts/findings/topics\` says for each row from where on the words would be too strong; where a row fails, the words change, in both languages. Measured by \`npm run findings\`; the unit tests measure the quick ones again, and hold that no row fails, and that none lacks its result.

${pages
  .map(
    at =>
      `## ${at}\n\n| Finding | Measured: median · least · most | Seeds | |\n|---|---|---|---|\n${all
        .filter(({finding}) => finding.at === at)
        .map(line)
        .join("\n")}\n`
  )
  .join("\n")}`;
  return {text, failed: all.filter(({holds}) => !holds).map(({finding}) => finding.id)};
}
