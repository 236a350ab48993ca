// What every figure gives away of the networks that it computes or trains, in the tools that it is for.
import * as ort from "onnxruntime-web";
import type {Locator, Page} from "playwright-core";
import {beforeAll, describe, expect, it, test} from "vitest";
import {readSafetensors} from "../../lib/export/index.js";
import {downloaded} from "../e2e/support/menu.js";
import {openPage} from "../e2e/support/page.js";
import {axeInBothThemes} from "../e2e/support/survey.js";
import {failing, pythonWith, skipped} from "../support/pytorch.js";

/** Figures that compute no network: they count, or show what others have trained. */
const without = ["in-resnet-figure", "walker", "prediction"];

const pages = [
  "",
  "en/residual-block",
  "en/residual-network",
  "en/why-resnets-work",
  "en/one-by-one-convolution"
];

const python = pythonWith("torch");

/** The scripts of all that was taken, by figure and network. */
const scripts = new Map<string, string>();

beforeAll(() => {
  ort.env.wasm.numThreads = 1;
  ort.env.logLevel = "error";
});

/** Opens a figure's dialog, where there is one. */
async function opened(page: Page, figure: string): Promise<Locator | undefined> {
  const item = page.locator(`#${figure} .menu-items button`, {hasText: "Take the network"});
  if ((await item.count()) === 0) return;
  await item.dispatchEvent("click");
  const dialog = page.locator("dialog.dialog[open]");
  await dialog.waitFor();
  return dialog;
}

const take = (page: Page, dialog: Locator, format: string) =>
  downloaded(page, () => dialog.getByRole("button", {name: format, exact: true}).click());

/** An array that a script holds, by name. */
function recorded(script: string, name: string) {
  const [, shape, data] = script.match(new RegExp(`^${name} = tensor\\(\\((.*?),?\\), "(.*)"\\)$`, "m"))!;
  const bytes = Uint8Array.from(atob(data), c => c.charCodeAt(0));
  return {shape: shape.split(",").map(Number), data: new Float32Array(bytes.buffer)};
}

/** Takes a network in all formats: they are one network, whose output is what the library has computed. */
async function takeAll(page: Page, dialog: Locator, name: string) {
  const script = (await take(page, dialog, "PyTorch")).toString("utf8");
  scripts.set(name, script);
  const [x, y] = [recorded(script, "x"), recorded(script, "expected")];
  const session = await ort.InferenceSession.create(new Uint8Array(await take(page, dialog, "ONNX")));
  const result = await session.run({[session.inputNames[0]]: new ort.Tensor("float32", x.data, x.shape)});
  const output = result[session.outputNames[0]];
  await session.release();
  expect(output.dims, name).toEqual(y.shape);
  const scale = Math.max(1e-6, ...y.data.map(Math.abs));
  const apart = Math.max(...(output.data as Float32Array).map((v, i) => Math.abs(v - y.data[i]) / scale));
  expect(apart, name).toBeLessThan(1e-4);
  const weights = readSafetensors(new Uint8Array(await take(page, dialog, "safetensors")));
  expect(
    [...weights.values()].every(({read}) => read().every(Number.isFinite)),
    name
  ).toBe(true);
  expect(weights.size, name).toBe([...script.matchAll(/^ {4}"\w+": tensor\(/gm)].length);
}

describe("each figure that computes or trains a network gives it away", () => {
  test.for(pages)("/%s", async (path, {onTestFinished}) => {
    const {page, problems} = await openPage(path, {onTestFinished, figures: "all"});
    // The landing page asks first.
    if (!path) await page.goto(`${page.url()}#guess=shown`);
    const ids = await page.locator("main figure.figure").evaluateAll(all => all.map(({id}) => id));
    const bare: string[] = [];
    if (ids.includes("photographs")) {
      await page
        .locator("#photographs .menu-items button", {hasText: "Take the network"})
        .dispatchEvent("click");
      await page.getByText("Open both networks first").waitFor();
      const open = page.locator("#photographs").getByRole("button", {name: /^Open both/});
      await open.click();
      await open.waitFor({state: "detached"});
    }
    for (const id of ids) {
      const dialog = await opened(page, id);
      if (!dialog) bare.push(id);
      else {
        const choice = dialog.getByRole("combobox");
        const count = (await choice.count()) ? await choice.locator("option").count() : 1;
        // The first and the last: what lies between is made alike.
        for (const index of new Set([0, count - 1])) {
          if (count > 1) await choice.selectOption({index});
          await takeAll(page, dialog, `${id}, network ${index + 1}`);
        }
        await page.keyboard.press("Escape");
        await dialog.waitFor({state: "detached"});
      }
    }
    expect(bare.filter(id => !without.includes(id))).toEqual([]);
    expect(problems).toEqual([]);
  });

  it.skipIf(!python)(`and PyTorch finds the library's output${skipped(python, "torch")}`, () => {
    expect(scripts.size).toBeGreaterThan(40);
    expect(failing(python!, scripts)).toEqual({});
  });
});

test("where a figure draws medians, the dialog says which networks there are to take", async () => {
  const {page} = await openPage("en/residual-network#perblockseed=2", {figures: ["layers-per-block"]});
  const dialog = (await opened(page, "layers-per-block"))!;
  expect(await dialog.locator("p").first().textContent()).toMatch(
    /^These are the networks of seed 2, drawn dashed\. The lines are medians of 5 seeds/
  );
  expect((await dialog.locator("option").allTextContents()).filter(name => !/seed 2$/.test(name))).toEqual(
    []
  );
});

test("what is under way gives nothing away, and a training that is given up saves nothing", async () => {
  const {page, problems} = await openPage("en/residual-network", {figures: ["race"]});
  const item = page.locator("#race .menu-items button", {hasText: "Take the network"});
  await page.locator("#race").getByRole("button", {name: "Start"}).click();
  // What stood there before counts until there is something new.
  await page.locator("#race").getByText("Not complete yet").waitFor();
  await page.locator("#race").getByRole("button", {name: "Pause"}).click();
  await item.dispatchEvent("click");
  await page.getByText("There is a network to take once a run is through.").waitFor();
  await page.locator("#race").getByRole("button", {name: "Cancel"}).click();
  const saved: string[] = [];
  page.on("download", download => saved.push(download.suggestedFilename()));
  // A worker that is asked for nothing does nothing.
  await page.evaluate(() => {
    const {postMessage} = Worker.prototype;
    Worker.prototype.postMessage = function (message: {type: string}) {
      if (message.type !== "next") postMessage.call(this, message);
      if (message.type === "stop") Worker.prototype.postMessage = postMessage;
    };
  });
  const dialog = (await opened(page, "race"))!;
  expect(await axeInBothThemes(page, "dialog")).toEqual([]);
  await dialog.getByRole("button", {name: "ONNX", exact: true}).click();
  await dialog.getByText("Training…").waitFor();
  await page.keyboard.press("Escape");
  await dialog.waitFor({state: "detached"});
  // The next one is saved, the one given up is not.
  const again = (await opened(page, "race"))!;
  await again.getByRole("combobox").selectOption({index: 1});
  const file = await take(page, again, "safetensors");
  expect(readSafetensors(new Uint8Array(file)).has("W1")).toBe(true);
  expect(saved).toEqual(["race-2.safetensors"]);
  expect(problems).toEqual([]);
});
