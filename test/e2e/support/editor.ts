// Code that readers open and change: what its tests do with it.
import type {Page} from "playwright-core";
import {site} from "./page.js";

export const chapter = "en/one-by-one-convolution";
/** What the block's code is kept under: each edition of the site has its own names. */
export const ownName = `${new URL(site).pathname} code edit-one-by-one`;
export const block = (page: Page) => page.locator("#edit-one-by-one");

/** Opens the cells and writes this into the first. */
export async function write(page: Page, code: string) {
  await block(page).getByRole("button", {name: "Edit"}).click();
  await fill(page, block(page).locator(".cm-content").first(), code);
}

export async function fill(page: Page, content: ReturnType<Page["locator"]>, code: string) {
  await content.click();
  await page.keyboard.press("ControlOrMeta+a");
  await page.keyboard.insertText(code);
}

export const run = (page: Page) => block(page).getByRole("button", {name: "Run", exact: true}).click();
export const status = (page: Page, text: string) =>
  block(page).locator(".editable-status", {hasText: text}).waitFor({timeout: 30_000});
export const output = (page: Page, cell: number) => block(page).locator(".cell-output").nth(cell);
