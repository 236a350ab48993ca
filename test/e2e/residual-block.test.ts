import type {Locator, Page} from "playwright-core";
import {describe, expect, test} from "vitest";
import {followed, openPage, reach, sharedPage, toQuestions, unfold} from "./support/page.js";

const walkthrough = (page: Page) => page.locator("#walkthrough-figure");
const words = (figure: Locator) => figure.locator("p.visually-hidden");
/** The hash is written when the hand rests. */
const hashHas = (page: Page, part: string) => page.waitForFunction(p => location.hash.includes(p), part);
const says = (figure: Locator, text: string) =>
  expect.poll(() => words(figure).textContent()).toContain(text);

describe("the walkthrough", () => {
  const figures = ["walkthrough-figure"];
  const shared = sharedPage("en/residual-block", {figures});
  const follow = async (hash: string) => (await followed(shared(), hash)).page;

  test("opens with its input alone, steps by keys from anywhere in it, and keeps the step in the address", async () => {
    const {page, problems} = await openPage("en/residual-block", {figures});
    const figure = walkthrough(page);
    const numbers = figure.locator(".diagram text.number").filter({hasText: /./});
    await says(figure, "The block receives a[l]. a[l] = [4].");
    expect(await numbers.allTextContents()).toEqual(["4"]);
    await figure.getByRole("button", {name: "Next step"}).focus();
    await page.keyboard.press("ArrowRight");
    await says(figure, "z[l+1]: each unit multiplies");
    await hashHas(page, "step=1");
    expect(await numbers.allTextContents()).toEqual(["4", "2", "−5", "3"]);
    await page.keyboard.press("End");
    await says(figure, "a[l+2]: ReLU keeps");
    await says(figure, "a[l+2] = [2].");
    await page.keyboard.press("Home");
    await says(figure, "The block receives a[l].");
    expect(await numbers.allTextContents()).toEqual(["4"]);
    expect(problems).toEqual([]);
  });

  test("plays to the end, one step a press where motion is unwanted", async () => {
    const page = await follow("step=3");
    const figure = walkthrough(page);
    await figure.getByRole("button", {name: "Play"}).click();
    await says(figure, "The shortcut joins");
    await figure.getByRole("button", {name: "Play"}).click();
    await says(figure, "a[l+2]: ReLU keeps");
  });

  test("without its shortcut is a plain block: four steps, its own last equation, its own code", async () => {
    const page = await follow("step=5");
    const figure = walkthrough(page);
    const lastEquation = figure.locator(".equation").last();
    const code = figure.locator("pre.code");
    const places = () =>
      figure
        .getByRole("slider", {name: /^[aW]\[l(\+2)?\]$/})
        .evaluateAll(areas => areas.map(a => a.getAttribute("x")));
    const before = await places();
    expect(before.length).toBe(3);
    expect(await lastEquation.locator("[data-part='a[l] z[l+2]+a[l]']").count()).toBe(1);
    await figure.getByLabel("shortcut").uncheck();
    await hashHas(page, "shortcut=off");
    expect(await figure.locator("output").textContent()).toBe("4 of 4");
    // What it has stands where it stood.
    expect(await places()).toEqual(before);
    expect(await figure.locator(".way-name.shortcut").count()).toBe(0);
    expect(await lastEquation.locator("[data-part='a[l] z[l+2]+a[l]']").count()).toBe(0);
    expect(await code.textContent()).toContain('plain: n => block("l", plain(dense(n), relu, dense(n)))');
    await unfold(page, "walkthrough-figure");
    await figure.getByRole("button", {name: "zero last layer"}).click();
    expect(await figure.locator(".callout").textContent()).toContain("the output is all zeroes");
    await figure.getByLabel("shortcut").check();
    expect(await figure.locator(".callout").textContent()).toContain("the block is the identity");
    expect(await code.textContent()).toContain("const residualBlock = n =>");
    expect(shared().problems).toEqual([]);
  });

  test("asks the reader for one number, two, the whole block; knows slips; keeps answers until Reset", async () => {
    const {page, problems} = await openPage("en/residual-block#step=5", {figures});
    const figure = walkthrough(page);
    const numbers = figure.locator(".diagram text.number").filter({hasText: /./});
    const feedback = figure.locator(".turn .feedback");
    const answer = async (...given: string[]) => {
      const boxes = await figure.locator(".turn input").all();
      expect(boxes.length).toBe(given.length);
      for (const [i, box] of boxes.entries()) await box.fill(given[i]);
      await page.keyboard.press("Enter");
    };
    await figure.getByRole("button", {name: "Your turn"}).press("Enter");
    await figure.getByRole("textbox", {name: "z[l+1]", exact: true}).waitFor();
    // What is given, and nothing that follows from it.
    expect(await numbers.allTextContents()).toEqual(["4", "2", "−5", "−1", "1"]);
    expect(await figure.locator(".equation").first().isVisible()).toBe(false);
    await says(figure, "Your turn");
    await answer("7");
    expect(await feedback.textContent()).toBe("Not yet.");
    await answer("8");
    expect(await feedback.textContent()).toBe("Not yet. z[l+1]: A bias is missing.");
    await answer("3");
    expect(await feedback.textContent()).toBe("Right.");
    await figure.getByRole("button", {name: "Next", exact: true}).press("Enter");
    await answer("-2", "4");
    expect(await feedback.textContent()).toContain("ReLU first and then the addition");
    await page.keyboard.press("Escape");
    await says(figure, "a[l+2] = [2].");
    expect(await numbers.allTextContents()).toContain("3");
    await figure.getByRole("button", {name: "Your turn"}).click();
    expect(await figure.locator(".turn input").nth(1).inputValue()).toBe("4");
    await answer("-2", "2");
    await figure.getByRole("button", {name: "Next", exact: true}).click();
    await answer("2");
    expect(await feedback.textContent()).toContain("That was the whole block.");
    expect(new URL(page.url()).hash).toBe("#step=5");
    await figure.getByRole("button", {name: "Reset"}).click();
    await expect.poll(() => figure.locator(".turn input").inputValue()).toBe("");
    expect(problems).toEqual([]);
  });

  test("moves copies of the numbers where motion is welcome, and leaves none behind", async () => {
    const {page} = await openPage("en/residual-block#step=3", {figures, motion: "no-preference"});
    const figure = walkthrough(page);
    await figure.getByRole("button", {name: "Next step"}).click();
    await figure.locator(".ghost").first().waitFor({state: "attached"});
    await expect.poll(() => figure.locator(".ghost").count()).toBe(0);
  });

  test("explains the number that the keys reach: products, sum, bias", async () => {
    const page = await follow("n=2&a=1,2&w1=3,4,5,-6&b1=0.5,0&step=5");
    const figure = walkthrough(page);
    await figure.getByRole("slider", {name: "z[l+1]", exact: true}).focus();
    await page.keyboard.press("ArrowDown");
    const account = figure.locator(".account");
    expect(await account.locator(".product:not(.heads)").allTextContents()).toEqual(["1×5=5", "2×−6=−12"]);
    expect(await account.locator(".line").textContent()).toBe("−7 sum of the products + 0 bias = −7");
    expect(await figure.locator(".equation [data-part='z[l+1]'].lit").count()).toBeGreaterThan(0);
    expect(await figure.locator(".step-line.lit").textContent()).toContain("dense(n)");
  });

  test("takes typed numbers into the address, and refuses what is none", async () => {
    const {page} = await openPage("en/residual-block", {figures});
    const figure = walkthrough(page);
    await figure.getByRole("slider", {name: "a[l]", exact: true}).focus();
    for (const text of ["1e400", "seven", ""]) {
      await page.keyboard.press("Enter");
      await page.keyboard.press("ControlOrMeta+a");
      if (text) await page.keyboard.type(text);
      else await page.keyboard.press("Delete");
      await page.keyboard.press("Enter");
    }
    expect(await page.locator(".notice").count()).toBe(3);
    expect(new URL(page.url()).hash).toBe("");
    await page.keyboard.press("Enter");
    await page.keyboard.type("1.5");
    await page.keyboard.press("Enter");
    await hashHas(page, "a=1.5");
  });

  test("takes dragged numbers", async () => {
    const page = await follow("step=1");
    const area = walkthrough(page).getByRole("slider", {name: "b[l+1]", exact: true});
    await reach(area);
    const box = (await area.boundingBox())!;
    await page.mouse.move(box.x + box.width / 2, box.y + 10);
    await page.mouse.move(box.x + box.width / 2 + 1, box.y + 11);
    await page.mouse.down();
    await page.mouse.move(box.x + box.width / 2 + 41, box.y + 11, {steps: 4});
    await page.mouse.up();
    await hashHas(page, "b1=");
  });

  test("says when the block is the identity, when it cannot be, and when its units are dead", async () => {
    const page = await follow("");
    const figure = walkthrough(page);
    await unfold(page, "walkthrough-figure");
    await figure.getByRole("button", {name: "zero last layer"}).click();
    await says(figure, "the block is the identity");
    await figure.getByRole("button", {name: "layer l+1 dead"}).click();
    await says(figure, "Every unit of layer l+1 is dead");
    await figure.getByRole("button", {name: "negative input"}).click();
    await says(figure, "[−1, 2] becomes [0, 2]");
    await figure.getByRole("button", {name: "Reset"}).click();
    await page.waitForFunction(() => location.hash === "");
  });

  test("keeps what was entered when the number of units changes", async () => {
    const page = await follow("n=2&a=7,8");
    await walkthrough(page).getByRole("textbox", {name: "units ="}).fill("3");
    await page.keyboard.press("Enter");
    await hashHas(page, "a=7,8,");
  });

  test.each([
    ["w1=1,2,3", "w1"],
    ["n=3&w1=1,2,3,4", "w1 holds 4 numbers, but a block of 3 units needs 9"],
    ["n=nine", "n"]
  ])("a link with %s: a message, and the block stands", async (hash, text) => {
    const {page, problems} = await openPage(`en/residual-block#${hash}`, {figures});
    expect(await page.locator(".notice").first().textContent()).toContain(text);
    expect(await walkthrough(page).locator(".diagram svg").count()).toBe(1);
    expect(problems).toEqual([]);
  });
});

describe("in one open page", () => {
  const shared = sharedPage("en/residual-block", {figures: "all"});
  const follow = async (hash: string) => (await followed(shared(), hash)).page;

  test("what if: joined after the ReLU, an entry with negative z keeps all of a", async () => {
    const page = await follow("n=2&a=1,2&w1=0,0,0,0&b1=0,0&w2=0,0,0,0&b2=0.5,-0.5&variant=after");
    const figure = page.locator("#what-if-figure");
    await says(figure, "entry 2: 1.5 becomes 2");
    await figure.getByRole("radio", {name: "no shortcut"}).check();
    await says(figure, "entry 1: 1.5 becomes 0.5, entry 2: 1.5 becomes 0");
  });

  test("what if: joined after the ReLU, a negative entry of a comes out negative, and that is the reason given", async () => {
    const page = await follow("n=2&a=-1,2&w1=0,0,0,0&b1=0,0&w2=0,0,0,0&b2=0.5,0.5&variant=after");
    const figure = page.locator("#what-if-figure");
    await says(figure, "entry 1: 0 becomes −0.5");
    const said = await figure.locator(".callout").textContent();
    expect(said).toContain("is negative, no ReLU follows");
    expect(said).not.toContain("take anything away");
  });

  test("kinds: the bottleneck has ten steps with normalisation, seven without", async () => {
    const page = await follow("kind=bottleneck&norm=on");
    const figure = page.locator("#kinds-figure");
    await expect.poll(() => figure.locator(".stepping output").textContent()).toBe("10 of 10");
    await figure.getByLabel("batch normalisation").uncheck();
    await expect.poll(() => figure.locator(".stepping output").textContent()).toBe("7 of 7");
  });

  test("shapes: the library's own error, the remedies, and the lecture's 32,768 numbers", async () => {
    const page = await follow("remedy=identity");
    const figure = page.locator("#shapes-figure");
    expect(await figure.locator(".refusal code").textContent()).toBe("incompatible shapes: 1,5 and 1,3");
    // The drawing stays: what cannot be added is framed, three numbers and five.
    expect(await figure.locator(".diagram rect.differs").count()).toBe(8);
    await figure.getByRole("radio", {name: "A: zero padding"}).check();
    await expect.poll(() => figure.locator(".refusal").isHidden()).toBe(true);
    await says(figure, "a[l+2]");
    expect(await figure.locator("tbody tr").nth(2).textContent()).toContain(
      "Ws 256×128: 32,768 numbers to learn"
    );
  });

  test("backwards: dead units leave the gradient to the shortcut, and a plain block with none", async () => {
    const dead = "n=2&a=1,2&w1=-1,0,0,-1&b1=-1,-1&w2=3,0,0,3&b2=0,0&g=0.5,2&backStep=6";
    const page = await follow(`${dead}`);
    const figure = page.locator("#backwards-figure");
    await says(figure, "main path [0, 0], shortcut [0.5, 2], together [0.5, 2]. In a plain block: [0, 0].");
    // A value wears one colour, in the drawing and in the table beside it, whatever else stands in either.
    const coloursOf = (cells: string) =>
      figure
        .locator(cells)
        .evaluateAll(all =>
          all
            .filter(cell => Number(cell.textContent) === 2)
            .map(({style}) => (style as CSSStyleDeclaration).fill || style.color)
        );
    const drawn = new Set(await coloursOf(".diagram text.number"));
    expect(drawn.size).toBe(1);
    expect(new Set(await coloursOf("table .cell"))).toEqual(drawn);
  });

  test("backwards: the reader's turn asks for gradients, knows slips, and is forgotten by Reset", async () => {
    const page = await follow("backStep=6");
    const figure = page.locator("#backwards-figure");
    await figure.getByRole("button", {name: "Your turn"}).press("Enter");
    await figure.getByRole("textbox", {name: "da[l+1]", exact: true}).waitFor();
    // What arrives, what the shortcut carries and the weights; nothing that follows.
    const numbers = figure.locator(".diagram text.number").filter({hasText: /./});
    await expect.poll(() => numbers.allTextContents()).toEqual(["2", "−1", "1", "1", "1", "1"]);
    await says(figure, "Your turn");
    const answer = async (...given: string[]) => {
      for (const [i, text] of given.entries()) await figure.locator(".turn input").nth(i).fill(text);
      await page.keyboard.press("Enter");
      return figure.locator(".turn .feedback").textContent();
    };
    expect(await answer("1")).toContain("da[l+1]: A weight is missing");
    expect(await answer("-1")).toBe("Right.");
    await figure.getByRole("button", {name: "Next", exact: true}).press("Enter");
    expect(await answer("-2", "-2")).toContain("What comes back by the shortcut is missing.");
    await figure.getByRole("button", {name: "Show the answer"}).click();
    await figure.getByRole("button", {name: "Next", exact: true}).click();
    expect(await figure.locator(".turn-ask").textContent()).toContain("z[l+1] was [3]");
    expect(await answer("1")).toContain("the shortcut’s copy alone");
    expect(await answer("-1")).toContain("That was the whole block.");
    await figure.getByRole("button", {name: "Reset"}).click();
    await figure.getByRole("textbox", {name: "da[l+1]", exact: true}).waitFor();
    await figure.getByRole("button", {name: "Your turn"}).click();
    await says(figure, "A gradient arrives at a[l+2]");
  });

  test("backwards: the numbers of eight units stand in full beside what they are", async () => {
    const page = await follow("n=8");
    const table = page.locator("#backwards-figure .scroll");
    await expect.poll(() => table.locator("tr").first().locator("td").count()).toBe(8);
    expect(await table.evaluate(box => box.scrollWidth - box.clientWidth)).toBe(0);
  });

  test("many blocks: the sum over the paths is the measured Jacobian, at any number of blocks", async () => {
    const page = await follow("k=100");
    const figure = page.locator("#many-blocks-figure");
    const text = (await figure.locator(".hint").textContent())!;
    const differences = Array.from(text.matchAll(/\d×10⁻[⁰¹²³⁴⁵⁶⁷⁸⁹]+/g));
    expect(text).toContain("2¹⁰⁰ paths");
    expect(differences.length).toBe(2);
  });

  test("questions are answered by the library, slips are met with a word", async () => {
    const page = await follow("");
    await toQuestions(page);
    const question = page.locator("#check-questions .question").nth(2);
    await question.getByRole("textbox").fill("{a[l]}");
    await question.getByRole("button", {name: "Check"}).click();
    expect(await question.locator(".feedback").innerHTML()).toBe("“{a[l]}” is not a number.");
    await question.getByRole("textbox").fill("2");
    await question.getByRole("button", {name: "Check"}).click();
    expect(await question.locator(".feedback").textContent()).toContain("Add first, then apply ReLU");
    await question.getByRole("textbox").fill("1.25");
    await question.getByRole("button", {name: "Check"}).click();
    expect(await question.locator(".feedback").textContent()).toContain("Right.");
  });
});

test("on paper a block has its main path and its shortcut", async () => {
  const {page} = await openPage("en/residual-block", {figures: ["walkthrough-figure"]});
  await page.emulateMedia({media: "print"});
  const lines = page.locator("#walkthrough-figure .diagram path.way");
  expect(await lines.count()).toBe(4);
  for (const line of await lines.all())
    expect(await line.evaluate(path => path.checkVisibility())).toBe(true);
});

test("in a narrow window the page follows the steps of a walk", async () => {
  const {page} = await openPage("en/residual-block", {width: 390, height: 700});
  const figure = page.locator("#walkthrough-figure");
  await reach(figure);
  await figure.getByRole("button", {name: "Next step"}).click();
  for (const {key, step} of [
    {key: "End", step: "5"},
    {key: "Home", step: "0"}
  ]) {
    await figure.getByRole("slider", {name: "step"}).press(key);
    await expect
      .poll(() =>
        figure.evaluate((figure, step) => {
          const {bottom} = document.querySelector("#observablehq-header")!.getBoundingClientRect();
          const foot = figure.querySelector(".walk-controls")!.getBoundingClientRect().top;
          return [...figure.querySelectorAll(`.diagram [data-step="${step}"].now:not(path)`)].some(part => {
            const box = part.getBoundingClientRect();
            return box.top >= bottom && box.bottom <= foot;
          });
        }, step)
      )
      .toBe(true);
  }
});
