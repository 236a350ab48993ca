// What becomes of results while runs are cancelled, replaced and left. test/views/figure/life.test.ts holds all cases.
import type {Page} from "playwright-core";
import {expect, test} from "vitest";
import {openPage, unfold} from "../e2e/support/page.js";

const figure = (page: Page, id: string) => page.locator(`figure#${id}`);
const text = async (page: Page, id: string, part: string) =>
  (await figure(page, id).locator(part).first().textContent()) ?? "";
const button = (page: Page, id: string, name: string) => figure(page, id).getByRole("button", {name});

/** The reader leaves the page, and it comes back from the browser's cache. */
async function leave(page: Page) {
  for (const type of ["pagehide", "pageshow"])
    await page.evaluate(type => dispatchEvent(new PageTransitionEvent(type, {persisted: true})), type);
}

/** Waits until records of the run have come. */
const underWay = (page: Page, id: string) =>
  figure(page, id).locator(".remark", {hasText: "Not complete yet"}).waitFor({timeout: 30_000});

test("the λ sweep, run twice and cancelled, shows its stored medians, and its controls live", async () => {
  const id = "lambda-sweep";
  const {page, problems} = await openPage("en/why-resnets-work", {figures: [id]});
  const numbers = () => figure(page, id).locator("table").first().textContent();
  await unfold(page, id);
  const findings = async () => [await text(page, id, ".outcome"), await text(page, id, ".findings")];
  const before = [await numbers(), ...(await findings())];
  await button(page, id, "Run it here").click();
  await underWay(page, id);
  await button(page, id, "Run it here").click();
  await underWay(page, id);
  await button(page, id, "Cancel").click();
  expect([await numbers(), ...(await findings())]).toEqual(before);
  expect(await button(page, id, "Cancel").isHidden()).toBe(true);
  expect(await text(page, id, ".run-status")).toBe("Cancelled.");
  expect(await text(page, id, ".remark")).toContain("computed when this page was built");
  await figure(page, id).getByLabel("seeds", {exact: true}).fill("1");
  expect(await text(page, id, ".remark")).toContain("other settings");
  expect(problems).toEqual([]);
});

test("runs end as cancelled when the page is left, and what was complete stands there when it is back", async () => {
  const ids = ["lambda-sweep", "decay-and-normalisation"];
  const {page, problems} = await openPage("en/why-resnets-work", {figures: ids});
  const numbers = (id: string) => figure(page, id).locator("table").first().textContent();
  const before = await Promise.all(ids.map(numbers));
  for (const id of ids) await unfold(page, id);
  // One after the other: the second is soon through.
  for (const id of ids) {
    await button(page, id, "Run it here").click();
    await underWay(page, id);
  }
  await leave(page);
  for (const id of ids) {
    await expect.poll(() => text(page, id, ".run-status")).toBe("Cancelled.");
    expect(await button(page, id, "Cancel").isHidden()).toBe(true);
    expect(await text(page, id, ".remark")).toMatch(/^Shown: .*computed when this page was built/);
  }
  expect(await Promise.all(ids.map(numbers))).toEqual(before);
  // New workers are started.
  await figure(page, "lambda-sweep").getByLabel("seeds", {exact: true}).fill("1");
  await button(page, "lambda-sweep", "Run it here").click();
  await figure(page, "lambda-sweep").locator(".outcome", {hasText: "of 6 pairs"}).waitFor({timeout: 30_000});
  expect(problems).toEqual([]);
});

test("a Reset while signals are measured keeps the stored ones; a page left while they are measures again", async () => {
  const id = "signals-by-layer";
  const {page, problems} = await openPage("en/residual-network", {figures: [id]});
  const verdicts = () => text(page, id, ".verdicts");
  const before = await verdicts();
  const depth = figure(page, id).getByRole("slider", {name: "layers"});
  await depth.fill("152");
  await button(page, id, "Reset").click();
  await depth.fill("152");
  await leave(page);
  await expect.poll(verdicts, {timeout: 30_000}).not.toBe(before);
  expect(await verdicts()).not.toContain("not measured");
  expect(await verdicts()).not.toContain("–");
  const described = () => text(page, id, "p.visually-hidden");
  await expect.poll(described).toContain("Networks of 152 layers");
  await depth.fill("110");
  await button(page, id, "Reset").click();
  // The measurement of 110 layers ends behind the stored ones.
  await expect.poll(described).toContain("Networks of 56 layers");
  await depth.fill("4");
  await expect.poll(described).toContain("Networks of 4 layers");
  await button(page, id, "Reset").click();
  expect(await verdicts()).toBe(before);
  expect(problems).toEqual([]);
});

test("on the landing page, Train again and Cancel bring back the training that was complete", async () => {
  const {page, problems} = await openPage("#guess=shown", {figures: ["duel"]});
  const headings = () => figure(page, "duel").locator(".pane-heading").allTextContents();
  const before = await headings();
  const label = "Train again";
  await button(page, "duel", label).click();
  // Or it would be through before the next press.
  await button(page, "duel", "Pause").click();
  await button(page, "duel", label).click();
  await figure(page, "duel")
    .locator(".run-status", {hasText: /step \d+ of 150/})
    .waitFor({timeout: 30_000});
  await button(page, "duel", "Cancel").click();
  expect(await headings()).toEqual(before);
  expect(await text(page, "duel", "p.visually-hidden")).not.toContain("NaN");
  await button(page, "duel", "Reset").click();
  expect(await headings()).toEqual(["A", "B"]);
  expect(problems).toEqual([]);
});
