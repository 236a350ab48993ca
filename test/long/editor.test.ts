// Code that does not end or asks for too much, and what takes long: completion, the checks of accessibility.
import type {Page} from "playwright-core";
import {expect, test} from "vitest";
import {writeCode} from "../../lib/views/editor/link.js";
import {block, chapter, fill, ownName, run, status, write} from "../e2e/support/editor.js";
import {newContext, openPage, visit} from "../e2e/support/page.js";
import {axeInBothThemes} from "../e2e/support/survey.js";

test.concurrent("a loop without end is stopped, and the page lives on meanwhile", async ({
  onTestFinished
}) => {
  const {page} = await openPage(chapter, {onTestFinished});
  await write(page, "for (;;);");
  await run(page);
  await status(page, "Running");
  expect(
    await page.evaluate(() => new Promise(resolve => requestAnimationFrame(() => resolve("alive"))))
  ).toBe("alive");
  // Who runs it anew is told of that run, not that the one before was stopped.
  await block(page).getByRole("button", {name: "Stop", exact: true}).waitFor();
  await run(page);
  const line = block(page).locator(".editable-status");
  const said = await line.evaluateHandle(line => {
    const said = [line.textContent];
    new MutationObserver(() => said.push(line.textContent)).observe(line, {
      childList: true,
      characterData: true,
      subtree: true
    });
    return said;
  });
  await status(page, "Stopped: it took longer than 3 seconds");
  expect([...new Set(await said.jsonValue())]).toEqual([
    "Running…",
    expect.stringMatching(/^Stopped: it took longer than 3 seconds/)
  ]);
  await block(page).getByRole("button", {name: "Reset"}).click();
  await run(page);
  await status(page, "Done.");
});

test.concurrent("gigabytes are refused", async ({onTestFinished}) => {
  const {page} = await openPage(chapter, {onTestFinished});
  // Most of it is asked for and never written to: a busy machine has three seconds for this.
  await write(
    page,
    "const kept = [new Int16Array(7 * 2 ** 26), new Int16Array(2 ** 23)];\nfor (let i = 0; i < 100; i++) kept.push(kept[1].slice());"
  );
  await run(page);
  await status(page, "with an error in cell 1");
  expect(await block(page).locator(".cell-fault").first().textContent()).toContain(
    "Line 2: RangeError: out of memory"
  );
});

test.concurrent("who changes the code of a link can still go back to what they had written before", async ({
  onTestFinished
}) => {
  const context = await newContext();
  onTestFinished(() => context.close());
  const mine = JSON.stringify(["display(1);", "", "", ""]);
  await context.addInitScript(mine => localStorage.setItem("code edit-one-by-one", mine), mine);
  const code = await writeCode({id: "edit-one-by-one", cells: ["display(2);", "", "", ""]});
  const {page} = await visit(context, `${chapter}#edit-one-by-one&code=${code}`);
  const kept = () => page.evaluate(name => localStorage.getItem(name), ownName);
  await block(page).locator(".editable-origin", {hasText: "came with the link"}).waitFor();
  await write(page, "display(3);");
  await block(page).locator(".editable-origin", {hasText: "You have changed"}).waitFor();
  expect(await kept()).toContain("display(3);");
  await block(page).getByRole("button", {name: "Back to my version"}).click();
  expect(await block(page).locator(".cm-content").first().textContent()).toBe("display(1);");
  expect(await kept()).toBe(mine);
});

test.concurrent("names of the library are completed; Escape, then Tab leaves the editor", async ({
  onTestFinished
}) => {
  const {page} = await openPage(chapter, {onTestFinished});
  await write(page, "");
  await page.keyboard.type("softmaxC");
  await page.locator(".cm-tooltip-autocomplete", {hasText: "softmaxCrossEntropy"}).waitFor();
  await page.keyboard.press("Escape");
  await page.keyboard.press("Tab");
  const inside = () => block(page).locator(".cm-editor.cm-focused").first().count();
  expect(await inside()).toBe(1);
  await page.keyboard.press("Escape");
  await page.keyboard.press("Tab");
  expect(
    await page.evaluate(
      () =>
        document.activeElement?.closest(".cm-editor") === null ||
        document.activeElement?.getAttribute("aria-label")?.startsWith("Cell 2")
    )
  ).toBe(true);
});

test.concurrent("an open editor has no accessibility violation, in either theme, and fits a narrow page", async ({
  onTestFinished
}) => {
  const {page} = await openPage(chapter, {onTestFinished, width: 390});
  await write(page, "const image = 1;\nconst filters = nowhere;");
  await run(page);
  await status(page, "with an error");
  const overflow = await block(page).evaluate(({scrollWidth, clientWidth}) => scrollWidth - clientWidth);
  expect(overflow).toBeLessThanOrEqual(0);
  const violations = await axeInBothThemes(page);
  expect(violations.filter(violation => /editable|cm-|edit-one-by-one/.test(violation))).toEqual([]);
});

const decay = (page: Page) => page.locator("#weight-decay");

test.concurrent("an exercise whose code does not end is stopped; hints come one by one; a solution can be seen", async ({
  onTestFinished
}) => {
  const {page} = await openPage("zh/exercises", {onTestFinished});
  const section = decay(page);
  await section.getByRole("button", {name: "动手写"}).click();
  await fill(page, section.locator(".cm-content"), "function step() { for (;;); }");
  await section.getByRole("button", {name: "检查"}).click();
  await section.locator(".exercise-feedback", {hasText: "3 秒后已停止"}).waitFor({timeout: 30_000});
  await section.getByRole("button", {name: "提示 1/2"}).click();
  await section.getByRole("button", {name: "提示 2/2"}).click();
  expect(await section.locator(".exercise-hints li").count()).toBe(2);
  await section.getByRole("button", {name: "显示一种解法"}).click();
  expect(await section.locator(".exercise-solution pre").textContent()).toContain("lambda * v");
});
