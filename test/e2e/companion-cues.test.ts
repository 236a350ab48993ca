// The companion's cue files: with faults, and every topic in every chapter.
import type {Page, Route} from "playwright-core";
import {describe, expect, test} from "vitest";
import {timeText} from "../../lib/lesson/cues.js";
import {defaults, readHash} from "../../lib/lesson/parameters.js";
import {lecturesIn} from "../../scripts/lectures.js";
import {pageParameters} from "../lesson/page-parameters.js";
import {
  bar,
  begin,
  opener,
  passage,
  poll,
  press,
  said,
  setClock,
  sizes,
  source,
  time,
  topic,
  until
} from "./support/companion.js";
import {openPage, sharedPage, site} from "./support/page.js";

describe("a cue file", () => {
  let answer: (route: Route) => Promise<unknown>;
  // A service worker would help out with what it has kept.
  const shared = sharedPage("en/residual-block", {}, context =>
    context.route(/v1\.en\.\w+\.vtt$/, route => answer(route))
  );
  const changed = (change: (text: string) => string) => async (route: Route) => {
    const response = await route.fetch();
    await route.fulfill({response, body: change(await response.text())});
  };
  const messages = (page: Page) => said(page).locator("p span").allTextContents();

  test("with a fault: its line is named, and the other cues work", async () => {
    const {page} = shared();
    answer = changed(text => text.replace("00:07.000 -->", "soon -->"));
    await begin(page);
    expect(await messages(page)).toEqual([
      "Cue file v1, line 19: no times can be read in “soon --> 00:26.000”. It was left out."
    ]);
    await source(page, "Elsewhere");
    await setClock(page, "1:57");
    await until(topic(page), "The main path");
  });

  test("that asks for what the page does not have: that is said when its time comes", async () => {
    const {page} = shared();
    answer = changed(text =>
      text.replaceAll("walkthrough-figure\nset: shortcut=off&step=4", "no-figure\nset: step=9")
    );
    await begin(page);
    await source(page, "Elsewhere");
    await setClock(page, "1:40");
    await until(topic(page), "Second ReLU");
    const says = (name: string) =>
      `The topic at 1:38 asks for “${name}”, which this page does not have, or sets it to a value that it does not take.`;
    expect(await messages(page)).toEqual([says("no-figure"), says("step")]);
    expect(await passage(page).getAttribute("data-s")).toBe("S8");
  });

  test("that is something else altogether: a few words, and the other lectures are there", async () => {
    const {page} = shared();
    answer = route =>
      route.fulfill({contentType: "text/html", body: "<!doctype html>\n\n<p>\nNot found.\n\n".repeat(40)});
    await begin(page);
    const said = await messages(page);
    expect(said).toHaveLength(4);
    expect(said[0]).toMatch(/^Cue file v1\.en\.\w+\.vtt, line 1: a WebVTT file begins with WEBVTT/);
    expect(said[3]).toMatch(/more lines could not be read/);
    expect(await bar(page).getByRole("radio", {name: /①|②|③/}).count()).toBe(2);
    await source(page, "Why ResNets work");
    await source(page, "Elsewhere");
    await setClock(page, "5:50");
    await until(topic(page), "Same convolutions keep the shape");
  });

  test("that cannot be had: that is said, and the clock runs without any", async () => {
    const {page} = shared();
    answer = route => route.abort();
    await begin(page);
    const some = "Lists of topics that could not be loaded: 1 of 3. Try again when you are online.";
    expect(await messages(page)).toEqual([some]);
    await page.route(/\.vtt$/, route => route.abort());
    await begin(page);
    expect(await messages(page)).toEqual([some.replace("1 of 3", "3 of 3")]);
    await press(page, "Play");
    await poll(() => time(page)).toBe("0:01");
  });
});

// Every topic of a chapter, in the order of the lectures; in a narrow window, one for each figure.
const lectures = lecturesIn("en");
const pages = new Set(lectures.flatMap(({cues}) => cues.map(({page}) => page)));
test.each([...pages])("each topic in %s has its figure in view, in its state and no other", async name => {
  const declarations = await pageParameters(name);
  const {page, problems} = await openPage(`en/${name}`);
  const parameters = await page.$$eval("figure.figure", figures =>
    Object.fromEntries(figures.map(figure => [figure.id, figure.dataset.parameters!.split(" ")]))
  );
  let values = defaults(declarations);
  for (const size of [sizes.wide, sizes.narrow])
    for (const lecture of lectures) {
      const own = lecture.cues.filter(cue => cue.page === name);
      const cues = own.filter((cue, i) => size === sizes.wide || cue.figure !== own[i + 1]?.figure);
      if (cues.length === 0) continue;
      await page.setViewportSize(sizes.wide);
      if (await bar(page).count()) await opener(page).click();
      await opener(page).click();
      await bar(page).locator(`input[value=${lecture.id}]`).check();
      await source(page, "Elsewhere");
      await press(page, "Video");
      await page.setViewportSize(size);
      for (const {start, topic, figure, set = ""} of cues) {
        const now = await showAt(page, timeText(start + 1));
        const at = `${size.width}, ${lecture.id} ${timeText(start)}`;
        expect(now.topic, at).toBe(topic);
        expect(now.lit, at).toEqual(figure ? [figure] : []);
        const read = readHash(declarations, set).values;
        const names = [...new URLSearchParams(set).keys()];
        expect(parameters[figure!] ?? [], at).toEqual(expect.arrayContaining(names));
        values = {...values, ...Object.fromEntries(names.map(name => [name, read[name]]))};
        expect(now.values, at).toEqual(values);
        await expect.poll(() => hidden(page), {message: at, interval: 30}).toEqual([]);
      }
    }
  expect(await page.locator(".notice, .companion-messages p").allTextContents()).toEqual([]);
  expect(problems).toEqual([]);
});

/** Sets the clock, and tells what is named and lit, and the values of the page's parameters. */
async function showAt(page: Page, text: string) {
  await setClock(page, text);
  // As text: the test runner would take the import for one of its own.
  const values = await page.evaluate<Record<string, unknown>>(`(async () => {
    const {currentState} = await import("${site}lib/views/kit/state.js");
    return currentState().values;
  })()`);
  const figures = await page.$$eval("figure.now-in-lecture", figures => figures.map(({id}) => id));
  return {values, lit: figures, topic: await topic(page).textContent()};
}

/** What should be seen of the lit figure and is not: half a window of one that is taller, and the step that its walk is at. */
const hidden = (page: Page) =>
  page.evaluate(() => {
    const figures = [...document.querySelectorAll("figure.now-in-lecture")];
    const top = document.querySelector("#observablehq-header")!.getBoundingClientRect().bottom;
    const foot = document.querySelector(".companion-strip")!.getBoundingClientRect().top;
    const parts = figures.flatMap(f => [f, ...[...f.querySelectorAll("[data-step].now")].slice(-1)]);
    return parts
      .filter(part => {
        const box = part.getBoundingClientRect();
        const seen = Math.min(box.bottom, foot) - Math.max(box.top, top);
        return seen < Math.min(box.height, (foot - top) / 2) - 1;
      })
      .map(({outerHTML}) => outerHTML.slice(0, 60));
  });
