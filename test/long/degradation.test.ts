// What may go wrong in the runs of the chapter on residual networks.
import type {Page} from "playwright-core";
import {expect, test} from "vitest";
import {openPage, reach} from "../e2e/support/page.js";

const path = "en/residual-network";
const open = (figures: string[], hash = "") => openPage(`${path}${hash}`, {figures});

const runDone = (page: Page, figure: string) =>
  page.waitForFunction(
    id => document.querySelector<HTMLButtonElement>(`#${id} .runner button:last-of-type`)?.disabled,
    figure
  );

test("the axis holds the results before as well, a tip says what they are, and those of another task are left out", async () => {
  const {page, problems} = await open(["degradation-experiment"], "#deepest=152&steps=10&rate=0.03");
  const figure = page.locator("#degradation-experiment");
  const run = async () => {
    await figure.getByRole("button", {name: "Run in this browser"}).click();
    await runDone(page, "degradation-experiment");
  };
  await run();
  await figure.locator("summary", {hasText: "More settings"}).click();
  await figure.getByRole("combobox", {name: "deepest"}).selectOption("32");
  await run();
  const chart = figure.locator("svg[role=img]").first();
  await reach(chart);
  const [tick, box] = [await chart.getByText("152", {exact: true}).boundingBox(), await chart.boundingBox()];
  await page.mouse.move(tick!.x + tick!.width / 2, box!.y + box!.height / 3);
  await expect.poll(() => chart.textContent()).toMatch(/152 layers.*one of the results before/s);
  const dashed = figure.locator("svg[role=img] [stroke-dasharray='6 5']");
  expect(await figure.locator("p.remark").textContent()).toContain("Faint, dashed");
  expect(await dashed.count()).toBe(2);
  await figure.getByRole("combobox", {name: "data"}).selectOption("glyphs");
  await run();
  expect(await figure.locator("p.remark").textContent()).not.toContain("Faint, dashed");
  expect(await dashed.count()).toBe(0);
  expect(problems).toEqual([]);
});

test("a worker that dies is reported, and the page lives on", async () => {
  const {page} = await open(["degradation-experiment"]);
  await page.evaluate(() => {
    const Real = Worker;
    let count = 0;
    // The first worker that is started dies at once.
    globalThis.Worker = class extends Real {
      constructor(url: string | URL, options?: WorkerOptions) {
        super(count++ ? url : URL.createObjectURL(new Blob(["throw new Error('killed')"])), options);
      }
    };
  });
  const figure = page.locator("#degradation-experiment");
  await figure.getByRole("button", {name: "Run in this browser"}).click();
  await page.locator(".notice").first().waitFor();
  expect(await page.locator(".notice").first().textContent()).toMatch(/failed .*The others go on/s);
  await runDone(page, "degradation-experiment");
  expect(await figure.locator(".sweep-table tbody tr").count()).toBe(7);
});

test("a run that cannot start leaves alone the one under way", async () => {
  const {page, problems} = await open(["degradation-experiment"], "#seeds=5");
  const figure = page.locator("#degradation-experiment");
  const run = figure.getByRole("button", {name: "Run in this browser"});
  await run.click();
  await page.waitForFunction(() => document.querySelector(".sweep-progress:not([hidden])"));
  await page.evaluate(() => {
    location.hash = "#seeds=5&norm=off";
  });
  await run.click();
  await page.locator(".notice").first().waitFor();
  expect(await figure.locator(".run-row").getByRole("button", {name: "Cancel"}).isEnabled()).toBe(true);
  await figure.locator(".run-row").getByRole("button", {name: "Cancel"}).click();
  expect(await page.locator(".sweep-progress").isHidden()).toBe(true);
  expect(problems).toEqual([]);
});

test("a pause does not make the time that is left grow", async () => {
  const {page, problems} = await openPage(`${path}#seeds=20`, {
    clock: true,
    figures: ["degradation-experiment"]
  });
  const figure = page.locator("#degradation-experiment");
  await figure.getByRole("button", {name: "Run in this browser"}).click();
  await page.waitForFunction(() =>
    /[1-9]\d* of 280/.test(document.querySelector(".run-row .run-status")?.textContent ?? "")
  );
  await figure.locator(".run-row").getByRole("button", {name: "Pause"}).click();
  const status = () => figure.locator(".run-row .run-status").textContent();
  await expect.poll(status).toContain("paused");
  // What was on its way at the press still comes.
  await expect
    .poll(async () => {
      const before = await status();
      await page.clock.fastForward(3000);
      return (await status()) === before;
    })
    .toBe(true);
  expect(await status()).toContain("paused");
  await figure.locator(".run-row").getByRole("button", {name: "Cancel"}).click();
  expect(problems).toEqual([]);
});

test("a training that is cancelled before it has begun leaves what was shown, and the pad goes on reading digits", async () => {
  const {page, problems} = await open(["inside-network", "race", "convnet"]);
  const click = (figure: string, ...names: string[]) =>
    // In one task: no record of the training can come between.
    page.evaluate(
      ([figure, ...names]) => {
        const buttons = [...document.querySelectorAll<HTMLButtonElement>(`#${figure} .runner button`)];
        for (const name of names) buttons.find(b => b.textContent === name)!.click();
      },
      [figure, ...names]
    );
  const [convnet, race, inside] = ["#convnet", "#race", "#inside-network"].map(id => page.locator(id));
  const headings = () =>
    page.locator("#convnet, #race, #inside-network").locator(".pane-heading").allTextContents();
  await convnet.getByRole("button", {name: "Write a 3"}).click();
  const before = await headings();
  await convnet.locator("select").first().selectOption("20");
  await race.locator("select").first().selectOption("110");
  await click("convnet", "Train it", "Cancel");
  await click("race", "Start the race", "Cancel");
  await click("inside-network", "Train again and watch", "Cancel");
  expect(await headings()).toEqual(before);
  expect(await convnet.locator("p.stale").textContent()).toContain("other settings");
  expect(await race.locator("p.stale").isVisible()).toBe(true);
  expect(await inside.locator("p.stale").isVisible()).toBe(false);
  await convnet.getByRole("button", {name: "Clear"}).click();
  expect(await convnet.locator(".pane-heading", {hasText: "The network says"}).textContent()).toMatch(
    /^Nothing is drawn\./
  );
  expect(problems).toEqual([]);
});

test("a race can be taken step by step", async () => {
  const {page, problems} = await open(["race"]);
  const race = page.locator("#race");
  await race.getByRole("button", {name: "One step"}).click();
  await page.waitForFunction(() => document.querySelector("#race figcaption ~ *, #race .visually-hidden"));
  await race.getByRole("button", {name: "One step"}).click();
  await race.getByRole("button", {name: "Go on"}).click();
  await runDone(page, "race");
  expect(await race.locator(".pane-heading").allTextContents()).toEqual([
    expect.stringMatching(/^plain: loss/),
    expect.stringMatching(/^residual: loss/)
  ]);
  expect(problems).toEqual([]);
});
