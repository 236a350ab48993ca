// The companion by the reader's own clock, and where what it follows is elsewhere.
import type {} from "playwright-core";
import {beforeEach, describe, expect, test} from "vitest";
import {
  bar,
  begin,
  open,
  opener,
  passage,
  poll,
  press,
  setClock,
  source,
  time,
  topic,
  until
} from "../e2e/support/companion.js";
import {settled, sharedPage} from "../e2e/support/page.js";

describe("with a clock", () => {
  const shared = sharedPage("en/residual-block", {clock: true});

  beforeEach(async () => {
    await begin(shared().page);
    await source(shared().page, "Elsewhere");
  });

  test("it starts, stops and moves by keys in the companion, and by a time typed in", async () => {
    const {page} = shared();
    await setClock(page, "1:23");
    expect(await time(page)).toBe("1:23");
    await bar(page).focus();
    await page.keyboard.press("ArrowRight");
    expect(await time(page)).toBe("1:28");
    await until(topic(page), "Second linear step");
    await page.keyboard.press("ArrowLeft");
    expect(await time(page)).toBe("1:23");
    await until(topic(page), "First ReLU");
    await page.keyboard.press("Space");
    await until(topic(page), "Second linear step");
    await page.keyboard.press("Space");
    const stopped = await time(page);
    await page.clock.fastForward(1100);
    expect(await time(page)).toBe(stopped);
  });

  test("keys outside the companion are the page's own", async () => {
    const {page} = shared();
    await setClock(page, "1:20");
    await page.locator("h1").click();
    await page.keyboard.press("ArrowRight");
    await page.keyboard.press("Space");
    await page.clock.fastForward(1100);
    expect(await time(page)).toBe("1:20");
  });

  test("works in a browser that refuses all storage", async () => {
    const {page, problems} = shared();
    await page.evaluate(() => {
      const get = () => {
        throw new DOMException("no storage", "SecurityError");
      };
      for (const name of ["localStorage", "sessionStorage"])
        Object.defineProperty(globalThis, name, {configurable: true, get});
    });
    await opener(page).click();
    await opener(page).click();
    await source(page, "Elsewhere");
    await setClock(page, "1:57");
    await until(topic(page), "The main path");
    expect(problems).toEqual([]);
    await page.reload();
    await settled(page);
  });

  test("a topic of another chapter is a link that takes lecture, time and run along", async () => {
    const {page} = await open("en/residual-block");
    await source(page, "Elsewhere");
    await press(page, "Play");
    await setClock(page, "4:30");
    const link = bar(page).getByRole("link", {name: "in “Residual networks”"});
    await link.waitFor();
    expect(page.url()).toContain("/en/residual-block");
    await link.click();
    await page.waitForURL(/residual-network/);
    await settled(page);
    await until(topic(page), "Shortcuts added: five blocks");
    await poll(() => passage(page).getAttribute("data-s")).toBe("S13 S15");
    await poll(() => time(page)).not.toBe("4:30");
    expect(await time(page)).toMatch(/^4:[34]/);
    expect(await bar(page).getByRole("button", {name: "Pause"}).isVisible()).toBe(true);
    await press(page, "Close the companion");
    await page.reload();
    await settled(page);
    expect(await bar(page).count()).toBe(0);
  });
});
