// npm run measure: how heavy and how quick the pages of the built site are, beside what was measured last.
// `npm run measure -- residual-block` takes one page in both languages; `-- --keep` writes MEASURES.md.
import {readdirSync, readFileSync, writeFileSync} from "node:fs";
import {cpus, loadavg} from "node:os";
import {parseArgs} from "node:util";
import {launch} from "../browser.js";
import {serve} from "../serve.js";
import {output} from "../site.js";
import {type Measures, measure} from "./measure.js";
import {read, table} from "./table.js";

const {values, positionals} = parseArgs({allowPositionals: true, options: {keep: {type: "boolean"}}});
const file = new URL("./MEASURES.md", import.meta.url);
const text = readFileSync(file, "utf8");
const pages = readdirSync(output, {recursive: true, encoding: "utf8"})
  .map(path => path.replaceAll("\\", "/"))
  .filter(path => path.endsWith(".html") && !/^(404|download)/.test(path))
  .map(path => path.replace(/(index)?\.html$/, ""))
  .filter(path => !positionals.length || positionals.includes(path.split("/").at(-1) || "landing"))
  .sort();

const site = await serve(output);
const browser = await launch();
const measured = new Map<string, Measures>();
for (const page of pages) {
  measured.set(page || "landing", await measure(browser, site.url + page));
  console.log(
    table(new Map([...measured].slice(-1)))
      .split("\n")
      .at(-2)
  );
}
console.log(`\n${table(measured, read(text))}`);
if (values.keep) {
  const [head] = text.split(/^## /m);
  const [{model}] = cpus();
  const load = loadavg()[1].toFixed(1);
  const day = new Date().toISOString().slice(0, 10);
  const where = `${day}, ${model.trim()}, ${cpus().length} cores, load average ${load}, Chromium ${browser.version()}.`;
  writeFileSync(file, `${head}## Last kept\n\n${where}\n\n${table(measured)}`);
}
await browser.close();
await site.close();
