// npm run measure: how heavy and how quick the pages of the built site are, beside what was measured last.
// `npm run measure -- residual-block` takes one page in both languages; `-- --keep` writes MEASURES.md.
import {readdirSync, readFileSync, writeFileSync} from "node:fs";
import {cpus, loadavg} from "node:os";
import {parseArgs} from "node:util";
import {launch} from "../browser.js";
import {serve} from "../serve.js";
import {output} from "../site.js";
import {type Measures, measure} from "./measure.js";
import {read, table, withRow} from "./table.js";

const {values, positionals} = parseArgs({allowPositionals: true, options: {keep: {type: "boolean"}}});
const file = new URL("./MEASURES.md", import.meta.url);
const text = readFileSync(file, "utf8");
const pages = readdirSync(output, {recursive: true, encoding: "utf8"})
  .map(path => path.replaceAll("\\", "/"))
  .filter(path => path.endsWith(".html") && !/^(404|download)/.test(path))
  .map(path => path.replace(/(index)?\.html$/, ""))
  .filter(path => !positionals.length || positionals.includes(path.split("/").at(-1) || "landing"))
  .sort();

const kept = read(text);
const site = await serve(output);
const browser = await launch({whole: true});
const measured = new Map<string, Measures>();
for (const page of pages) {
  const name = page || "landing";
  measured.set(name, await measure(browser, site.url + page));
  console.log(table(measured).split("\n").at(-2));
  if (values.keep) keep(name, measured.get(name)!);
}
console.log(`\n${table(measured, kept)}`);
await browser.close();
await site.close();

/** Writes down what one page came to, beside what is known of the others. */
function keep(name: string, measures: Measures): void {
  const text = readFileSync(file, "utf8");
  const [head] = text.split(/^## /m);
  const [{model}] = cpus();
  const where = `On ${cpus().length} cores of an ${model.trim()}, Chromium ${browser.version()}.`;
  const when = `${new Date().toISOString().slice(0, 10)}, load ${loadavg()[1].toFixed(1)}`;
  writeFileSync(
    file,
    `${head}## Last kept\n\n${where} The last column has the day and the load average.\n\n${withRow(text, name, measures, when)}`
  );
}
