import type {Page} from "playwright-core";
import {describe, expect, test} from "vitest";
import {solutions} from "../support/goals.js";
import {openPage, type PageOptions, reach, reload} from "./support/page.js";

const chapter = "en/one-by-one-convolution";
const id = "bottleneck-figure";

const opened = (path: string, options: PageOptions = {}) => openPage(path, {figures: [id], ...options});
const figure = (page: Page) => page.locator(`figure#${id}`);
const goal = (page: Page) => figure(page).locator(".goal");
const widen = (page: Page, neck: number) =>
  figure(page)
    .getByRole("textbox", {name: /channels of the bottleneck|瓶颈层的通道数/})
    .fill(String(neck))
    .then(() => page.keyboard.press("Enter"));
/** What the page's contents say. */
const count = (page: Page) => page.locator("#observablehq-toc .goals-reached");
/** What it says of itself: "" until it is reached. */
const said = async (page: Page) => (await goal(page).locator(".goal-state > .said").allTextContents()).join();
const kept = (page: Page) =>
  page.evaluate(() => Object.entries(localStorage).filter(([name, text]) => /\bgoal /.test(name) && text));

test("a goal is reached by the reader's hand, told once, kept, and forgotten by Reset", async () => {
  const {page, problems} = await opened(chapter);
  expect(await said(page)).toBe("");
  const words = figure(page).locator("> .visually-hidden");
  const place = (await goal(page).boundingBox())!.height;
  await figure(page).getByRole("textbox").first().focus();
  await widen(page, 154);
  await expect.poll(() => said(page)).toBe("reached, 1 of 9 in this chapter");
  expect(await words.textContent()).toMatch(/Goal reached: 1 of 9 in this chapter\.$/);
  expect(await words.getAttribute("aria-live")).toBe("polite");
  // Nothing jumps.
  expect((await goal(page).boundingBox())!.height).toBe(place);
  await widen(page, 20);
  await expect.poll(() => words.textContent()).toMatch(/Through 1×1 to 20 channels/);
  expect(await words.textContent()).not.toContain("Goal reached");
  expect(await said(page)).toBe("reached, 1 of 9 in this chapter");
  expect(await count(page).textContent()).toBe("1 of 9 goals reached");

  await reload(page);
  await reach(figure(page));
  await expect.poll(() => said(page)).toBe("reached, 1 of 9 in this chapter");
  await page.goto(page.url().replace("/en/", "/zh/"));
  await reach(figure(page));
  await expect.poll(() => said(page)).toBe("已达到，本章 1/9");
  await figure(page).getByRole("button", {name: "重置"}).click();
  await expect.poll(() => said(page)).toBe("");
  expect(await count(page).textContent()).toBe("");
  expect(await kept(page)).toEqual([]);
  expect(problems).toEqual([]);
});

test("where a link's values reach it, it says so and keeps nothing; what the reader does counts from then on", async () => {
  const {page, problems} = await opened(`${chapter}#${id}&neck=154`);
  await expect.poll(() => said(page)).toBe("reached by this link’s values");
  expect(await kept(page)).toEqual([]);
  await widen(page, 153);
  await expect.poll(() => said(page)).toBe("");
  // Figures that nobody has come near count; one that a fork has left out does not.
  await page.evaluate(() => document.querySelector("figure.outline:has(.goal)")!.remove());
  await widen(page, 154);
  await expect.poll(() => said(page)).toBe("reached, 1 of 8 in this chapter");
  expect(await kept(page)).toHaveLength(1);
  // The way back through the history is a link, too.
  await figure(page).getByRole("button", {name: "Reset"}).click();
  await expect.poll(() => page.url()).not.toContain("neck");
  await page.evaluate(() => {
    location.hash = "#neck=154";
  });
  await expect.poll(() => said(page)).toBe("reached by this link’s values");
  expect(problems).toEqual([]);
});

test("a hint unfolds", async () => {
  const {page} = await opened(chapter);
  const hint = goal(page).locator(".goal-hint");
  expect(await hint.isVisible()).toBe(false);
  await goal(page).getByRole("button", {name: "Hint"}).click();
  expect(await hint.isVisible()).toBe(true);
  expect(await goal(page).getByRole("button", {name: "Hint"}).getAttribute("aria-expanded")).toBe("true");
});

test("a goal waits while its figure asks, and is not reached by what is set meanwhile", async () => {
  const {page, problems} = await opened(chapter, {predict: "asked"});
  expect(await goal(page).isVisible()).toBe(false);
  await widen(page, 154);
  await figure(page).getByRole("button", {name: "Show me"}).click();
  expect(await goal(page).isVisible()).toBe(true);
  await widen(page, 20);
  await expect
    .poll(() => figure(page).locator("> .visually-hidden").textContent())
    .toContain("to 20 channels");
  expect(await kept(page)).toEqual([]);
  expect(problems).toEqual([]);
});

test("what was kept and does not fit is left out with a word; where nothing can be kept it works, and says so", async () => {
  const {page} = await openPage("en/glossary");
  await page.evaluate(name => {
    for (const key of [name, `/ ${name}`]) localStorage.setItem(key, '{"version": 2}');
  }, `goal ${id}`);
  await page.goto(page.url().replace("glossary", `one-by-one-convolution?predict=off#${id}`));
  await page.locator(".notice", {hasText: "could not be read"}).waitFor();
  expect(await said(page)).toBe("");
  await page.evaluate(() => {
    Storage.prototype.setItem = () => {
      throw new Error("full");
    };
  });
  await widen(page, 154);
  await page.locator(".notice", {hasText: "keeps nothing"}).waitFor();
  expect(await said(page)).toBe("reached, 1 of 9 in this chapter");
});

test.each([
  [`${chapter}?embed=${id}`, 0],
  [`${chapter}?embed=${id}&goals=on`, 1],
  [`${chapter}?goals=off`, 0]
])("%s shows %i goals in the figure", async (path, count) => {
  const {page} = await opened(path);
  expect(await goal(page).count()).toBe(count);
});

test("on paper and without JavaScript the goal stands as a line", async () => {
  const {page} = await opened(chapter, {predict: "asked"});
  await page.emulateMedia({media: "print"});
  expect(await goal(page).locator(".goal-ask").isVisible()).toBe(true);
  expect(await goal(page).getByRole("button").count()).toBe(0);
  const bare = await openPage(chapter, {javaScript: false});
  expect(await goal(bare.page).isVisible()).toBe(true);
  expect(await goal(bare.page).textContent()).toBe(await goal(page).locator(".goal-ask").textContent());
});

/** The figures of a page that have goals, and whether these are reached. */
const states = (page: Page) =>
  page.$$eval("figure.figure:has(.goal-state)", figures =>
    figures.map(figure => [figure.id, figure.querySelector(".goal.reached") !== null] as const)
  );

/** These compute when a button is pressed; what their rules read of a training is tested where it is quick. */
const trained: readonly string[] = [
  ...["append-blocks", "extended-by-identity", "lambda-sweep", "loss-plane"],
  ...["convnet", "degradation-experiment", "layers-per-block", "photographs", "race"]
];

describe.each(Object.entries(solutions))("the goals of %s", (name, ids) => {
  const all = (reached: boolean) => Object.fromEntries(Object.keys(ids).map(id => [id, reached]));
  const now = async (page: Page) => Object.fromEntries(await states(page));

  test("are not reached at the start, and are by the values of a link", async () => {
    const {page, problems} = await openPage(`en/${name}`, {figures: Object.keys(ids)});
    expect(await now(page)).toEqual(all(false));
    for (const [id, values] of Object.entries(ids).filter(([id]) => !trained.includes(id))) {
      await page.evaluate(hash => {
        location.hash = hash;
      }, `#${id}&${values}`);
      await expect.poll(async () => (await now(page))[id], {message: id}).toBe(true);
    }
    expect(problems).toEqual([]);
  });
});
