import {expect, onTestFinished, test} from "vitest";
import {names} from "../../scripts/site.js";
import type {PageOptions} from "./support/page.js";
import {newContext, openPage, site, visit} from "./support/page.js";

async function contextForTest(options?: PageOptions) {
  const context = await newContext(options);
  onTestFinished(() => context.close());
  return context;
}

test("the switch leads to the same page in the other language, and back", async () => {
  const {page} = await openPage("en/residual-block");
  await page.getByRole("link", {name: "中文", exact: true}).click();
  await page.waitForURL(`${site}zh/residual-block*`);
  expect(await page.locator("html").getAttribute("lang")).toBe("zh-Hans");
  await page.getByRole("link", {name: "English", exact: true}).click();
  await page.waitForURL(`${site}en/residual-block*`);
});

test("English has quotation marks of its own width, Chinese those of a character, also side by side", async () => {
  const {page} = await openPage("");
  const widths = (lang: string) =>
    page
      .locator(`section[lang=${lang}] li`)
      .first()
      .evaluate(element => getComputedStyle(element).fontVariantEastAsian);
  expect(await widths("en")).toBe("proportional-width");
  expect(await widths("zh-Hans")).toBe("normal");
});

test("the switch leads to the heading that the reader is at", async () => {
  const {page} = await openPage("en/instructors");
  const heading = page.locator("main h2[id]").nth(2);
  const id = await heading.getAttribute("id");
  await heading.evaluate(element => element.scrollIntoView({block: "start"}));
  await page.locator("a[data-language=zh]").evaluate(link => (link as HTMLElement).click());
  await page.waitForURL(`${site}zh/instructors#${id}`);
});

test("the switch takes the page's parameters along", async () => {
  const {page} = await openPage("en/one-by-one-convolution#filters=3");
  await page.locator("a[data-language=zh]").click();
  await page.waitForURL(`${site}zh/one-by-one-convolution#*filters=3`);
});

test("the menu lists the pages of the page's language only", async () => {
  const {page} = await openPage("zh/glossary");
  const links = await page.$$eval("#observablehq-sidebar section a", links =>
    links.map(link => new URL((link as HTMLAnchorElement).href).pathname)
  );
  expect(links).toHaveLength(names.length);
  expect(links.every(link => link.includes("/zh/"))).toBe(true);
});

test("previous and next stay within the language", async () => {
  const {page} = await openPage("zh/residual-network");
  const links = await page.$$eval("#observablehq-footer a[rel]", links =>
    links.map(link => link.getAttribute("href"))
  );
  expect(links).toEqual(["./residual-block", "./why-resnets-work"]);
});

test("the landing page opens in the browser's language", async () => {
  const language = async (locale: string) =>
    (await openPage("", {locale})).page.locator("html").getAttribute("lang");
  expect(await language("en-GB")).toBe("en");
  expect(await language("zh-CN")).toBe("zh-Hans");
});

test("the landing page opens in the language last read, and goes nowhere by itself", async () => {
  const context = await contextForTest({locale: "en"});
  await visit(context, "zh/glossary");
  const {page} = await visit(context, "");
  expect(await page.locator("html").getAttribute("lang")).toBe("zh-Hans");
  expect(page.url()).toBe(site);
});

test.each(["en", "zh"])("the landing page begins in the reader's language: %s", async locale => {
  const {page} = await openPage("", {locale});
  const sections = await page.$$eval("main > section[lang]", sections =>
    sections.map(section => ({
      lang: (section as HTMLElement).lang.slice(0, 2),
      place: section.getBoundingClientRect().toJSON() as DOMRect
    }))
  );
  expect(sections.map(({lang}) => lang)).toEqual(locale === "zh" ? ["zh", "en"] : ["en", "zh"]);
  // One beside the other where there is room, one below the other where there is none.
  const [first, second] = sections.map(({place}) => place);
  expect(first.left < second.left || first.top < second.top).toBe(true);
});

test("the landing page begins the lesson in both languages", async () => {
  const {page} = await openPage("");
  const links = await page.$$eval("main a[href]", links =>
    links.map(link => (link as HTMLAnchorElement).href)
  );
  expect(links).toContain(`${site}en/residual-block`);
  expect(links).toContain(`${site}zh/residual-block`);
});

test.each([
  ["en/glossary", "residual"],
  ["zh/glossary", "残差"],
  ["zh/glossary", "残差网络"],
  ["zh/glossary", "卷积"]
])("search on %s finds pages for %s", async (path, term) => {
  const {page, problems} = await openPage(path);
  const box = page.locator("#observablehq-search input");
  await box.focus();
  await box.pressSequentially(term);
  await page.locator("#observablehq-search-results li").first().waitFor();
  const results = await page.$$eval("#observablehq-search-results a", links =>
    links.map(link => (link as HTMLAnchorElement).href)
  );
  expect(results.length).toBeGreaterThan(1);
  const count = await page.locator("#observablehq-search-results > div").textContent();
  expect(count).toBe(path.startsWith("zh") ? `${results.length} 个页面` : `${results.length} pages`);
  // The English glossary holds Chinese too, and comes after.
  if (path.startsWith("zh")) expect(results[0]).toContain("/zh/");
  expect(problems).toEqual([]);
});

test("search ranks the Chinese page first whose title holds the words", async () => {
  const {page} = await openPage("zh/glossary");
  const box = page.locator("#observablehq-search input");
  await box.focus();
  await box.pressSequentially("术语");
  const first = page.locator("#observablehq-search-results a").first();
  await first.waitFor();
  expect(await first.getAttribute("href")).toContain("zh/glossary");
});
