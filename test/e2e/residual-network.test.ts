import {cpus, loadavg} from "node:os";
import type {Page} from "playwright-core";
import {describe, expect, test} from "vitest";
import {followed, openPage, reach, sharedPage, unfold} from "./support/page.js";
import {traced} from "./support/trace.js";

const path = "en/residual-network";
const open = (figures: string[], hash = "") => openPage(`${path}${hash}`, {figures});

/** How busy the machine is: a time measured on a busy one says little. */
const load = () => `${loadavg()[0].toFixed(1)} processes wait for ${cpus().length} cores`;

const runDone = (page: Page, figure: string) =>
  page.waitForFunction(
    id => document.querySelector<HTMLButtonElement>(`#${id} .runner button:last-of-type`)?.disabled,
    figure
  );

test("the experiment opens finished, runs in workers while the page stays free, and says what it shows", async () => {
  const {page, problems} = await open(["degradation-experiment"]);
  const figure = page.locator("#degradation-experiment");
  const shown = figure.locator("p.remark");
  expect(await shown.textContent()).toContain("computed when this page was built");
  expect(await figure.locator("table").first().textContent()).toContain("110");
  await reach(figure);
  let wall = 0;
  const {workers, main, long} = await traced(page, async () => {
    const started = Date.now();
    await figure.getByRole("button", {name: "Run in this browser"}).click();
    await figure.getByRole("progressbar").first().waitFor();
    expect(await figure.getByRole("progressbar").count()).toBe(14);
    await runDone(page, "degradation-experiment");
    wall = Date.now() - started;
  });
  const seconds = (ms: number) => `${(ms / 1000).toFixed(2)} s`;
  console.log(
    `Default sweep, 14 networks: ${seconds(wall)}; workers computed for ${seconds(workers)}, ` +
      `the main thread for ${seconds(main)}, ` +
      `of that in tasks over 50 ms: ${long.length ? long.map(Math.round).join(", ") : "none"} (${load()})`
  );
  expect(workers).toBeGreaterThan(0);
  expect(await shown.textContent()).toContain("one seed");
  expect(await shown.textContent()).not.toContain("press Run");
  const rows = await figure.locator("tbody tr").allTextContents();
  expect(rows.filter(r => r.includes("%"))).toHaveLength(7);
  expect(problems).toEqual([]);
});

test("a point of the chart is looked into with the settings of the moment, though its depth is the one shown", async () => {
  const {page, problems} = await open(
    ["degradation-experiment", "inside-network"],
    "#data=glyphs&deepest=32&steps=40&rate=0.1&look=32&moment=40"
  );
  await runDone(page, "inside-network");
  const inside = page.locator("#inside-network");
  const cards = inside.locator(".pane:not([hidden]) .example");
  expect(await cards.count()).toBe(48);
  expect(await cards.first().getAttribute("aria-label")).toMatch(/^a \d, taken for a \d$/);
  const step = async () =>
    Number(/step (\d+)/.exec((await inside.locator("output").textContent()) ?? "")![1]);
  expect(await step()).toBeLessThan(30);

  // The examples belong to the moment, as the heading does: at its end the network knows more of them.
  const wrong = () => inside.locator(".pane:not([hidden])").nth(1).locator(".example.wrong").count();
  const early = await wrong();
  await inside.getByRole("slider", {name: "moment"}).fill("100");
  expect(await step()).toBe(40);
  expect(await wrong()).toBeLessThan(early);

  await page.getByLabel("steps", {exact: true}).evaluate((box: HTMLInputElement) => {
    box.value = "20";
    box.dispatchEvent(new Event("change"));
  });
  expect(await inside.locator(".stale").first().isVisible()).toBe(true);
  await page.locator("#degradation-experiment .sweep-table summary").click();
  await page.getByRole("button", {name: "Run in this browser"}).click();
  await runDone(page, "degradation-experiment");
  await page.getByRole("button", {name: "Look inside the networks of 32 layers"}).click();
  await runDone(page, "inside-network");
  await page.waitForFunction(
    () => document.querySelector("#inside-network output")?.textContent === "step 20"
  );
  expect(await inside.locator(".stale").first().isVisible()).toBe(false);
  expect(problems).toEqual([]);
});

test("a network is read early: its error stands above the picture, and another seed trains two others", async () => {
  const {page, problems} = await open(["stop-early"], "#passed=7");
  const figure = page.locator("#stop-early");
  const headings = () => figure.locator(".pane-heading").allTextContents();
  const wrong = async () => (await headings()).map(text => Number(/: ([\d.]+)% wrong/.exec(text)?.[1]));
  await expect.poll(async () => (await wrong())[0]).toBeGreaterThan(25);
  expect((await wrong())[1]).toBeLessThan(20);
  await figure.getByRole("slider", {name: "blocks passed"}).fill("9");
  await expect.poll(async () => Math.max(...(await wrong()))).toBeLessThan(2);
  const before = await figure.locator("canvas").first().screenshot();
  await figure.getByLabel("seed", {exact: true}).fill("2");
  await figure.getByLabel("seed", {exact: true}).press("Enter");
  await expect
    .poll(async () => (await figure.locator("canvas").first().screenshot()).equals(before), {timeout: 60_000})
    .toBe(false);
  expect(problems).toEqual([]);
});

describe("in one open page", () => {
  const shared = sharedPage(path, {figures: "all"});
  const follow = (hash: string) => followed(shared(), hash);

  test("one curve can be looked at alone, and nothing is trained for that", async () => {
    const {page, problems} = await follow("curves=plain");
    const figure = page.locator("#degradation-experiment");
    await reach(figure);
    const labels = () =>
      figure
        .locator("svg text")
        .evaluateAll(texts =>
          texts.map(({textContent}) => textContent).filter(text => ["plain", "residual"].includes(text!))
        );
    await expect.poll(labels).toEqual(["plain"]);
    await expect.poll(() => figure.locator("p.visually-hidden").textContent()).not.toContain("Residual:");
    await figure.getByRole("radio", {name: "residual"}).check();
    await expect.poll(labels).toEqual(["residual"]);
    await figure.getByRole("radio", {name: "both"}).check();
    await expect.poll(labels).toEqual(["plain", "residual"]);
    expect(await figure.locator("p.remark").textContent()).toContain("computed when this page was built");
    expect(problems).toEqual([]);
  });

  test("long runs say how long they will take before they start", async () => {
    const {page} = await follow("steps=5000&seeds=20&rate=wide");
    expect(await page.locator("#degradation-experiment .cost").textContent()).toMatch(
      /about \d+ (s|min)\. You can pause/
    );
  });

  test("settings that cannot be are refused in words, and what was shown stays", async () => {
    const {page, problems} = await follow("norm=off");
    const figure = page.locator("#degradation-experiment");
    expect(await figure.locator(".cost").textContent()).toContain("needs batch normalisation");
    await figure.getByRole("button", {name: "Run in this browser"}).click();
    expect(await page.locator(".notice").first().textContent()).toContain("needs batch normalisation");
    expect(await figure.locator("p.remark").textContent()).toContain("other settings");
    expect(await figure.locator(".sweep-table tbody tr").count()).toBe(7);
    expect(problems).toEqual([]);
  });

  test("cancel answers at once, before another frame", async () => {
    const {page, problems} = await follow("seeds=5");
    const figure = page.locator("#degradation-experiment");
    await figure.getByRole("button", {name: "Run in this browser"}).click();
    await page.waitForFunction(() => document.querySelector(".sweep-progress:not([hidden])"));
    const [waited, answered] = await page.evaluate(() => {
      const buttons = [
        ...document.querySelectorAll<HTMLButtonElement>("#degradation-experiment .run-row button")
      ];
      const cancel = buttons[buttons.length - 1];
      const from = performance.now();
      cancel.click();
      return [performance.now() - from, cancel.disabled];
    });
    console.log(`Cancel answered after ${waited.toFixed(1)} ms (${load()})`);
    expect(answered).toBe(true);
    expect(await figure.locator(".run-row .run-status").textContent()).toContain("Cancelled");
    expect(problems).toEqual([]);
  });

  test("a run that diverges is reported with its step and layer, and the sweep goes on", async () => {
    const {page, problems} = await follow("norm=off&block=residual&rate=0.3&steps=40");
    const figure = page.locator("#degradation-experiment");
    await figure.getByRole("button", {name: "Run in this browser"}).click();
    await runDone(page, "degradation-experiment");
    expect(await figure.locator(".diverged li").first().textContent()).toMatch(
      /Diverged: .* at step \d+, first in layer \d+/
    );
    expect(await figure.locator(".sweep-table tbody tr").count()).toBe(7);
    expect(problems).toEqual([]);
  });

  test("a depth chosen in the table is looked into: two networks are trained, their pictures follow the slider", async () => {
    const {page, problems} = shared();
    await page.locator("#degradation-experiment .sweep-table summary").click();
    await page.getByRole("button", {name: "Look inside the networks of 8 layers"}).click();
    await runDone(page, "inside-network");
    const headings = page.locator("#inside-network .pane-heading");
    await page.waitForFunction(() =>
      document.querySelector("#inside-network .pane-heading")?.textContent?.includes("8 layers")
    );
    expect((await headings.allTextContents()).filter(Boolean).slice(0, 2)).toEqual([
      expect.stringMatching(/^plain, 8 layers: \d/),
      expect.stringMatching(/^residual, 8 layers: \d/)
    ]);
    await expect.poll(() => page.url()).toContain("look=8");
    expect(problems).toEqual([]);
  });

  test("a digit is drawn with the keys, and the description tells what the network takes it for", async () => {
    const {page, problems} = shared();
    const pad = page.locator("#convnet .draw-pad");
    await pad.focus();
    await page.keyboard.press("Space");
    for (let i = 0; i < 12; i++) await page.keyboard.press("ArrowDown");
    const said = await page.locator("#convnet .pane-heading.residual").textContent();
    const digit = /The network says: (\d)/.exec(said ?? "")![1];
    // One stroke, drawn where there was a 5 before.
    expect(await pad.locator("path").count()).toBe(1);
    expect(digit).toBe("1");
    await page.waitForFunction(
      digit =>
        document
          .querySelector("#convnet .visually-hidden[aria-live]")
          ?.textContent?.includes(`takes the drawn digit for a ${digit}`),
      digit
    );
    await page.keyboard.press("Delete");
    expect(await pad.locator("path").count()).toBe(0);
    expect(problems).toEqual([]);
  });

  test("the page's own errors stand in a table apart from the published ones", async () => {
    const {page, problems} = shared();
    // The heading after it: the table is drawn when it is near.
    await reach(page.locator("#on-photographs"));
    await page.locator(".measured-table tr").first().waitFor();
    const rows = await page.locator(".measured-table tr").allTextContents();
    expect(rows[0]).toMatch(/Layers.*20.*32.*56.*110/);
    expect(rows[1]).toMatch(/^Training error, plain(\d+\.\d%){4}$/);
    expect(problems).toEqual([]);
  });

  test("arcs are switched by keyboard, and each that goes halves the paths", async () => {
    const {page, problems} = shared();
    const arc = page.getByRole("switch", {name: "Arc over layers 5 and 6"});
    await arc.focus();
    await page.keyboard.press("Space");
    expect(await arc.getAttribute("aria-checked")).toBe("false");
    expect(await page.locator("#network-builder .paths h4").textContent()).toContain("16 paths");
    await page.keyboard.press("Space");
    expect(await page.locator("#network-builder .paths h4").textContent()).toContain("32 paths");
    expect(problems).toEqual([]);
  });

  test("a network without arcs stays without when layers are added", async () => {
    const {page} = shared();
    const figure = page.locator("#network-builder");
    await figure.getByRole("button", {name: "No arc"}).click();
    await figure.getByRole("radio", {name: "40"}).check();
    expect(await figure.locator(".paths h4").textContent()).toBe("one path, through all 40 layers");
    await figure.getByRole("button", {name: "All arcs"}).click();
    expect(await figure.locator(".paths h4").textContent()).toContain("1,048,576 paths");
  });

  test("a prediction is drawn by keyboard, travels in the link, and meets what was measured", async () => {
    const {page, problems} = shared();
    const handle = page.getByRole("slider", {name: /plain network of 56 layers/});
    await handle.focus();
    await page.keyboard.press("PageUp");
    expect(await handle.getAttribute("aria-valuenow")).toBe("52");
    await page.waitForFunction(() => location.hash.includes("guessPlain=42,42,42,42,42,52,42"));
    expect(await page.locator("#prediction .guess-results li").first().textContent()).toMatch(
      /56 layers: you 52%, measured \d/
    );
    expect(problems).toEqual([]);
  });

  test("a quick stroke draws the depths that it passes, though the pointer is seen at its ends only", async () => {
    const {page, problems} = shared();
    const area = page.locator(".predict-area");
    await reach(area);
    const box = (await area.boundingBox())!;
    const handles = page.locator("#prediction .handle.plain");
    const centre = async (i: number) => {
      const at = (await handles.nth(i).boundingBox())!;
      return {x: at.x + at.width / 2, y: at.y + at.height / 2};
    };
    const [first, last] = [await centre(0), await centre(6)];
    await page.mouse.move(first.x, box.y + 240);
    await page.mouse.down();
    await page.mouse.move(last.x, box.y + 60, {steps: 1});
    await page.mouse.up();
    const values = await handles.evaluateAll(all => all.map(h => Number(h.getAttribute("aria-valuenow"))));
    const steps = values.slice(1).map((v, i) => v - values[i]);
    expect(values[6] - values[0]).toBeGreaterThan(30);
    expect(Math.max(...steps) - Math.min(...steps)).toBeLessThanOrEqual(1);
    expect(problems).toEqual([]);
  });

  test("signals answer to the depth and name what goes wrong", async () => {
    const {page, problems} = shared();
    const figure = page.locator("#signals-by-layer");
    expect(await figure.locator("table").textContent()).toContain("gradients explode");
    const gradient = () => figure.locator("tbody tr:nth-of-type(4) td:nth-child(2)").textContent();
    const before = await gradient();
    // One chart of three networks; other measures and networks come when they are asked for.
    await reach(figure);
    const labels = () => figure.locator("svg text").allTextContents();
    await expect.poll(labels).toContain("plain + batch norm");
    expect(await labels()).not.toContain("plain, looks-linear start");
    await unfold(page, "signals-by-layer");
    await figure.getByLabel("plain, looks-linear start").check();
    await expect.poll(labels).toContain("plain, looks-linear start");
    await figure.getByRole("radio", {name: "likeness of two inputs"}).check();
    await expect.poll(labels).toContain("0.5");
    await figure.getByRole("slider", {name: "layers"}).fill("110");
    await expect.poll(gradient, {timeout: 30_000}).not.toBe(before);
    expect(await gradient()).toMatch(/^10[⁰¹²³⁴⁵⁶⁷⁸⁹]+$/);
    expect(problems).toEqual([]);
  });

  test("a block’s layers cost the residual network little, its arc and the plain one’s layers nearly all", async () => {
    const {page, problems} = shared();
    const wrong = async (row: number) => {
      const text = await page.locator("#blocks .pane-heading").nth(row).textContent();
      return Number(/: ([\d.]+)% wrong/.exec(text ?? "")?.[1]);
    };
    const rows = page.locator("#blocks .block-row");
    await rows.nth(0).getByRole("button").nth(14).click();
    await rows.nth(1).getByRole("button").nth(1).click();
    await page.waitForFunction(
      () => !/0\.8% wrong/.test(document.querySelectorAll("#blocks .pane-heading")[1].textContent ?? "")
    );
    await page.waitForFunction(() =>
      [...document.querySelectorAll("#blocks .pane-heading")].every(p => !p.textContent?.includes("…"))
    );
    expect(await wrong(0)).toBeLessThan(25);
    expect(await wrong(1)).toBeGreaterThan(30);
    await page.locator("#blocks").getByRole("radio", {name: "only its arc"}).check();
    await rows.nth(0).getByRole("button").nth(4).click();
    await expect.poll(() => wrong(0), {timeout: 30_000}).toBeGreaterThan(50);
    await expect.poll(() => page.url()).toContain("leftResidual=1111a1111111110");
    await page.locator("#blocks").getByRole("button", {name: "All back"}).click();
    await expect.poll(() => wrong(0), {timeout: 30_000}).toBeLessThan(2);
    expect(problems).toEqual([]);
  });

  test("one layer under an arc lies above two and three, and another seed is drawn over the bands", async () => {
    const {page, problems} = shared();
    const figure = page.locator("#layers-per-block");
    await reach(figure);
    await figure.locator("svg circle").first().waitFor();
    const told = await figure.getByRole("img", {name: "Layers under each arc"}).getAttribute("aria-label");
    const [one, two, three] = told!
      .split("Layers under each arc: ")[1]
      .split("; ")
      .map(part => Array.from(part.matchAll(/[\d.]+%/g), ([number]) => Number.parseFloat(number)));
    expect([one.length, two.length, three.length]).toEqual([3, 3, 3]);
    one.forEach((error, i) => {
      expect(error).toBeGreaterThan(2 * two[i]);
      expect(Math.abs(two[i] - three[i])).toBeLessThan(1);
    });
    const dots = () =>
      figure
        .locator("svg circle")
        .evaluateAll(circles => circles.map(c => c.getAttribute("cy") ?? c.getAttribute("transform")));
    const before = await dots();
    expect(before).toHaveLength(9);
    await figure.getByLabel("seed", {exact: true}).fill("77");
    await figure.getByLabel("seed", {exact: true}).press("Enter");
    await figure.getByRole("button", {name: "Train this seed"}).click();
    await figure.locator(".remark", {hasText: "Shown: dashed, seed 77."}).waitFor({timeout: 120_000});
    await expect.poll(async () => (await dots()).length).toBe(9);
    await expect.poll(dots).not.toEqual(before);
    expect(problems).toEqual([]);
  });

  test("the walk counts ResNet-152, and a digit that is written is classified", async () => {
    const {page, problems} = await follow("walkDepth=152");
    expect(await page.locator("#walker .walk-totals").textContent()).toContain("60,192,808");
    const convnet = page.locator("#convnet");
    await convnet.getByRole("button", {name: "Write a 3"}).click();
    expect(await convnet.locator(".pane-heading.residual").textContent()).toMatch(
      /The network says: \d \(\d/
    );
    await convnet.getByRole("button", {name: "Train it"}).click();
    await runDone(page, "convnet");
    const errors = () => convnet.locator(".pane-heading").first().textContent();
    expect(await errors()).toMatch(/Step 120: [\d.]+%/);
    // What people wrote: a network that has learned it is there, the digits come when another is to learn.
    await convnet.getByRole("radio", {name: "written by people"}).check();
    expect(await errors()).toMatch(/Step 300: [\d.]+% of the training digits wrong, [\d.]+% of new ones/);
    await convnet.locator("select").first().selectOption("2");
    await convnet.getByRole("button", {name: "Train it"}).click();
    await convnet
      .locator(".remark", {hasText: "Shown: digits written by people, residual, 2 layers"})
      .waitFor();
    expect(problems).toEqual([]);
  });
});
