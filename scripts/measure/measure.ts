// Takes the measures of one page of the built site, in a Chromium whose processor is slowed down.
import {median, quantile} from "d3-array";
import type {Browser, CDPSession, Page} from "playwright-core";
import {type Probe, probe} from "./probe.js";

/** Bytes, counts, and times in ms; undefined where a page has no figure or no slider. */
export interface Measures {
  /** Compressed bytes and files of the first load. */
  readonly bytes: number;
  readonly requests: number;
  /** Elements, and figures that stand, once the page has come to rest at its top. */
  readonly nodes: number;
  readonly figures: number;
  /** Medians of several loads on a processor four times slower. */
  readonly firstPaint?: number;
  readonly largestPaint?: number;
  readonly blocking?: number;
  readonly figure?: number;
  readonly shift?: number;
  /** From a key on a slider to the paint that follows: median and 95th percentile, at full speed and four times slower. */
  readonly moves: readonly Moves[];
}

interface Moves {
  readonly slower: number;
  readonly median?: number;
  readonly p95?: number;
  /** The browser's own longest duration of an interaction. */
  readonly worst?: number;
}

const loads = 3;

export async function measure(browser: Browser, url: string): Promise<Measures> {
  const weight = await visit(browser, url, 1, async (page, {bytes, requests}) => ({
    nodes: await page.evaluate(() => document.querySelectorAll("*").length),
    figures: await page.locator("main figure .menu").count(),
    bytes: await bytes(),
    requests: requests()
  }));
  const opened: Probe[] = [];
  for (let i = 0; i < loads; i++) opened.push(await visit(browser, url, 4, probed));
  const middle = (of: (load: Probe) => number | undefined) => median(opened.map(of));
  return {
    ...weight,
    firstPaint: middle(load => load.firstPaint),
    largestPaint: middle(load => load.largestPaint),
    blocking: middle(load => load.blocking),
    figure: middle(load => load.figure),
    shift: middle(load => load.shift),
    moves: [await moves(browser, url, 1), await moves(browser, url, 4)]
  };
}

const probed = (page: Page) => page.evaluate(() => (globalThis as unknown as {probe: Probe}).probe as Probe);

/** Opens a page without a cache, waits until it has come to rest, and looks at it. */
async function visit<T>(
  browser: Browser,
  url: string,
  slower: number,
  look: (page: Page, load: {bytes(): Promise<number>; requests(): number}) => Promise<T>
): Promise<T> {
  const context = await browser.newContext({viewport: {width: 1440, height: 900}});
  try {
    const page = await context.newPage();
    const sizes: Promise<number>[] = [];
    page.on("requestfinished", request => {
      sizes.push(
        request.sizes().then(
          s => s.responseBodySize + s.responseHeadersSize,
          () => 0
        )
      );
    });
    await context.addInitScript("delete Navigator.prototype.serviceWorker");
    // The loader of these scripts names functions with a helper, which no page has.
    await context.addInitScript("globalThis.__name = f => f");
    await context.addInitScript(probe);
    await slowDown(await context.newCDPSession(page), slower);
    await page.goto(url);
    await page.waitForTimeout(5000);
    return await look(page, {
      bytes: async () => (await Promise.all(sizes)).reduce((a, b) => a + b, 0),
      requests: () => sizes.length
    });
  } finally {
    await context.close();
  }
}

const slowDown = (session: CDPSession, rate: number) =>
  session.send("Emulation.setCPUThrottlingRate", {rate});

/** Presses arrow keys on up to six sliders, back and forth, once all figures have been near. */
function moves(browser: Browser, url: string, slower: number): Promise<Moves> {
  return visit(browser, url, slower, async page => {
    await page.evaluate(async () => {
      for (let y = 0; y < document.documentElement.scrollHeight; y += innerHeight * 0.7) {
        scrollTo(0, y);
        await new Promise(done => setTimeout(done, 120));
      }
      scrollTo(0, 0);
    });
    await page.waitForTimeout(1000);
    const sliders = page.locator("main input[type=range]:visible");
    for (let i = 0; i < Math.min(6, await sliders.count()); i++) {
      await sliders.nth(i).scrollIntoViewIfNeeded();
      await sliders.nth(i).focus();
      await frame(page);
      // Scrolling is no move.
      if (i === 0)
        await page.evaluate(() =>
          Object.assign((globalThis as unknown as {probe: Probe}).probe, {moves: [], interactions: []})
        );
      for (let press = 0; press < 30; press++) {
        await page.keyboard.press(press % 10 < 5 ? "ArrowRight" : "ArrowLeft");
        await frame(page);
      }
    }
    const {moves, interactions} = await probed(page);
    return {slower, median: median(moves), p95: quantile(moves, 0.95), worst: Math.max(0, ...interactions)};
  });
}

const frame = (page: Page) =>
  page.evaluate(() => new Promise(done => requestAnimationFrame(() => setTimeout(done, 5))));
