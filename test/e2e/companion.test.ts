// The companion to the lecture videos, driven with a video that the test makes, a clock, and a stand-in for YouTube.
import {readFileSync} from "node:fs";
import type {BrowserContext, Locator, Page} from "playwright-core";
import {describe, expect, onTestFinished, test} from "vitest";
import {lecturesIn} from "../../scripts/lectures.js";
import {newContext, openPage, type PageOptions, settled, visit} from "./support/page.js";
import {axe} from "./support/survey.js";
import {makeVideo} from "./support/video.js";

const standIn = readFileSync(new URL("./support/youtube.js", import.meta.url), "utf8");
const youtubeScript = "https://www.youtube.com/iframe_api";
const sizes = {wide: {width: 1440}, narrow: {width: 390, height: 800}};

const bar = (page: Page) => page.locator(".companion");
const topic = (page: Page) => bar(page).locator(".companion-topic b");
const lit = (page: Page) => page.locator(".now-in-lecture");
const passage = (page: Page) => page.locator("p.now-in-lecture");
const source = (page: Page, name: string) => bar(page).getByRole("radio", {name}).check();
const press = (page: Page, name: string) => bar(page).getByRole("button", {name, exact: true}).click();
const poll = <T>(value: () => Promise<T>) => expect.poll(value, {timeout: 10_000});
const until = (locator: Locator, text: string) => poll(() => locator.textContent()).toBe(text);
const time = (page: Page) => bar(page).getByLabel("Time in the video").inputValue();

async function open(path: string, options: PageOptions = {}) {
  const opened = await openPage(path, options);
  await opened.page.getByRole("button", {name: /Follow the lecture|跟着视频看/}).click();
  await bar(opened.page).waitFor();
  return opened;
}

async function openWithVideo(length = 428, options: PageOptions = {}) {
  const opened = await open("en/residual-block", options);
  const {page} = opened;
  await source(page, "Your file");
  await page.locator(".companion input[type=file]").setInputFiles(await makeVideo(page, length));
  await page.waitForFunction(
    () => (document.querySelector<HTMLVideoElement>(".companion video")?.readyState ?? 0) > 1
  );
  return opened;
}

const video = (page: Page) => page.locator(".companion video");
const videoTime = (page: Page) => video(page).evaluate((v: HTMLVideoElement) => v.currentTime);

async function setClock(page: Page, text: string) {
  const box = bar(page).getByLabel("Time in the video");
  await box.fill(text);
  await box.press("Enter");
}

/** Whether what the lecture is at, a figure or a passage, stands between the header and the strip: its top, if it is taller. */
async function inView(page: Page) {
  const boxes = await Promise.all((await lit(page).all()).map(element => element.boundingBox()));
  const foot = (await bar(page).locator(".companion-strip").boundingBox())!.y;
  return boxes.some(box => box && box.y > 40 && (box.y + box.height <= foot || box.y < 110));
}

describe("before it is opened", () => {
  test("neither its code nor a cue file is loaded", async () => {
    const {page, loads} = await openPage("en/residual-block");
    const companion = () => loads.filter(({url}) => /companion-bar|\.vtt/.test(url)).length;
    expect(companion()).toBe(0);
    await page.getByRole("button", {name: "Follow the lecture"}).click();
    await bar(page).waitFor();
    expect(companion()).toBeGreaterThan(1);
  });

  test("a mark beside a passage names the lecture's time and leads to that second of the video", async () => {
    const {page} = await openPage("en/residual-block");
    const mark = page.locator('p[data-s="S10"] .mark').first();
    expect(await mark.textContent()).toBe("2:13");
    expect(await mark.getAttribute("aria-label")).toBe("2:13, ResNets: The shortcut");
    expect(await mark.getAttribute("href")).toBe("https://www.youtube.com/watch?v=ZILIbUvp5lk&t=133s");
  });
});

describe("with the reader's own video", () => {
  test("the page follows: the topic is named and said, its passage comes into view and is marked", async () => {
    const {page, problems} = await openWithVideo();
    await video(page).evaluate((v: HTMLVideoElement) => {
      v.currentTime = 134;
      return v.play();
    });
    await until(topic(page), "The shortcut");
    await until(bar(page).locator("[aria-live]"), "The shortcut");
    await poll(() => passage(page).getAttribute("data-s")).toBe("S10");
    expect(await inView(page)).toBe(true);
    expect(problems).toEqual([]);
  });

  test("the next topic comes by itself when its time comes", async () => {
    const {page} = await openWithVideo();
    await video(page).evaluate((v: HTMLVideoElement) => {
      v.currentTime = 42.2;
      return v.play();
    });
    await until(topic(page), "The residual block");
    await until(topic(page), "First linear step");
    expect(await passage(page).getAttribute("data-s")).toBe("S5");
  });

  test("following pauses when the reader scrolls, and can be taken up again", async () => {
    const {page} = await openWithVideo();
    await video(page).evaluate((v: HTMLVideoElement) => {
      v.currentTime = 134;
      return v.play();
    });
    await poll(() => passage(page).getAttribute("data-s")).toBe("S10");
    await page.mouse.move(500, 300);
    await page.mouse.wheel(0, -4000);
    await bar(page).getByRole("button", {name: "Follow again"}).waitFor();
    await poll(() => page.evaluate(() => scrollY)).toBe(0);
    await video(page).evaluate((v: HTMLVideoElement) => {
      v.currentTime = 167;
    });
    await until(topic(page), "The new equation");
    expect(await page.evaluate(() => scrollY)).toBe(0);
    expect(await passage(page).getAttribute("data-s")).toBe("S10");
    await press(page, "Follow again");
    await poll(() => passage(page).getAttribute("data-s")).toBe("S11");
    expect(await inView(page)).toBe(true);
    expect(await bar(page).getByRole("button", {name: "Follow again"}).isVisible()).toBe(false);
  });

  test("a topic of the list and a mark beside a passage jump to their second", async () => {
    const {page} = await openWithVideo();
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
    const {page} = await openWithVideo(440);
    await bar(page).getByLabel("Offset in seconds").fill("12");
    await bar(page).getByLabel("Offset in seconds").press("Enter");
    await press(page, "Topics");
    const main = bar(page).getByRole("button", {name: /The main path/});
    expect(await main.textContent()).toContain("2:08");
    await main.click();
    expect(await videoTime(page)).toBe(128);
    await until(topic(page), "The main path");
    await press(page, "Video");
    const offset = bar(page).getByLabel("Offset in seconds");
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
    const {page} = await openWithVideo(60);
    const said = bar(page).getByRole("status");
    const late = lecturesIn("en")[0].cues.filter(({start}) => start > 60).length;
    await until(said.locator("p span"), `This video ends at 1:00. Topics behind its end: ${late}.`);
    const {page: other} = await openWithVideo(500);
    await expect
      .poll(() => bar(other).getByRole("status").textContent())
      .toContain("This video is 8:20 long");
  });

  test("a file can be dropped, and one that is no video is said to be none", async () => {
    const {page} = await open("en/residual-block");
    const drop = (text: string) =>
      bar(page).evaluate((element, text) => {
        const dataTransfer = new DataTransfer();
        dataTransfer.items.add(new File([text], "notes.txt", {type: "text/plain"}));
        element.dispatchEvent(new DragEvent("drop", {dataTransfer, bubbles: true, cancelable: true}));
      }, text);
    await drop("no video");
    await poll(() => bar(page).getByRole("status").textContent()).toContain("cannot play that file");
    expect(await bar(page).getByRole("radio", {name: "Your file"}).isChecked()).toBe(true);
    await press(page, "Use the clock instead");
    await setClock(page, "1:57");
    await until(topic(page), "The main path");
  });
});

describe("with a clock", () => {
  test("it starts, stops and moves by keys in the companion, and by a time typed in", async () => {
    const {page} = await open("en/residual-block");
    await source(page, "Elsewhere");
    await setClock(page, "1:20");
    expect(await time(page)).toBe("1:20");
    await bar(page).focus();
    await page.keyboard.press("ArrowRight");
    expect(await time(page)).toBe("1:25");
    await until(topic(page), "Second linear step");
    await page.keyboard.press("ArrowLeft");
    expect(await time(page)).toBe("1:20");
    await page.keyboard.press("Space");
    await until(topic(page), "Second linear step");
    await page.keyboard.press("Space");
    const stopped = await time(page);
    await page.waitForTimeout(1200);
    expect(await time(page)).toBe(stopped);
  });

  test("keys outside the companion are the page's own", async () => {
    const {page} = await open("en/residual-block");
    await source(page, "Elsewhere");
    await setClock(page, "1:20");
    await page.locator("h1").click();
    await page.keyboard.press("ArrowRight");
    await page.keyboard.press("Space");
    await page.waitForTimeout(600);
    expect(await time(page)).toBe("1:20");
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
    await poll(() => passage(page).getAttribute("data-s")).toBe("S15");
    await poll(() => time(page)).not.toBe("4:30");
    expect(await time(page)).toMatch(/^4:[34]/);
    expect(await bar(page).getByRole("button", {name: "Pause"}).isVisible()).toBe(true);
    await press(page, "Close the companion");
    await page.reload();
    await settled(page);
    expect(await bar(page).count()).toBe(0);
  });

  test("works in a browser that refuses all storage", async () => {
    const context = await newContext();
    onTestFinished(() => context.close());
    await context.addInitScript(() => {
      for (const name of ["localStorage", "sessionStorage"])
        Object.defineProperty(globalThis, name, {
          get() {
            throw new DOMException("no storage", "SecurityError");
          }
        });
    });
    const {page, problems} = await visit(context, "en/residual-block");
    await page.getByRole("button", {name: "Follow the lecture"}).click();
    await source(page, "Elsewhere");
    await setClock(page, "1:57");
    await until(topic(page), "The main path");
    expect(problems.filter(problem => problem.includes("companion"))).toEqual([]);
  });
});

describe("with YouTube", () => {
  async function openWithYouTube(answer: (context: BrowserContext) => Promise<unknown>) {
    const context = await newContext();
    onTestFinished(() => context.close());
    await answer(context);
    const opened = await visit(context, "en/residual-block");
    await opened.page.getByRole("button", {name: "Follow the lecture"}).click();
    await bar(opened.page).waitFor();
    return opened;
  }
  const asked = (problems: string[]) => problems.filter(problem => problem.includes("youtube"));

  test("nothing is asked of YouTube before the reader presses play; then its clock leads", async () => {
    const {page, problems} = await openWithYouTube(context =>
      context.route(youtubeScript, route => route.fulfill({contentType: "text/javascript", body: standIn}))
    );
    await press(page, "Topics");
    await bar(page)
      .getByRole("button", {name: /Second ReLU/})
      .click();
    await press(page, "Topics");
    await page.waitForTimeout(500);
    expect(asked(problems)).toEqual([]);
    await page.locator(".companion-cover").click();
    await page.getByText("stand-in for ZILIbUvp5lk").waitFor();
    expect(asked(problems)).toEqual([`other host: ${youtubeScript}`]);
    await until(topic(page), "Second ReLU");
    await poll(() => time(page)).toMatch(/^1:(39|4)/);
    await page.evaluate(() =>
      (globalThis as unknown as {standIn: {seekTo(s: number): void}}).standIn.seekTo(135)
    );
    await until(topic(page), "The shortcut");
    await poll(() => passage(page).getAttribute("data-s")).toBe("S10");
    await press(page, "Topics");
    await bar(page)
      .getByRole("button", {name: /First ReLU/})
      .click();
    await until(topic(page), "First ReLU");
    await page.waitForTimeout(700);
    expect(await topic(page).textContent()).toBe("First ReLU");
    await press(page, "Pause");
    await bar(page).getByRole("button", {name: "Play", exact: true}).waitFor();
  });

  test("when it does not answer, the companion says so and offers the clock, at the same time", async () => {
    const {page} = await openWithYouTube(context => context.route(youtubeScript, route => route.abort()));
    await setClock(page, "1:57");
    await press(page, "Play");
    await poll(() => bar(page).getByRole("status").textContent()).toContain("YouTube does not answer");
    await press(page, "Use the clock instead");
    expect(await time(page)).toBe("1:57");
    await press(page, "Video");
    expect(await bar(page).getByRole("radio", {name: "Elsewhere"}).isChecked()).toBe(true);
    await press(page, "Play");
    await until(topic(page), "The main path");
  });
});

test("a cue file with a fault: its line is named, and the other cues work", async () => {
  const context = await newContext();
  onTestFinished(() => context.close());
  await context.route(/v1\.en\.\w+\.vtt$/, async route => {
    const response = await route.fetch();
    await route.fulfill({response, body: (await response.text()).replace("00:07.000 -->", "soon -->")});
  });
  const {page} = await visit(context, "en/residual-block");
  await page.getByRole("button", {name: "Follow the lecture"}).click();
  await poll(() => bar(page).getByRole("status").textContent()).toContain(
    "Cue file v1, line 17: no times can be read in “soon --> 00:26.000”. It was left out."
  );
  await source(page, "Elsewhere");
  await setClock(page, "1:57");
  await until(topic(page), "The main path");
});

test("without the cue files it says so, and its clock still runs", async () => {
  const context = await newContext();
  onTestFinished(() => context.close());
  await context.route(/\.vtt$/, route => route.abort());
  const {page} = await visit(context, "en/residual-block");
  await page.getByRole("button", {name: "Follow the lecture"}).click();
  await poll(() => bar(page).getByRole("status").textContent()).toContain("could not be loaded");
  await press(page, "Play");
  await poll(() => time(page)).toBe("0:01");
});

test("the figure takes the state of the lecturer's slide, and keeps what else the reader has set", async () => {
  const {page} = await open("en/one-by-one-convolution#factor=3&bias=0.5&row=4");
  const figure = page.locator("#one-filter-figure");
  await figure.waitFor();
  await source(page, "Elsewhere");
  await setClock(page, "1:30");
  await until(topic(page), "One position");
  await poll(async () => page.url()).toContain("row=1");
  expect(page.url()).toContain("column=1");
  expect(page.url()).toContain("bias=0.5");
  expect(page.url()).toContain("factor=3");
  await poll(() => lit(page).count()).toBe(2);
  await setClock(page, "0:20");
  await poll(async () => page.url()).not.toContain("factor");
});

test("the Chinese page follows in Chinese", async () => {
  const {page} = await open("zh/one-by-one-convolution");
  await source(page, "其他地方");
  const box = bar(page).getByLabel("视频时间");
  await box.fill("1:30");
  await box.press("Enter");
  await until(topic(page), "一个位置");
  expect(await passage(page).getAttribute("data-s")).toBe("S39");
});

describe.each(Object.entries(sizes))("in a %s window", (name, size) => {
  test("it has no accessibility violation and does not widen the page, with any panel open", async () => {
    const {page} = await open("en/residual-block", size);
    const violations = [...(await axe(page, "light", ".companion"))];
    await source(page, "Elsewhere");
    await press(page, "Topics");
    await page.emulateMedia({colorScheme: "dark"});
    violations.push(...(await axe(page, "dark", ".companion")));
    expect(violations).toEqual([]);
    expect(await page.evaluate(() => document.documentElement.scrollWidth - innerWidth)).toBeLessThanOrEqual(
      0
    );
  });

  test("its strip is one line, and what is shown stays clear of it", async () => {
    const {page} = await open("en/residual-block", size);
    await source(page, "Elsewhere");
    await press(page, "Play");
    if (name === "narrow") await press(page, "More");
    await setClock(page, "2:14");
    expect((await bar(page).locator(".companion-strip").boundingBox())!.height).toBeLessThan(60);
    expect(await inView(page)).toBe(true);
    expect(await topic(page).isVisible()).toBe(true);
  });
});

// A cue's figure and parameters must be the page's own: the page itself says what it does not take.
const cues = lecturesIn("en").flatMap(lecture => lecture.cues);
test.each([...new Set(cues.map(({page}) => page))])(
  "the figures and parameters of the cues are those of %s",
  async name => {
    const own = cues.filter(({page}) => page === name);
    const {page} = await openPage(`en/${name}`);
    const ids = new Set(await page.$$eval("[id]", elements => elements.map(({id}) => id)));
    expect(own.filter(({at, figure}) => !ids.has(at) || (figure && !ids.has(figure)))).toEqual([]);
    const notices = page.locator(".notice");
    const goTo = (hash: string) =>
      page.evaluate(hash => {
        location.hash = hash;
      }, hash);
    for (const {set} of own) if (set) await goTo(set);
    await page.waitForTimeout(100);
    expect(await notices.allTextContents()).toEqual([]);
    // The page does speak up.
    if (own.some(({set}) => set)) {
      await goTo("no-such-parameter=1");
      await notices.first().waitFor();
    }
  }
);
