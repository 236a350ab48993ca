// What a browser, a frame or a host may forbid.
import type {Page} from "playwright-core";
import {describe, expect, onTestFinished, test} from "vitest";
import {hosts, serve} from "../../scripts/serve.js";
import {output} from "../../scripts/site.js";
import {choose} from "../e2e/support/menu.js";
import {newContext, openPage, reach, site, visit} from "../e2e/support/page.js";

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
  await reach(frame.locator("#walkthrough-figure"));
  await frame.locator("#walkthrough-figure").getByLabel("Next step").first().click();
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

describe("a training that gets no worker says so, and the next try is free", () => {
  const figure = "#degradation-experiment";
  const press = (page: Page) =>
    page.locator(figure).getByRole("button", {name: "Run in this browser"}).click();
  const status = (page: Page) => page.locator(`${figure} .run-status`).textContent();

  test("where the policy forbids workers; cells and exercises say it too", async () => {
    const policy = hosts.strict.headers["content-security-policy"];
    const headers = {"content-security-policy": `${policy}; worker-src 'none'`};
    const server = await serve(output, {host: {...hosts.strict, headers}});
    onTestFinished(() => server.close());
    const {page} = await openPage(`${server.url}en/residual-network.html${figure}`);
    await press(page);
    await expect.poll(() => status(page)).toContain("It failed: ");
    expect(await page.locator(figure).getByRole("button", {name: "Run in this browser"}).isEnabled()).toBe(
      true
    );
    expect(await page.locator(figure).getByRole("button", {name: "Cancel"}).isVisible()).toBe(false);
    const cell = page.locator(".editable").first();
    await cell.getByRole("button", {name: "Run", exact: true}).click();
    await expect.poll(() => cell.locator("[role=status]").textContent()).toContain("worker");
    const exercises = await openPage(`${server.url}en/exercises.html`);
    const exercise = exercises.page.locator(".exercise").first();
    await exercise.getByRole("button", {name: "Check"}).click();
    await expect.poll(() => exercise.textContent()).toContain("worker");
  });

  test("where its script is refused, and where it ends without a word", async () => {
    const context = await newContext({clock: true});
    onTestFinished(() => context.close());
    const {page} = await visit(context, `en/residual-network${figure}`, {figures: [figure.slice(1)]});
    await page.route(/worker.*\.js$/, route => route.abort());
    await press(page);
    await expect.poll(() => status(page)).toContain("It failed: the worker ended");
    await page.unroute(/worker.*\.js$/);

    await press(page);
    await expect.poll(() => page.workers().length).toBeGreaterThan(0);
    await expect.poll(() => status(page)).toMatch(/\d+ of \d+/);
    for (const worker of page.workers()) await worker.evaluate(() => close()).catch(() => {});
    // The page's time is the test's: half a minute, tick by tick.
    await expect
      .poll(async () => {
        await page.clock.runFor(3100);
        return status(page);
      })
      .toContain("It failed: no answer from the worker for 30 seconds");

    await press(page);
    await expect.poll(() => status(page)).toMatch(/\d+ of \d+/);
    await page.locator(figure).getByRole("button", {name: "Cancel"}).click();
    await expect.poll(() => status(page)).toContain("Cancelled.");
  });

  test("where memory is refused", async () => {
    const context = await newContext();
    onTestFinished(() => context.close());
    const {page} = await visit(context, `en/residual-network${figure}`, {figures: [figure.slice(1)]});
    const refuse = 'WebAssembly.Memory = class { constructor() { throw new RangeError("out of memory"); } };';
    await page.route(/worker.*\.js$/, async route => {
      const response = await route.fetch();
      await route.fulfill({response, body: `${refuse}${await response.text()}`});
    });
    await press(page);
    await expect.poll(() => status(page), {timeout: 60_000}).toMatch(/out of memory|of \d+/);
    // Workers that still start ask for their script when the page is gone.
    await page.unrouteAll({behavior: "ignoreErrors"});
  });

  test("of which there are eight at most, whatever the machine says of its cores", async () => {
    const context = await newContext();
    onTestFinished(() => context.close());
    await context.addInitScript(() =>
      Object.defineProperty(navigator, "hardwareConcurrency", {get: () => 128})
    );
    // Long enough to be cancelled.
    const path = `en/residual-network${figure}&steps=5000`;
    const {page} = await visit(context, path, {figures: [figure.slice(1)]});
    await press(page);
    await expect.poll(() => page.workers().length).toBe(8);
    await page.locator(figure).getByRole("button", {name: "Cancel"}).click();
    await expect.poll(() => status(page)).toContain("Cancelled.");
  });
});
