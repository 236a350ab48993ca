// Framework fetches what a page names and no locked package holds. Where there is no network its only words are "fetch
// failed": here are page, line, package, and what can be done.
import {readdirSync, readFileSync} from "node:fs";
import {join} from "node:path";

const sql = /^\s*```sql|\bsql`|\bDuckDBClient\b/;

/** How a page comes by a package that it does not name itself. */
const implicit: {readonly [name: string]: RegExp} = {
  "@duckdb/duckdb-wasm": sql,
  "@observablehq/sample-datasets":
    /\b(?:aapl|alphabet|cars|citywages|diamonds|flare|industries|miserables|olympians|penguins|pizza|weather)\b/,
  "@viz-js/viz": /^\s*```dot|\bdot`/,
  "apache-arrow": new RegExp(`${sql.source}|\\bArrow\\.|\\.(?:arrow|parquet|arquero)\\(|\\baq\\.`),
  arquero: /\baq\./,
  duckdb: sql,
  echarts: /\becharts\./,
  exceljs: /\.xlsx\(/,
  jszip: /\.zip\(/,
  katex: /^\s*```tex|\btex(?:\.block)?`/,
  leaflet: /\bL\./,
  lodash: /\b_\./,
  "mapbox-gl": /\bmapboxgl\./,
  mermaid: /^\s*```mermaid|\bmermaid`/,
  react: /^\s*```[jt]sx/,
  "react-dom": /^\s*```[jt]sx/,
  "sql.js": /\bSQLite|\.sqlite\(/,
  "topojson-client": /\btopojson\./,
  "vega-lite-api": /\bvl\./
};

/** What does without the network, where a page does not name the package: of those that were tried. */
const instead: {readonly [name: string]: string} = {
  katex: "write formulas between dollar signs",
  leaflet: 'run npm install leaflet and write import * as L from "leaflet"',
  lodash: 'run npm install lodash and write import _ from "lodash"',
  "topojson-client": 'run npm install topojson-client and write import * as topojson from "topojson-client"'
};

/**
 * A `fetch` that says, where there is no answer, which of the pages below `root` asks for what.
 *
 * @throws the error of `fetch` where the address is none of a package
 */
export function explaining(fetch: typeof globalThis.fetch, root: string): typeof globalThis.fetch {
  return async (input, init) => {
    try {
      return await fetch(input, init);
    } catch (cause) {
      const name = packageAt(String(input));
      if (!name) throw cause;
      throw new Error(`no network, and ${place(root, name)}`, {cause});
    }
  };
}

/** The package at an address that Framework asks for; undefined for others. */
function packageAt(address: string): string | undefined {
  if (address.startsWith("https://extensions.duckdb.org/")) return "duckdb";
  return /^https:\/\/(?:registry\.npmjs\.org|cdn\.jsdelivr\.net\/npm)\/((?:@[^/]+\/)?[^/@]+)/.exec(
    address
  )?.[1];
}

/** Which page wants the package, in which line, and what can be done. */
function place(root: string, name: string): string {
  const once = "build once with a network (what it fetches is kept)";
  for (const file of readdirSync(root, {recursive: true, encoding: "utf8"})) {
    if (!file.endsWith(".md") || /^(?:lib|assets)[\\/]/.test(file)) continue;
    const lines = codeIn(readFileSync(join(root, file), "utf8")).split("\n");
    const named = lines.findIndex(line => new RegExp(`["']npm:${name}(?:[@/][^"']*)?["']`).test(line));
    const i = named < 0 ? lines.findIndex(line => implicit[name]?.test(line)) : named;
    if (i < 0) continue;
    const page = `/${file.replaceAll("\\", "/").slice(0, -".md".length)}`;
    const other = named >= 0 ? `run npm install ${name} and import it from "${name}"` : instead[name];
    const remedy = [other, once].filter(Boolean).join(", or ");
    return `${page}: line ${i + 1} needs ${name}, which is not among the locked packages: ${remedy}`;
  }
  return `a page needs ${name}, which is not among the locked packages: ${once}`;
}

/** A page with its prose left out, line by line: words there, such as weather, are no names. */
function codeIn(markdown: string): string {
  let fence = "";
  const code = markdown.split("\n").map(line => {
    const [, mark] = /^\s*(`{3,})/.exec(line) ?? [];
    if (mark && !fence) {
      fence = mark;
      return line;
    }
    if (mark && mark.length >= fence.length) fence = "";
    return fence ? line : (line.match(/\$\{.*\}/)?.[0] ?? "");
  });
  return code.join("\n");
}
