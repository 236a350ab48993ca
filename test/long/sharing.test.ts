// What a figure's menu gives: data, links for a class, the presentation. Its pictures: test/long/pictures.test.ts.
import {describe, type TestContext, test} from "vitest";
import {choose, open, savedRows} from "../e2e/support/menu.js";
import {newContext, openPage, site, toQuestions, visit} from "../e2e/support/page.js";
import {axe, axeInBothThemes} from "../e2e/support/survey.js";

const pages = [
  {path: "en/one-by-one-convolution", figure: "times-two-figure"},
  {path: "zh/one-by-one-convolution", figure: "one-filter-figure"},
  {path: "en/residual-block", figure: "walkthrough-figure"}
];

describe.concurrent("the menu of a figure", () => {
  test.for(pages)(
    "opens by keyboard and closes with Escape: $path $figure",
    async ({path, figure}, {expect, onTestFinished}) => {
      const {page, problems} = await openPage(path, {onTestFinished, figures: [figure]});
      const summary = page.locator(`#${figure} .menu summary`);
      await summary.focus();
      await page.keyboard.press("Enter");
      const items = page.locator(`#${figure} .menu-items`);
      await items.waitFor({state: "visible"});
      await page.keyboard.press("Tab");
      expect(
        await items
          .locator("button")
          .first()
          .evaluate(b => b === document.activeElement)
      ).toBe(true);
      expect(await axeInBothThemes(page, `#${figure} > .figure-head`)).toEqual([]);
      await page.keyboard.press("Escape");
      await items.waitFor({state: "hidden"});
      expect(await summary.evaluate(s => s === document.activeElement)).toBe(true);
      expect(problems).toEqual([]);
    }
  );

  test("stays within a window of 390 pixels", async ({expect, onTestFinished}) => {
    const {page} = await openPage("en/residual-block", {
      onTestFinished,
      width: 390,
      height: 800,
      figures: ["walkthrough-figure"]
    });
    await open(page, "walkthrough-figure");
    const box = (await page.locator("#walkthrough-figure .menu-items").boundingBox())!;
    expect(box.x).toBeGreaterThanOrEqual(0);
    expect(box.x + box.width).toBeLessThanOrEqual(390);
  });

  test("closes when something else is pressed", async ({onTestFinished}) => {
    const {page} = await openPage("en/residual-block", {onTestFinished, figures: ["walkthrough-figure"]});
    await open(page, "walkthrough-figure");
    await page.mouse.click(5, 450);
    await page.locator("#walkthrough-figure .menu-items").waitFor({state: "hidden"});
  });
});

test.concurrent("the data are the numbers that the figure shows", async ({expect, onTestFinished}) => {
  const {page} = await openPage("en/one-by-one-convolution#factor=3", {
    onTestFinished,
    figures: ["times-two-figure"]
  });
  const rows = await savedRows(page, "times-two-figure");
  expect(rows).toHaveLength(36);
  for (const {input, output} of rows) expect(Number(output)).toBe(3 * Number(input));
});

describe.concurrent("a link for a class", () => {
  test("locks, hides, fixes the language and hides answers, as the dialog says", async ({
    expect,
    onTestFinished
  }) => {
    const {page, problems} = await openPage("en/one-by-one-convolution", {
      onTestFinished,
      theme: "dark",
      figures: ["one-filter-figure"]
    });
    await choose(page, "one-filter-figure", "Link for a class…");
    expect(await axe(page, "dark", "dialog")).toEqual([]);
    await page.locator("dialog select").nth(0).selectOption("lock");
    await page.locator("dialog select").nth(1).selectOption("hide");
    await page.getByLabel("Questions and exercises do not show their answers").check();
    await page.getByLabel("This language only").check();
    await page.getByLabel("Figures ask before they show").selectOption("required");
    await page.getByLabel("Figures show no goals").check();
    const said = page.locator("dialog [role=status]");
    await page.getByLabel(/Recording/).fill("example.org/lecture");
    expect(await said.textContent()).toBe("This is no video’s address.");
    await page.getByLabel(/Recording/).fill("https://www.youtube.com/watch?v=AbCdEfGh_-1&t=3");
    await page.getByLabel(/Seconds/).fill("12:30");
    expect(await said.textContent()).toBe("The offset is a number of seconds, an hour at most.");
    await page.getByLabel(/Seconds/).fill("12");
    expect(await said.textContent()).toBe("");
    const link = await page.locator("dialog textarea").inputValue();
    const names = await page
      .locator("#one-filter-figure [data-parameter]")
      .evaluateAll(controls => controls.map(control => (control as HTMLElement).dataset.parameter));
    const search = new URL(link).searchParams;
    expect(search.get("hide")).toBeTruthy();
    expect(names).toContain(search.get("hide"));
    expect([search.get("recording"), search.get("offset")]).toEqual(["AbCdEfGh_-1", "12"]);
    expect(problems).toEqual([]);

    const {page: learner, problems: theirs} = await visit(await context(onTestFinished), link, {
      figures: ["one-filter-figure"],
      predict: "required"
    });
    await toQuestions(learner);
    expect(await learner.locator(".languages").isVisible()).toBe(false);
    expect(await learner.locator(".reveal:visible").count()).toBe(0);
    for (const name of search.get("lock")!.split(","))
      expect(await learner.locator(`[data-parameter="${name}"]`).first().getAttribute("inert")).toBe("");
    expect(
      await learner
        .locator(`[data-parameter="${search.get("hide")}"]`)
        .first()
        .isVisible()
    ).toBe(false);
    // Who makes a link from there begins with what this one wants.
    expect(await learner.locator(".goal:visible").count()).toBe(0);
    await choose(learner, "one-filter-figure", "Link for a class…");
    expect(new URL(await learner.locator("dialog textarea").inputValue()).search).toBe(new URL(link).search);
    expect(theirs).toEqual([]);
  });

  test("keeps a locked parameter as it is, whatever is pressed", async ({expect, onTestFinished}) => {
    const {page} = await openPage("en/residual-block?lock=n,seed#seed=7", {
      onTestFinished,
      clock: true,
      figures: ["walkthrough-figure"]
    });
    const said = page.locator("#walkthrough-figure > .visually-hidden");
    const before = await said.textContent();
    const slider = page.locator('#walkthrough-figure [data-parameter="n"] input[type=range]');
    await slider.evaluate((input: HTMLInputElement) => {
      input.value = "2";
      input.dispatchEvent(new Event("input", {bubbles: true}));
    });
    await page.locator("#walkthrough-figure").getByRole("button", {name: "Reset"}).click();
    await page.clock.fastForward(800);
    expect(await said.textContent()).toBe(before);
    expect(await slider.inputValue()).not.toBe("2");
    expect(page.url()).toContain("seed=7");
  });

  test("hides and locks boxes to type into as it does sliders", async ({expect, onTestFinished}) => {
    const {page} = await openPage("en/residual-network?hide=raceSeed&lock=netSeed", {
      onTestFinished,
      figures: ["race", "convnet"]
    });
    expect(await page.locator('[data-parameter="raceSeed"]').isHidden()).toBe(true);
    expect(await page.locator('[data-parameter="netSeed"]').getAttribute("inert")).toBe("");
  });

  test("with a setting that does not exist says so and goes on", async ({expect, onTestFinished}) => {
    const {page, problems} = await openPage(
      "en/residual-block?answers=maybe&lock=n,nonsense&embed=no-such-figure",
      {onTestFinished, figures: ["walkthrough-figure"]}
    );
    await page.locator(".notice", {hasText: "no-such-figure"}).waitFor();
    const said = (await page.locator(".notice").allTextContents()).join("\n");
    expect(said).toContain("maybe");
    expect(said).toContain("“nonsense” is to be locked");
    expect(said).not.toContain("“n”");
    expect(said).toContain("no-such-figure");
    expect(await page.locator("#walkthrough-figure").isVisible()).toBe(true);
    expect(problems).toEqual([]);
  });
});

describe.concurrent("the presentation", () => {
  test.for(pages)(
    "takes the figure onto the stage and back, with its state: $figure",
    async ({path, figure}, {expect, onTestFinished}) => {
      const {page, problems} = await openPage(path, {
        onTestFinished,
        width: 1280,
        height: 800,
        clock: true,
        figures: [figure]
      });
      const all = await page.locator("main .figure").count();
      const before = await page.locator("main .figure").evaluateAll(f => f.map(({id}) => id));
      await choose(page, figure, /^Present$|^放映$/);
      const stage = page.locator("dialog.stage");
      await stage.waitFor({state: "visible"});
      expect(await stage.locator(`#${figure}`).isVisible()).toBe(true);
      expect(await axeInBothThemes(page, "dialog.stage")).toEqual([]);
      const place = stage.locator(".stage-bar [role=status]");
      const at = before.indexOf(figure) + 1;
      const numbers = async () => (await place.textContent())!.match(/\d+/g)!.map(Number);
      await expect.poll(numbers).toEqual([at, all]);
      await page.keyboard.press("PageDown");
      await expect.poll(numbers).toEqual([Math.min(at + 1, all), all]);
      await page.keyboard.press(at < all ? "PageUp" : "Shift");
      await expect.poll(numbers).toEqual([at, all]);
      await page.keyboard.press("ArrowRight");
      await expect.poll(numbers).toEqual([Math.min(at + 1, all), all]);
      await page.keyboard.press("n");
      const notes = stage.locator(".stage-notes");
      await notes.waitFor({state: "visible"});
      expect((await notes.textContent())!.length).toBeGreaterThan(40);
      await page.keyboard.press("PageUp");
      await page.keyboard.press("Escape");
      await stage.waitFor({state: "detached"});
      expect(await page.evaluate(() => document.activeElement?.matches(".figure .menu summary"))).toBe(true);
      expect(await page.locator("main .figure").evaluateAll(f => f.map(({id}) => id))).toEqual(before);
      await page.clock.fastForward(300);
      expect(problems).toEqual([]);
    }
  );

  test("keeps what was changed on the stage", async ({expect, onTestFinished}) => {
    const {page, problems} = await openPage("en/one-by-one-convolution", {
      onTestFinished,
      figures: ["times-two-figure"]
    });
    await choose(page, "times-two-figure", "Present");
    const box = page.locator("dialog.stage #times-two-figure input.number");
    await box.fill("-1");
    await box.press("Enter");
    await page.keyboard.press("Escape");
    await page.locator("dialog.stage").waitFor({state: "detached"});
    expect(await page.locator("main #times-two-figure input.number").inputValue()).toMatch(/^[-−]1$/);
    expect(problems).toEqual([]);
  });

  test("keys lead along a tall figure, each begins at its top, and none is lost with a figure that goes", async ({
    expect,
    onTestFinished
  }) => {
    const {page} = await openPage("en/residual-block?present=on", {onTestFinished, height: 700});
    const top = () => page.locator(".stage-scroll").evaluate(element => element.scrollTop);
    const place = page.locator("dialog.stage .stage-bar [role=status]");
    await page.locator("dialog.stage .figure").first().waitFor({state: "visible"});
    await page.keyboard.press("ArrowDown");
    await expect.poll(top).toBeGreaterThan(100);
    // A figure that was far is drawn first.
    await page.keyboard.press("ArrowRight");
    await expect.poll(() => place.textContent()).toBe("2 of 6");
    await expect.poll(top).toBe(0);
    await page.locator("dialog.stage .figure button").first().focus();
    for (const of of ["3 of 6", "4 of 6"]) {
      await page.keyboard.press("PageDown");
      await expect.poll(() => place.textContent()).toBe(of);
    }
  });

  test("opened before the page's cells are there, it shows the figure once it can be drawn", async ({
    expect,
    onTestFinished
  }) => {
    const page = await (await context(onTestFinished)).newPage();
    let arrive = () => {};
    const late = new Promise<void>(resolve => (arrive = resolve));
    await page.route(/_import\/residual-block\.\w+\.js/, async route => {
      await late;
      await route.continue();
    });
    await page.goto(`${site}en/residual-block?present=on&predict=off`, {waitUntil: "commit"});
    await page.locator("dialog.stage figure.outline").waitFor();
    arrive();
    await page.locator("dialog.stage .figure:not(.outline) button").first().waitFor();
    await page.keyboard.press("Escape");
    await page.locator("main #walkthrough-figure:not(.outline)").waitFor();
    expect(await page.locator("#walkthrough-figure").count()).toBe(1);
  });

  test("opens from a link, and fits a window of 390 pixels", async ({expect, onTestFinished}) => {
    const {page} = await openPage("en/residual-block?present=on", {onTestFinished, width: 390, height: 780});
    const stage = page.locator("dialog.stage");
    await stage.locator(".figure").waitFor({state: "visible"});
    expect(await stage.evaluate(s => s.scrollWidth - s.clientWidth)).toBeLessThanOrEqual(0);
    const bar = (await stage.locator(".stage-bar").boundingBox())!;
    expect(bar.x + bar.width).toBeLessThanOrEqual(390);
    await page.keyboard.press("n");
    const notes = (await stage.locator(".stage-notes").boundingBox())!;
    expect(notes.width).toBeGreaterThan(340);
    expect(notes.y).toBeLessThan(bar.y);
  });
});

type Finished = TestContext["onTestFinished"];

async function context(onTestFinished: Finished) {
  const made = await newContext();
  onTestFinished(() => made.close());
  return made;
}
