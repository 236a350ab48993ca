/**
 * Opens pages of the built site, for the tests in test/e2e. In a chapter's test:
 *
 *     import {expect, test} from "vitest";
 *     import {openPage} from "./support/page.js";
 *
 *     test("a filter more is a channel more", async () => {
 *       const {page, problems} = await openPage("en/one-by-one-convolution#filters=8", {theme: "dark", width: 390});
 *       await page.getByLabel("filters").fill("9");
 *       …
 *       expect(problems).toEqual([]);
 *     });
 *
 * `page` is playwright's; it is ready: all cells are done. Figures are drawn when they are near, as for a reader; those
 * that a test needs besides are named (`figures: ["kinds-figure"]`). `problems` fills while the page lives: console
 * errors, cell errors, failed requests, requests to another host. When the test ends the page is emptied for another
 * test; what is added to its context would stay there: such a test makes its own (`newContext`). All files share one
 * server (setup.ts), and those of a worker one browser, so a page costs less than a second; tests of one page may share it (`sharedPage`).
 * `test.concurrent` runs two at a time; then a page needs its own test's hook:
 * `async ({expect, onTestFinished}) => openPage(path, {onTestFinished})`.
 * Every page of dist is checked for all that pages have in common by pages.test.ts: a chapter tests what is its own.
 */
import type {Browser, BrowserContext, Locator, Page, Request} from "playwright-core";
import {afterAll, beforeAll, expect, inject, onTestFinished} from "vitest";
import {launch} from "../../../scripts/browser.js";

export interface PageOptions {
  theme?: "light" | "dark";
  /** The window's size in CSS pixels. */
  width?: number;
  height?: number;
  /** How many points of the screen a CSS pixel is wide. */
  scale?: number;
  /** The browser's language, which matters on the landing page only. */
  locale?: string;
  javaScript?: boolean;
  motion?: "reduce" | "no-preference";
  /** Ids of figures that are drawn though no reader has come near them; "all" for all of the page. */
  figures?: "all" | readonly string[];
  /** Whether pages may keep the site for use without a network: all of it, in the background, for each new context. */
  offline?: boolean;
  /** Whether the page's time is the test's: `page.clock.fastForward(400)` runs what waits for its time. */
  clock?: boolean;
  /** Whether there is a finger. */
  hasTouch?: boolean;
  /** Whether all is fetched anew, whatever the browser has kept. */
  fresh?: boolean;
  /** Whether figures ask before they show: most tests want to see what is there. */
  predict?: "asked" | "off" | "required";
  /** The hook of the test that the page belongs to, where tests run at the same time. */
  onTestFinished?: typeof onTestFinished;
}

export interface OpenedPage {
  page: Page;
  /** What went wrong so far, in words. */
  problems: string[];
  /** What the page has loaded so far. */
  loads: Load[];
}

export interface Load {
  url: string;
  /** Compressed, as on the wire. */
  bytes(): Promise<number>;
}

const usual = {
  theme: "light",
  width: 1440,
  height: 900,
  scale: 1,
  locale: "en",
  javaScript: true,
  motion: "reduce",
  offline: false,
  clock: false,
  hasTouch: false,
  predict: "off",
  figures: [] as "all" | readonly string[]
} as const satisfies PageOptions;

/** The site's address, with the slash at its end. */
export const site = inject("site");

const chapter = /^(en|zh)\/(residual-|why-|one-by-one)/;

/** The worker's own, which ends with it: what one browser for all would tell them passes through one more process. */
let browser: Promise<Browser> | undefined;

/** Pages that tests have done with, emptied: a new one of its own would cost the browser twice the time of a visit. */
const spare = new Map<string, Page[]>();

/** A page of the site, by its path below the site's base; opened, settled, and given back when the test ends. */
export async function openPage(path: string, options: PageOptions = {}): Promise<OpenedPage> {
  const {theme, width, height, motion} = {...usual, ...options};
  // What cannot be changed once there is a page.
  const key = JSON.stringify([
    options.scale,
    options.locale,
    options.javaScript,
    options.offline,
    options.clock,
    options.hasTouch
  ]);
  const page = spare.get(key)?.pop() ?? (await (await newContext(options)).newPage());
  (options.onTestFinished ?? onTestFinished)(async () => {
    if (await emptied(page)) spare.set(key, [...(spare.get(key) ?? []), page]);
    else await page.context().close();
  });
  await page.setViewportSize({width, height});
  await page.emulateMedia({media: null, colorScheme: theme, reducedMotion: motion});
  if (options.fresh) {
    const session = await page.context().newCDPSession(page);
    await session.send("Network.clearBrowserCache");
    await session.detach();
  }
  return load(page, path, options);
}

/** Takes from a page all that a test may have left; false if there is no page any more. */
async function emptied(page: Page): Promise<boolean> {
  if (page.isClosed()) return false;
  page.removeAllListeners();
  await page.unrouteAll();
  await Promise.all(
    page
      .context()
      .pages()
      .map(other => other !== page && other.close())
  );
  // Pages write down things when they are left, so their storage is emptied after that, from a page without any code.
  const empty = `${site}empty`;
  // Without an icon of its own the browser would ask for one, and complain to the next test.
  const body = '<link rel="icon" href="data:,">';
  await page.route(empty, route => route.fulfill({contentType: "text/html", body}));
  await page.goto(empty);
  await page.evaluate(() => {
    localStorage.clear();
    sessionStorage.clear();
  });
  await page.unrouteAll();
  await page.mouse.move(-1, -1);
  return true;
}

/** A page that the tests of a describe block share: opened before the first, given back after the last. */
export function sharedPage(
  path: string,
  options: PageOptions = {},
  prepare?: (context: BrowserContext) => Promise<unknown>
): () => OpenedPage {
  let opened: OpenedPage;
  const ends: (() => unknown)[] = [];
  beforeAll(async () => {
    if (!prepare) {
      opened = await openPage(path, {...options, onTestFinished: end => ends.push(end as () => unknown)});
      return;
    }
    const context = await newContext(options);
    ends.push(() => context.close());
    await prepare(context);
    opened = await visit(context, path, options);
  });
  afterAll(() => Promise.all(ends.map(end => end())));
  return () => opened;
}

/** Follows a link within a page: what it does not name goes back to its start. */
export async function followed(opened: OpenedPage, hash: string): Promise<OpenedPage> {
  await opened.page.evaluate(hash => {
    location.hash = hash;
  }, hash);
  return opened;
}

/** A browser context, for tests that need several pages with one memory. The caller closes it. */
export async function newContext(options: PageOptions = {}): Promise<BrowserContext> {
  const {theme, width, height, scale, locale, javaScript, motion, offline, clock, hasTouch} = {
    ...usual,
    ...options
  };
  browser ??= launch();
  const context = await (await browser).newContext({
    viewport: {width, height},
    deviceScaleFactor: scale,
    colorScheme: theme,
    locale,
    javaScriptEnabled: javaScript,
    reducedMotion: motion,
    hasTouch
  });
  if (clock) await context.clock.install();
  if (!offline) await context.addInitScript("delete Navigator.prototype.serviceWorker");
  return context;
}

/** Opens a page of the site (or any address) in a context, and waits until it has settled. */
export async function visit(
  context: BrowserContext,
  path: string,
  options: Pick<PageOptions, "figures" | "predict"> = {}
): Promise<OpenedPage> {
  return load(await context.newPage(), path, options);
}

async function load(page: Page, path: string, options: PageOptions = {}): Promise<OpenedPage> {
  const {figures, javaScript, predict} = {...usual, ...options};
  const address = new URL(path, site);
  // Chapters alone have figures that ask.
  if (predict !== "asked" && chapter.test(path)) address.searchParams.set("predict", predict);
  const problems: string[] = [];
  const loads: Load[] = [];
  page.on("console", message => {
    if (["error", "warning"].includes(message.type())) problems.push(`console: ${message.text()}`);
  });
  page.on("pageerror", error => problems.push(`error: ${error.message}`));
  const underWay = new Set<Request>();
  // Who leaves a page, or loads it again, breaks off what it was fetching.
  let left = new Set<Request>();
  let leaving = false;
  page.on("request", request => {
    if (request.isNavigationRequest() && request.frame() === page.mainFrame()) {
      left = new Set(underWay);
      leaving = true;
    } else if (leaving) left.add(request);
    underWay.add(request);
  });
  page.on("framenavigated", frame => {
    if (frame === page.mainFrame()) leaving = false;
  });
  page.on("requestfinished", request => underWay.delete(request));
  page.on("requestfailed", request => {
    underWay.delete(request);
    const reason = request.failure()?.errorText;
    if (reason === "net::ERR_ABORTED" && left.has(request)) return;
    // The browser asks for the tab's icon when it likes, and drops that when the page is left or loaded again.
    if (reason === "net::ERR_ABORTED" && /\/icon\.\w+\.svg$/.test(request.url())) return;
    // So the browser names what it leaves out where JavaScript is off.
    if (reason !== "csp") problems.push(`failed: ${request.url()} ${reason}`);
  });
  page.on("request", request => {
    const {protocol, origin} = new URL(request.url());
    if (protocol.startsWith("http") && origin !== address.origin)
      problems.push(`other host: ${request.url()}`);
  });
  page.on("response", response => {
    if (response.status() >= 400) problems.push(`${response.status()}: ${response.url()}`);
  });
  page.on("requestfinished", request => {
    loads.push({url: request.url(), bytes: async () => (await request.sizes()).responseBodySize});
  });
  await page.goto(address.href);
  await settled(page, javaScript);
  if (figures === "all") await drawAll(page);
  else if (figures.length) await draw(page, figures);
  // What has come may ask for more, at the latest when it is painted. (Without JavaScript no frame is told of.)
  for (let quiet = javaScript ? 0 : 3; quiet < 3; quiet = underWay.size ? 0 : quiet + 1)
    await nextFrame(page);
  await settled(page, javaScript);
  for (const text of await page.locator(".observablehq--error").allTextContents())
    problems.push(`cell: ${text}`);
  return {page, problems, loads};
}

/** Has figures drawn that may be far, as the focus on their outlines does. */
export async function draw(page: Page, ids: readonly string[]): Promise<void> {
  await known(page);
  await page.evaluate(ids => {
    for (const id of ids)
      document.querySelector(`figure.outline[id="${id}"]`)?.dispatchEvent(new FocusEvent("focus"));
  }, ids);
  await page.waitForFunction(
    ids => ids.every(id => document.querySelector(`figure[id="${id}"]:is(:not(.outline), .stopped)`)),
    ids
  );
}

/**
 * Scrolls to a place as a reader does. Where an outline gives way to its figure meanwhile, the figure is what is reached:
 * at the end it stands, or says why it does not.
 */
export async function reach(place: Locator): Promise<void> {
  const reached = () =>
    place.evaluate(element => {
      element.scrollIntoView({block: "center", behavior: "instant"});
      return element.isConnected && !element.closest("figure.outline:not(.stopped)");
    });
  while (!(await reached())) await nextFrame(place.page());
}

/** Goes to a chapter's questions, which are no figure but are drawn when they are near, too. */
export async function toQuestions(page: Page): Promise<void> {
  await reach(page.locator("#check"));
  await page.locator(".quiz .question").first().waitFor();
}

/** Has all figures drawn, also those that no reader has come near. */
export async function drawAll(page: Page): Promise<void> {
  await known(page);
  await page.evaluate(() => dispatchEvent(new Event("beforeprint")));
  await page.waitForFunction(
    () => !document.querySelector("figure.outline:not(.stopped), .island.blank:not(.stopped)")
  );
}

/** Waits until the cells have run that the outlines belong to: before, an outline listens to nothing. */
async function known(page: Page): Promise<void> {
  await page.waitForFunction(() => !document.querySelector("figure.outline:not([tabindex])"));
}

/** Waits until the browser is about to paint. */
export async function nextFrame(page: Page): Promise<void> {
  await page.evaluate(() => new Promise(requestAnimationFrame));
}

/** Loads the page anew. */
export async function reload(page: Page): Promise<void> {
  await page.reload();
  await settled(page);
}

/** Opens all that a figure has folded: further settings, what else it shows. */
export const unfold = (page: Page, figure: string): Promise<void> =>
  page.locator(`figure#${figure}`).evaluate(element => {
    for (const details of element.querySelectorAll<HTMLDetailsElement>("details:not(.menu)"))
      details.open = true;
  });

/** Waits until no cell is pending and the browser has painted. */
export async function settled(page: Page, javaScript = true): Promise<void> {
  const quiet = () =>
    !document.querySelector("observablehq-loading") &&
    document.querySelector<HTMLStyleElement>("style#fonts")?.media !== "print" &&
    document.fonts.status === "loaded";
  // Without JavaScript the page is told of no frame: it would be asked once.
  if (javaScript) await page.waitForFunction(quiet);
  else await expect.poll(() => page.evaluate(quiet)).toBe(true);
}
