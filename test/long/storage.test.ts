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
    const {page, problems} = await visit(context, path, {figures: ["walkthrough-figure"]});
    const said = page.locator("#walkthrough-figure > .visually-hidden");
    const before = await said.textContent();
    await page.locator("#walkthrough-figure .stepping button").nth(1).click();
    await page.waitForFunction(
      ([old]) => document.querySelector("#walkthrough-figure > .visually-hidden")?.textContent !== old,
      [before]
    );
    const other = path.startsWith("en") ? "zh" : "en";
    await page.locator(`.languages a[data-language="${other}"]`).click();
    await page.waitForURL(new RegExp(`/${other}/residual-block.*seed=7`));
    expect(problems).toEqual([]);
  }
);
