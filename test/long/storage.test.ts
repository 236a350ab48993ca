// Without storage all else works: the lesson only forgets.
import {expect, onTestFinished, test} from "vitest";
import {newContext, visit} from "../e2e/support/page.js";

const blocked = `Object.defineProperty(window, "localStorage", {get() {throw new DOMException("denied", "SecurityError");}});`;
// The session's storage is Framework's, which minds.
const full = `const {setItem} = Storage.prototype;
Storage.prototype.setItem = function(...item) {
  if (this === localStorage) throw new DOMException("full", "QuotaExceededError");
  setItem.apply(this, item);
};`;

test.for([
  {how: "forbidden", script: blocked, path: "en/residual-block#seed=7"},
  {how: "full", script: full, path: "zh/residual-block#seed=7"}
])(
  "with storage $how the page opens, its figures answer, and the language can be changed",
  async ({script, path}) => {
    const context = await newContext();
    onTestFinished(() => context.close());
    await context.addInitScript(script);
    const figures = ["walkthrough-figure", "shapes-figure"];
    const {page, problems} = await visit(context, path, {figures, predict: "asked"});
    const said = page.locator("#walkthrough-figure > .visually-hidden");
    const before = await said.textContent();
    await page.locator("#walkthrough-figure .stepping button").nth(1).click();
    await page.waitForFunction(
      ([old]) => document.querySelector("#walkthrough-figure > .visually-hidden")?.textContent !== old,
      [before]
    );
    // What the reader does is checked all the same: numbers, answers, goals, and how many are reached.
    const walk = page.locator("#walkthrough-figure");
    await walk.getByRole("button", {name: /^(Your turn|轮到你算)$/}).click();
    await walk.locator(".turn input").fill("7");
    await page.keyboard.press("Enter");
    await expect.poll(() => walk.locator(".turn .feedback").textContent()).toMatch(/^(Not yet\.|还不对。)$/);
    const shapes = page.locator("#shapes-figure");
    const told = () => shapes.locator("> .visually-hidden").textContent();
    const covered = await told();
    await shapes.locator(".prediction input").fill("32768");
    await page.keyboard.press("Enter");
    await expect
      .poll(() => shapes.locator(".prediction-gap").textContent())
      .toMatch(/Your number is right|你的数是对的/);
    // A goal is the reader's from when the figure tells on.
    await expect.poll(told).not.toBe(covered);
    await shapes.getByRole("radio", {name: /^(4×4 images|4×4 图像)$/}).check();
    await shapes.getByRole("radio", {name: /^A[:：]/}).check();
    await shapes.locator(".goal.reached").waitFor();
    await expect.poll(() => page.locator(".goals-reached").textContent()).toMatch(/^1 of 6 |：1\/6$/);
    const other = path.startsWith("en") ? "zh" : "en";
    await page.locator(`.languages a[data-language="${other}"]`).click();
    await page.waitForURL(new RegExp(`/${other}/residual-block.*seed=7`));
    expect(problems).toEqual([]);
  }
);
