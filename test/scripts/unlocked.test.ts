import {mkdirSync, mkdtempSync, rmSync, writeFileSync} from "node:fs";
import {tmpdir} from "node:os";
import {join} from "node:path";
import {afterAll, describe, expect, it} from "vitest";
import {explaining} from "../../scripts/unlocked.js";

const root = mkdtempSync(join(tmpdir(), "unlocked-"));
afterAll(() => rmSync(root, {recursive: true}));
mkdirSync(join(root, "en"));
const write = (page: string, ...lines: string[]) => writeFileSync(join(root, `${page}.md`), lines.join("\n"));
write("en/confetti", "# Confetti", "", "```js", 'import confetti from "npm:canvas-confetti@1";', "```");
write("en/formula", "# Formula", "", "```tex", "a^2", "```");
write("en/query", "# Query", "```sql", "SELECT 1", "```");
write(
  "en/book",
  "# The weather",
  "",
  "cars of all ages",
  "",
  "```js",
  'FileAttachment("a.xlsx").xlsx()',
  "```"
);
write("en/weather", "# Cars", "", `So \${weather.length} days.`);
write("en/shuffled", "```js", "_.shuffle([1, 2])", "```");

write("en/names", "```js", 'import {slug} from "jsr:@std/text@1";', "```");
writeFileSync(join(root, "en/draw.js"), '// Drawn in space.\nimport * as three from "npm:three";\n');
write("en/drawn", "```js", 'const three = import("npm:three");', "```");

const failed = new TypeError("fetch failed");
const offline = explaining(() => Promise.reject(failed), root);

describe("explaining(fetch, root), where there is no network", () => {
  it.each([
    [
      "https://registry.npmjs.org/canvas-confetti/latest",
      '/en/confetti: line 4 needs canvas-confetti, which is not among the locked packages: run npm install canvas-confetti and import it from "canvas-confetti", or build once with a network'
    ],
    ["https://registry.npmjs.org/katex/latest", "/en/formula: line 3 needs katex, .* between dollar signs"],
    [
      "https://cdn.jsdelivr.net/npm/@duckdb/duckdb-wasm@1.29.0/+esm",
      "/en/query: line 2 needs @duckdb/duckdb-wasm"
    ],
    [
      "https://extensions.duckdb.org/v1.1.1/wasm_eh/json.duckdb_extension.wasm",
      "/en/query: line 2 needs duckdb"
    ],
    [
      "https://cdn.jsdelivr.net/npm/lodash@4.18.1/+esm",
      "/en/shuffled: line 2 needs lodash, .* write import _ from .lodash., or build once"
    ],
    ["https://registry.npmjs.org/exceljs/latest", "/en/book: line 6 needs exceljs"],
    [
      "https://cdn.jsdelivr.net/npm/@observablehq/sample-datasets@1.0.1/+esm",
      "/en/weather: line 3 needs @observablehq/sample-datasets"
    ],
    [
      "https://npm.jsr.io/@jsr/std__text",
      "/en/names: line 2 needs jsr:@std/text, which is not among the locked packages: build once"
    ],
    [
      "https://registry.npmjs.org/three/latest",
      "/en/draw.js: line 2, /en/drawn: line 2 need three, which is not among the locked packages: run npm install three"
    ],
    [
      "https://registry.npmjs.org/d3-hexbin",
      "a page needs d3-hexbin, which is not among the locked packages: build once"
    ]
  ])("names page, line, package and remedy: %s", async (address, words) => {
    await expect(offline(address)).rejects.toThrow(new RegExp(`^no network, and ${words}`));
  });

  it("leaves the error of other addresses as it is", async () => {
    await expect(offline("https://example.org/")).rejects.toBe(failed);
  });
});

it("explaining(fetch, root) hands on what is answered", async () => {
  const answer = new Response("here");
  expect(await explaining(async () => answer, root)("https://registry.npmjs.org/three")).toBe(answer);
});
