// A finger that begins on a figure scrolls the page: what it happens to cross keeps its value.
import type {CDPSession, Page} from "playwright-core";
import {expect, onTestFinished, test} from "vitest";
import {names} from "../../scripts/site.js";
import {drawAll, newContext, nextFrame, visit} from "../e2e/support/page.js";

/** What a finger draws on or drags: said in the figure's text. All else may be crossed. */
const drawn = ".draw-pad, .handle";

async function byFinger(path: string) {
  const context = await newContext({width: 390, height: 844, hasTouch: true});
  onTestFinished(() => context.close());
  const opened = await visit(context, path);
  await drawAll(opened.page);
  return {...opened, finger: await context.newCDPSession(opened.page)};
}

type Spot = readonly [x: number, y: number];

/** Puts a finger down, moves it in steps, and lifts it. */
async function move(page: Page, finger: CDPSession, [x, y]: Spot, [right, down]: Spot): Promise<void> {
  const touch = (type: "touchStart" | "touchMove" | "touchEnd", points: {x: number; y: number}[]) =>
    finger.send("Input.dispatchTouchEvent", {type, touchPoints: points});
  await touch("touchStart", [{x, y}]);
  for (let i = 1; i <= 6 && (right || down); i++)
    await touch("touchMove", [{x: x + (right * i) / 6, y: y + (down * i) / 6}]);
  await touch("touchEnd", []);
  await nextFrame(page);
}

/** Things in figures that take a pointer. What a figure draws anew is found again by its number. */
const things = (page: Page) =>
  page.evaluateHandle(
    ([within, drawn]) =>
      () =>
        [...document.querySelectorAll(within)].filter(
          e => !e.closest(drawn) && e.getBoundingClientRect().height > 4 && e.checkVisibility()
        ),
    [
      "main :is(.figure, .quiz) :is(.pickable, canvas, svg, input[type=range], input[type=text], .layer, [role=slider])",
      drawn
    ]
  );

const values = (page: Page) =>
  page.evaluate(() => [
    location.hash,
    ...[...document.querySelectorAll<HTMLInputElement>("main input")].map(
      ({value, checked}) => `${value} ${checked}`
    ),
    ...[...document.querySelectorAll("main [aria-valuenow]")].map(
      e => `${e.getAttribute("aria-label")} ${e.getAttribute("aria-valuenow")}`
    )
  ]);

for (const name of ["", ...names.slice(0, 4).map(name => `en/${name}`)])
  test(`${name || "the landing page"}: a swipe up scrolls, wherever it begins, and changes nothing`, async () => {
    // Once it is told, the landing page has a slider.
    const {page, finger} = await byFinger(name || "#guess=shown");
    const find = await things(page);
    const count = await find.evaluate(find => find().length);
    const wrong: string[] = [];
    let tried = 0;
    for (let i = 0; i < count; i++) {
      const place = await find.evaluate(
        async (find, [i, drawn]) => {
          const element = find()[i];
          if (!element) return undefined;
          element.scrollIntoView({block: "center", behavior: "instant"});
          // What has come near is laid out now: the place is where it stays.
          let {left, top, width, height} = element.getBoundingClientRect();
          for (let before = Number.NaN; before !== top; ) {
            before = top;
            await new Promise(requestAnimationFrame);
            ({left, top, width, height} = element.getBoundingClientRect());
          }
          const [x, y] = [left + Math.min(width, innerWidth - left) * 0.6, top + height * 0.4];
          const hit = document.elementFromPoint(x, y);
          if (!hit || !element.contains(hit) || hit.closest(drawn)) return undefined;
          const name = `${element.closest("[id]")?.id}: ${element.tagName} ${element.getAttribute("class") ?? ""} ${element.getAttribute("aria-label") ?? ""}`;
          return {name, spot: [x, y] as const, top: scrollY};
        },
        [i, drawn] as const
      );
      if (!place) continue;
      tried++;
      const before = await values(page);
      await move(page, finger, place.spot, [6, -140]);
      await page
        .waitForFunction(top => scrollY !== top, place.top, {timeout: 2000})
        .catch(() => wrong.push(`${place.name} does not scroll`));
      const after = await values(page);
      const changed = after.filter((value, j) => value !== before[j]);
      if (changed.length) wrong.push(`${place.name} changes ${changed}`);
    }
    expect(tried).toBeGreaterThan(2);
    expect(wrong).toEqual([]);
  });

test("a tap picks, and sets a slider; a finger from side to side slides and draws weights", async () => {
  const {page, finger} = await byFinger("en/one-by-one-convolution");
  const spot = async (selector: string, [right, down]: Spot = [0.5, 0.5]): Promise<Spot> => {
    const at = page.locator(selector).first();
    await at.evaluate(e => e.scrollIntoView({block: "center", behavior: "instant"}));
    await nextFrame(page);
    const {x, y, width, height} = (await at.boundingBox())!;
    return [x + width * right, y + height * down];
  };
  const hash = () => page.evaluate(() => location.hash);
  await move(page, finger, await spot("#times-two-figure .pickable", [0.05, 0.05]), [0, 0]);
  await expect.poll(hash).toMatch(/row=1.*column=1|column=1.*row=1/);
  const slider = page.locator("#many-filters-figure input[type=range]").first();
  const value = () => slider.inputValue();
  const before = await value();
  await move(page, finger, await spot("#many-filters-figure input[type=range]", [0.9, 0.5]), [0, 0]);
  await expect.poll(value).not.toBe(before);
  await expect.poll(hash).toContain(`filters=${await value()}`);
  const tapped = await value();
  await move(page, finger, await spot("#many-filters-figure input[type=range]", [0.9, 0.5]), [-70, 0]);
  await expect.poll(async () => Number(await value())).toBeLessThan(Number(tapped));
  await expect.poll(hash).toContain(`filters=${await value()}`);
  const weights = () =>
    page.locator("#one-filter-figure .weight-bar").evaluateAll(b => b.map(e => e.getAttribute("height")));
  const at = await spot("#one-filter-figure .strips .pickable", [0.2, 0.1]);
  const [old] = [await weights()];
  await move(page, finger, at, [120, 0]);
  const drawn = await weights();
  expect(drawn.filter((height, c) => height !== old[c]).length).toBeGreaterThan(4);
});

test("a curve is drawn from side to side or by a tap, and a handle dragged up", async () => {
  const {page, finger} = await byFinger("en/residual-network");
  const board = page.locator(".predict-area");
  await board.evaluate(e => e.scrollIntoView({block: "center", behavior: "instant"}));
  await nextFrame(page);
  const {x, y} = (await board.boundingBox())!;
  const curve = () =>
    page.locator(".handle").evaluateAll(h => h.map(e => Number(e.getAttribute("aria-valuenow"))));
  const opening = await curve();
  // A tap draws a single value. A finger that only stops a page that scrolls is lifted where it came down, without a click.
  await move(page, finger, [x + 150, y + 100], [0, 0]);
  await expect.poll(async () => (await curve()).filter((value, i) => value !== opening[i]).length).toBe(1);
  const before = await curve();
  await board.evaluate(
    (area, [clientX, clientY]) => {
      area.setPointerCapture = () => {};
      for (const [type, buttons] of [
        ["pointerdown", 1],
        ["pointerup", 0]
      ] as const)
        area.dispatchEvent(
          new PointerEvent(type, {pointerType: "touch", pointerId: 77, buttons, clientX, clientY})
        );
      Reflect.deleteProperty(area, "setPointerCapture");
    },
    [x + 150, y + 200] as const
  );
  await nextFrame(page);
  expect(await curve()).toEqual(before);
  await move(page, finger, [x + 80, y + 60], [180, 0]);
  const drawn = await curve();
  expect(drawn.filter((value, i) => value !== before[i]).length).toBeGreaterThan(1);
  const handle = (await page.locator(".handle").nth(1).boundingBox())!;
  const top = await page.evaluate(() => scrollY);
  await move(page, finger, [handle.x + 8, handle.y + 8], [0, -50]);
  await expect.poll(async () => (await curve())[1]).not.toBe(drawn[1]);
  expect(await page.evaluate(() => scrollY)).toBe(top);
});
