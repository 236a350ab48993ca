// The notebooks at the end of each chapter in Observable's own tool: https://observablehq.com/notebook-kit.
import {spawnSync} from "node:child_process";
import {mkdirSync, mkdtempSync, readFileSync, rmSync, writeFileSync} from "node:fs";
import {basename, join} from "node:path";
import type {Page} from "playwright-core";
import {afterAll, beforeAll, expect, test} from "vitest";
import {downloadsOf} from "../../scripts/notebooks/downloads.js";
import {somewhere} from "../../scripts/notebooks/page.js";
import {readOutlines} from "../../scripts/outlines.js";
import {serve} from "../../scripts/serve.js";
import {languages, names, output, top} from "../../scripts/site.js";
import {drawAll, newContext, site} from "../e2e/support/page.js";

const paths = languages.flatMap(language => names.map(name => `/${language}/${name}`)).filter(downloadsOf);
const nameOf = (path: string) => path.slice(1).replace("/", "-");

let folder: string;
let notebooks: Awaited<ReturnType<typeof serve>>;

beforeAll(async () => {
  // Below node_modules: the tool looks for its fonts from where the notebooks are.
  const cache = join(top, "node_modules/.cache");
  mkdirSync(cache, {recursive: true});
  folder = mkdtempSync(join(cache, "notebooks-"));
  const files = paths.map(path => {
    const file = join(folder, `${nameOf(path)}.html`);
    const text = readFileSync(join(output, downloadsOf(path)!.observable), "utf8");
    writeFileSync(file, text.replaceAll(somewhere, site));
    return basename(file);
  });
  const {status, stderr} = spawnSync(
    process.execPath,
    [
      join(top, "node_modules/@observablehq/notebook-kit/dist/bin/notebooks.js"),
      "build",
      "--root",
      ".",
      ...files
    ],
    {cwd: folder, encoding: "utf8"}
  );
  expect(status, stderr).toBe(0);
  notebooks = await serve(join(folder, ".observable/dist"));
});

afterAll(async () => {
  await notebooks?.close();
  if (folder) rmSync(folder, {recursive: true});
});

/** Opens a notebook, with all its figures drawn; and what went wrong. */
async function open(
  path: string,
  hash = ""
): Promise<{readonly page: Page; readonly problems: string[]; close(): unknown}> {
  const context = await newContext({width: 1200});
  const page = await context.newPage();
  const problems: string[] = [];
  const known = [site, notebooks.url].map(url => new URL(url).origin);
  page.on("console", message => {
    if (["error", "warning"].includes(message.type())) problems.push(`console: ${message.text()}`);
  });
  page.on("pageerror", error => problems.push(`error: ${error.message}`));
  page.on("request", request => {
    const {protocol, origin} = new URL(request.url());
    if (protocol.startsWith("http") && !known.includes(origin)) problems.push(`other host: ${request.url()}`);
  });
  // The tool's template has no icon, for which the browser would ask.
  await page.route("**/favicon.ico", route => route.fulfill({status: 204}));
  await page.goto(`${notebooks.url}${nameOf(path)}.html${hash}`);
  await page.locator("figure.outline, figure.figure").first().waitFor();
  await page.locator(".quiz, .island").last().waitFor({state: "attached"});
  await drawAll(page);
  return {page, problems, close: () => context.close()};
}

test.for(paths)("%s opens with text, formulas and all its figures, and asks no other host", async path => {
  const {page, problems, close} = await open(path);
  const [, language, name] = path.split("/");
  const figures = await page.locator("figure.figure").evaluateAll(all => all.map(({id}) => id));
  const markdown = readFileSync(join(output, downloadsOf(path)!.observable), "utf8");
  const titled = Object.keys(readOutlines()[language as "en"]);
  expect(figures.length, name).toBeGreaterThan(5);
  expect(figures.filter(id => !titled.includes(id))).toEqual([]);
  // As on the page: a figure for each of its stills.
  const page_ = readFileSync(join(top, "notebooks", `${path}.md`), "utf8");
  expect(figures).toEqual(
    Array.from(page_.matchAll(/<noscript><img src="\/assets\/stills\/\w+\/([\w-]+)\.png/g), ([, id]) => id)
  );
  expect(await page.locator("main math").count()).toBeGreaterThan(markdown.match(/<math/g)!.length - 1);
  expect(await page.locator(".observablehq--error").allTextContents()).toEqual([]);
  expect(await page.locator("h1").textContent()).not.toBe("");
  expect(problems).toEqual([]);
  await close();
});

test("a figure of a notebook runs its experiment, though its worker comes from the site, and offers only what it can do there", async () => {
  const {page, problems, close} = await open("/en/residual-network", "#perblockseed=9");
  const figure = page.locator("#layers-per-block");
  await figure.getByRole("button", {name: "Train this seed"}).click();
  await figure.getByText(/^Shown: .*seed 9/).waitFor({timeout: 120_000});
  const items = await figure.locator(".menu-items button").allTextContents();
  expect(items).toContain("Take the network…");
  expect(items.join()).not.toMatch(/Embed|Link for a class|Present/);
  expect(problems).toEqual([]);
  await close();
});

test("cells of a notebook can be changed and run", async () => {
  const {page, problems, close} = await open("/en/residual-block");
  const cells = page.locator(".editable").first();
  await cells.scrollIntoViewIfNeeded();
  await cells.getByRole("button", {name: /Run/}).first().click();
  await cells.locator("output, .shown, .cell-output").first().waitFor();
  expect(problems).toEqual([]);
  await close();
});
