// Narrow windows, magnified pages, paper, and colours that the reader's system sets: nothing is lost.
import type {Page} from "playwright-core";
import {describe, expect, test} from "vitest";
import {showSettings} from "../e2e/support/companion.js";
import {drawAll, nextFrame, openPage, sharedPage} from "../e2e/support/page.js";
import {axe, pagePaths} from "../e2e/support/survey.js";

const paths = pagePaths();

/** Elements that can have the focus and are entirely behind others when they have it. */
const hidden = (page: Page) =>
  page.evaluate(async () => {
    const able = "a[href], button, input, select, textarea, summary, [tabindex='0'], [contenteditable=true]";
    const found: string[] = [];
    for (const element of document.querySelectorAll<HTMLElement>(`main :is(${able}), footer :is(${able})`)) {
      if (!element.checkVisibility({visibilityProperty: true})) continue;
      element.focus();
      if (document.activeElement !== element) continue;
      // A link may go over two lines.
      const {left, top, right, bottom} = element.getClientRects()[0] ?? element.getBoundingClientRect();
      const [x, y] = [(to: number) => left + (right - left) * to, (to: number) => top + (bottom - top) * to];
      const seen = [0.5, 0.02, 0.2, 0.8, 0.98].some(at =>
        [0.5, 0.1, 0.9].some(across => {
          const hit = document.elementFromPoint(x(across), y(at));
          // What lets the pointer through is seen all the same, as is a control behind its label, or behind the box that its number is typed into.
          return (
            hit &&
            (element.contains(hit) ||
              (element.closest("label, .segments, .diagram") ?? element.closest("svg"))?.contains(hit))
          );
        })
      );
      if (!seen)
        found.push(
          `${element.closest("[id]")?.id}: ${element.outerHTML.slice(0, 90)} ${Math.round(top)}…${Math.round(bottom)}`
        );
    }
    return found;
  });

describe.each(paths)("“%s”", path => {
  const shared = sharedPage(path, {width: 480, height: 680});

  test("on A5 loses no part of a formula", async () => {
    const {page} = shared();
    await page.emulateMedia({media: "print"});
    await nextFrame(page);
    const cut = await page
      .locator("main :is(.math-display, .math-long)")
      .evaluateAll(boxes =>
        boxes
          .filter(box => box.checkVisibility() && box.scrollWidth > box.clientWidth + 1)
          .map(box => `${box.scrollWidth - box.clientWidth} px of ${box.textContent}`)
      );
    await page.emulateMedia({media: null});
    expect(cut).toEqual([]);
  });

  test("reflows at 320 × 256, which is 1280 × 1024 at 400 %", async () => {
    const {page} = shared();
    await page.setViewportSize({width: 320, height: 256});
    await drawAll(page);
    await nextFrame(page);
    const beyond = await page.evaluate(() => {
      const scrolls = (element: Element | null): boolean =>
        !!element &&
        ((/auto|scroll/.test(getComputedStyle(element).overflowX) &&
          element.scrollWidth > element.clientWidth) ||
          scrolls(element.parentElement));
      return [...document.querySelectorAll("main *, header *, footer *")]
        .filter(e => e.checkVisibility() && !e.closest("math, .visually-hidden, svg *"))
        .filter(e => {
          const {left, right, width} = e.getBoundingClientRect();
          return width > 0 && (right > innerWidth + 1 || left < -1) && !scrolls(e);
        })
        .map(e => `${e.closest("[id]")?.id}: ${e.tagName} ${e.getAttribute("class")}`);
    });
    expect(beyond).toEqual([]);
    expect(await page.evaluate(() => document.documentElement.scrollWidth)).toBeLessThanOrEqual(320);
    expect(await axe(page, "320", "html", {runOnly: ["target-size"]})).toEqual([]);
    expect(await hidden(page)).toEqual([]);
    await page.setViewportSize({width: 1280, height: 800});
    await nextFrame(page);
    expect(await hidden(page)).toEqual([]);
  });
});

test("with the companion open, what has the focus is seen, and so is the whole companion", async () => {
  const {page} = await openPage("en/residual-block", {width: 320, height: 256});
  await drawAll(page);
  await page.locator(".companion-open").click();
  const companion = page.locator(".companion");
  await companion.waitFor();
  await showSettings(page);
  const top = () => companion.evaluate(e => e.getBoundingClientRect().top);
  expect(await top()).toBeGreaterThanOrEqual(0);
  // Without a video it is as small as its bar.
  await companion.getByText("Elsewhere").evaluate((e: HTMLElement) => e.click());
  await page.keyboard.press("Escape");
  await companion.locator(".companion-more").press("Enter");
  await expect.poll(() => companion.evaluate(e => e.getBoundingClientRect().height)).toBeLessThan(80);
  expect(await hidden(page)).toEqual([]);
});

/** What an element is painted with, where it has no text: its ground, and the lines and areas of a shape. */
const paints = (page: Page) =>
  page.evaluate(() => {
    const probe = document.createElement("i");
    probe.style.background = "Canvas";
    document.body.append(probe);
    const ground = getComputedStyle(probe).backgroundColor;
    probe.remove();
    const clear = (colour: string) => colour === "none" || /^rgba.*, 0\)$|^transparent$/.test(colour);
    return [...document.querySelectorAll(".figure-body *, .companion-open, .segments span")].map(element => {
      const {backgroundColor, backgroundImage, borderTopWidth, fill, stroke} = getComputedStyle(element);
      const shape = element.matches("rect, path, circle, line, polygon, polyline");
      const seen = shape ? [fill, stroke] : [backgroundColor];
      const marks = shape || (!element.textContent && borderTopWidth === "0px");
      const name = `${element.closest("[id]")?.id}: ${element.tagName} ${element.getAttribute("class") ?? ""}`;
      return {
        name,
        marks,
        painted: backgroundImage !== "none" || seen.some(colour => !clear(colour)),
        lost: backgroundImage === "none" && seen.every(colour => clear(colour) || colour === ground)
      };
    });
  });

test.each(paths.filter(path => /^(en\/.*(residual|resnets|convolution|exercises).*)?$/.test(path)))(
  "“%s” in forced colours keeps its marks and curves, and shows what is chosen",
  async path => {
    const {page} = await openPage(path);
    await drawAll(page);
    await page.evaluate(() => document.fonts.ready);
    const before = await paints(page);
    await page.emulateMedia({forcedColors: "active"});
    await nextFrame(page);
    const after = await paints(page);
    expect(after.length).toBe(before.length);
    const lost = after.filter(({marks, lost}, i) => marks && before[i].painted && !before[i].lost && lost);
    expect([...new Set(lost.map(({name}) => name))]).toEqual([]);
    const alike = await page.evaluate(() => {
      const ground = (element: Element) => {
        const {backgroundColor, outlineStyle} = getComputedStyle(element);
        return `${backgroundColor} ${outlineStyle}`;
      };
      const pairs = [
        [".segments input:checked + span", ".segments input:not(:checked) + span"],
        ["button[aria-pressed=true]", "button[aria-pressed=false]"],
        [".languages a[aria-current]", ".languages a:not([aria-current])"]
      ];
      return pairs.filter(([chosen, other]) => {
        const [a, b] = [document.querySelector(chosen), document.querySelector(other)];
        return a && b && ground(a) === ground(b);
      });
    });
    expect(alike).toEqual([]);
    const blank = await page.evaluate(() => {
      const ground = (element: Element, part?: string) => getComputedStyle(element, part).backgroundColor;
      return ["sidebar-toggle", "sidebar-close", "search"].filter(name => {
        const sign = document.querySelector(`#observablehq-${name}`);
        return sign && ground(sign, "::before") === ground(document.body);
      });
    });
    expect(blank).toEqual([]);
    const notice = await page.evaluate(() => {
      const notice = Object.assign(document.createElement("p"), {className: "notice"});
      document.body.append(notice);
      const {color, backgroundColor} = getComputedStyle(notice);
      notice.remove();
      return [color, backgroundColor];
    });
    expect(new Set(notice).size).toBe(2);
    await page.emulateMedia({forcedColors: "none"});
  }
);
