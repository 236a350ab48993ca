// What hands do besides pressing: compose words of an input method, copy.
import type {Page} from "playwright-core";
import {expect, test} from "vitest";
import {openPage} from "./support/page.js";

/** Types with an input method: letters that wait for a word, and Enter, which takes them as they are. */
async function compose(page: Page, text: string): Promise<void> {
  const keys = await page.context().newCDPSession(page);
  await keys.send("Input.imeSetComposition", {text, selectionStart: text.length, selectionEnd: text.length});
  const enter = {key: "Enter", code: "Enter", windowsVirtualKeyCode: 229};
  await keys.send("Input.dispatchKeyEvent", {...enter, type: "rawKeyDown"});
  await keys.send("Input.insertText", {text});
  await keys.send("Input.dispatchKeyEvent", {...enter, type: "keyUp"});
}

test("Enter that ends a composition chooses no result, and Enter after it does", async () => {
  const {page, problems} = await openPage("zh/glossary");
  const box = page.locator("#observablehq-search input");
  const found = page.locator("#observablehq-search-results a");
  const chosen = await page.evaluateHandle(() => {
    const links: string[] = [];
    addEventListener("click", event => {
      event.preventDefault();
      links.push((event.target as HTMLAnchorElement).href);
    });
    return links;
  });
  await box.focus();
  // Search comes when it is asked for.
  await expect
    .poll(async () => {
      await box.fill("");
      await box.fill("卷积");
      return found.count();
    })
    .toBeGreaterThan(0);
  await compose(page, "网络");
  expect(await box.evaluate((box: HTMLInputElement) => box.value)).toContain("网络");
  expect(await chosen.jsonValue()).toEqual([]);
  await box.fill("卷积");
  await page.keyboard.press("Enter");
  expect(await chosen.jsonValue()).toHaveLength(1);
  expect(problems).toEqual([]);
});

test("arrows that choose a word step no number", async () => {
  const {page} = await openPage("zh/one-by-one-convolution", {figures: ["on-a-picture-figure"]});
  const number = page.locator("#on-a-picture-figure .number-cell").first();
  await number.focus();
  const before = await number.inputValue();
  const press = (isComposing: boolean) =>
    number.evaluate(
      (box, isComposing) =>
        box.dispatchEvent(new KeyboardEvent("keydown", {key: "ArrowUp", isComposing, bubbles: true})),
      isComposing
    );
  await press(true);
  expect(await number.inputValue()).toBe(before);
  await press(false);
  expect(await number.inputValue()).not.toBe(before);
});

test("a formula is copied as TeX, whole and in its place in the text; a live one with its numbers", async () => {
  const {page, problems} = await openPage("en/residual-block#step=5", {figures: ["walkthrough-figure"]});
  const copied = (selector: string) =>
    page.evaluate(selector => {
      const element = document.querySelector(selector)!;
      getSelection()!.selectAllChildren(element);
      const event = new ClipboardEvent("copy", {
        clipboardData: new DataTransfer(),
        bubbles: true,
        cancelable: true
      });
      element.dispatchEvent(event);
      return [
        event.defaultPrevented,
        event.clipboardData!.getData("text/plain"),
        event.clipboardData!.getData("text/html")
      ] as const;
    }, selector);
  const [taken, text, rich] = await copied("main p:has(math)");
  expect(taken).toBe(true);
  expect(text).toMatch(/\w \$[^$]+\$/);
  expect(text).not.toContain("\n");
  expect(rich).toContain("<math");
  const [, live] = await copied("#walkthrough-figure .math-display");
  expect(live).toMatch(/^\$\$.*\\underset\{[-\d.]+.*\}.*\$\$$/);
  expect(live).not.toMatch(/slot|class|part|\?/);
  expect((await copied("main p:not(:has(math))"))[0]).toBe(false);
  expect(problems).toEqual([]);
});
