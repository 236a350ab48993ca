// Code that readers open, change, run, keep and send; and exercises, checked in the page.
import type {Page} from "playwright-core";
import {expect, test} from "vitest";
import {examples} from "../../lib/lesson/examples.js";
import {writeCode} from "../../lib/views/editor/link.js";
import {block, chapter, fill, output, ownName, run, status, write} from "./support/editor.js";
import {newContext, openPage, reach, reload, visit} from "./support/page.js";
import {axeInBothThemes} from "./support/survey.js";

const decay = (page: Page) => page.locator("#weight-decay");

test.concurrent("no page loads the editor before it is asked for", async ({onTestFinished}) => {
  const {page, loads} = await openPage(chapter, {onTestFinished});
  const editor = () => loads.filter(({url}) => /codemirror|lezer|acorn/.test(url)).length;
  expect(editor()).toBe(0);
  await block(page).getByRole("button", {name: "Edit"}).click();
  await block(page).locator(".cm-content").first().waitFor();
  expect(editor()).toBeGreaterThan(0);
});

test.concurrent("cells run as they are, and show numbers, tensors and agreement with the library", async ({
  onTestFinished
}) => {
  const {page, problems} = await openPage(chapter, {onTestFinished});
  await run(page);
  await status(page, "Done.");
  expect(await output(page, 0).locator("small", {hasText: "shape 6×6×3"}).count()).toBe(1);
  // What a cell displays comes first; what it only names can be unfolded.
  const shown = output(page, 3).locator(":scope > .shown");
  expect(await shown.count()).toBe(2);
  expect(Number(await shown.last().textContent())).toBeLessThan(1e-5);
  expect(await output(page, 0).locator(":scope > .shown").count()).toBe(0);
  expect(await output(page, 0).locator("summary", {hasText: "2 more values"}).count()).toBe(1);
  expect(problems).toEqual([]);
});

test.concurrent("code opens where it is pressed, and by Enter; what is marked in it can be copied", async ({
  onTestFinished
}) => {
  const {page} = await openPage(chapter, {onTestFinished});
  const second = block(page).locator("pre").nth(1);
  await reach(second);
  // Until no figure that comes near moves it any more.
  const mark = async () => {
    const {x, y} = (await second.locator("code").boundingBox())!;
    await page.mouse.move(x + 1, y + 8);
    await page.mouse.down();
    await page.mouse.move(x + 200, y + 8);
    await page.mouse.up();
    return page.evaluate(() => getSelection()!.toString());
  };
  await expect.poll(mark).toContain("function pointwise");
  await page.evaluate(() => getSelection()!.empty());
  expect(await block(page).getByRole("button", {name: "Edit"}).isVisible()).toBe(true);
  await second.locator("code").click({position: {x: 1, y: 30}});
  await block(page).locator(".cm-content").nth(1).waitFor();
  await page.waitForFunction(() => document.activeElement?.closest(".cm-editor"));
  await page.keyboard.insertText("/* here */");
  expect(await block(page).locator(".cm-content").nth(1).locator(".cm-line").nth(1).textContent()).toContain(
    "/* here */"
  );
  await block(page).getByRole("button", {name: "Reset"}).click();
});

test.concurrent("what an exercise gives stays, whatever is deleted, and lines are counted from its first", async ({
  onTestFinished
}) => {
  const {page, problems} = await openPage("en/exercises", {onTestFinished});
  const section = page.locator("#residual-forward");
  expect(await section.locator("pre.given").textContent()).toContain("const relu");
  await section.locator(".code-box pre").press("Enter");
  const right = "function block(a, W1, b1, W2, b2) {\n  const a1 = linear(a, W1, b1).map(relu);\n";
  const rest = "  return linear(a1, W2, b2).map((z, i) => relu(z + a[i]));\n}";
  const feedback = section.locator(".exercise-feedback");
  for (const [code, said] of [
    [`${right}  nowhere();\n${rest}`, "Line 7: ReferenceError: nowhere is not defined"],
    [right + rest, "Right: it agrees with the library"]
  ]) {
    await fill(page, section.locator(".cm-content"), code);
    await section.getByRole("button", {name: "Check"}).click();
    await feedback.locator("p", {hasText: said}).waitFor({timeout: 30_000});
  }
  expect(await section.locator(".cm-lineNumbers").textContent()).toContain("5");
  await reload(page);
  expect(await section.locator(".code-box pre").textContent()).toContain("relu(z + a[i])");
  expect(await section.locator(".code-box pre").textContent()).not.toContain("const relu");
  expect(problems).toEqual([]);
});

test.concurrent("a changed cell takes those along that read it; by keyboard", async ({onTestFinished}) => {
  const {page} = await openPage(chapter, {onTestFinished});
  await write(page, "const image = tensor([6, 6, 3]);\nconst filters = nested([[1], [2], [3]]);");
  await page.keyboard.press("ControlOrMeta+Enter");
  await status(page, "Done.");
  expect(await output(page, 2).locator("small").first().textContent()).toBe("shape 6×6×1, from 0 to 0");
});

test.concurrent("an error is shown at its line, and cells that wait for it say so", async ({
  onTestFinished
}) => {
  const {page} = await openPage(chapter, {onTestFinished});
  await write(page, "const image = 1;\nconst filters = nowhere;");
  await run(page);
  await status(page, "with an error in cell 1");
  const faults = block(page).locator(".cell-fault");
  expect(await faults.nth(0).textContent()).toBe("Line 2: ReferenceError: nowhere is not defined");
  expect(await faults.nth(2).textContent()).toBe("Waits for cell 1, which has an error.");
  await block(page).locator(".cm-lintRange-error").first().waitFor({state: "attached"});
});

test.concurrent("code has no document, no storage, no network, and no way to speak for the worker", async ({
  onTestFinished
}) => {
  const {page, problems} = await openPage(chapter, {onTestFinished});
  const title = await page.title();
  const names = [
    "document",
    "window",
    "localStorage",
    "indexedDB",
    "caches",
    "fetch",
    "XMLHttpRequest",
    "WebSocket"
  ];
  await write(
    page,
    `display([${[...names, "importScripts", "postMessage", "Worker", "BroadcastChannel"].map(name => `typeof ${name}`).join(", ")}].join());\nglobalThis.postMessage?.({type: "done"});`
  );
  await run(page);
  await status(page, "with an error");
  expect(await output(page, 0).locator("code").first().textContent()).toBe(
    Array(12).fill("undefined").join()
  );
  expect(await page.title()).toBe(title);
  expect(problems).toEqual([]);
});

test.concurrent("code made of text, timers and fonts are no way out either", async ({onTestFinished}) => {
  const {page, problems} = await openPage(chapter, {onTestFinished});
  const address = "https://example.invalid/";
  const ways = [
    `new Function("return import('${address}1')")()`,
    `(async () => {}).constructor("return import('${address}2')")()`,
    `Object.getPrototypeOf((async () => {}).constructor)("return import('${address}3')")()`,
    `setTimeout("import('${address}4')")`,
    `new FontFace("f", "url(${address}5)").load()`,
    `(0, eval)("import('${address}6')")`
  ];
  const attempts = ways.map(
    way => `try { await ${way}; display("out"); } catch (error) { display(error.name); }`
  );
  await write(page, attempts.join("\n"));
  await run(page);
  await status(page, "Done");
  const [imports, others] = [Array(3).fill("SyntaxError"), ["TypeError", "ReferenceError", "ReferenceError"]];
  expect(await output(page, 0).locator("code").allTextContents()).toEqual([...imports, ...others]);
  expect(problems).toEqual([]);
});

test.concurrent("of more than can be drawn a part is, and the page goes on", async ({onTestFinished}) => {
  const {page, problems} = await openPage(chapter, {onTestFinished});
  await write(
    page,
    "const many = f => Array.from({length: 30}, f);\ndisplay(many(() => many(() => many(() => tensor([12, 24])))));\nfor (let k = 0; k < 90; k++) display(uniform([8, 40, 8], random(k)));"
  );
  await run(page);
  await status(page, "Done");
  expect(await output(page, 0).locator("rect").count()).toBeLessThan(15_000);
  expect(await output(page, 0).locator("rect").count()).toBeGreaterThan(1000);
  expect(problems).toEqual([]);
});

test.concurrent("a drawing is shown as a picture, in which nothing runs", async ({onTestFinished}) => {
  const {page} = await openPage(chapter, {onTestFinished});
  await write(
    page,
    "display(svg`<svg viewBox='0 0 9 9' width='90' height='90'><script>parent.document.title = 'taken'</script><rect width='9' height='9' onload='parent.document.title = 1'/></svg>`);\ndisplay(curves({a: [1, 2, 4], b: [3, 2, 1]}));"
  );
  await run(page);
  await status(page, "Done");
  await page.waitForFunction(
    () => document.querySelector<HTMLImageElement>("#edit-one-by-one img")?.naturalWidth
  );
  // Charts are drawn when they come into view.
  await reach(output(page, 0));
  await output(page, 0).locator(".resized svg").first().waitFor();
  expect(await page.title()).not.toBe("taken");
});

test.concurrent("a block that a cell made is drawn, and follows the code: without its shortcut, and with another weight", async ({
  onTestFinished
}) => {
  const {page, problems} = await openPage("en/residual-block", {onTestFinished});
  const block = page.locator("#edit-block");
  const rows = block.locator(".walk-row");
  const output = async () => rows.last().locator("text.number").allTextContents();
  const run = async () => {
    await block.getByRole("button", {name: "Run", exact: true}).click();
    await block.locator(".editable-status", {hasText: "Done."}).waitFor({timeout: 30_000});
  };
  const edit = async (cell: number, from: string, to: string) => {
    const {cells} = examples["edit-block"];
    await fill(page, block.locator(".cm-content").nth(cell), cells[cell].replace(from, to));
  };
  await run();
  expect(await rows.count()).toBe(6);
  expect(await block.locator(".walk-arc").count()).toBe(1);
  expect(await output()).toEqual(["0.50", "2.00"]);
  expect(await rows.nth(1).locator("math").textContent()).toBe("z[l+1]=W[l+1]a[l]+b[l+1]");
  expect(await axeInBothThemes(page, "#edit-block")).toEqual([]);

  await block.getByRole("button", {name: "Edit"}).click();
  await edit(2, "residual(", "plain(");
  await run();
  expect(await rows.count()).toBe(5);
  expect(await block.locator(".walk-arc").count()).toBe(0);
  expect(await output()).toEqual(["0.00", "0.00"]);

  await edit(0, "[-0.5, 0.5]", "[4, 0.5]");
  await run();
  expect(await output()).toEqual(["8.50", "0.00"]);
  expect(problems).toEqual([]);
});

test.concurrent("what was changed survives a reload, and Reset forgets it", async ({onTestFinished}) => {
  const context = await newContext();
  onTestFinished(() => context.close());
  const {page} = await visit(context, chapter);
  await write(page, "const mine = 42;");
  await block(page).locator(".editable-origin", {hasText: "kept in this browser"}).waitFor();
  await reload(page);
  await block(page).locator("pre", {hasText: "const mine = 42;"}).waitFor();
  await block(page).getByRole("button", {name: "Reset"}).click();
  await reload(page);
  expect(await block(page).locator("pre").first().textContent()).toContain("const image");
});

test.concurrent("stored nonsense is left out with a message; without storage all else works", async ({
  onTestFinished
}) => {
  const context = await newContext();
  onTestFinished(() => context.close());
  await context.addInitScript(() => {
    localStorage.setItem("code edit-one-by-one", "{");
    Storage.prototype.setItem = () => {
      throw new DOMException("full", "QuotaExceededError");
    };
  });
  const {page, problems} = await visit(context, chapter);
  await page.locator(".notice", {hasText: "could not be read"}).waitFor();
  await write(page, "const image = 1, filters = 2;");
  await page.locator(".notice", {hasText: "keeps nothing"}).waitFor();
  await run(page);
  await status(page, "Done, with an error");
  expect(problems).toEqual([]);
});

test.concurrent("a link with code shows the code, and runs it on the reader's click only", async ({
  onTestFinished
}) => {
  const cells = ["display(6 * 7);", "", "", ""];
  const code = await writeCode({id: "edit-one-by-one", cells});
  const {page, problems} = await openPage(`${chapter}#edit-one-by-one&filters=3&code=${code}`, {
    onTestFinished
  });
  await block(page).locator("pre", {hasText: "6 * 7"}).waitFor();
  await block(page).locator(".editable-origin", {hasText: "came with the link"}).waitFor();
  expect(await output(page, 0).textContent()).toBe("");
  await run(page);
  await status(page, "Done.");
  expect(await output(page, 0).textContent()).toBe("42");
  expect(await page.evaluate(name => localStorage.getItem(name), ownName)).toBeNull();
  expect(problems).toEqual([]);
});

test.concurrent("a damaged link is left out with a message", async ({onTestFinished}) => {
  const {page, problems} = await openPage(`${chapter}#edit-one-by-one&code=AAAA`, {onTestFinished});
  await page.locator(".notice", {hasText: "damaged"}).waitFor();
  expect(await block(page).locator("pre").first().textContent()).toContain("const image");
  expect(problems).toEqual([]);
});

test.concurrent("an exercise says what is wrong on the smallest input, and when it is right", async ({
  onTestFinished
}) => {
  const {page, problems} = await openPage("en/exercises", {onTestFinished});
  const section = decay(page);
  await section.getByRole("button", {name: "Check"}).click();
  const feedback = section.locator(".exercise-feedback");
  await feedback.locator("p", {hasText: "λ is not in it"}).waitFor({timeout: 30_000});
  expect(await feedback.locator("dd").allTextContents()).toEqual([
    "[1]",
    "[0]",
    "0.1",
    "0.01",
    "[0.999]",
    "[1]"
  ]);
  await section.getByRole("button", {name: "Write"}).click();
  for (const [code, said] of [
    ["function step() { throw new Error('`no` {a[l]}'); }", "Line 1: Error: `no` {a[l]}"],
    ["async function step() { return [1]; }", "your function returns a promise"]
  ]) {
    await fill(page, section.locator(".cm-content"), code);
    await section.getByRole("button", {name: "Check"}).click();
    await feedback.locator("p", {hasText: said}).waitFor({timeout: 30_000});
  }
  await fill(
    page,
    section.locator(".cm-content"),
    "function step(w, gradient, rate, lambda) { return w.map((v, i) => v - rate * (gradient[i] + lambda * v)); }"
  );
  await section.getByRole("button", {name: "Check"}).click();
  await feedback.locator("p", {hasText: "Right: it agrees with the library"}).waitFor({timeout: 30_000});
  expect(await page.locator(".exercise-progress").textContent()).toContain("1 of 10");
  await reload(page);
  expect(await page.locator(".exercise-progress").textContent()).toContain("1 of 10");
  await page.getByRole("button", {name: "Reset all exercises"}).click();
  expect(await page.locator(".exercise-progress").textContent()).toContain("0 of 10");
  expect(await section.locator("pre").first().textContent()).not.toContain("lambda * v");
  expect(problems).toEqual([]);
});

test.concurrent("a teacher's link hides the solutions", async ({onTestFinished}) => {
  const {page} = await openPage("en/exercises?answers=hidden", {onTestFinished});
  expect(await decay(page).getByRole("button", {name: "Show a solution"}).count()).toBe(0);
  expect(await decay(page).getByRole("button", {name: "Check"}).count()).toBe(1);
});
