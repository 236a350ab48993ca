// The companion at every topic of every lecture.
import type {Page} from "playwright-core";
import {expect, test} from "vitest";
import {timeText} from "../../lib/lesson/cues.js";
import {defaults, readHash} from "../../lib/lesson/parameters.js";
import {lecturesIn} from "../../scripts/lectures.js";
import {bar, opener, press, setClock, showSettings, sizes, source, topic} from "../e2e/support/companion.js";
import {openPage, site} from "../e2e/support/page.js";
import {pageParameters} from "../lesson/page-parameters.js";

// Every topic of a chapter, in the order of the lectures; in a narrow window, one for each figure.
const lectures = lecturesIn("en");
const pages = new Set(lectures.flatMap(({cues}) => cues.map(({page}) => page)));
test.each([...pages])("each topic in %s has its figure in view, in its state and no other", async name => {
  const declarations = await pageParameters(name);
  const {page, problems} = await openPage(`en/${name}`, {figures: "all"});
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
      await showSettings(page);
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
