// The companion's cue files, with faults.
import type {Page, Route} from "playwright-core";
import {describe, expect, test} from "vitest";
import {
  bar,
  begin,
  passage,
  poll,
  press,
  said,
  setClock,
  source,
  time,
  topic,
  until
} from "../e2e/support/companion.js";
import {sharedPage} from "../e2e/support/page.js";

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
