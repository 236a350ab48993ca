import {describe, expect, onTestFinished, test} from "vitest";
import {names, unlisted} from "../../scripts/site.js";
import type {PageOptions} from "../e2e/support/page.js";
import {newContext, openPage, sharedPage, site, visit} from "../e2e/support/page.js";

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
  await page.waitForURL(`${site}zh/instructors.html#${id}`);
});

test("the switch takes the page's parameters along", async () => {
  const {page} = await openPage("en/one-by-one-convolution#filters=3");
  await page.locator("a[data-language=zh]").click();
  await page.waitForURL(/zh\/one-by-one-convolution\.html\?predict=off#.*filters=3$/);
});

test("the menu lists the pages of the page's language only", async () => {
  const {page} = await openPage("zh/glossary");
  const links = await page.$$eval("#observablehq-sidebar section a", links =>
    links.map(link => new URL((link as HTMLAnchorElement).href).pathname)
  );
  expect(links).toHaveLength(names.length - unlisted.length);
  expect(links.every(link => link.includes("/zh/"))).toBe(true);
});

test("previous and next stay within the language", async () => {
  const {page} = await openPage("zh/residual-network");
  const links = await page.$$eval("#observablehq-footer a[rel]", links =>
    links.map(link => link.getAttribute("href"))
  );
  expect(links).toEqual(["./residual-block.html", "./why-resnets-work.html"]);
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

test.each(["en", "zh"])("the landing page shows the reader's language alone: %s", async locale => {
  const {page} = await openPage("", {locale});
  const shown = await page.$$eval("main > section[lang], footer div[lang]", sections =>
    sections.filter(s => s.checkVisibility()).map(s => (s as HTMLElement).lang.slice(0, 2))
  );
  expect(shown.length).toBeGreaterThan(3);
  expect(new Set(shown)).toEqual(new Set([locale]));
});

test("without a script the landing page has both languages", async () => {
  const page = await (await contextForTest({javaScript: false})).newPage();
  await page.goto(site);
  expect(await page.locator("main > section[lang='en']:visible").count()).toBe(3);
  expect(await page.locator("main > section[lang='zh-Hans']:visible").count()).toBe(3);
});

test("the landing page begins the lesson in both languages", async () => {
  const {page} = await openPage("");
  const links = await page.$$eval("main a[href]", links =>
    links.map(link => (link as HTMLAnchorElement).href)
  );
  expect(links).toContain(`${site}en/residual-block.html`);
  expect(links).toContain(`${site}zh/residual-block.html`);
});

describe.each(["en", "zh"] as const)("search on a page in %s", language => {
  const shared = sharedPage(`${language}/glossary`);
  const results = async (term: string) => {
    const {page} = shared();
    const links = page.locator("#observablehq-search-results a");
    const box = page.locator("#observablehq-search input");
    await box.fill("");
    await expect.poll(() => links.count()).toBe(0);
    await box.pressSequentially(term);
    await links.first().waitFor();
    return links.evaluateAll(links => links.map(link => (link as HTMLAnchorElement).href));
  };
  const terms = {en: ["residual", "shortcut"], zh: ["残差", "残差网络", "卷积"]};

  test.each(terms[language])("finds pages for %s", async term => {
    const found = await results(term);
    expect(found.length).toBeGreaterThan(1);
    const count = await shared().page.locator("#observablehq-search-results > div").textContent();
    expect(count).toBe(language === "zh" ? `${found.length} 条结果` : `${found.length} results`);
    // The English glossary holds Chinese too, and comes after.
    if (language === "zh") expect(found[0]).toContain("/zh/");
    expect(shared().problems).toEqual([]);
  });

  if (language === "zh")
    test("ranks the page first whose title holds the words", async () => {
      expect((await results("术语"))[0]).toContain("zh/glossary");
    });
});
