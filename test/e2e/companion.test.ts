// The companion to the lecture videos, driven with a video that the test makes, a clock, and a stand-in for YouTube.
import type {Locator, Page, Route} from "playwright-core";
import {beforeEach, describe, expect, test} from "vitest";
import {timeText} from "../../lib/lesson/cues.js";
import {defaults, readHash} from "../../lib/lesson/parameters.js";
import {lecturesIn} from "../../scripts/lectures.js";
import {pageParameters} from "../lesson/page-parameters.js";
import {openPage, type PageOptions, settled, sharedPage} from "./support/page.js";
import {axe} from "./support/survey.js";
import {makeVideo} from "./support/video.js";
import {standInForYouTube, youtube} from "./support/youtube.js";

const sizes = {wide: {width: 1440, height: 900}, narrow: {width: 390, height: 800}};

const bar = (page: Page) => page.locator(".companion");
const topic = (page: Page) => bar(page).locator(".companion-topic b");
const said = (page: Page) => bar(page).getByRole("status");
const lit = (page: Page) => page.locator(".now-in-lecture");
const passage = (page: Page) => page.locator("p.now-in-lecture");
const source = (page: Page, name: string) => bar(page).getByRole("radio", {name}).check();
const press = (page: Page, name: string) => bar(page).getByRole("button", {name, exact: true}).click();
const poll = <T>(value: () => Promise<T>) => expect.poll(value, {timeout: 10_000, interval: 30});
const until = (locator: Locator, text: string) => poll(() => locator.textContent()).toBe(text);
const time = (page: Page) => bar(page).getByLabel("Time in the video").inputValue();
const opener = (page: Page) => page.getByRole("button", {name: /Follow the lecture|跟着视频看/});

async function open(path: string, options: PageOptions = {}) {
  const opened = await openPage(path, options);
  await begin(opened.page);
  return opened;
}

/** Opens the companion, anew where it was open, on a page as it was at first. */
async function begin(page: Page) {
  // Also where it is about to open, since it was open on the page before.
  if ((await opener(page).getAttribute("aria-expanded")) === "true") {
    await bar(page).waitFor();
    await opener(page).click();
  }
  await page.evaluate(() => {
    localStorage.clear();
    sessionStorage.clear();
    location.hash = "";
    scrollTo(0, 0);
  });
  await opener(page).click();
  await bar(page).waitFor();
}

const videos = new Map<number, ReturnType<typeof makeVideo>>();

async function chooseVideo(page: Page, length: number) {
  if (!videos.has(length)) videos.set(length, makeVideo(page, length));
  await source(page, "Elsewhere");
  await source(page, "Your file");
  await page.locator(".companion input[type=file]").setInputFiles(await videos.get(length)!);
  await page.waitForFunction(
    () => (document.querySelector<HTMLVideoElement>(".companion video")?.readyState ?? 0) > 1
  );
}

const video = (page: Page) => page.locator(".companion video");
const videoTime = (page: Page) => video(page).evaluate((v: HTMLVideoElement) => v.currentTime);
const playFrom = (page: Page, time: number) =>
  video(page).evaluate((v: HTMLVideoElement, time) => {
    v.currentTime = time;
    return v.play();
  }, time);

async function setClock(page: Page, text: string) {
  const box = bar(page).getByLabel(/Time in the video|视频时间/);
  await box.fill(text);
  await box.press("Enter");
}

/** Whether what the lecture is at, a figure or a passage, stands between the header and the strip: its top, if it is taller. */
async function inView(page: Page) {
  const boxes = await Promise.all((await lit(page).all()).map(element => element.boundingBox()));
  const foot = (await bar(page).locator(".companion-strip").boundingBox())!.y;
  return boxes.some(box => box && box.y > 40 && (box.y + box.height <= foot || box.y < 120));
}

test("before it is opened neither its code nor a cue file is loaded, and a mark leads to the video's second", async () => {
  const {page, loads} = await openPage("en/residual-block");
  const companion = () => loads.filter(({url}) => /companion-bar|\.vtt/.test(url)).length;
  expect(companion()).toBe(0);
  const mark = page.locator('p[data-s="S10"] .mark').first();
  expect(await mark.textContent()).toBe("2:13");
  expect(await mark.getAttribute("aria-label")).toBe("2:13, ResNets: The shortcut");
  expect(await mark.getAttribute("href")).toBe("https://www.youtube.com/watch?v=ZILIbUvp5lk&t=133s");
  await opener(page).click();
  await bar(page).waitFor();
  expect(companion()).toBeGreaterThan(1);
});

/** For tests that leave it as it was, but for what `begin` puts right. */
const shared = sharedPage("en/residual-block");

describe("with the reader's own video", () => {
  beforeEach(async () => {
    await begin(shared().page);
    await chooseVideo(shared().page, 428);
  });

  test("the page follows: the topic is named and said, its passage and figure come into view and are marked", async () => {
    const {page, problems} = shared();
    await playFrom(page, 134);
    await until(topic(page), "The shortcut");
    await until(bar(page).locator("[aria-live]"), "The shortcut");
    await poll(() => passage(page).getAttribute("data-s")).toBe("S10");
    expect(await page.locator("figure.now-in-lecture").getAttribute("id")).toBe("walkthrough-figure");
    expect(await inView(page)).toBe(true);
    expect(problems).toEqual([]);
  });

  test("the next topic comes by itself when its time comes", async () => {
    const {page} = shared();
    await playFrom(page, 42.2);
    await until(topic(page), "The residual block");
    await until(topic(page), "First linear step");
    expect(await passage(page).getAttribute("data-s")).toBe("S5");
  });

  test("following pauses when the reader scrolls, and can be taken up again", async () => {
    const {page} = shared();
    await playFrom(page, 134);
    await poll(() => passage(page).getAttribute("data-s")).toBe("S10");
    await page.mouse.move(500, 300);
    await page.mouse.wheel(0, -4000);
    await bar(page).getByRole("button", {name: "Follow again"}).waitFor();
    await poll(() => page.evaluate(() => scrollY)).toBe(0);
    await playFrom(page, 167);
    await until(topic(page), "The new equation");
    expect(await page.evaluate(() => scrollY)).toBe(0);
    expect(await passage(page).getAttribute("data-s")).toBe("S10");
    await press(page, "Follow again");
    await poll(() => passage(page).getAttribute("data-s")).toBe("S11");
    expect(await inView(page)).toBe(true);
    expect(await bar(page).getByRole("button", {name: "Follow again"}).isVisible()).toBe(false);
  });

  test("who pauses to try something in the figure finds it so when going on, until the next topic", async () => {
    const {page} = shared();
    const shortcut = page.locator("#walkthrough-figure").getByLabel("shortcut");
    await playFrom(page, 117);
    await poll(() => shortcut.isChecked()).toBe(false);
    await press(page, "Pause");
    await shortcut.check();
    await press(page, "Play");
    await poll(() => videoTime(page)).toBeGreaterThan(117.5);
    expect(await shortcut.isChecked()).toBe(true);
    expect(await bar(page).getByRole("button", {name: "Follow again"}).isVisible()).toBe(false);
    await playFrom(page, 100);
    await until(topic(page), "Second ReLU");
    await poll(() => shortcut.isChecked()).toBe(false);
  });

  test("a topic of the list and a mark beside a passage jump to their second", async () => {
    const {page} = shared();
    await press(page, "Topics");
    await bar(page)
      .getByRole("button", {name: /The main path/})
      .click();
    expect(await videoTime(page)).toBe(116);
    await until(topic(page), "The main path");
    await poll(() => passage(page).getAttribute("data-s")).toBe("S9");
    await press(page, "Topics");
    await page.locator('[data-s="S11"] .mark').click();
    expect(await videoTime(page)).toBe(166);
    expect(page.url()).toContain("/en/residual-block");
  });

  test("an offset moves all topics, and is remembered for that source of that lecture", async () => {
    const {page} = shared();
    const offset = bar(page).getByLabel("Offset in seconds");
    await offset.fill("12");
    await offset.press("Enter");
    await press(page, "Topics");
    const main = bar(page).getByRole("button", {name: /The main path/});
    expect(await main.textContent()).toContain("2:08");
    await main.click();
    expect(await videoTime(page)).toBe(128);
    await until(topic(page), "The main path");
    await press(page, "Video");
    await source(page, "Elsewhere");
    expect(await offset.inputValue()).toBe("0");
    await source(page, "Your file");
    expect(await offset.inputValue()).toBe("12");
    await page.reload();
    await bar(page).waitFor();
    await press(page, "Video");
    expect(await offset.inputValue()).toBe("12");
  });

  test("a video that is too short, or longer than its cues, is said to be", async () => {
    const {page} = shared();
    await chooseVideo(page, 60);
    const late = lecturesIn("en")[0].cues.filter(({start}) => start > 60).length;
    await until(said(page).locator("p span"), `This video ends at 1:00. Topics behind its end: ${late}.`);
    await chooseVideo(page, 500);
    await until(
      said(page).locator("p span"),
      "This video is 8:20 long; the topics were timed on one of 7:08. If they come early or late, set the offset."
    );
  });

  test("a file can be dropped; one that is no video is said to be none, and another can be chosen", async () => {
    const {page} = shared();
    await source(page, "YouTube");
    await bar(page).evaluate(element => {
      const dataTransfer = new DataTransfer();
      dataTransfer.items.add(new File(["no video"], "notes.txt", {type: "text/plain"}));
      element.dispatchEvent(new DragEvent("drop", {dataTransfer, bubbles: true, cancelable: true}));
    });
    await poll(() => said(page).textContent()).toContain("cannot play that file");
    expect(await bar(page).getByRole("radio", {name: "Your file"}).isChecked()).toBe(true);
    await page.locator(".companion input[type=file]").setInputFiles(await videos.get(428)!);
    await poll(() => said(page).textContent()).toBe("");
    await playFrom(page, 117);
    await until(topic(page), "The main path");
  });
});

describe("with a clock", () => {
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
    await page.waitForTimeout(1100);
    expect(await time(page)).toBe(stopped);
  });

  test("keys outside the companion are the page's own", async () => {
    const {page} = shared();
    await setClock(page, "1:20");
    await page.locator("h1").click();
    await page.keyboard.press("ArrowRight");
    await page.keyboard.press("Space");
    await page.waitForTimeout(400);
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

interface StandIn {
  standIn: {seekTo(seconds: number): void; press(): void};
  standInPlan?: {silent?: boolean; ready?: number; error?: number; autoplay?: "blocked"};
}

describe("with YouTube", () => {
  let blocked: keyof typeof youtube | undefined;
  const shared = sharedPage("en/residual-block", {}, async context => {
    // Time runs as always, but waiting can be cut short.
    await context.clock.install();
    await standInForYouTube(context, () => blocked);
  });
  const plan = (page: Page, standInPlan: StandIn["standInPlan"]) =>
    page.evaluate(plan => {
      (globalThis as unknown as StandIn).standInPlan = plan;
    }, standInPlan);
  const jump = async (page: Page, name: RegExp) => {
    await press(page, "Topics");
    await bar(page).getByRole("button", {name}).click();
    await press(page, "Topics");
  };
  const asked = () => shared().problems.filter(problem => problem.startsWith("other host"));
  const cover = (page: Page) => page.locator(".companion-cover");
  const playing = (page: Page) => bar(page).getByRole("button", {name: "Pause", exact: true}).waitFor();
  const stopped = (page: Page) => bar(page).getByRole("button", {name: "Play", exact: true}).waitFor();
  beforeEach(async () => {
    blocked = undefined;
    await begin(shared().page);
    await plan(shared().page, undefined);
  });

  test("when it does not answer, the companion says so, can try again, and offers the clock, at the same time", async () => {
    const {page} = shared();
    await setClock(page, "1:57");
    blocked = "script";
    await press(page, "Play");
    await poll(() => said(page).textContent()).toContain("YouTube does not answer");
    await stopped(page);
    // The first script comes, and the one that it loads does not.
    blocked = "player";
    const lost = page.waitForEvent("requestfailed");
    await cover(page).click();
    await lost;
    await page.clock.fastForward(12_100);
    await stopped(page);
    expect(await said(page).locator("p").count()).toBe(1);
    // Both come, and the frame with the player stays empty.
    blocked = undefined;
    await plan(page, {silent: true});
    await cover(page).click();
    await page.locator(".companion-screen iframe").waitFor();
    await page.clock.fastForward(12_100);
    await cover(page).waitFor();
    await press(page, "Use the clock instead");
    expect(await time(page)).toBe("1:57");
    await press(page, "Video");
    expect(await bar(page).getByRole("radio", {name: "Elsewhere"}).isChecked()).toBe(true);
    await press(page, "Play");
    await until(topic(page), "The main path");
    await page.reload();
    await settled(page);
  });

  test("nothing is asked of YouTube before the reader presses play; then its clock leads", async () => {
    const {page} = shared();
    const before = asked().length;
    await jump(page, /Second ReLU/);
    await page.clock.runFor(300);
    expect(asked().length).toBe(before);
    await cover(page).click();
    await page.getByTitle("stand-in for ZILIbUvp5lk").waitFor();
    const [script, player, frame] = asked()
      .slice(before)
      .map(problem => new URL(problem.replace("other host: ", "")));
    expect([script.href, player.href]).toEqual([youtube.script, youtube.player]);
    expect(frame.href).toMatch(youtube.frame);
    expect(Object.fromEntries(frame.searchParams)).toMatchObject({
      start: "98",
      origin: new URL(page.url()).origin,
      enablejsapi: "1",
      hl: "en"
    });
    // Until it plays, the player tells 0.
    await playing(page);
    await page.clock.runFor(1000);
    await until(topic(page), "Second ReLU");
    await poll(() => time(page)).toMatch(/^1:(39|4)/);
    expect(await topic(page).textContent()).toBe("Second ReLU");
    await page.evaluate(() => (globalThis as unknown as StandIn).standIn.seekTo(135));
    await page.clock.runFor(800);
    await until(topic(page), "The shortcut");
    await poll(() => passage(page).getAttribute("data-s")).toBe("S10");
    // For a while after a jump it tells the time before it.
    await jump(page, /First ReLU/);
    await until(topic(page), "First ReLU");
    await page.clock.runFor(700);
    expect(await topic(page).textContent()).toBe("First ReLU");
    await press(page, "Pause");
    await stopped(page);
    await jump(page, /The new equation/);
    await page.clock.runFor(700);
    await stopped(page);
    expect(await time(page)).toBe("2:46");
    await press(page, "Play");
    await page.clock.runFor(800);
    await poll(() => time(page)).toBe("2:47");
    await page.evaluate(() => (globalThis as unknown as StandIn).standIn.seekTo(427.5));
    await page.clock.runFor(1200);
    await stopped(page);
    expect(await time(page)).toBe("7:08");
  });

  test("who pauses before it is ready is not surprised later", async () => {
    const {page} = shared();
    await plan(page, {ready: 1000});
    await cover(page).click();
    await press(page, "Pause");
    await page.getByTitle("stand-in for ZILIbUvp5lk").waitFor();
    await page.clock.runFor(1500);
    await stopped(page);
    expect(await time(page)).toBe("0:00");
    await press(page, "Play");
    await poll(() => time(page)).toBe("0:01");
  });

  test("where the browser wants the play button pressed in the player itself, it waits for that", async () => {
    const {page} = shared();
    await plan(page, {autoplay: "blocked"});
    await setClock(page, "1:57");
    await cover(page).click();
    await page.getByTitle("stand-in for ZILIbUvp5lk").waitFor();
    await stopped(page);
    expect(await time(page)).toBe("1:57");
    await page.evaluate(() => (globalThis as unknown as StandIn).standIn.press());
    await playing(page);
    await poll(() => time(page)).toBe("1:58");
    await until(topic(page), "The main path");
  });

  test("a video that it refuses is said to be, with the clock as a way out", async () => {
    const {page} = shared();
    await setClock(page, "1:57");
    for (const error of [2, 5, 100, 101, 150, 153]) {
      await plan(page, {error});
      if (await said(page).locator("p").count()) await press(page, "Dismiss");
      await cover(page).click();
      await until(said(page).locator("p span"), "YouTube does not play this video here.");
      await stopped(page);
    }
    await press(page, "Use the clock instead");
    expect(await time(page)).toBe("1:57");
  });
});

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

test("the figure takes the state of the lecturer's slide, and keeps what else the reader has set", async () => {
  const {page} = await openPage("en/one-by-one-convolution#factor=3&bias=0.5&row=4");
  await opener(page).click();
  await source(page, "Elsewhere");
  await setClock(page, "1:30");
  await until(topic(page), "One position");
  await poll(async () => page.url()).toContain("row=1");
  expect(page.url()).toContain("column=1");
  expect(page.url()).toContain("bias=0.5");
  expect(page.url()).toContain("factor=3");
  expect(await lit(page).count()).toBe(2);
  await setClock(page, "0:20");
  await poll(async () => page.url()).not.toContain("factor");
});

test("the Chinese page follows in Chinese", async () => {
  const {page} = await open("zh/one-by-one-convolution");
  await source(page, "其他地方");
  await setClock(page, "1:30");
  await until(topic(page), "一个位置");
  expect(await passage(page).getAttribute("data-s")).toBe("S39");
});

describe.each(Object.entries(sizes))("in a %s window", (_, size) => {
  beforeEach(async () => {
    await shared().page.setViewportSize(size);
    await begin(shared().page);
  });

  test("it has no accessibility violation and does not widen the page, with any panel open", async () => {
    const {page} = shared();
    const violations = [...(await axe(page, "light", ".companion"))];
    await source(page, "Elsewhere");
    await press(page, "Topics");
    await page.emulateMedia({colorScheme: "dark"});
    violations.push(...(await axe(page, "dark", ".companion")));
    await page.emulateMedia({colorScheme: "light"});
    expect(violations).toEqual([]);
    expect(await page.evaluate(() => document.documentElement.scrollWidth - innerWidth)).toBeLessThanOrEqual(
      0
    );
  });

  test("its strip is one line, and what keeps to the window's foot stays clear of it", async () => {
    const {page} = shared();
    await source(page, "Elsewhere");
    await press(page, "Play");
    await setClock(page, "2:14");
    const strip = (await bar(page).locator(".companion-strip").boundingBox())!;
    expect(strip.height).toBeLessThan(60);
    expect(await topic(page).isVisible()).toBe(true);
    const controls = (await page.locator("#walkthrough-figure .walk-controls").boundingBox())!;
    expect(controls.y + controls.height).toBeLessThanOrEqual(strip.y);
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
    const loaded = performance.getEntriesByType("resource").map(({name}) => name);
    const {currentState} = await import(loaded.find(name => /views\\/state\\.\\w+\\.js$/.test(name)));
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
