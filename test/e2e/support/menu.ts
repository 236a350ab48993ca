// A figure's menu, used as a reader does.
import type {Page} from "playwright-core";
import {expect} from "vitest";

/** Opens a figure's menu by pointer. */
export async function open(page: Page, figure: string): Promise<void> {
  await page.locator(`#${figure} .menu summary`).click();
}

export async function choose(page: Page, figure: string, item: string | RegExp): Promise<void> {
  await open(page, figure);
  await page.locator(`#${figure} .menu-items`).getByRole("button", {name: item}).click();
}

/** What the item of the menu saves. */
export async function saved(page: Page, figure: string, item: string | RegExp): Promise<Buffer> {
  return downloaded(page, () => choose(page, figure, item));
}

/** The same without a pointer, under which a figure may show something else. */
export async function savedUntouched(page: Page, figure: string, item: RegExp): Promise<Buffer> {
  const button = page.locator(`#${figure} .menu-items button`, {hasText: item});
  return downloaded(page, () => button.dispatchEvent("click"));
}

/** What the browser hands over when something is done. */
export async function downloaded(page: Page, act: () => Promise<unknown>): Promise<Buffer> {
  const [download] = await Promise.all([page.waitForEvent("download"), act()]);
  const parts: Buffer[] = [];
  for await (const part of await download.createReadStream()) parts.push(part as Buffer);
  return Buffer.concat(parts);
}

/** The rows that “Save the data” saves, by the names of their columns. */
export async function savedRows(page: Page, figure: string): Promise<Rows> {
  const text = (await saved(page, figure, /CSV/)).toString("utf8");
  // Spreadsheet programs know by it that the text is UTF-8.
  expect(text[0]).toBe("\ufeff");
  return rowsOf(text.slice(1));
}

/** The same of all figures of the page, by their ids, without a download each. */
export async function allRows(page: Page): Promise<{readonly [figure: string]: Rows}> {
  const tables = await page.evaluate(async () => {
    const saved: Blob[] = [];
    URL.createObjectURL = blob => `blob:${saved.push(blob as Blob)}`;
    HTMLAnchorElement.prototype.click = () => {};
    const found: [id: string, table: string][] = [];
    for (const figure of document.querySelectorAll("main .figure")) {
      const items = [...figure.querySelectorAll<HTMLElement>(".menu-items button")];
      items.find(item => item.textContent?.includes("CSV"))?.click();
      // What saves is fetched when it is asked for.
      for (let wait = 0; saved.length <= found.length && wait < 500; wait++)
        await new Promise(resolve => setTimeout(resolve, 20));
      found.push([figure.id, await saved[found.length].text()]);
    }
    return found;
  });
  return Object.fromEntries(tables.map(([id, table]) => [id, rowsOf(table)]));
}

type Rows = readonly {readonly [column: string]: string}[];

function rowsOf(table: string): Rows {
  const [head, ...rows] = table.split("\r\n").map(fields);
  return rows.map(row => {
    if (row.length !== head.length) throw new Error(`not as many fields as columns: ${head} and ${row}`);
    return Object.fromEntries(head.map((column, i) => [column, row[i]]));
  });
}

/** The fields of a line of CSV. */
function fields(line: string): string[] {
  return Array.from(line.matchAll(/(?:^|,)(?:"((?:[^"]|"")*)"|([^,]*))/g), ([, quoted, bare]) =>
    quoted === undefined ? bare : quoted.replaceAll('""', '"')
  );
}
