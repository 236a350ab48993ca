// The landing page: it asks which of two networks will learn, and the answer is the training.
import type {Page} from "playwright-core";
import {expect, test} from "vitest";
import {openPage, reload} from "./support/page.js";

const open = (hash = "") => openPage(hash, {figures: ["duel"]});
const duel = (page: Page) => page.locator("#duel");
const words = (page: Page) => duel(page).locator(".duel-words");
const headings = (page: Page) => duel(page).locator(".pane-heading").allTextContents();
const told = (page: Page) => duel(page).locator(".duel.named").waitFor({timeout: 60_000});

test("the landing page asks before it tells: no name and no error, in sight or in words", async () => {
  const {page, problems} = await open();
  expect(await words(page).textContent()).toMatch(/Which will learn/);
  expect(await headings(page)).toEqual(["A", "B"]);
  expect(await duel(page).locator(".duel-way:visible, .duel-settings:visible, .goal:visible").count()).toBe(
    0
  );
  expect(await duel(page).locator("[aria-label*='%']").count()).toBe(0);
  expect(await duel(page).locator("p.visually-hidden").textContent()).toMatch(/^Covered .*hardly trained/);
  // Nor does its data.
  await duel(page).getByText("More", {exact: true}).click();
  await duel(page).getByRole("button", {name: "Save the data (CSV)"}).click();
  await page.locator(".notice", {hasText: "Covered until you have answered"}).waitFor();
  expect(problems).toEqual([]);
});

test("an answer, given by keyboard, trains both, stands beside what was measured, and survives a reload", async () => {
  const {page, problems} = await open();
  await duel(page).getByRole("button", {name: "A will learn"}).focus();
  await page.keyboard.press("Enter");
  await told(page);
  const [plain, residual] = (await headings(page)).map(text => Number(/([\d.]+)%/.exec(text)![1]));
  const right = plain < residual ? "and it is A" : "it is the other one";
  expect(await words(page).textContent()).toContain(right);
  for (const error of [plain, residual])
    expect(await words(page).textContent()).toContain(`${error.toFixed(1)}%`);
  expect(await duel(page).locator(".duel-way").allTextContents()).toEqual([
    "a[l+2] = g(z[l+2])",
    "a[l+2] = g(z[l+2] + a[l])"
  ]);
  await reload(page);
  await told(page);
  expect(await words(page).textContent()).toMatch(/^You said A/);
  await duel(page).getByRole("button", {name: "Reset"}).click();
  expect(await headings(page)).toEqual(["A", "B"]);
  expect(problems).toEqual([]);
});

test("another depth trains both anew; with the addition, A is the same network as B", async () => {
  const {page, problems} = await open("#guess=shown&layers=8");
  await duel(page)
    .locator(".duel-words", {hasText: /^With 8 layers/})
    .waitFor({timeout: 60_000});
  // Its goal: by a link's values here. It is the page's only one, and not counted.
  const goal = duel(page).locator(".goal-state > .said");
  await expect.poll(() => goal.allTextContents()).toEqual(["reached by this link’s values"]);
  await duel(page).getByLabel("in A, too").check();
  await duel(page).locator(".duel-words", {hasText: "same network as B"}).waitFor({timeout: 60_000});
  const [a, b] = (await headings(page)).map(text => /[\d.]+%/.exec(text)![0]);
  expect(a).toBe(b);
  expect(problems).toEqual([]);
});

test("on paper nothing is asked", async () => {
  const {page} = await open();
  await page.emulateMedia({media: "print"});
  await expect
    .poll(() => headings(page))
    .toEqual([
      expect.stringMatching(/^A, plain: [\d.]+% wrong$/),
      expect.stringMatching(/^B, with shortcuts: [\d.]+% wrong$/)
    ]);
});

test("the door to the lecture opens the companion", async () => {
  const {page, problems} = await openPage("");
  await page.getByRole("link", {name: "With the lecture"}).click();
  await page.locator(".companion").waitFor();
  expect(problems).toEqual([]);
});
