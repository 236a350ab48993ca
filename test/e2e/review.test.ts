// Questions with other numbers, and the page that asks them again.
import type {Page} from "playwright-core";
import {describe, expect, test} from "vitest";
import {downloaded} from "./support/menu.js";
import {newContext, openPage, reload, settled, sharedPage, toQuestions, visit} from "./support/page.js";

const questions = (page: Page) => page.locator("#review-questions .question");
const asks = (page: Page) => page.locator(".question .ask").allTextContents();
const standing = (page: Page) => page.locator(".review-standing");
const notice = (page: Page, text: string) => page.locator(".notice", {hasText: text}).first().waitFor();

describe("a chapter's question", () => {
  const shared = sharedPage("en/residual-block");

  test("comes with other numbers, which stay after a reload and in the other language, as does the answer", async () => {
    const {page, problems} = shared();
    await toQuestions(page);
    const question = page.locator("#check-questions .question").nth(2);
    const ask = question.locator(".ask");
    const first = await ask.textContent();
    await question.getByRole("button", {name: "Another one"}).click();
    expect(await ask.textContent()).not.toBe(first);
    const numbers = async () => (await ask.textContent())!.match(/\[[^\]l]*\]/g);
    const drawn = await numbers();
    expect(drawn).toHaveLength(2);
    // The second entries: the shortcut's alone is what many answer.
    const [z, a] = drawn!.map(list => Number(list.match(/, (\S+)\]/)![1].replace("−", "-")));
    await question.getByRole("textbox").fill(String(a));
    await question.getByRole("button", {name: "Check"}).click();
    await question.getByText("Add first, then apply ReLU").waitFor();
    await reload(page);
    await toQuestions(page);
    expect(await numbers()).toEqual(drawn);
    expect(await question.getByRole("textbox").inputValue()).toBe(String(a));
    expect(await question.locator(".feedback").textContent()).toContain("Add first");

    await page.locator('a[data-language="zh"]').click();
    await page.waitForURL(/\/zh\//);
    await settled(page);
    await toQuestions(page);
    expect(await numbers()).toEqual(drawn);
    expect(await question.locator(".feedback").textContent()).toContain("应先相加");
    await question.getByRole("textbox").fill(String(z + a));
    await question.getByRole("button", {name: "检查"}).click();
    await question.getByText("正确。").waitFor();
    expect(problems).toEqual([]);
  });

  test("has the same numbers for a class, and no others", async () => {
    const opened = await Promise.all(
      ["en/residual-block?questions=7", "en/residual-block?questions=7", "en/residual-block"].map(path =>
        openPage(path)
      )
    );
    const [one, other, own] = await Promise.all(
      opened.map(async ({page}) => {
        await toQuestions(page);
        return asks(page);
      })
    );
    expect(other).toEqual(one);
    expect(own).not.toEqual(one);
    expect(await opened[0].page.getByRole("button", {name: "Another one"}).count()).toBe(0);
    expect(await opened[2].page.getByRole("button", {name: "Another one"}).count()).toBe(4);
  });
});

describe("the review", () => {
  const shared = sharedPage("en/review");

  test("asks eight questions from all chapters, and keeps them and the answers", async () => {
    const {page, problems} = shared();
    expect(await standing(page).textContent()).toBe("Next: 8 new.");
    await page.getByRole("button", {name: "Ask me eight questions"}).click();
    expect(await questions(page).count()).toBe(8);
    const chapters = await questions(page)
      .locator(".about a")
      .evaluateAll(links => links.map(link => new URL((link as HTMLAnchorElement).href).pathname));
    expect(new Set(chapters).size).toBe(4);
    for (const question of await questions(page).all())
      await question.getByRole("button", {name: "Show the answer"}).click();
    expect(await page.locator(".review-progress").textContent()).toBe(
      "All 8 answered, 0 of them right at the first try."
    );
    expect(await standing(page).textContent()).toContain("8 questions are due now. Next: 8 that you missed.");
    const before = await asks(page);
    await reload(page);
    await questions(page).first().waitFor();
    expect(await asks(page)).toEqual(before);
    expect(await page.locator(".feedback", {hasText: "The answer:"}).count()).toBe(8);
    expect(problems).toEqual([]);
  });

  test("is saved as a file, forgotten, taken back, and read again; a damaged file changes nothing", async () => {
    const {page} = shared();
    const save = page.getByRole("button", {name: "Save the record"});
    const text = (await downloaded(page, () => save.click())).toString("utf8");
    await page.getByRole("button", {name: "Forget all"}).click();
    expect(await questions(page).count()).toBe(0);
    expect(await standing(page).textContent()).toBe("Next: 8 new.");
    await page.getByRole("button", {name: "Undo"}).click();
    await page.getByText("In your record: 8 of 26 questions.").waitFor();
    expect(await questions(page).count()).toBe(8);
    await page.getByRole("button", {name: "Forget all"}).click();

    const give = (name: string, content: string) =>
      page
        .locator("input[type=file]")
        .setInputFiles({name, mimeType: "application/json", buffer: Buffer.from(content)});
    await give("cut.json", text.slice(0, 60));
    await notice(page, "“cut.json” is damaged");
    expect(await standing(page).textContent()).toBe("Next: 8 new.");
    await give("review.json", text.replace(/"recalls": \{/, '"recalls": {"gone": {"version": 1}, '));
    await notice(page, "Read: the record of 8 questions. 1 that do not fit");
    expect(await standing(page).textContent()).toContain("Next: 8 that you missed.");
  });

  test("follows what another tab has answered, and loses nothing of it", async () => {
    const context = await newContext();
    try {
      const {page} = await visit(context, "zh/review");
      const {page: chapter} = await visit(context, "zh/one-by-one-convolution");
      await toQuestions(chapter);
      await chapter.locator(".quiz .question").first().getByRole("button", {name: "显示答案"}).click();
      await page.getByText("接下来：1 道答错过，7 道新题。").waitFor();
      await page.getByRole("button", {name: "问我八道题"}).click();
      expect(await questions(page).first().locator(".ask").textContent()).toContain("一个像素里有四个数");
    } finally {
      await context.close();
    }
  });

  test("where nothing can be kept, it works and says so; what does not fit is left out with a word", async () => {
    const context = await newContext();
    try {
      const {page: before} = await visit(context, "en/glossary");
      await before.evaluate(() => {
        const here = new URL(
          document.querySelector<HTMLMetaElement>('meta[name="service-worker"]')!.content,
          location.href
        );
        localStorage.setItem(`${new URL("./", here).pathname} review`, '{"version": 9, "questions": []}');
      });
      await context.addInitScript(() => {
        Storage.prototype.setItem = () => {
          throw new DOMException("full", "QuotaExceededError");
        };
      });
      const {page, problems} = await visit(context, "en/review");
      await notice(page, "could not be read and was left out");
      await page.getByRole("button", {name: "Ask me eight questions"}).click();
      await notice(page, "keeps nothing for this page");
      await questions(page).first().getByRole("button", {name: "Show the answer"}).click();
      expect(await page.locator(".review-progress").textContent()).toBe("1 of 8 answered.");
      expect(problems).toEqual([]);
    } finally {
      await context.close();
    }
  });

  test("without JavaScript says what it needs, and leads to the chapters' questions", async () => {
    const {page} = await openPage("zh/review", {javaScript: false});
    const needs = page.locator("main noscript");
    expect(await needs.isVisible()).toBe(true);
    expect(await needs.textContent()).toContain("需要 JavaScript");
    expect(await page.locator('main a[href*="#check"]').count()).toBe(4);
  });
});
