import type {Page} from "playwright-core";
import {describe, expect, test} from "vitest";
import {openPage, type PageOptions, reach, reload, sharedPage} from "./support/page.js";

const asked = (path: string, id: string, options: PageOptions = {}) =>
  openPage(path, {predict: "asked", figures: [id], ...options});
const figure = (page: Page, id: string) => page.locator(`figure#${id}`);
const commit = (page: Page, id: string) =>
  figure(page, id)
    .getByRole("button", {name: /That is my answer|我的答案/})
    .click();
const seen = (page: Page, id: string) => figure(page, id).locator(".telling").isVisible();
const result = (page: Page, id: string) => figure(page, id).locator(".prediction-result");
const why = (page: Page, id: string) => figure(page, id).locator(".prediction-why textarea");

test("a figure covers what tells until the reader has committed, and then says both and the gap", async () => {
  const {page, problems} = await asked("en/why-resnets-work", "append-blocks", {
    figures: ["append-blocks", "loss-plane"]
  });
  const append = figure(page, "append-blocks");
  expect(await seen(page, "append-blocks")).toBe(false);
  // Nor do its words give it away, or its data.
  const words = append.locator("> .visually-hidden");
  expect(await words.textContent()).toMatch(/^Covered until you have answered/);
  await append.getByText("More", {exact: true}).click();
  await append.getByRole("button", {name: "Save the data (CSV)"}).click();
  await page.locator(".notice", {hasText: "Covered until you have answered"}).waitFor();
  await commit(page, "append-blocks");
  expect(await append.locator(".prediction-problem").textContent()).toBe("Choose an answer first.");
  expect(await seen(page, "append-blocks")).toBe(false);

  await append.getByRole("radio", {name: "both residual ones"}).check();
  await commit(page, "append-blocks");
  expect(await seen(page, "append-blocks")).toBe(true);
  // Where the question stood stands what came of it, and the reader is there.
  expect(await result(page, "append-blocks").evaluate(e => e === document.activeElement)).toBe(true);
  const top = await result(page, "append-blocks").evaluate(e => e.getBoundingClientRect().top);
  expect(top > 0 && top < page.viewportSize()!.height).toBe(true);
  const said = await result(page, "append-blocks").textContent();
  expect(said).toContain("both residual ones");
  expect(said).toContain("plain with W = I, and residual with its last layer zero");
  expect(said).toContain("Not as you expected. Loss before anything is added: 0.00");
  await expect.poll(() => words.textContent()).toMatch(/^Loss before anything is added/);

  const plane = figure(page, "loss-plane");
  await plane.getByRole("radio", {name: "that of the plain network"}).check();
  await commit(page, "loss-plane");
  expect(await result(page, "loss-plane").textContent()).toMatch(
    /As you expected\. Plain: \d\d local minima\. Residual: \d local minim(a|um)\.$/
  );
  // With 8 layers it was not asked.
  await plane.getByRole("radio", {name: "8", exact: true}).check();
  await expect.poll(() => result(page, "loss-plane").textContent()).toContain("not measured");
  expect(problems).toEqual([]);
});

test("an answer and its reason survive reload and language, and Reset forgets them", async () => {
  const {page, problems} = await asked("en/residual-block", "shapes-figure");
  const box = figure(page, "shapes-figure").locator(".prediction input");
  await box.fill("many");
  await box.press("Enter");
  expect(await figure(page, "shapes-figure").locator(".prediction-problem").textContent()).toBe(
    "“many” is not a number."
  );
  await box.fill("16,384");
  await box.press("Enter");
  // 16,384 is a number of thousands or one with decimals: it is never guessed.
  expect(await seen(page, "shapes-figure")).toBe(false);
  await box.fill("16384");
  await box.press("Enter");
  expect(await result(page, "shapes-figure").textContent()).toContain("too small by a factor of 2.0");
  await why(page, "shapes-figure").fill("half of it is zero");

  await reload(page);
  await reach(figure(page, "shapes-figure"));
  await result(page, "shapes-figure").waitFor();
  expect(await why(page, "shapes-figure").inputValue()).toBe("half of it is zero");
  await page.goto(page.url().replace("/en/", "/zh/"));
  await reach(figure(page, "shapes-figure"));
  await result(page, "shapes-figure").waitFor();
  expect(await result(page, "shapes-figure").textContent()).toContain("16,384");
  expect(await result(page, "shapes-figure").textContent()).toContain("小了");

  await figure(page, "shapes-figure").getByRole("button", {name: "重置"}).click();
  expect(await seen(page, "shapes-figure")).toBe(false);
  expect(
    await page.evaluate(() => Object.entries(localStorage).filter(([k, v]) => /prediction/.test(k) && v))
  ).toEqual([]);
  expect(problems).toEqual([]);
});

test("the answer shows what was asked about, and follows the figure's numbers", async () => {
  const {page, problems} = await asked("en/residual-block", "many-blocks-figure");
  const many = figure(page, "many-blocks-figure");
  await many.getByRole("button", {name: "Show me"}).click();
  await expect
    .poll(() => result(page, "many-blocks-figure").textContent())
    .toContain("At 1 × He, after 20 blocks");
  await many.getByLabel("blocks", {exact: true}).fill("40");
  await expect.poll(() => result(page, "many-blocks-figure").textContent()).toContain("after 40 blocks");
  expect(problems).toEqual([]);
});

test("what is said of filters is measured on the figures' own numbers", async () => {
  const {page, problems} = await openPage("en/one-by-one-convolution", {
    predict: "asked",
    figures: ["one-filter-figure", "on-a-picture-figure"]
  });
  const filter = figure(page, "one-filter-figure");
  await filter.getByRole("radio", {name: "1 for the fifth, −1 for all others"}).check();
  await commit(page, "one-filter-figure");
  // The figure shows what was asked about, and the channel's number comes out.
  const [, holds] = /the fifth channel holds (\S+)\./.exec(
    (await result(page, "one-filter-figure").textContent())!
  )!;
  expect(await result(page, "one-filter-figure").textContent()).toContain(
    "Measured1 for the fifth, 0 for all others"
  );
  expect(await filter.locator(".big-number").textContent()).toBe(holds);

  await figure(page, "on-a-picture-figure").getByRole("radio", {name: "neither"}).check();
  await commit(page, "on-a-picture-figure");
  expect(await result(page, "on-a-picture-figure").textContent()).toContain(
    "As you expected. Shuffled or not, the output is the same"
  );
  await figure(page, "on-a-picture-figure").getByRole("radio", {name: "compare: 3×3 blur"}).check();
  await expect
    .poll(() => result(page, "on-a-picture-figure").textContent())
    .toContain("not measured with these settings");
  expect(problems).toEqual([]);
});

test("what was kept and does not fit is left out with a word, once", async () => {
  const {page} = await openPage("en/glossary", {predict: "asked"});
  await page.evaluate(() => {
    for (const name of ["prediction append-blocks", "/ prediction append-blocks"])
      localStorage.setItem(name, '{"version": 2, "given": "zero"}');
  });
  await page.goto(page.url().replace("glossary", "why-resnets-work#append-blocks"));
  await page.locator(".notice", {hasText: "does not fit this question"}).waitFor();
  expect(await seen(page, "append-blocks")).toBe(false);
});

test("where nothing can be kept it works, and says so", async () => {
  const {page} = await asked("en/why-resnets-work", "loss-landscape");
  await page.evaluate(() => {
    Storage.prototype.setItem = () => {
      throw new Error("full");
    };
  });
  await figure(page, "loss-landscape").getByRole("radio", {name: "in both landscapes"}).check();
  await commit(page, "loss-landscape");
  expect(await result(page, "loss-landscape").textContent()).toContain("in both landscapes");
  await page.locator(".notice", {hasText: "keeps nothing"}).waitFor();
});

test.each([
  ["a page that wants no questions", "en/why-resnets-work?predict=off"],
  ["a link to this figure with values", "en/why-resnets-work#append-blocks&blocks=1"],
  ["a figure in a frame elsewhere", "en/why-resnets-work?embed=append-blocks"]
])("nothing is covered for %s", async (_, path) => {
  const {page, problems} = await asked(path, "append-blocks");
  expect(await figure(page, "append-blocks").locator(".at-once").isVisible()).toBe(true);
  expect(await figure(page, "append-blocks").locator(".prediction").isVisible()).toBe(false);
  expect(problems).toEqual([]);
});

test("nothing is covered on paper, or while the companion is open", async () => {
  const {page} = await asked("en/why-resnets-work", "append-blocks");
  await page.emulateMedia({media: "print"});
  expect(await seen(page, "append-blocks")).toBe(true);
  await page.emulateMedia({media: "screen"});
  expect(await seen(page, "append-blocks")).toBe(false);
  await page.locator(".companion-open").click();
  await page.locator(".companion").waitFor();
  expect(await seen(page, "append-blocks")).toBe(true);
});

test("a page that wants answers offers no way around them, even by a link to the figure's values", async () => {
  const {page} = await asked("en/why-resnets-work?predict=required#append-blocks&blocks=1", "append-blocks");
  expect(await seen(page, "append-blocks")).toBe(false);
  expect(await figure(page, "append-blocks").getByRole("button", {name: "Show me"}).count()).toBe(0);
});

test.each([
  ["where a page wants no questions", "?predict=off", true],
  ["where a link leads to them", "#prediction&revealed=on", true],
  ["nor by a link where a teacher wants one", "?predict=required#prediction&revealed=on", false]
] as const)("the measured curves are seen %s", async (_, rest, seen) => {
  const {page} = await asked(`en/residual-network${rest}`, "prediction");
  expect(await figure(page, "prediction").locator("circle.measured").first().isVisible()).toBe(seen);
});

describe("in one open page", () => {
  const shared = sharedPage("en/residual-network", {
    predict: "asked",
    figures: ["prediction", "network-builder", "layers-per-block", "race", "degradation-experiment"]
  });

  test("the measured curves are seen on paper, but not before an answer", async () => {
    const {page} = shared();
    const measured = figure(page, "prediction").locator("circle.measured").first();
    expect(await measured.isVisible()).toBe(false);
    await page.emulateMedia({media: "print"});
    expect(await measured.isVisible()).toBe(true);
    await page.emulateMedia({media: "screen"});
  });

  test("what was said of five arcs is not held against a network of four", async () => {
    const {page, problems} = shared();
    await figure(page, "network-builder")
      .getByRole("switch", {name: "Arc over layers 5 and 6"})
      .press("Space");
    await figure(page, "network-builder").getByRole("radio", {name: "32, and 16 without it"}).check();
    await commit(page, "network-builder");
    const said =
      "As you expected. With all five arcs: 32 paths, through 0 to 10 layers. Without the middle one: 16 paths";
    expect(await result(page, "network-builder").textContent()).toContain(said);
    expect(await figure(page, "network-builder").locator(".paths h4").textContent()).toContain("32 paths");
    await figure(page, "network-builder").getByRole("button", {name: "No arc"}).click();
    expect(await result(page, "network-builder").textContent()).toContain(said);
    // Nor is what was said of five seeds against the one that is chosen.
    const arcs = figure(page, "layers-per-block");
    await arcs.getByRole("radio", {name: "those with two"}).check();
    await commit(page, "layers-per-block");
    const medians =
      /Measuredthose with one layer under each arcNot as you expected\. At 56 layers, medians: [\d.]+%/;
    expect(await result(page, "layers-per-block").textContent()).toMatch(medians);
    await arcs.getByRole("textbox", {name: "seed"}).fill("5");
    await expect.poll(() => result(page, "layers-per-block").textContent()).toMatch(medians);
    expect(problems).toEqual([]);
  });

  test("the answer to the race starts it", async () => {
    const {page, problems} = shared();
    const race = figure(page, "race");
    expect(await seen(page, "race")).toBe(false);
    await race.locator(".prediction input").fill("150");
    await commit(page, "race");
    expect(await race.getByRole("button", {name: "Cancel"}).isVisible()).toBe(true);
    await expect
      .poll(() => result(page, "race").textContent(), {timeout: 30_000})
      .toMatch(/150.*7\d.*too large by a factor of 2\.\d.*first time after 7\d steps/);
    expect(problems).toEqual([]);
  });

  test("what a preset will show is covered with the chart", async () => {
    const {page, problems} = shared();
    const line = figure(page, "degradation-experiment").locator(".preset-line");
    expect(await line.isVisible()).toBe(false);
    const place = () =>
      figure(page, "degradation-experiment")
        .locator(".predicted")
        .evaluate(e => e.getBoundingClientRect().height);
    const covered = await place();
    await figure(page, "degradation-experiment").locator(".prediction input").fill("30");
    await commit(page, "degradation-experiment");
    expect(await line.isVisible()).toBe(true);
    // Nothing moves when the cover goes.
    expect(await place()).toBe(covered);
    expect(await result(page, "degradation-experiment").textContent()).toMatch(/30%.*60\.4%.*too small/);
    expect(problems).toEqual([]);
  });

  test("drawn curves are an answer like others: committed, kept, beside what was measured, and forgotten", async () => {
    const {page, problems} = shared();
    const board = figure(page, "prediction");
    const measured = () => board.locator("circle.measured").first().isVisible();
    const plain = board.getByRole("slider", {name: /plain network of 110 layers/});
    expect(await measured()).toBe(false);
    await commit(page, "prediction");
    expect(await board.locator(".prediction-problem").textContent()).toBe("Draw first what you expect.");
    expect(await measured()).toBe(false);
    for (let i = 0; i < 3; i++) await plain.press("PageUp");
    await commit(page, "prediction");
    expect(await measured()).toBe(true);
    const said = () => result(page, "prediction").textContent();
    expect(await said()).toMatch(
      /at 56 layers: plain 42%, residual 34%.*at 56 layers: plain 6\d%, residual \d%/
    );
    expect(await said()).toContain("Plain: you drew a rise with depth, and there is one");
    expect(await said()).toContain("Residual: you drew no rise with depth, and there is none");
    // What was committed stays as it was.
    await plain.press("Home");
    expect(await plain.getAttribute("aria-valuenow")).toBe("72");

    // Also where the address has lost it, in the other language, and with the reason.
    await board.getByRole("textbox", {name: /Why/}).fill("too many layers");
    await page.goto(page.url().replace("/en/", "/zh/").replace(/#.*/, ""));
    await reach(figure(page, "prediction"));
    await result(page, "prediction").waitFor();
    expect(await said()).toContain("56 层时：普通 42%，残差 34%");
    expect(await figure(page, "prediction").locator(".prediction-why textarea").inputValue()).toBe(
      "too many layers"
    );
    const last = figure(page, "prediction").locator(".handle.plain").last();
    expect(await last.getAttribute("aria-valuenow")).toBe("72");
    await figure(page, "prediction").getByRole("button", {name: "重置"}).click();
    expect(await measured()).toBe(false);
    expect(await last.getAttribute("aria-valuenow")).toBe("42");
    expect(problems).toEqual([]);
  });
});
