// Framework fetches what a page names and no locked package holds. Where there is no network its only words are "fetch
// failed": here are pages, lines, package, and what can be done.
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

/** The package at an address that Framework asks for, as a page names it; undefined for others. */
function packageAt(address: string): string | undefined {
  if (address.startsWith("https://extensions.duckdb.org/")) return "duckdb";
  const [, scope, own] = /^https:\/\/npm\.jsr\.io\/@jsr\/([^/]+?)__([^/]+)/.exec(address) ?? [];
  if (scope) return `jsr:@${scope}/${own}`;
  return /^https:\/\/(?:registry\.npmjs\.org|cdn\.jsdelivr\.net\/npm)\/((?:@[^/]+\/)?[^/@]+)/.exec(
    address
  )?.[1];
}

/** Which pages and modules want the package, in which line, and what can be done. */
function place(root: string, name: string): string {
  const specifier = name.startsWith("jsr:") ? name : `npm:${name}`;
  const byName = new RegExp(`["']${specifier}(?:[@/][^"']*)?["']`);
  const places: string[] = [];
  let isNamed = false;
  for (const {path, lines} of sources(root)) {
    const named = lines.findIndex(line => byName.test(line));
    const i = named < 0 ? lines.findIndex(line => implicit[name]?.test(line)) : named;
    if (i >= 0) places.push(`${path}: line ${i + 1}`);
    isNamed ||= named >= 0;
  }
  const byImport = isNamed && specifier !== name && `run npm install ${name} and import it from "${name}"`;
  const once = "build once with a network (what it fetches is kept)";
  const remedy = [byImport || instead[name], once].filter(Boolean).join(", or ");
  const who = places.length ? `${places.join(", ")} ${places.length > 1 ? "need" : "needs"}` : "a page needs";
  return `${who} ${name}, which is not among the locked packages: ${remedy}`;
}

/** The code of pages and of the modules beside them, by their paths. */
function* sources(root: string): Generator<{path: string; lines: readonly string[]}> {
  for (const file of readdirSync(root, {recursive: true, encoding: "utf8"}).sort()) {
    if (!/\.(md|[jt]sx?)$/.test(file) || /^(?:lib|assets|data|\.observablehq)[\\/]/.test(file)) continue;
    const text = readFileSync(join(root, file), "utf8");
    const path = `/${file.replaceAll("\\", "/")}`;
    if (file.endsWith(".md")) yield {path: path.slice(0, -".md".length), lines: codeIn(text).split("\n")};
    else yield {path, lines: text.split("\n")};
  }
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
