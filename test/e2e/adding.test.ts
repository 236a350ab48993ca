// The figure that lib/ADDING.md adds, in a page of the site.
import {rmSync} from "node:fs";
import {build} from "esbuild";
import {expect, onTestFinished, test} from "vitest";
import {blocks, carriedOut} from "../support/adding.js";
import {openPage} from "./support/page.js";

test("the figure of lib/ADDING.md appears when it is near, and follows its slider", async () => {
  const folder = carriedOut();
  onTestFinished(() => rmSync(folder, {recursive: true}));
  const cell = blocks.find(({files}) => files.some(file => file.endsWith(".md")))!.code;
  const {outputFiles} = await build({
    stdin: {
      contents: `
        import {pageState} from "../lib/views/kit/state.js";
        import {parameters} from "../lib/views/chapters/why-resnets-work/parameters.js";
        const state = pageState(parameters);
        const display = node => document.querySelector("main").prepend(node);
        ${cell}`,
      // Where cells import from.
      resolveDir: `${folder}/lib`
    },
    bundle: true,
    write: false,
    format: "esm"
  });
  const {page, problems} = await openPage("en/glossary");
  await page.addScriptTag({type: "module", content: outputFiles[0].text});
  const figure = page.locator("#fading-figure");
  await figure.waitFor();
  expect(await figure.locator("tbody tr").allInnerTexts()).toEqual([
    expect.stringContaining("9.77×10⁻⁴"),
    expect.stringContaining("57.7")
  ]);
  await figure.getByRole("slider").fill("1");
  await expect.poll(() => figure.locator("tbody").textContent()).toContain("0.5");
  expect(problems).toEqual([]);
});
