// Figures that wait until they are near.
import {sum} from "d3-array";
import {expect, test} from "vitest";
import {drawAll, nextFrame, openPage, reach, reload} from "./support/page.js";

const chapter = "en/residual-block";
/** What browsers tell of what jumped; not in TypeScript's types. */
interface LayoutShift extends PerformanceEntry {
  value: number;
  sources: {node: Node | null; previousRect: DOMRectReadOnly; currentRect: DOMRectReadOnly}[];
}
interface Shift {
  value: number;
  moved: string[];
}

const figures = "#observablehq-main figure.figure";

test("far figures are outlines with title and words, and cost no module", async () => {
  const {page, problems, loads} = await openPage(chapter);
  const far = page.locator("#what-if-figure");
  expect(await far.getAttribute("class")).toContain("outline");
  expect(await far.locator(".figure-title").textContent()).toContain("another block");
  expect(await far.locator(".outline-text").textContent()).toContain("Joined after the last ReLU");
  expect(loads.filter(({url}) => /kinds-figure|many-blocks-figure/.test(url))).toEqual([]);
  await reach(far);
  await expect.poll(() => far.locator("button").count()).toBeGreaterThan(3);
  expect(await page.locator("#many-blocks-figure.outline").count()).toBe(1);
  await reach(page.locator("#many-blocks-figure"));
  await expect.poll(() => loads.filter(({url}) => /\/many-blocks-figure\./.test(url)).length).toBe(1);
  expect(problems).toEqual([]);
});

test("a figure that comes near makes nothing jump, and is as high as its outline was", async () => {
  const {page} = await openPage(chapter, {predict: "asked"});
  // One figure comes late, in sight.
  let release = () => {};
  const scrolled = new Promise<void>(resolve => {
    release = resolve;
  });
  await page.route(/_import\/kinds-figure\./, async route => {
    await scrolled;
    await route.continue();
  });
  // With the fonts that its first page has kept: on that, lines may break anew when they come.
  await reload(page);
  await page.evaluate(() => {
    const shifts: Shift[] = [];
    Object.assign(globalThis, {shifts});
    new PerformanceObserver(list => {
      for (const entry of list.getEntries() as LayoutShift[]) {
        const moved = entry.sources.map(
          ({node, previousRect: from, currentRect: to}) =>
            `${node?.nodeName} of #${node?.parentElement?.closest("[id]")?.id}: ${from.y} → ${to.y}`
        );
        shifts.push({value: entry.value, moved});
      }
    }).observe({type: "layout-shift", buffered: true});
  });
  const outlined = await page.locator("#kinds-figure").evaluate(e => (e as HTMLElement).offsetHeight);
  const kinds = page.locator("#kinds-figure");
  await kinds.evaluate(outline =>
    scrollBy({top: outline.getBoundingClientRect().top - 200, behavior: "instant"})
  );
  await nextFrame(page);
  release();
  await kinds.locator(".diagram svg").waitFor();
  const end = await page.evaluate(() => document.documentElement.scrollHeight);
  for (let y = 0; y < end; y += 400) {
    await page.evaluate(top => scrollTo({top, behavior: "instant"}), y);
    await page.evaluate(() => new Promise(done => requestAnimationFrame(() => requestAnimationFrame(done))));
  }
  await expect.poll(() => page.locator("figure.outline").count()).toBe(0);
  const drawn = await page.locator("#kinds-figure").evaluate(e => (e as HTMLElement).offsetHeight);
  expect(Math.abs(drawn - outlined)).toBeLessThan(40);
  const shifts = await page.evaluate(() => (globalThis as unknown as {shifts: Shift[]}).shifts);
  expect(
    sum(shifts, ({value}) => value),
    JSON.stringify(shifts, null, 2)
  ).toBeLessThan(0.01);
});

test("text that nobody has come near is not laid out, and keeps what reaches out of it once it is", async () => {
  const {page} = await openPage(chapter);
  const far = page.locator("main > p:has(a)").last();
  const laidOut = () => far.evaluate(p => p.lastElementChild!.checkVisibility({contentVisibilityAuto: true}));
  expect(await laidOut()).toBe(false);
  // Whoever searches the page or has it read finds all of it.
  expect((await far.textContent())!.length).toBeGreaterThan(20);
  await reach(far);
  await expect.poll(laidOut).toBe(true);
  expect(await far.evaluate(p => getComputedStyle(p).overflowClipMargin)).not.toBe("0px");
});

test("a link to a figure draws it with the link's values", async () => {
  const {page} = await openPage(`${chapter}#many-blocks-figure&k=40`);
  await expect.poll(() => page.locator("#many-blocks-figure .figure-body").count()).toBe(1);
  await expect.poll(() => page.locator("#many-blocks-figure").textContent()).toContain("40 blocks");
  await expect
    .poll(() => page.locator("#many-blocks-figure").evaluate(e => e.getBoundingClientRect().top))
    .toBeLessThan(450);
});

test("who goes by keyboard reaches the controls of a figure that was far", async () => {
  const {page} = await openPage(chapter);
  await page.locator("#backwards-figure.outline").focus();
  await expect
    .poll(() =>
      page.evaluate(() => document.activeElement?.closest("#backwards-figure .figure-tools")?.className)
    )
    .toBe("figure-tools");
});

test("paper gets them all", async () => {
  const {page} = await openPage(chapter);
  await drawAll(page);
  expect(await page.locator(figures).count()).toBe(6);
});

test("a module that cannot be loaded leaves the picture, says so, and is tried again on request", async () => {
  const {page, problems} = await openPage(chapter);
  let away = true;
  await page.route(/_import\/kinds-figure\./, route => (away ? route.abort() : route.continue()));
  const kinds = page.locator("#kinds-figure");
  await reach(kinds);
  const alert = kinds.getByRole("alert");
  await expect.poll(() => alert.textContent()).toContain("could not be loaded");
  await expect.poll(() => kinds.locator("img.still").isVisible()).toBe(true);
  // The others are as they should be.
  await reach(page.locator("#what-if-figure"));
  await expect.poll(() => page.locator("#what-if-figure button").count()).toBeGreaterThan(2);
  away = false;
  await alert.getByRole("button").click();
  await expect.poll(() => page.locator("#kinds-figure .figure-body").count()).toBe(1);
  problems.length = 0;
});
