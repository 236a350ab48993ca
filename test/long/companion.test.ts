// The companion to the lecture videos: how it opens, follows a video of the reader's own, and stands in windows.
import type {Page} from "playwright-core";
import {beforeEach, describe, expect, test} from "vitest";
import {lecturesIn} from "../../scripts/lectures.js";
import {
  bar,
  begin,
  lit,
  open,
  opener,
  passage,
  poll,
  press,
  said,
  setClock,
  showSettings,
  sizes,
  source,
  topic,
  until
} from "../e2e/support/companion.js";
import {openPage, sharedPage} from "../e2e/support/page.js";
import {axe} from "../e2e/support/survey.js";
import {makeVideo} from "../e2e/support/video.js";

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

/**
 * Whether what the lecture is at, a figure, the step of it or a passage, stands between the header and the strip: its top,
 * if it is taller.
 */
async function inView(page: Page) {
  const places = lit(page).or(page.locator(".now-in-lecture [data-step].now"));
  const boxes = await Promise.all((await places.all()).map(element => element.boundingBox()));
  const foot = (await bar(page).locator(".companion-strip").boundingBox())!.y;
  return boxes.some(box => box && box.y > 40 && (box.y + box.height <= foot || box.y < 120));
}

test("before it is opened neither its code nor a cue file is loaded, and a mark leads to the video's second", async () => {
  const {page, loads} = await openPage("en/residual-block");
  const companion = () => loads.filter(({url}) => /\/bar\.|\.vtt/.test(url)).length;
  expect(companion()).toBe(0);
  const mark = page.locator('p[data-s="S10"] .mark').first();
  expect(await mark.textContent()).toBe("2:13");
  expect(await mark.getAttribute("aria-label")).toBe("2:13, ResNets: The shortcut");
  expect(await mark.getAttribute("href")).toBe("https://www.youtube.com/watch?v=ZILIbUvp5lk&t=133s");
  await opener(page).click();
  await bar(page).waitFor();
  expect(companion()).toBeGreaterThan(1);
});

test.each(Object.values(sizes))("it opens as its bar alone, and the rest unfolds, %o", async size => {
  const {page} = await openPage("en/residual-block", size);
  await opener(page).click();
  await bar(page).waitFor();
  const height = () => bar(page).evaluate(element => element.getBoundingClientRect().height);
  expect(await height()).toBeLessThan(80);
  await showSettings(page);
  expect(await bar(page).getByRole("radio", {name: "YouTube"}).isChecked()).toBe(true);
  await bar(page).getByText("Play the lecture from YouTube").waitFor();
});

/** For tests that leave it as it was, but for what `begin` puts right. */
const shared = sharedPage("en/residual-block", {figures: ["walkthrough-figure"]});

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
    // Both are there for less than a busy machine takes to look.
    const named = await bar(page).evaluateHandle(bar => {
      const named: (string | null | undefined)[] = [];
      const look = () => {
        const now = bar.querySelector(".companion-topic b")?.textContent;
        if (now !== named.at(-1)) named.push(now);
      };
      new MutationObserver(look).observe(bar, {childList: true, characterData: true, subtree: true});
      return named;
    });
    await playFrom(page, 42.2);
    await until(topic(page), "First linear step");
    expect((await named.jsonValue()).slice(-2)).toEqual(["The residual block", "First linear step"]);
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

test("the figure takes the state of the lecturer's slide, and keeps what else the reader has set", async () => {
  const {page} = await openPage("en/one-by-one-convolution#factor=3&bias=0.5&row=4", {
    figures: ["times-two-figure", "one-filter-figure"]
  });
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
  await source(page, "在别处播放");
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
    // In a wide window the controls have their place below the drawing.
    if (size === sizes.wide) return;
    const controls = (await page.locator("#walkthrough-figure .walk-controls").boundingBox())!;
    expect(controls.y + controls.height).toBeLessThanOrEqual(strip.y);
  });
});
