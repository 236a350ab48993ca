// What a reader has written, set and answered is lost by no link, no reload, no second tab.
import type {BrowserContext, Page} from "playwright-core";
import {expect, test} from "vitest";
import {writeCode} from "../../lib/views/editor/link.js";
import {newContext, openPage, reload, toQuestions, visit} from "../e2e/support/page.js";

type End = (end: () => Promise<void>) => void;

async function memory(onTestFinished: End): Promise<BrowserContext> {
  const context = await newContext();
  onTestFinished(() => context.close());
  return context;
}

/** Writes this into the first editor of a block or an exercise. */
async function write(page: Page, id: string, code: string, cell = 0) {
  const block = page.locator(`#${id}`);
  const start = block.getByRole("button", {name: /^(Edit|Write)$/});
  if (await start.isVisible()) await start.click();
  await block.locator(".cm-content").nth(cell).click();
  await page.keyboard.press("ControlOrMeta+a");
  await page.keyboard.insertText(code);
}

const kept = (page: Page, text: string) =>
  page.waitForFunction(text => Object.values(localStorage).some(value => value.includes(text)), text);
const shows = (page: Page, id: string, text: string) =>
  page.locator(`#${id} .code-box`, {hasText: text}).first().waitFor();

test.concurrent("exercises that are written in two tabs are both kept, and each tab shows the other's", async ({
  onTestFinished
}) => {
  const context = await memory(onTestFinished);
  const {page: first} = await visit(context, "en/exercises");
  await write(first, "weight-decay", "const first = 1;");
  await kept(first, "const first");
  const {page: second} = await visit(context, "en/exercises");
  const other = await second
    .locator(".exercise")
    .evaluateAll(all => all.map(({id}) => id).find(id => id !== "weight-decay")!);
  await write(second, other, "const second = 2;");
  await kept(second, "const second");
  await shows(first, other, "const second");
  await second.close();
  await reload(first);
  await shows(first, "weight-decay", "const first");
  await shows(first, other, "const second");
});

test.concurrent("exercises kept by an earlier version of the page are still there", async ({
  onTestFinished
}) => {
  const context = await memory(onTestFinished);
  await context.addInitScript(() => {
    if (!localStorage.length)
      localStorage.setItem("exercises", '{"weight-decay": {"code": "const old = 1;", "solved": true}}');
  });
  const {page} = await visit(context, "en/exercises");
  await shows(page, "weight-decay", "const old");
  expect(await page.locator(".exercise-progress").textContent()).toContain("1 of 10");
});

test.concurrent("cells that are written in two tabs are both kept", async ({onTestFinished}) => {
  const context = await memory(onTestFinished);
  const {page: first} = await visit(context, "en/one-by-one-convolution");
  const {page: second} = await visit(context, "en/one-by-one-convolution");
  await write(first, "edit-one-by-one", "const first = 1;", 0);
  await kept(first, "const first");
  await write(second, "edit-one-by-one", "const second = 2;", 1);
  await kept(second, "const second");
  await shows(first, "edit-one-by-one", "const second");
  await reload(first);
  await shows(first, "edit-one-by-one", "const first");
  await shows(first, "edit-one-by-one", "const second");
});

test.concurrent("what is written just before the page is left is kept", async ({onTestFinished}) => {
  const context = await memory(onTestFinished);
  const {page} = await visit(context, "en/exercises");
  await write(page, "weight-decay", "const last = 1;");
  await reload(page);
  await shows(page, "weight-decay", "const last");
});

test.concurrent("a link's code that the reader goes on with leaves their own to go back to, after a reload too", async ({
  expect,
  onTestFinished
}) => {
  const context = await memory(onTestFinished);
  const chapter = "en/one-by-one-convolution";
  const {page} = await visit(context, chapter);
  await write(page, "edit-one-by-one", "const mine = 1;");
  await kept(page, "const mine");
  const code = await writeCode({id: "edit-one-by-one", cells: ["const linked = 2;", "", "", ""]});
  const {page: other, problems} = await visit(context, `${chapter}#edit-one-by-one&code=${code}`);
  await shows(other, "edit-one-by-one", "const linked");
  await write(other, "edit-one-by-one", "const both = 3;");
  await kept(other, "const both");
  await other.waitForFunction(() => !location.hash.includes("code="));
  await reload(other);
  await shows(other, "edit-one-by-one", "const both");
  await other.getByRole("button", {name: "Back to my version"}).click();
  await shows(other, "edit-one-by-one", "const mine");
  await reload(other);
  await shows(other, "edit-one-by-one", "const mine");
  expect(await other.getByRole("button", {name: "Back to my version"}).isVisible()).toBe(false);
  expect(problems).toEqual([]);
});

test.concurrent("a link's code survives a slider, a reload, a place and Back", async ({
  expect,
  onTestFinished
}) => {
  const cells = ["const linked = 2;", "", "", ""];
  const code = await writeCode({id: "edit-one-by-one", cells});
  const {page, problems} = await openPage("en/one-by-one-convolution", {
    onTestFinished,
    figures: ["many-filters-figure"]
  });
  await page.evaluate(hash => {
    location.hash = hash;
  }, `#edit-one-by-one&code=${code}`);
  await shows(page, "edit-one-by-one", "const linked");
  const filters = page.locator('[data-parameter="filters"] input').first();
  await filters.focus();
  await page.keyboard.press("ArrowRight");
  await page.waitForFunction(() => /filters=/.test(location.hash) && location.hash.includes("code="));
  await reload(page);
  await shows(page, "edit-one-by-one", "const linked");
  await page.evaluate(() => {
    location.hash = "#many-filters";
  });
  await page.waitForFunction(() => /^#many-filters&filters=\d+&code=/.test(location.hash));
  await page.goBack();
  await page.goBack();
  await page.locator("#edit-one-by-one .code-box", {hasText: "const image"}).first().waitFor();
  await page.waitForFunction(() => location.hash === "");
  expect(problems).toEqual([]);
});

test.concurrent("the contents lead to a place and change no value; a place that is not there is named", async ({
  expect,
  onTestFinished
}) => {
  const {page, problems} = await openPage("en/residual-block#n=5", {
    onTestFinished,
    figures: ["walkthrough-figure"]
  });
  await page.locator('#observablehq-toc a[href="#kinds"]').click();
  await page.waitForFunction(() => location.hash === "#kinds&n=5");
  const units = page.locator("#walkthrough-figure").getByRole("textbox", {name: "units ="});
  expect(await units.inputValue()).toBe("5");
  await page.evaluate(() => {
    location.hash = "#nowhere";
  });
  await page.locator(".notice", {hasText: "leads to “nowhere”"}).waitFor({timeout: 30_000});
  expect(await units.inputValue()).toBe("5");
  await page.evaluate(() => {
    location.hash = "#n=nine";
  });
  await page.locator(".notice", {hasText: "n is 5"}).waitFor();
  expect(problems).toEqual([]);
});

test.concurrent("a value that was just set goes along into the other language", async ({onTestFinished}) => {
  const {page} = await openPage("en/residual-block", {onTestFinished, figures: ["walkthrough-figure"]});
  const units = page.locator("#walkthrough-figure").getByRole("textbox", {name: "units ="});
  await units.fill("5");
  await page.locator('a[data-language="zh"]').click();
  await page.waitForURL(/zh\/residual-block\.html\?predict=off#.*n=5/);
});

test.concurrent("a page without parameters says so to a link that sets some", async ({onTestFinished}) => {
  const {page} = await openPage("zh/glossary#n=5", {onTestFinished});
  await page.locator(".notice", {hasText: "“n”在本页不存在"}).waitFor({timeout: 30_000});
});

test.concurrent("typed decimals and signs of any keyboard are understood, or words say what to type", async ({
  expect,
  onTestFinished
}) => {
  const {page, problems} = await openPage("en/why-resnets-work", {onTestFinished});
  await toQuestions(page);
  const answer = async (where: Page, at: number, text: string) => {
    const question = where.locator(".quiz .question").nth(at);
    await question.getByRole("textbox").fill(text);
    await question.getByRole("button", {name: "Check"}).click();
    return question.locator(".feedback").textContent();
  };
  expect(await answer(page, 3, "0,800")).toContain("Right.");
  expect(await answer(page, 3, "０。８")).toContain("Right.");
  expect(await answer(page, 3, "1,125")).toContain("can mean 1.125 or 1125");

  const {page: other} = await openPage("en/one-by-one-convolution", {onTestFinished});
  await toQuestions(other);
  const weights = await other
    .locator(".quiz .question")
    .evaluateAll(all => all.findIndex(q => /weights and biases, together/.test(q.textContent!)));
  expect(await answer(other, weights, "131.584")).toContain("type 131584");
  expect(await answer(other, weights, "１３１，５８４")).toContain("Right.");
  expect(await answer(other, weights, "131 584")).toContain("Right.");
  const shape = await other
    .locator(".quiz .question")
    .evaluateAll(all =>
      all.findIndex(q => q.querySelector("input")?.getAttribute("aria-label")?.includes("shape"))
    );
  expect(await answer(other, shape, "14＊14＊512")).toContain("Right.");
  expect(problems).toEqual([]);
});

test.concurrent("a menu item whose code cannot be loaded says so, and so does a download", async ({
  expect,
  onTestFinished
}) => {
  // Nothing is kept from other tests here.
  const context = await memory(onTestFinished);
  const {page} = await visit(context, "en/residual-block", {figures: ["walkthrough-figure"]});
  await context.setOffline(true);
  const figure = page.locator("#walkthrough-figure");
  await figure.getByText("More", {exact: true}).click();
  await figure.getByRole("button", {name: "Save as SVG"}).click();
  await page.locator(".notice", {hasText: "“Save as SVG” did not work"}).waitFor();
  await page.locator("a[data-download]").first().click();
  await expect.poll(() => page.locator(".notice", {hasText: "did not work"}).count()).toBe(2);
});
