import {expect, test} from "vitest";
import {newContext, visit} from "../e2e/support/page.js";

test("once one page was visited, every page works without a network", async () => {
  const context = await newContext({offline: true});
  try {
    const {page} = await visit(context, "en/glossary");
    await page.evaluate(() => navigator.serviceWorker.ready.then(() => {}));
    await page.waitForFunction(() => navigator.serviceWorker.controller);
    await context.setOffline(true);
    const {page: other, problems} = await visit(context, "zh/one-by-one-convolution");
    expect(await other.locator("h1").textContent()).toContain("1×1");
    await other.locator("figure.figure svg").first().waitFor();
    expect(problems).toEqual([]);
  } finally {
    await context.close();
  }
});
