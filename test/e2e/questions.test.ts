// The page of questions: each is found by its own words, and shows its figure where it stands.
import {expect, test} from "vitest";
import {questions} from "../../scripts/questions.js";
import {openPage} from "./support/page.js";

test.each(["en", "zh"] as const)(
  "search in %s finds each question first by its own words",
  async language => {
    const {page, problems} = await openPage(`${language}/accessibility`);
    const box = page.locator("#observablehq-search input");
    const first = page.locator("#observablehq-search-results a").first();
    await box.focus();
    for (const {id, question} of questions(language)) {
      await expect
        .poll(async () => {
          await box.fill("");
          await box.fill(question);
          return first.getAttribute("href", {timeout: 5000}).catch(() => "");
        })
        .toMatch(new RegExp(`/${language}/questions\\.html#${id}$`));
    }
    expect(problems).toEqual([]);
  }
);

test("a question shows its figure where it stands, in the state that it speaks of, and puts it away again", async () => {
  const {page, problems} = await openPage("en/questions");
  const entry = page.locator("p", {hasText: "See it: both terms struck out"});
  const button = entry.getByRole("button", {name: "Show it here"});
  await button.focus();
  await page.keyboard.press("Enter");
  const frame = page.frameLocator("iframe.seen");
  await frame.locator("#two-layers:not(.outline)").waitFor();
  await expect
    .poll(() => frame.locator("#two-layers p.visually-hidden").textContent())
    .toContain("a[l+2] = a[l]");
  const heights = () =>
    page.locator("iframe.seen").evaluate(frame => {
      const {contentDocument, clientHeight} = frame as HTMLIFrameElement;
      return clientHeight - contentDocument!.querySelector("#two-layers")!.getBoundingClientRect().height;
    });
  await expect.poll(heights).toBeLessThan(40);
  expect(await heights()).toBeGreaterThanOrEqual(0);
  await entry.getByRole("button", {name: "Hide it"}).press("Enter");
  expect(await page.locator("iframe.seen").count()).toBe(0);
  expect(problems).toEqual([]);
});

test("the landing page’s door leads to the questions, which search engines read as such", async () => {
  const {page} = await openPage("");
  await page.getByRole("link", {name: "I have a question"}).click();
  await page.waitForURL(/en\/questions\.html/);
  const data = JSON.parse((await page.locator('script[type="application/ld+json"]').textContent())!);
  expect(data["@type"]).toBe("FAQPage");
  expect(data.mainEntity.map(({name}: {name: string}) => name)).toEqual(
    questions("en").map(({question}) => question)
  );
});
