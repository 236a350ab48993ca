// The notebooks at the end of a chapter, the citation, and a page on paper.
import type {Download} from "playwright-core";
import {expect, test} from "vitest";
import {openPage, site} from "../e2e/support/page.js";

test("the citation names the address where the lesson is read", async () => {
  const {page} = await openPage("en/instructors");
  expect(await page.locator(".language-bibtex").textContent()).toContain(`url = {${site}}`);
});

test.for(["en/residual-block", "zh/one-by-one-convolution"])(
  "%s is taken away as two notebooks that know where the site is",
  async path => {
    const {page, problems} = await openPage(path);
    const links = page.locator(".take-away a[download]");
    expect(await links.count()).toBe(2);
    const texts: string[] = [];
    for (const link of await links.all()) {
      // By keyboard: figures that are drawn meanwhile may move what the mouse is about to press.
      const [download] = await Promise.all([page.waitForEvent("download"), link.press("Enter")]);
      expect(download.suggestedFilename()).toMatch(/^[\w-]+\.(html|ipynb)$/);
      texts.push(await text(download));
    }
    const [observable, jupyter] = texts;
    expect(observable).toContain(`${site}lib/index.js`);
    expect(texts.join("")).not.toContain("the-shortcut.invalid");
    expect(JSON.parse(jupyter).nbformat).toBe(4);
    // What the cells import is there, by the names that they want.
    const wanted = Array.from(
      observable.matchAll(/import \{([^}]+)\} from "(http[^"]+)"/g),
      ([, names, url]) => ({
        url,
        names: names.split(",").map(name => name.trim())
      })
    );
    expect(wanted.length).toBeGreaterThan(3);
    // A text, since vitest would take the import for its own.
    const missing = await page.evaluate(`(async () => {
      const missing = [];
      for (const {url, names} of ${JSON.stringify(wanted)}) {
        const module = await import(url);
        missing.push(...names.filter(name => !(name in module)).map(name => url + ": " + name));
      }
      return missing;
    })()`);
    expect(missing).toEqual([]);
    expect(problems).toEqual([]);
  }
);

test("a notebook's figures have their colours from a style sheet whose variables hold for a page of its own", async () => {
  const sheet = await (await fetch(`${site}embed/style.css`)).text();
  expect(sheet).toMatch(/:root,:host\{[^}]*--main:/);
  expect(sheet).not.toMatch(/:root,:host:/);
});

test("on paper there are the figures, and neither menus nor navigation", async () => {
  const {page} = await openPage("en/one-by-one-convolution#factor=3", {figures: ["times-two-figure"]});
  await page.emulateMedia({media: "print"});
  const ground = () => getComputedStyle(document.documentElement).getPropertyValue("--theme-background");
  expect(await page.evaluate(ground)).toBe("#fff");
  expect(await page.locator("#times-two-figure").isVisible()).toBe(true);
  expect(await page.locator("#times-two-figure input.number").inputValue()).toBe("3");
  for (const hidden of [
    ".figure-tools",
    "#observablehq-sidebar",
    "#observablehq-toc",
    ".languages",
    ".take-away"
  ])
    expect(await page.locator(`${hidden}:visible`).count(), hidden).toBe(0);
  const pdf = await page.pdf({format: "A4"});
  expect(pdf.subarray(0, 5).toString()).toBe("%PDF-");
});

test("paper is light, also for what is painted, where the screen is dark; buttons that it cannot press are left out", async () => {
  const {page} = await openPage("#guess=shown", {figures: ["duel"]});
  const looks = () =>
    page.evaluate(() => {
      const painted = [...document.querySelectorAll("canvas")].map(canvas => canvas.toDataURL());
      return [getComputedStyle(document.body).color, ...painted];
    });
  const light = await looks();
  expect(light.length).toBe(3);
  await page.emulateMedia({colorScheme: "dark"});
  await expect.poll(async () => (await looks()).map((look, i) => look === light[i])).not.toContain(true);
  await page.emulateMedia({media: "print"});
  await expect.poll(looks).toEqual(light);
  await page.goto(new URL("en/exercises", site).href);
  await page.locator(".exercise").first().waitFor();
  await page.emulateMedia({media: "print"});
  expect(await page.locator("main button:visible").count()).toBe(0);
});

async function text(download: Download): Promise<string> {
  const parts: Buffer[] = [];
  for await (const part of await download.createReadStream()) parts.push(part as Buffer);
  return Buffer.concat(parts).toString("utf8");
}
