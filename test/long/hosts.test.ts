// The built site, copied to hosts of all kinds.
import {cpSync, mkdtempSync, readdirSync, readFileSync, rmSync, symlinkSync, writeFileSync} from "node:fs";
import {tmpdir} from "node:os";
import {join} from "node:path";
import type {BrowserContext, Page} from "playwright-core";
import {afterAll, beforeAll, describe, expect, onTestFinished, test} from "vitest";
import {hosts, type Serving, serve} from "../../scripts/serve.js";
import {output} from "../../scripts/site.js";
import {newContext, openPage, type PageOptions, reach, visit} from "../e2e/support/page.js";

async function hosted(folder: string, options: Serving = {}) {
  const server = await serve(folder, options);
  onTestFinished(() => server.close());
  return server;
}

async function reader(options: PageOptions = {}): Promise<BrowserContext> {
  const context = await newContext(options);
  onTestFinished(() => context.close());
  return context;
}

/** Waits until the site is kept: all of it, unless some of it is missing. */
async function kept(page: Page, {missing = 0} = {}): Promise<void> {
  const lacking = () =>
    page.evaluate(async () => {
      const [name] = await caches.keys();
      if (!name || !navigator.serviceWorker.controller) return Number.NaN;
      const source = await (await fetch("../sw.js")).text();
      const files = JSON.parse(/^const files = (.*);$/m.exec(source)![1]);
      return files.length - (await (await caches.open(name)).keys()).length;
    });
  await expect.poll(lacking, {timeout: 90_000, interval: 300}).toBe(missing);
}

describe.each(Object.entries(hosts))("%s", (_, host) => {
  test("every link leads to its page, whose figures answer, also in a folder", async () => {
    const {url} = await hosted(output, {host, base: "/courses/"});
    const {page, problems} = await openPage(`${url}en/residual-block.html`);
    await page.locator("#observablehq-sidebar a", {hasText: "1×1"}).first().click();
    await page.waitForURL(/en\/one-by-one-convolution/);
    await page.locator(".languages a", {hasText: "中文"}).click();
    await page.waitForURL(/zh\/one-by-one-convolution/);
    await page.evaluate(() => document.getElementById("times-two-figure")?.focus());
    await page.locator("#times-two-figure input.number").fill("3");
    await page.locator("#observablehq-footer a[rel=prev]").click();
    await page.waitForURL(/zh\/why-resnets-work/);
    await page.locator("#observablehq-sidebar > ol a").first().click();
    await page.waitForURL(url);
    // Who is quick leaves a page while it still loads.
    expect(problems.filter(problem => !problem.includes("ERR_ABORTED"))).toEqual([]);
  });

  test("keeps the site: all pages open without a network", async () => {
    const server = await hosted(output, {host});
    const context = await reader({offline: true});
    const {page} = await visit(context, `${server.url}en/glossary.html`);
    await kept(page);
    await context.setOffline(true);
    for (const path of ["zh/residual-block.html", "en/one-by-one-convolution", ""]) {
      const {page, problems} = await visit(context, server.url + path);
      await page.locator("main :is(svg, canvas)").first().waitFor();
      expect(problems).toEqual([]);
    }
  });
});

test("GitHub Pages by branch serves all folders: .nojekyll is there, and nobody asks the reader to keep it", () => {
  expect(readFileSync(join(output, ".nojekyll"), "utf8")).toBe("");
  expect(readFileSync(join(output, "sw.js"), "utf8")).not.toContain("nojekyll");
});

test("search finds pages on a host that knows names with .html only", async () => {
  const {url} = await hosted(output, {host: hosts.plain});
  const {page} = await openPage(`${url}en/glossary.html`);
  await page.locator("#observablehq-search input").fill("identity");
  await page.locator("#observablehq-search-results a").first().click();
  await page.waitForURL(/\.html/);
  expect(await page.locator("h1").count()).toBe(1);
});

test("a file that cannot be had is missing, and the rest is kept", async () => {
  const folder = copyOf(output);
  rmSync(join(folder, "en", "exercises.html"));
  const {url} = await hosted(folder);
  const context = await reader({offline: true});
  const {page} = await visit(context, `${url}en/glossary.html`);
  await kept(page, {missing: 1});
  await context.setOffline(true);
  const {problems} = await visit(context, `${url}en/residual-block.html`);
  expect(problems).toEqual([]);
});

test("a page that is kept is shown when the host is silent, and when it fails", async () => {
  const server = await hosted(output);
  const context = await reader({offline: true});
  const {page} = await visit(context, `${server.url}en/glossary.html`);
  await kept(page);
  for (const trouble of ["silence", 500, 404] as const) {
    server.site.trouble = trouble;
    const {page} = await visit(context, `${server.url}en/exercises.html`);
    expect(await page.locator("h1").textContent()).toBe("Exercises");
    server.site.trouble = undefined;
  }
});

test("two editions on one origin keep their pages and what was written apart", async () => {
  const folder = temporary();
  for (const year of ["2024", "2025"]) symlinkSync(output, join(folder, year));
  const server = await hosted(folder);
  const context = await reader({offline: true});
  const write = "display(2024);";
  for (const year of ["2024", "2025"]) {
    const {page} = await visit(context, `${server.url}${year}/en/residual-block.html`);
    await page.waitForFunction(() => navigator.serviceWorker.controller, undefined, {timeout: 60_000});
    const block = page.locator("#edit-block");
    await reach(block);
    expect(await block.textContent()).not.toContain(write);
    if (year === "2024") {
      await block.getByRole("button", {name: "Edit"}).click();
      await block.locator(".cm-content").first().fill(write);
      await page.waitForFunction(text => Object.values(localStorage).some(v => v.includes(text)), write);
    }
  }
  await context.setOffline(true);
  const {page} = await visit(context, `${server.url}2024/en/residual-block.html`);
  await reach(page.locator("#edit-block"));
  await expect.poll(() => page.locator("#edit-block").textContent()).toContain(write);
  expect(await page.evaluate(async () => (await caches.keys()).length)).toBe(2);
});

describe("a tab that is open while a new build is put in the place of its own", () => {
  let next: string;
  beforeAll(() => {
    next = rebuilt(output);
  });
  afterAll(() => rmSync(next, {recursive: true}));

  test("goes on from what is kept, and offers the new build, which changes nothing of what the reader did", async () => {
    const server = await hosted(copyOf(output));
    const context = await reader({offline: true});
    const {page} = await visit(context, `${server.url}en/residual-block.html#n=5`);
    await kept(page);
    const build = () => page.locator('meta[name="build"]').getAttribute("content");
    const before = await build();
    server.site.folder = next;
    await page.evaluate(async () => (await navigator.serviceWorker.getRegistration())!.update());
    // A figure that this page has not drawn yet is not on the host any more.
    await reach(page.locator("#kinds-figure"));
    await expect.poll(() => page.locator("#kinds-figure .figure-body").count()).toBe(1);
    await page.getByRole("button", {name: "Load it"}).click();
    await expect.poll(build).not.toBe(before);
    expect(page.url()).toContain("n=5");
    await expect.poll(() => page.evaluate(async () => (await caches.keys()).length)).toBe(1);
  });

  test("offers the new build where a run needs a worker that is gone", async () => {
    const server = await hosted(copyOf(output));
    // On this page nothing has run before that.
    const {page} = await openPage(`${server.url}en/residual-network.html#degradation-experiment`);
    const run = page.locator("#degradation-experiment").getByRole("button", {name: "Run in this browser"});
    await run.waitFor();
    for (const file of readdirSync(join(next, "_import")))
      if (/^worker\./.test(file)) rmSync(join(next, "_import", file));
    server.site.folder = next;
    await run.click();
    await page.getByRole("button", {name: "Load it"}).waitFor();
  });

  test("offers the new build where nothing is kept and a figure needs what is gone", async () => {
    const server = await hosted(copyOf(output));
    const {page} = await openPage(`${server.url}en/residual-block.html`);
    server.site.folder = next;
    const kinds = page.locator("#kinds-figure");
    await reach(kinds);
    await kinds.getByRole("alert").waitFor();
    const build = page.locator('meta[name="build"]');
    const before = await build.getAttribute("content");
    await page.getByRole("button", {name: "Load it"}).click();
    await expect.poll(() => build.getAttribute("content")).not.toBe(before);
  });
});

test("a page that has waited for ten minutes in a cache is not mixed with a new build", async () => {
  const server = await hosted(copyOf(output), {host: hosts.pages});
  const context = await reader({offline: true});
  const {page} = await visit(context, `${server.url}en/glossary.html`);
  await visit(context, `${server.url}en/exercises.html`);
  const next = rebuilt(output);
  server.site.folder = next;
  // Whether the service worker came before the new build or after it: it keeps what belongs together.
  await page.evaluate(() => navigator.serviceWorker.ready.then(() => {}));
  const builds = await page.evaluate(async () => {
    const [name] = await caches.keys();
    const cache = await caches.open(name);
    const pages = (await cache.keys()).filter(({url}) => url.endsWith(".html"));
    const texts = await Promise.all(pages.map(async page => (await cache.match(page))!.text()));
    return [...new Set(texts.flatMap(text => /name="build" content="(\w+)"/.exec(text)?.[1] ?? []))];
  });
  expect(builds.length).toBeLessThan(2);
});

function temporary(): string {
  const folder = mkdtempSync(join(tmpdir(), "the-shortcut-host-"));
  onTestFinished(() => rmSync(folder, {recursive: true}));
  return folder;
}

function copyOf(built: string): string {
  const folder = temporary();
  cpSync(built, folder, {recursive: true});
  return folder;
}

/** The site as another build: with another version, and a figure's module under another name. */
function rebuilt(built: string): string {
  const folder = mkdtempSync(join(tmpdir(), "the-shortcut-build-"));
  cpSync(built, folder, {recursive: true});
  const version = /^const version = "(\w+)"/.exec(readFileSync(join(folder, "sw.js"), "utf8"))![1];
  const modules = readdirSync(join(folder, "_import"));
  const [old] = modules.filter(name => /^kinds-figure\.\w+\.js$/.test(name));
  const renamed = old.replace(/\.\w+\.js$/, ".00000000.js");
  cpSync(join(folder, "_import", old), join(folder, "_import", renamed));
  rmSync(join(folder, "_import", old));
  const other = `${version.slice(0, -1)}${version.endsWith("0") ? "1" : "0"}`;
  for (const file of readdirSync(folder, {recursive: true, encoding: "utf8"})) {
    if (!/\.(html|js)$/.test(file)) continue;
    const text = readFileSync(join(folder, file), "utf8");
    writeFileSync(join(folder, file), text.replaceAll(version, other).replaceAll(old, renamed));
  }
  return folder;
}
