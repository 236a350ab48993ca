// The short way: five figures across four pages, one link from each to the next, kept in the address.
import type {Page} from "playwright-core";
import {expect, test} from "vitest";
import {shortWay} from "../../lib/lesson/short-way.js";
import {openPage, reach, reload, settled} from "./support/page.js";

const bar = (page: Page, number: number) =>
  page.getByRole("complementary", {name: `The short way, ${number} of 5`});

/** Waits until a stop's figure stands, and asks to be shown what it covers. */
async function seen(page: Page, figure: string): Promise<void> {
  await page.locator(`#${figure}:not(.outline)`).waitFor();
  const show = page.locator(`#${figure}`).getByRole("button", {name: "Show me"});
  if (await show.isVisible()) await show.press("Enter");
}

/** Presses what leads to the next stop, and waits until one is there. */
async function next(page: Page, from: number): Promise<void> {
  await bar(page, from).getByRole("link", {name: /^Next/}).press("Enter");
  await bar(page, from + 1).waitFor();
  await settled(page);
}

test("the short way leads by keyboard from the landing page through five figures, with what must be known between them", async () => {
  const {page, problems} = await openPage("");
  await page.getByRole("link", {name: /^A short way of \d+ minutes/}).press("Enter");
  await bar(page, 1).waitFor();
  expect(page.url()).toMatch(/residual-block\.html\?way=short#walkthrough$/);
  for (const [i, {figure}] of shortWay.entries()) {
    if (i > 0) await next(page, i);
    // From a figure of the same page what its answer has set goes along.
    const along = figure === "in-resnet-figure" ? "&preset=one&bias=0" : "";
    if (i > 0) expect(new URL(page.url()).hash).toBe(`#${figure}${along}`);
    await seen(page, figure);
    await bar(page, i + 1)
      .locator(".way-text")
      .waitFor();
  }
  expect(await bar(page, 5).getByRole("link", {name: /^Next/}).count()).toBe(0);
  expect(await bar(page, 5).getByRole("link", {name: "exercises"}).count()).toBe(1);
  await page.goBack();
  // What the answer set there stands in its address.
  expect(new URL(page.url()).hash).toBe("#preset=one&bias=0");
  await page.goBack();
  await bar(page, 3).waitFor();
  expect(problems).toEqual([]);
});

test("what must be known waits where it would tell what the figure asks", async () => {
  const {page} = await openPage("en/why-resnets-work.html?way=short#two-layers", {predict: "asked"});
  await page.locator("#two-layers .covered").waitFor();
  expect(await bar(page, 3).locator(".way-text").isVisible()).toBe(false);
  await seen(page, "two-layers");
  await bar(page, 3).locator(".way-text").waitFor();
});

test("whoever walks it goes on after a reload and in the other language, and loses nothing that was set, by them or a teacher", async () => {
  const {page, problems} = await openPage(
    "en/one-by-one-convolution.html?way=short&lock=seed#one-filter-figure&group=3",
    {predict: "required"}
  );
  await next(page, 4);
  expect(page.url()).toMatch(/\?way=short&lock=seed&predict=required#in-resnet-figure&group=3$/);
  await reload(page);
  await bar(page, 5).locator(".way-text").waitFor();
  await page.locator('.languages a[data-language="zh"]').click();
  await page.waitForURL(/\/zh\/one-by-one-convolution\.html\?.*way=short.*#.*group=3/);
  // The languages stand at the page's head.
  await reach(page.locator("#in-resnet-figure"));
  await page.getByRole("complementary", {name: "短途路线，第 5 站，共 5 站"}).locator(".way-text").waitFor();
  // Another page is not of the way, and has other parameters.
  await page.locator('#observablehq-footer a[rel="prev"]').click();
  await page.waitForURL(/\/zh\/why-resnets-work\.html\?predict=required$/);
  expect(problems).toEqual([]);
});

test("who does not walk it sees a line below its figures, and joins from there", async () => {
  const {page} = await openPage("en/one-by-one-convolution.html#group=3");
  expect(await page.locator(".way-text:visible").count()).toBe(0);
  expect(await page.locator("#observablehq-toc .way-mark").allTextContents()).toEqual(["4", "5"]);
  await bar(page, 4).getByRole("link", {name: "The short way, 4 of 5"}).click();
  await page.waitForURL(/way=short.*#one-filter-figure&group=3/);
  await bar(page, 4).locator(".way-text").waitFor();
});

test("without JavaScript it is text and links; on paper it is not there", async () => {
  const {page} = await openPage("zh/one-by-one-convolution", {javaScript: false});
  expect(await page.locator(".way-text:visible").count()).toBe(2);
  expect(await page.locator(".way-next[href]").getAttribute("href")).toBe(
    "./one-by-one-convolution.html?way=short#in-resnet-figure"
  );
  await page.emulateMedia({media: "print"});
  expect(await page.locator(".way:visible").count()).toBe(0);
});
