import type {Page} from "playwright-core";
import {expect, test} from "vitest";
import {openPage} from "../e2e/support/page.js";

const runDone = (page: Page, figure: string) =>
  page.waitForFunction(
    id => document.querySelector<HTMLButtonElement>(`#${id} .runner button:last-of-type`)?.disabled,
    figure
  );

test("memory does not grow over 20 runs", async () => {
  const {page} = await openPage("en/residual-network#deepest=32&steps=10&rate=0.03", {
    figures: ["degradation-experiment"]
  });
  const session = await page.context().newCDPSession(page);
  await session.send("Performance.enable");
  const heap = async () => {
    await session.send("HeapProfiler.collectGarbage");
    const {metrics} = await session.send("Performance.getMetrics");
    return metrics.find(m => m.name === "JSHeapUsedSize")!.value / 1e6;
  };
  const run = async () => {
    await page.locator("#degradation-experiment").getByRole("button", {name: "Run in this browser"}).click();
    await runDone(page, "degradation-experiment");
  };
  for (let i = 0; i < 3; i++) await run();
  const before = await heap();
  for (let i = 0; i < 20; i++) await run();
  const after = await heap();
  await session.detach();
  console.log(`Memory of the page before and after 20 runs: ${before.toFixed(1)} and ${after.toFixed(1)} MB`);
  expect(after - before).toBeLessThan(3);
});
