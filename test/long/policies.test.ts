// What a browser, a frame or a host may forbid.
import {expect, test} from "vitest";
import {choose} from "../e2e/support/menu.js";
import {newContext, openPage, site, visit} from "../e2e/support/page.js";

const chapter = "en/residual-block";

test("without a clipboard of the secure kind, a link is copied all the same", async ({onTestFinished}) => {
  const context = await newContext();
  onTestFinished(() => context.close());
  await context.addInitScript(() => Object.defineProperty(navigator, "clipboard", {value: undefined}));
  const {page, problems} = await visit(context, `${chapter}#walkthrough-figure`);
  await page.locator("#walkthrough-figure .figure-tools").getByRole("button", {name: "Copy link"}).click();
  await page.locator(".notice", {hasText: "Link copied"}).waitFor();
  expect(problems).toEqual([]);
});

test("in a sandboxed frame, what cannot start a worker says so and the rest works", async () => {
  const {page} = await openPage("empty-host");
  await page.setContent(
    `<iframe sandbox="allow-scripts" width="1200" height="900" src="${site}${chapter}#edit-block"></iframe>`
  );
  const frame = page.frameLocator("iframe");
  const block = frame.locator("#edit-block");
  await block.getByRole("button", {name: "Run", exact: true}).click();
  await expect.poll(() => block.locator("[role=status]").first().textContent()).toContain("worker");
  await frame.locator("#walkthrough-figure").scrollIntoViewIfNeeded();
  await frame.locator("#walkthrough-figure").getByLabel("Step back").first().click();
});

test("without WebAssembly figures compute and cells run", async ({onTestFinished}) => {
  const context = await newContext();
  onTestFinished(() => context.close());
  await context.route(/\.js$/, async route => {
    const response = await route.fetch();
    await route.fulfill({response, body: `delete globalThis.WebAssembly;${await response.text()}`});
  });
  const {page, problems} = await visit(context, `${chapter}#edit-block`);
  const block = page.locator("#edit-block");
  await block.getByRole("button", {name: "Run", exact: true}).click();
  await expect.poll(() => block.textContent()).toContain("Done.");
  expect(problems).toEqual([]);
});

test("notices are above what covers the page: dialogs and the presentation", async () => {
  const {page} = await openPage(`${chapter}#walkthrough-figure`);
  await choose(page, "walkthrough-figure", "Present");
  const stage = page.locator("dialog.stage");
  await stage.locator("#walkthrough-figure").waitFor();
  await expect.poll(() => page.evaluate(() => document.fullscreenElement?.className)).toBe("stage-screen");
  const units = stage.getByRole("textbox", {name: "units ="});
  await units.fill("99");
  await units.press("Enter");
  const notice = page.locator(".notice").first();
  await notice.waitFor();
  expect(
    await notice.evaluate(n =>
      n.contains(
        document.elementFromPoint(n.getBoundingClientRect().x + 20, n.getBoundingClientRect().y + 10)
      )
    )
  ).toBe(true);
  await notice.getByRole("button").last().click();
  await page.keyboard.press("Escape");
});
