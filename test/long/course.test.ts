// The package for a course's system, unpacked beside a stand-in for one: what it reports, and what comes back.
import {mkdirSync, mkdtempSync, rmSync, writeFileSync} from "node:fs";
import {tmpdir} from "node:os";
import {dirname, join} from "node:path";
import JSZip from "jszip";
import type {BrowserContext, Page} from "playwright-core";
import {afterAll, beforeAll, expect, onTestFinished, test} from "vitest";
import {keptFor} from "../../lib/lesson/results/own.js";
import type {Results} from "../../lib/lesson/results/results.js";
import {scormPackage} from "../../scripts/course/scorm.js";
import {builtSite} from "../../scripts/course/site.js";
import {zipped} from "../../scripts/course/zip.js";
import {serve} from "../../scripts/serve.js";
import {lmsPage} from "../e2e/support/lms.js";
import {newContext, reach} from "../e2e/support/page.js";
import {lessonParts, nothing} from "../support/results.js";

let server: Awaited<ReturnType<typeof serve>>;
const folder = mkdtempSync(join(tmpdir(), "course-"));
afterAll(async () => {
  await server.close();
  rmSync(folder, {recursive: true});
});
beforeAll(async () => {
  const options = {demand: "all", start: "index.html", version: "1.0.0"} as const;
  const zip = await JSZip.loadAsync(await zipped(await scormPackage(builtSite(), options)));
  for (const file of Object.values(zip.files)) {
    const path = join(folder, "content", file.name);
    mkdirSync(dirname(path), {recursive: true});
    writeFileSync(path, await file.async("uint8array"));
  }
  writeFileSync(join(folder, "index.html"), lmsPage);
  server = await serve(folder, {base: "/course/"});
});

/** A browser that remembers. */
async function device(): Promise<BrowserContext> {
  const context = await newContext({offline: true});
  onTestFinished(() => context.close());
  return context;
}

/** A course's page with the package in it, once it says this below the lesson. */
async function launch(context: BrowserContext, address: string, says: RegExp) {
  const [known] = context.pages();
  const page = known ?? (await context.newPage());
  const problems: string[] = [];
  page.on("pageerror", error => problems.push(error.message));
  page.on("console", message => {
    if (["error", "warning"].includes(message.type())) problems.push(message.text());
  });
  await page.goto(`${server.url}${address}`);
  const unit = address.startsWith("content/")
    ? page.locator("body")
    : page.frameLocator("iframe").locator("body");
  const line = unit.getByRole("status");
  await line.filter({hasText: says}).waitFor();
  return {page, problems, line, lesson: unit.frameLocator("iframe")};
}

const answered = (answers: number, right: number) =>
  new RegExp(`: ${answers} of \\d+ questions answered, ${right} right at first`);
const none = answered(0, 0);

/** What the stand-in was told. */
const told = (page: Page) =>
  page.evaluate(() => {
    const {data, faults} = globalThis as unknown as {data: {[element: string]: string}; faults: string[]};
    return {data, faults};
  });

test("answers count for the course, and a learner finds them again: after a reload, after another learner, on another device", async () => {
  const context = await device();
  const {questions, exercises} = await lessonParts();
  const {page, problems, line, lesson} = await launch(context, "?student=ada", none);
  await lesson.locator("#observablehq-sidebar a", {hasText: "The residual block"}).first().click();
  await lesson.locator("h1", {hasText: "The residual block"}).waitFor();
  const question = lesson.locator("#check-questions .question");
  await reach(lesson.locator("#check"));
  await question.nth(0).getByRole("textbox").fill("96×160");
  await question.nth(0).getByRole("button", {name: "Check"}).click();
  await line.filter({hasText: answered(1, 0)}).waitFor();
  await question.nth(1).locator("button.right").click();
  await line.filter({hasText: answered(2, 1)}).waitFor();
  expect((await told(page)).data).toMatchObject({
    "cmi.core.lesson_status": "incomplete",
    "cmi.core.score.raw": String(Math.round(100 / (questions.size + exercises.size))),
    "cmi.core.score.max": "100",
    "cmi.core.lesson_location": "en/residual-block.html",
    "cmi.core.exit": "suspend"
  });

  const two = answered(2, 1);
  const again = await launch(context, "?student=ada", two);
  await again.lesson.locator("h1", {hasText: "The residual block"}).waitFor();
  const {data: kept} = await told(page);
  expect(kept.finished).toBe("1");

  const other = await launch(context, "?student=bob", none);
  await other.lesson.locator("h1").first().waitFor();
  await launch(context, "?student=ada", two);

  const elsewhere = await device();
  await elsewhere.addInitScript(kept => {
    if (!localStorage.getItem("lms ada")) localStorage.setItem("lms ada", kept);
  }, JSON.stringify(kept));
  const there = await launch(elsewhere, "?student=ada", two);
  await reach(there.lesson.locator("#check"));
  await there.lesson.locator("#check-questions .feedback.wrong", {hasText: "The other way round"}).waitFor();
  for (const {page} of [again, there]) expect((await told(page)).faults).toEqual([]);
  expect(problems.concat(there.problems)).toEqual([]);
  // A package is the system's to give and to take away.
  expect(await page.evaluate(async () => (await navigator.serviceWorker.getRegistrations()).length)).toBe(0);
});

test("all questions answered and all exercises solved complete the lesson, and nothing later takes that back", async () => {
  const parts = await lessonParts();
  const results: Results = {
    ...nothing,
    answers: Object.fromEntries([...parts.questions.keys()].map(id => [id, {seed: 0, first: "right"}])),
    exercises: Object.fromEntries([...parts.exercises.keys()].map(id => [id, {solved: true}]))
  };
  const context = await device();
  const {page, lesson} = await launch(context, "?student=ada", none);
  await lesson.locator("h1").first().waitFor();
  const work = Array.from(keptFor(parts, results, 0), ([name, value]) => [name, JSON.stringify(value)]);
  const inLesson = page.frames().find(frame => frame.url().endsWith("content/index.html"))!;
  await inLesson.evaluate(work => {
    for (const [name, text] of work) localStorage.setItem(`/course/content/ ${name}`, text);
  }, work);
  const line = page.frameLocator("iframe").getByRole("status");
  await line.filter({hasText: /completed.*Score: 100 of 100/}).waitFor();
  expect((await told(page)).data).toMatchObject({
    "cmi.core.lesson_status": "completed",
    "cmi.core.score.raw": "100"
  });
  await inLesson.evaluate(() => {
    for (const name of Object.keys(localStorage))
      if (name.startsWith("/course/content/")) localStorage.removeItem(name);
  });
  await launch(context, "?student=ada", /completed.*Score: 100 of 100/);
  const {data, faults} = await told(page);
  expect(data).toMatchObject({"cmi.core.lesson_status": "completed", "cmi.core.score.raw": "100"});
  expect(faults).toEqual([]);
});

test("without a system, or to one that only shows it, the lesson runs and says that nothing is reported", async () => {
  const context = await device();
  const alone = await launch(context, "content/scorm.html", /nothing is reported/);
  await alone.lesson.locator("h1").first().waitFor();
  const looking = await launch(context, "?student=ada&mode=review", /nothing is reported/);
  await looking.lesson.locator("h1").first().waitFor();
  const {data, faults} = await told(looking.page);
  expect(Object.keys(data).filter(name => /score|suspend|exit/.test(name))).toEqual([]);
  expect(faults).toEqual([]);
});
