// A page whose front matter says how a teacher wants it: as the build would write that into the page.
import type {Page} from "playwright-core";
import {describe, expect, onTestFinished, test} from "vitest";
import config from "../../observablehq.config.js";
import {showSettings} from "../e2e/support/companion.js";
import {newContext, type OpenedPage, toQuestions, visit} from "../e2e/support/page.js";

/** Opens a page of the site as if its front matter held this under `lesson:`. */
async function openWith(
  lesson: object,
  path: string,
  {figures = [], address = path}: {figures?: string[]; address?: string} = {}
): Promise<OpenedPage> {
  const context = await newContext();
  onTestFinished(() => context.close());
  const [meta] = /<meta name="lesson"[^>]*>/.exec(config.head({path: `/${path}`, data: {}}, {lesson}))!;
  await context.route(/\/(en|zh)\/[\w-]+(\?[^/]*)?$/, async route => {
    const response = await route.fetch();
    await route.fulfill({response, body: (await response.text()).replace("<title>", `${meta}\n<title>`)});
  });
  return visit(context, address, {figures});
}

const control = (page: Page, name: string) => page.locator(`[data-parameter="${name}"]`).first();
const said = async (page: Page) => (await page.locator(".notice").allTextContents()).join("\n");
const units = (page: Page) => control(page, "n").locator("input[type=range]").inputValue();

describe("front matter", () => {
  test("sets start values, to which Reset goes back, and the address sets others", async () => {
    const lesson = {start: {n: 2, a: [-1, 2], norm: true}};
    const {page, problems} = await openWith(lesson, "en/residual-block", {
      figures: ["walkthrough-figure", "kinds-figure"]
    });
    expect(await units(page)).toBe("2");
    expect(await control(page, "norm").locator("input").isChecked()).toBe(true);
    expect(new URL(page.url()).hash).toBe("");
    const figure = page.locator("#walkthrough-figure");
    await figure.getByRole("slider", {name: "units"}).fill("5");
    await page.waitForFunction(() => location.hash.includes("n=5"));
    await figure.getByRole("button", {name: "Reset"}).click();
    expect(await units(page)).toBe("2");
    await page.waitForFunction(() => !location.hash.includes("n="));
    expect(problems).toEqual([]);
    const other = await openWith(lesson, "en/residual-block", {
      figures: ["walkthrough-figure"],
      address: "en/residual-block#n=3"
    });
    expect(await units(other.page)).toBe("3");
  });

  test("locks and hides controls, hides answers, and offers one language", async () => {
    const lesson = {lock: ["seed", "channel"], hide: ["channel"], answers: "hidden", language: "fixed"};
    const {page, problems} = await openWith(lesson, "zh/one-by-one-convolution", {
      figures: ["one-filter-figure"]
    });
    for (const name of lesson.lock) expect(await control(page, name).getAttribute("inert")).toBe("");
    expect(await control(page, "channel").isVisible()).toBe(false);
    expect(await control(page, "seed").isVisible()).toBe(true);
    await toQuestions(page);
    expect(await page.locator(".reveal:visible").count()).toBe(0);
    expect(await page.locator(".languages").isVisible()).toBe(false);
    expect(problems).toEqual([]);
  });

  test("is overruled by the address", async () => {
    const {page} = await openWith({answers: "hidden", language: "fixed"}, "en/residual-block", {
      address: "en/residual-block?answers=shown"
    });
    await toQuestions(page);
    expect(await page.locator(".reveal:visible").count()).toBeGreaterThan(0);
    expect(await page.locator(".languages").isVisible()).toBe(false);
  });

  test("names the companion's recording and its offset", async () => {
    const {page} = await openWith({recording: "AbCdEfGh_-1", offset: 30}, "en/why-resnets-work");
    await page.locator(".companion-open").click();
    await showSettings(page);
    const open = page.locator(".companion-settings a", {hasText: "YouTube"});
    expect(await open.getAttribute("href")).toContain("AbCdEfGh_-1");
    expect(await page.getByLabel("Offset in seconds").inputValue()).toBe("30");
  });

  test("with mistakes says so, and all else works", async () => {
    const lesson = {start: {n: 99, nothing: 1}, answers: "never", recording: "no id"};
    const {page, problems} = await openWith(lesson, "en/residual-block", {figures: ["walkthrough-figure"]});
    const text = await said(page);
    expect(text).toContain("This page is to start with n = “99”, but it takes 1…8. It starts with 1.");
    expect(text).toContain("This page is to start with “nothing”, which it does not have.");
    expect(text).toContain("answers is set to “never”, but it takes shown | hidden.");
    expect(text).toContain("recording is set to “no id”");
    expect(await units(page)).toBe("1");
    expect(problems).toEqual([]);
  });
});
