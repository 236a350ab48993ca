// The companion to the lecture videos, used as a reader does.
import type {Locator, Page} from "playwright-core";
import {expect} from "vitest";
import {openPage, type PageOptions} from "./page.js";

export const sizes = {wide: {width: 1440, height: 900}, narrow: {width: 390, height: 800}};

export const bar = (page: Page) => page.locator(".companion");
export const topic = (page: Page) => bar(page).locator(".companion-topic b");
export const said = (page: Page) => bar(page).getByRole("status");
export const lit = (page: Page) => page.locator(".now-in-lecture");
export const passage = (page: Page) => page.locator("p.now-in-lecture");
export const press = (page: Page, name: string) => bar(page).getByRole("button", {name, exact: true}).click();
export const poll = <T>(value: () => Promise<T>) => expect.poll(value, {timeout: 10_000, interval: 30});
export const until = (locator: Locator, text: string) => poll(() => locator.textContent()).toBe(text);
export const time = (page: Page) => bar(page).getByLabel("Time in the video").inputValue();
export const opener = (page: Page) => page.getByRole("button", {name: /Follow the lecture|跟着视频看/});

export async function open(path: string, options: PageOptions = {}) {
  const opened = await openPage(path, options);
  await begin(opened.page);
  return opened;
}

/** Opens the companion, anew where it was open, on a page as it was at first. */
export async function begin(page: Page) {
  // Also where it is about to open, since it was open on the page before.
  if ((await opener(page).getAttribute("aria-expanded")) === "true") {
    await bar(page).waitFor();
    await opener(page).click();
  }
  await page.evaluate(() => {
    localStorage.clear();
    sessionStorage.clear();
    location.hash = "";
    scrollTo(0, 0);
  });
  await opener(page).click();
  await bar(page).waitFor();
  await showSettings(page);
}

/** Unfolds what the companion begins without: which lecture, and from where. On a phone the button is folded away. */
export async function showSettings(page: Page) {
  if (await bar(page).locator(".companion-settings").isVisible()) return;
  await bar(page)
    .locator(".companion-tools button", {hasText: /^(Video|视频)$/})
    .dispatchEvent("click");
}

export async function source(page: Page, name: string) {
  await showSettings(page);
  await bar(page).getByRole("radio", {name}).check();
}

export async function setClock(page: Page, text: string) {
  const box = bar(page).getByLabel(/Time in the video|视频时间/);
  await box.fill(text);
  await box.press("Enter");
}
