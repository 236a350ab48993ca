// The companion with a stand-in for YouTube.
import type {Page} from "playwright-core";
import {beforeEach, describe, expect, test} from "vitest";
import {
  bar,
  begin,
  passage,
  poll,
  press,
  said,
  setClock,
  time,
  topic,
  until
} from "../e2e/support/companion.js";
import {settled, sharedPage} from "../e2e/support/page.js";
import {standInForYouTube, youtube} from "../e2e/support/youtube.js";

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
      hl: "en-GB"
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
    // Longer than a busy machine takes to press two buttons, and less than the companion waits.
    await plan(page, {ready: 10_000});
    await cover(page).click();
    await press(page, "Pause");
    await page.getByTitle("stand-in for ZILIbUvp5lk").waitFor();
    await page.clock.runFor(10_500);
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
