// What remains without JavaScript, and where there is no page.
import {expect, test} from "vitest";
import {openPage, site} from "./support/page.js";

test.each(["en/one-by-one-convolution", "zh/one-by-one-convolution"])(
  "without JavaScript, %s keeps its text, its formulas and its way around",
  async path => {
    const {page, problems} = await openPage(path, {javaScript: false});
    expect(await page.locator("main p").count()).toBeGreaterThan(10);
    expect(await page.locator("main math").count()).toBeGreaterThan(3);
    const figures = page.locator("main figure.figure");
    expect(await figures.count()).toBe(9);
    for (const figure of await figures.all()) {
      expect((await figure.locator(".figure-title").textContent())?.length).toBeGreaterThan(3);
      await figure.scrollIntoViewIfNeeded();
      await expect
        .poll(() => figure.locator("img").evaluate(e => (e as HTMLElement).offsetHeight))
        .toBeGreaterThan(100);
    }
    expect(await page.locator("html").getAttribute("lang")).toBe(path.startsWith("zh") ? "zh-Hans" : "en");
    await page.locator(".languages a:not([aria-current])").click();
    expect(page.url()).not.toBe(site + path);
    expect(problems).toEqual([]);
  }
);

test.each(["nowhere", "zh/nowhere", "en/deep/down/nowhere"])(
  "an unknown address, %s, says so in both languages and leads back",
  async path => {
    const {page, problems} = await openPage(path);
    // The address itself is the one thing that is missing.
    expect(problems.filter(problem => !problem.includes("404"))).toEqual([]);
    const text = await page.locator("main").textContent();
    expect(text).toContain("No page here");
    expect(text).toContain("没有这个页面");
    const paper = await page.evaluate(() =>
      getComputedStyle(document.documentElement).getPropertyValue("--paper")
    );
    expect(paper).not.toBe("");
    await page.getByRole("link", {name: "Back to the start"}).click();
    await page.waitForURL(site);
  }
);

test("an address with a slash too many leads to its page", async () => {
  // The page asked for is left at once: what is drawn is that to which it leads.
  const {page} = await openPage("en/residual-block/", {predict: "asked"});
  await page.waitForURL(`${site}en/residual-block`);
});
