// What a learner hands in, and what an instructor makes of it.
import type {Page} from "playwright-core";
import {beforeAll, describe, expect, test} from "vitest";
import {type Results, readResults, writeResults} from "../../lib/lesson/results/results.js";
import {learner, lessonParts} from "../support/results.js";
import {downloaded} from "./support/menu.js";
import {openPage, sharedPage, toQuestions} from "./support/page.js";
import {axeInBothThemes} from "./support/survey.js";

type Parts = Awaited<ReturnType<typeof lessonParts>>;
let parts: Parts;
beforeAll(async () => {
  parts = await lessonParts();
});

const give = (page: Page, files: {readonly [name: string]: string}) =>
  page.locator("#collected input[type=file]").setInputFiles(
    Object.entries(files).map(([name, text]) => ({
      name,
      mimeType: "application/json",
      buffer: Buffer.from(text)
    }))
  );
const status = (page: Page, text: string) => page.locator(".collect-status", {hasText: text}).waitFor();

test("a learner sees what is handed in, and saves it as a file or a link, which the instructor's page reads", async () => {
  const {page, problems} = await openPage("en/residual-block", {
    predict: "asked",
    figures: ["walkthrough-figure"]
  });
  const figure = page.locator("#walkthrough-figure");
  await figure.getByRole("radio").first().check();
  await figure.getByRole("button", {name: "That is my answer"}).click();
  await figure.getByRole("textbox", {name: /Why/}).fill("my secret reason");
  await toQuestions(page);
  const question = page.locator("#check-questions .question").first();
  await question.getByRole("textbox").fill("96×160");
  await question.getByRole("button", {name: "Check"}).click();
  await question.getByText("The other way round").waitFor();
  // What is corrected afterwards stays what it was at first.
  await question.getByRole("textbox").fill("160×96");
  await question.getByRole("button", {name: "Check"}).click();

  await page.goto(page.url().replace(/residual-block.*/, "review.html#my-results"));
  await page.getByRole("button", {name: "Put my results together"}).click();
  const panel = page.locator("#my-results-panel");
  await panel.getByText("It holds 1 prediction, 1 answer to questions;").waitFor();
  await panel.getByRole("textbox", {name: /Name or code/}).fill("Ada <b>");
  await panel.getByText("All that it holds").click();
  await panel.getByText("wrong 96×160").waitFor();
  expect(await axeInBothThemes(page, "#my-results-panel")).toEqual([]);
  const save = panel.getByRole("button", {name: "Save as a file"});
  const text = (await downloaded(page, () => save.click())).toString("utf8");
  const read = readResults(text, parts) as {results: Results};
  expect(read.results.name).toBe("Ada <b>");
  expect(read.results.answers).toEqual({"projection-shape": {seed: 0, first: "wrong", tried: "96×160"}});
  expect(Object.keys(read.results.predictions)).toEqual(["walkthrough-figure"]);
  expect(text).not.toContain("secret");

  await page.evaluate(() => {
    navigator.clipboard.writeText = async text => void Object.assign(globalThis, {copied: text});
  });
  await panel.getByRole("button", {name: "Copy as a link"}).click();
  await page.locator(".notice", {hasText: "Link copied."}).waitFor();
  const link = await page.evaluate(() => (globalThis as unknown as {copied: string}).copied);
  await page.goto(link);
  await status(page, "One learner.");
  await page.getByRole("button", {name: "Ada <b>"}).click();
  await page.locator("dialog").getByText("wrong 96×160").waitFor();
  expect(await page.locator(".notice").count()).toBe(0);
  expect(problems).toEqual([]);
});

describe("the page that collects", () => {
  const shared = sharedPage("en/collect");

  test("shows a class, names what it leaves out and why, and takes the newest of each learner", async () => {
    const {page, problems} = shared();
    const ten = Array.from({length: 10}, (_, n) => learner(parts, n));
    await give(page, {
      ...Object.fromEntries(ten.map((one, n) => [`${n}.json`, writeResults(one)])),
      "older.json": writeResults({...ten[0], made: 5}),
      "cut.json": writeResults(ten[0]).slice(0, 300),
      "next.json": '{"kind": "the-shortcut-results", "version": 2}',
      "huge.json": "x".repeat(5_000_001),
      "made-up.json": writeResults({...ten[1], goals: ["race", "race"]})
    });
    await status(
      page,
      "10 learners. For one there is an older file too, which does not count. 4 were left out."
    );
    const left = await page.locator(".collect-left li").allTextContents();
    expect(left).toEqual([
      "cut.json: damaged: it cannot be read to its end",
      "next.json: of another version: 2, where this page reads version 1",
      "huge.json: too large to be results",
      "made-up.json: made up or damaged: something in it cannot be (goals)",
      "older.json: an older file of “Learner 0”"
    ]);
    await page.locator(".class-curves").scrollIntoViewIfNeeded();
    const drawn = ten.filter(({predictions}) => predictions.prediction).length;
    await page
      .locator(`.class-curves [role=img][aria-label^="Plain networks: ${drawn} drawn curves."]`)
      .waitFor();
    const plane = page.locator(".class-item", {hasText: "which loss has more local minima"});
    await plane.locator("summary").click();
    const votes = ten.filter(({predictions}) => predictions["loss-plane"] === "plain").length;
    expect(await plane.locator("tbody tr").first().textContent()).toBe(
      `that of the plain network ✓ measured${votes}`
    );
    expect(await page.locator(".class-learners tbody tr").count()).toBe(10);
    expect(await axeInBothThemes(page, "#collected")).toEqual([]);
    const csv = page.getByRole("button", {name: "Save as a table (CSV)"});
    const text = (await downloaded(page, () => csv.click())).toString("utf8");
    expect(text.split("\r\n")).toHaveLength(11);
    expect(text).toMatch(/^\ufeffname,made,predictions,/);
    expect(problems).toEqual([]);
  });

  test("folds the rows of a large class by hundreds, and draws them when they are unfolded", async () => {
    const {page, problems} = shared();
    await page.getByRole("button", {name: "Remove all"}).click();
    await status(page, "Nothing has been read yet.");
    const nobody = {...learner(parts, 0), predictions: {}, answers: {}, goals: [], exercises: {}, cells: {}};
    const files = Array.from({length: 101}, (_, n) => [`${n}`, writeResults({...nobody, name: `L ${n}`})]);
    await give(page, Object.fromEntries(files));
    await status(page, "101 learners.");
    const hundreds = page.locator(".class-hundred");
    await hundreds.nth(1).waitFor();
    expect(await hundreds.locator("summary").allTextContents()).toEqual(["L 0 – L 99 (100)", "L 100 (1)"]);
    expect(await hundreds.locator("tr").count()).toBe(0);
    const [first] = await hundreds.all();
    for (let times = 0; times < 3; times++) await first.locator("summary").click();
    await first.locator("tbody tr").last().waitFor();
    expect(await first.locator("tbody tr").count()).toBe(100);
    expect(problems).toEqual([]);
  });

  test("shows all that a learner wrote as text", async () => {
    const {page, problems} = shared();
    await page.getByRole("button", {name: "Remove all"}).click();
    await status(page, "Nothing has been read yet.");
    const evil = `"><img src=x onerror="evil=1">`;
    const file = writeResults({
      ...learner(parts, 1),
      name: evil,
      answers: {"zero-branch": {seed: 0, first: "wrong", tried: evil}},
      exercises: {projection: {code: `${evil}<script>evil=1</script>`}},
      cells: {"edit-block": {"0": evil}}
    });
    await give(page, {[`${evil.replaceAll("/", "")}.json`]: file, [`<b>${evil}`]: "{"});
    await status(page, "One learner. One was left out.");
    await page.locator(".collect-left summary").click();
    await page.locator(".class-learners tbody button").click();
    for (const summary of await page.locator("dialog summary").all()) await summary.click();
    expect(await page.locator("dialog").textContent()).toContain(`${evil}<script>`);
    expect(await page.locator("main img, dialog img, dialog script, main bdi *").count()).toBe(0);
    expect(await page.evaluate(() => "evil" in globalThis)).toBe(false);
    await page.getByRole("button", {name: "Close"}).click();
    expect(problems).toEqual([]);
  });

  test("reads links in a text, and says which of them are damaged", async () => {
    const {page, problems} = shared();
    await page.getByRole("button", {name: "Remove all"}).click();
    const box = page.getByRole("textbox", {name: /Links/});
    await box.fill("Good morning");
    await page.getByRole("button", {name: "Add the links"}).click();
    await page.locator(".notice", {hasText: "No link with results"}).waitFor();
    await box.fill("Hello, mine is https://example.org/en/collect.html#results=eJwAAA, thanks");
    await page.getByRole("button", {name: "Add the links"}).click();
    await status(page, "0 learners. One was left out.");
    expect(await page.locator(".collect-left li").allTextContents()).toEqual([
      "link 1 in the pasted text: damaged: it cannot be read to its end"
    ]);
    expect(problems).toEqual([]);
  });
});
