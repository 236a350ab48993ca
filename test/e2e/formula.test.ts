import {join} from "node:path";
import {build} from "esbuild";
import {expect, test} from "vitest";
import {top} from "../../scripts/site.js";
import {openPage} from "./support/page.js";

test("a live formula fills its slots, each place of a name, and names a slot that it lacks", async () => {
  const {page} = await openPage("en/glossary");
  const {outputFiles} = await build({
    entryPoints: [join(top, "lib", "views", "drawing", "formula.ts")],
    bundle: true,
    format: "iife",
    globalName: "view",
    write: false
  });
  await page.evaluate(outputFiles[0].text.replace("var view", "globalThis.view"));
  const [text, message, size] = await page.evaluate(() => {
    // biome-ignore lint/suspicious/noExplicitAny: a global of this test
    const {formula} = (globalThis as any).view;
    const {element, update} = formula("oneNeuron");
    document.querySelector("main")!.append(element);
    update({channels: "32", sum: "0.5", bias: "−1", z: "−0.5", a: "0"});
    let message = "";
    try {
      update({y: "1"});
    } catch (error) {
      message = (error as Error).message;
    }
    return [
      element.textContent,
      message,
      element.querySelector("math").getBoundingClientRect().height
    ] as const;
  });
  expect(text).not.toContain("?");
  expect(text.match(/−0\.5/g)).toHaveLength(2);
  expect(message).toBe("no slot y in oneNeuron: it has channels, sum, bias, z, a");
  expect(size).toBeGreaterThan(20);
});
