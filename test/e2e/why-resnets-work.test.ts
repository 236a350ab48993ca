import type {Page} from "playwright-core";
import {describe, expect, test} from "vitest";
import {followed, openPage, reach, sharedPage, unfold} from "./support/page.js";

const path = "en/why-resnets-work";
const figure = (page: Page, id: string) => page.locator(`figure#${id}`);
const text = async (page: Page, id: string, part: string) =>
  (await figure(page, id).locator(part).first().textContent()) ?? "";

/** Waits until the two blocks are trained and their numbers say so. */
async function trained(page: Page, pattern: RegExp) {
  await page
    .locator("#identity-learning .fate.residual b")
    .filter({hasText: pattern})
    .waitFor({timeout: 20_000});
}

describe("in one open page", () => {
  const shared = sharedPage(path, {figures: "all"});
  const follow = (hash: string) => followed(shared(), hash);

  test("with W[l+2] and b[l+2] struck out the block is the identity, and the arc is what makes it so", async () => {
    const {page, problems} = shared();
    const outcome = () => text(page, "two-layers", ".outcome");
    expect(await outcome()).toContain("≠");
    await page.getByRole("checkbox", {name: "W[l+2] = 0"}).check();
    expect(await outcome()).toContain("b[l+2] still contributes");
    await page.getByRole("checkbox", {name: "b[l+2] = 0"}).check();
    expect(await outcome()).toContain("a[l+2] = a[l]");
    expect(await figure(page, "two-layers").locator(".struck").count()).toBe(2);
    await page.getByLabel("shortcut", {exact: true}).uncheck();
    expect(await outcome()).toContain("The output is 0");
    await page.getByLabel("shortcut", {exact: true}).check();
    await figure(page, "two-layers").getByRole("radio", {name: "linear"}).check();
    expect(await outcome()).toContain("negative entry");
    expect(problems).toEqual([]);
  });

  test("moving λ trains both blocks anew; the plain one stays above its floor, the residual one gets through", async () => {
    const {page, problems} = shared();
    await trained(page, /0\.0\d+%/);
    await page.getByLabel("weight decay λ", {exact: true}).fill("0.1");
    await trained(page, /^0$/);
    const plain = Number(/([\d.]+)%/.exec(await text(page, "identity-learning", ".fate.plain"))![1]);
    expect(plain).toBeGreaterThan(5);
    expect(plain).toBeLessThan(15);
    await page.waitForFunction(() => location.hash.includes("lambda=0.1"));
    await figure(page, "identity-learning").getByRole("button", {name: "Reset"}).click();
    await trained(page, /0\.0\d+%/);
    expect(problems).toEqual([]);
  });

  test("the moment moves a line in the charts over the steps, which are not drawn anew", async () => {
    const {page, problems} = shared();
    const figure = page.locator("#identity-learning");
    await reach(figure);
    await figure.locator("summary", {hasText: "Look inside"}).click();
    const lines = figure.locator("svg:has-text('1000') .rule line");
    await expect.poll(() => lines.count()).toBe(2);
    const places = () => lines.evaluateAll(all => all.map(line => Number(line.getAttribute("x1"))));
    const [first] = await lines.elementHandles();
    const end = await places();
    await figure.locator("[data-parameter=moment] input[type=range]").fill("50");
    for (const [i, place] of end.entries())
      await expect.poll(async () => (await places())[i]).toBeLessThan(place - 50);
    expect(await first.evaluate(line => line.isConnected)).toBe(true);
    // What is said of the chart is of this moment, too.
    expect(await lines.first().evaluate(line => line.closest("svg")!.getAttribute("aria-label"))).toMatch(
      /after 50%/
    );
    expect(problems).toEqual([]);
  });

  test("a learning rate that is too large is shown as diverged, with advice", async () => {
    const {page, problems} = await follow("optimiser=sgd&rate=1000&lambda=0.01");
    await trained(page, /diverged/);
    expect(await text(page, "identity-learning", ".advice")).toContain("Lower the learning rate");
    expect(problems).toEqual([]);
  });

  test("the sweep opens with its numbers, and says when they belong to other settings", async () => {
    const {page, problems} = shared();
    expect(await text(page, "lambda-sweep", ".outcome")).toMatch(/better in 120 of 120 pairs/);
    expect(await figure(page, "lambda-sweep").locator(".findings li").count()).toBe(3);
    await unfold(page, "lambda-sweep");
    await figure(page, "lambda-sweep").getByLabel("seeds", {exact: true}).fill("1");
    expect(await text(page, "lambda-sweep", ".remark")).toContain("other settings");
    await figure(page, "lambda-sweep").getByRole("button", {name: "Run it here"}).click();
    await figure(page, "lambda-sweep")
      .locator(".outcome", {hasText: "of 6 pairs"})
      .waitFor({timeout: 30_000});
    expect(await text(page, "lambda-sweep", ".remark")).not.toContain("other settings");
    expect(problems).toEqual([]);
  });

  test("the landscape's start moves by keys, and the plain minima merge at λ = m", async () => {
    const {page, problems} = shared();
    const map = figure(page, "loss-landscape").getByRole("slider", {name: "Plain: where"});
    await map.focus();
    await page.keyboard.press("ArrowRight");
    expect(await map.getAttribute("aria-valuetext")).toBe("w₁ −0.2, w₂ 1.4");
    expect(await text(page, "loss-landscape", ".panel-words")).toContain("a saddle");
    await figure(page, "loss-landscape").getByLabel("λ", {exact: true}).fill("1.2");
    expect(await text(page, "loss-landscape", ".panel-words")).toContain("w₁w₂ = 0.00");
    await unfold(page, "loss-landscape");
    await figure(page, "loss-landscape").getByLabel("learning rate", {exact: true}).fill("5");
    expect(await text(page, "loss-landscape", ".panel-words")).toContain("Lower the learning rate");
    expect(problems).toEqual([]);
  });

  test("of the added blocks, those that begin as the identity leave the loss as it was", async () => {
    const {page, problems} = shared();
    const loss = async (name: string, column: number) =>
      Number(
        await figure(page, "append-blocks")
          .locator("tr", {hasText: name})
          .locator("td")
          .nth(column)
          .textContent()
      );
    const first = async (name: string) =>
      Number(
        await figure(page, "append-blocks")
          .locator(".at-once p", {hasText: name})
          .locator(".num")
          .textContent()
      );
    const base = await first("before");
    // What the table of what follows says of the beginning is the same.
    expect(await loss("no block", 0)).toBe(base);
    expect(await first("plain, W = I")).toBe(base);
    expect(await first("residual, last 0")).toBe(base);
    expect(await first("plain, random")).toBeGreaterThan(100 * base);
    expect(await first("residual, random")).toBeGreaterThan(100 * base);
    // Ten steps on, the plain block has been shaken off W = I, and the residual one is back.
    expect(await loss("plain, W = I", 1)).toBeGreaterThan(10 * base);
    expect(await loss("residual, last 0", 1)).toBeLessThan(1.5 * base);
    expect(await figure(page, "extended-by-identity").locator(".equal").count()).toBe(2);
    expect(problems).toEqual([]);
  });

  test("a run can be cancelled, and what was shown before is shown again", async () => {
    const {page, problems} = shared();
    const before = await text(page, "append-blocks", "table");
    await figure(page, "append-blocks").getByRole("button", {name: "Run it here"}).click();
    await figure(page, "append-blocks").getByRole("button", {name: "Cancel"}).click();
    await expect.poll(() => text(page, "append-blocks", "table")).toBe(before);
    expect(await text(page, "append-blocks", ".run-status")).toContain("Cancelled");
    expect(problems).toEqual([]);
  });

  test("curves do not leave the chart: its axis begins below the least loss", async () => {
    const {page, problems} = await follow("appendseeds=1");
    await unfold(page, "append-blocks");
    const ticks = () => figure(page, "append-blocks").locator("svg text").allTextContents();
    expect(await ticks()).not.toContain("10⁻⁶");
    await figure(page, "append-blocks").getByLabel("blocks", {exact: true}).fill("10");
    await figure(page, "append-blocks").getByLabel("everything", {exact: true}).check();
    await figure(page, "append-blocks").getByRole("button", {name: "Run it here"}).click();
    await expect.poll(ticks, {timeout: 30_000}).toContain("10⁻⁶");
    expect(await text(page, "append-blocks", ".remark")).toContain("all weights trained; one seed");
    expect(problems).toEqual([]);
  });

  test("a dropped block makes no difference at step 0, and a large one after training", async () => {
    const {page, problems} = shared();
    expect(await text(page, "dropped-block", ".outcome")).toContain("no difference");
    await figure(page, "dropped-block").getByLabel("steps the block has trained", {exact: true}).fill("100");
    const loss = async () => Number(/loss ([\d.]+)/.exec(await text(page, "dropped-block", ".outcome"))![1]);
    const kept = await loss();
    await page.getByLabel("drop the block").check();
    expect(await loss()).toBeGreaterThan(5 * kept);
    expect(problems).toEqual([]);
  });

  test("a training that is cancelled before it shows anything leaves the figure as it was, and its settings", async () => {
    const {page, problems} = shared();
    const dropped = figure(page, "dropped-block");
    await unfold(page, "dropped-block");
    const before = await text(page, "dropped-block", ".outcome");
    const box = dropped.getByLabel("steps the network trained before", {exact: true});
    await box.evaluate((input: HTMLInputElement) => {
      input.value = "40";
      input.dispatchEvent(new Event("input", {bubbles: true}));
      const buttons = [...input.closest("figure")!.querySelectorAll("button")];
      buttons.find(b => b.textContent === "Cancel")!.click();
    });
    expect(await text(page, "dropped-block", ".outcome")).toBe(before);
    expect(await box.inputValue()).toBe("12");
    expect(problems).toEqual([]);
  });

  test("the plain plane of 56 layers is full of minima, drawn and counted; a run of another grid has its own", async () => {
    const {page, problems} = shared();
    const plane = figure(page, "loss-plane");
    const minima = async () =>
      (await plane.locator(".panel-heading").allTextContents()).map(told =>
        told.includes("no local") ? 0 : Number(/: (\d+) local/.exec(told)?.[1])
      );
    const drawn = async () => {
      const maps = plane.locator(".landscape");
      return [await maps.nth(0).locator("circle").count(), await maps.nth(1).locator("circle").count()];
    };
    await reach(plane);
    await plane.locator(".landscape circle").first().waitFor();
    const [plain, residual] = await minima();
    expect(plain).toBeGreaterThan(50);
    expect(residual).toBeLessThan(10);
    expect(await drawn()).toEqual([plain, residual]);
    expect(await text(page, "loss-plane", ".panel-words")).toMatch(/loss 1\.\d+, \d+% wrong/);

    await plane.getByRole("radio", {name: "8", exact: true}).check();
    const shallow = await minima();
    for (const count of shallow) expect(count).toBeLessThan(15);
    await expect.poll(drawn).toEqual(shallow);

    await plane.getByRole("radio", {name: "21", exact: true}).check();
    const line = plane.locator(".remark").first();
    expect(await line.textContent()).toContain("results of other settings");
    expect(await minima()).toEqual(shallow);
    await plane.getByRole("button", {name: "Run it here"}).click();
    await line.filter({hasText: "Shown: 8 layers, radius 1, 21 × 21 points"}).waitFor({timeout: 60_000});
    await expect.poll(drawn).toEqual(await minima());
    expect(problems).toEqual([]);
  });

  test("doubled weights change nothing under batch normalisation, and much without", async () => {
    const {page, problems} = shared();
    const cells = () =>
      figure(page, "decay-and-normalisation").locator("tbody tr").first().locator("td").allTextContents();
    const [, error, doubled] = await cells();
    expect(doubled).toBe(error);
    await page.getByLabel("batch normalisation", {exact: true}).uncheck();
    const [, bare, bareDoubled] = await cells();
    expect(Number.parseFloat(bareDoubled)).toBeGreaterThan(3 * Number.parseFloat(bare));
    expect(problems).toEqual([]);
  });
});

test("values that make no sense are refused with a message, and the last good ones stay", async () => {
  const {page, problems} = await openPage(`${path}#lambda=-1&width=0&steps=99999999`, {
    figures: ["identity-learning"]
  });
  const notices = page.locator(".notices");
  for (const name of ["lambda", "width", "steps"])
    expect(await notices.textContent()).toContain(`The link sets ${name}`);
  const box = page.getByLabel("weight decay λ =");
  await box.fill("7");
  await box.press("Enter");
  expect(await notices.textContent()).toContain("“7” is not taken");
  expect(await box.inputValue()).toBe("0");
  await trained(page, /%/);
  expect(problems).toEqual([]);
});

test("the Chinese page opens with the same results, and fits a narrow screen", async () => {
  const {page, problems} = await openPage("zh/why-resnets-work", {
    width: 360,
    theme: "dark",
    figures: "all"
  });
  expect(await text(page, "lambda-sweep", ".outcome")).toContain("120 对里有 120 对");
  await page.locator("#identity-learning .fate.residual", {hasText: "%"}).waitFor({timeout: 20_000});
  expect(await page.evaluate(() => document.documentElement.scrollWidth <= innerWidth)).toBe(true);
  expect(problems).toEqual([]);
});
