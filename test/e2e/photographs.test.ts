// The networks that were trained on photographs, and the reader's own.
import {readFileSync} from "node:fs";
import type {Locator} from "playwright-core";
import {expect, test} from "vitest";
import type {Passage} from "../../lib/experiments/apart.js";
import {type OpenedOptions, opened} from "../../lib/experiments/opened.js";
import {type PhotographOptions, photograph} from "../../lib/experiments/photograph.js";
import {percent} from "../../lib/lesson/numbers.js";
import {ranked} from "../../lib/views/chapters/residual-network/model/photographs.js";
import {drawnPicture, square} from "../../lib/views/drawing/colour-picture.js";
import {imageNetNames} from "../../scripts/imagenet.js";
import {top} from "../../scripts/site.js";
import type {Results} from "../../scripts/train/results.js";
import {layersOf} from "../export/zoo.js";
import {checkpoint, fileOf} from "../support/checkpoints.js";
import {openPage, reach} from "./support/page.js";

const openPhotographs = () => openPage("en/residual-network", {figures: ["photographs"]});

const storedWeights = (name: "plain-20" | "resnet-20") =>
  readFileSync(`${top}/assets/networks/${name}.safetensors`);

const {scale, classes} = JSON.parse(readFileSync(`${top}/assets/networks/plain-20.json`, "utf8")) as Results;
const {data: pixels} = square(drawnPicture(), 32);

/** What the figure should say of the drawn picture. */
function verdictOf(probabilities: Float32Array): string {
  const [{name, probability}] = ranked(probabilities, classes);
  return `It says: ${name === "automobile" ? "car" : name} (${percent(probability)}).`;
}

const stored = (options: Pick<PhotographOptions, "network" | "weights" | "passages">) =>
  verdictOf([...photograph({...options, scale, pixels})][0].probabilities);

let files = 0;
/** What a network of the reader’s own says of the drawn picture. */
function ownAnswer(file: Uint8Array, passages: readonly Passage[], kind: OpenedOptions["kind"] = "residual") {
  const options = {id: ++files, file, kind, scale, pixels, image: drawnPicture(), passages};
  const record = [...opened(options)].at(-1)!;
  if (record.type !== "said") throw new Error(record.type);
  return record.probabilities;
}

/** Drops a file of this name and type on a figure. */
const drop = (figure: Locator, name: string, bytes: Uint8Array, type = "") =>
  figure.evaluate(
    (element, {name, bytes, type}) => {
      const dataTransfer = new DataTransfer();
      dataTransfer.items.add(new File([Uint8Array.from(bytes)], name, {type}));
      element.dispatchEvent(new DragEvent("drop", {dataTransfer, bubbles: true, cancelable: true}));
    },
    {name, bytes: [...bytes], type}
  );

/** A network of three blocks, as model zoos keep those for such pictures. */
const threeBlocks = (classes: number) =>
  checkpoint(layersOf({kernel: 3, blocks: [1, 1, 1], filters: [4, 8, 16], classes, projections: false}));

test("a network of the reader’s own opens, loses blocks and is read early; Reset puts it back", async () => {
  const {page, problems} = await openPhotographs();
  const figure = page.locator("#photographs");
  await reach(figure);
  const own = figure.locator("details", {has: page.getByText("Open a network of your own")});
  const verdict = () => own.locator(".finding").textContent();
  const weights = fileOf(threeBlocks(10));
  const mine = (passages: Passage[]) => verdictOf(ownAnswer(weights, passages));

  expect(await own.getAttribute("open")).toBe(null);
  await drop(figure, "mine.safetensors", weights);
  await expect.poll(verdict).toBe(mine([]));
  expect(await own.getAttribute("open")).toBe("");
  await own.getByText("mine.safetensors: 3 blocks, 10 classes").waitFor();
  await own.getByRole("button", {name: "Block 2, whole", exact: true}).click();
  await expect.poll(verdict).toBe(mine(["whole", "arc only"]));
  await own.getByRole("slider", {name: "blocks passed"}).fill("2");
  await expect.poll(verdict).toBe(mine(["whole", "arc only", "arc only"]));
  await own.getByRole("button", {name: "Block 3, not passed", exact: true}).waitFor();
  await own.getByText("2 of 3").waitFor();

  await figure.getByRole("button", {name: "Reset"}).click();
  await expect.poll(verdict).toBe(mine([]));
  expect(await own.getByRole("button", {name: /^Block \d, whole$/}).count()).toBe(3);
  await own.getByText("3 of 3").waitFor();

  // What the library wrote: whether it has arcs, the file does not say.
  for (const [name, kind, other] of [
    ["resnet-20", "residual", "without"],
    ["plain-20", "plain", "with arcs"]
  ] as const) {
    const weights = storedWeights(name);
    const file = {name: `${name}.safetensors`, mimeType: "", buffer: weights};
    await own.locator('input[accept=".safetensors"]').setInputFiles(file);
    await own.getByText(`${name}.safetensors: 9 blocks, 10 classes`).waitFor();
    await expect.poll(verdict).toBe(verdictOf(ownAnswer(weights, [], kind)));
    await own.getByRole("radio", {name: other, exact: true}).check();
    const network = kind === "plain" ? "residual" : "plain";
    await expect.poll(verdict).toBe(verdictOf(ownAnswer(weights, [], network)));
  }
  expect(problems).toEqual([]);
});

test("a network of ImageNet is given the middle of the picture, and names its five likeliest classes; blocks can be taken from it", async () => {
  const {page, problems} = await openPhotographs();
  const figure = page.locator("#photographs");
  await reach(figure);
  const requests: string[] = [];
  page.on("request", request => requests.push(request.url()));
  const own = figure.locator("details", {has: page.getByText("Open a network of your own")});
  const sizes = layersOf({
    kernel: 7,
    blocks: [1, 1],
    filters: [
      [2, 8],
      [3, 12]
    ],
    classes: 1000,
    projections: true
  });
  const weights = fileOf(checkpoint(sizes));
  const five = (passages: Passage[]) =>
    ranked(ownAnswer(weights, passages), imageNetNames())
      .slice(0, 5)
      .map(({name, probability}) => `${name}${percent(probability)}`);
  expect(new Set(five([]))).not.toEqual(new Set(five(["whole", "arc only"])));

  await drop(figure, "resnet.safetensors", weights);
  await expect.poll(() => own.getByRole("listitem").allTextContents()).toEqual(five([]));
  await own.getByText("resnet.safetensors: 2 blocks, 1000 classes").waitFor();
  // The names came when they were needed.
  expect(requests.filter(url => /imagenet/.test(url))).toHaveLength(1);
  const given = own.getByRole("img", {name: "The picture as this network is given it"});
  expect(await given.evaluate(canvas => (canvas as HTMLCanvasElement).width)).toBe(224);
  await own.getByRole("button", {name: "Block 2, whole", exact: true}).click();
  await expect.poll(() => own.getByRole("listitem").allTextContents()).toEqual(five(["whole", "arc only"]));
  expect(problems).toEqual([]);
});

test.each([
  [
    "en",
    [
      "“notes.txt” is neither a picture nor a .safetensors file",
      "“claims.safetensors” does not open: not a whole safetensors file: its header would have 18446744073709551615 bytes",
      "“other.safetensors” does not open: no residual network: conv1.weight should have 4 sizes, has none; the file holds features.0.weight …",
      "“less.safetensors” does not open: the checkpoint does not fit: bn1.bias (4) is missing; fc.bias has shape 3, the network 10",
      "“broken.png” is no image that this browser can read"
    ]
  ],
  [
    "zh",
    [
      "从名称和类型看，“notes.txt”既不是图片，也不是 .safetensors 文件",
      "“claims.safetensors”打不开：库的说明是“not a whole safetensors file: its header would have 18446744073709551615 bytes",
      "“other.safetensors”打不开：不是这样的网络。缺少 conv1.weight（?,?,?,?）；文件里有 features.0.weight 等。",
      "“less.safetensors”打不开：与网络不合。缺少 bn1.bias（4）；fc.bias 的形状是 3，网络需要 10。",
      "“broken.png”不是这个浏览器能读的图片"
    ]
  ]
] as const)(
  "a dropped file that is no picture and no network is named in the page’s language: %s",
  async (language, words) => {
    const {page, problems} = await openPage(`${language}/residual-network`, {figures: ["photographs"]});
    const figure = page.locator("#photographs");
    await reach(figure);
    const less = new Map(threeBlocks(10));
    less.delete("bn1.bias");
    less.set("fc.bias", threeBlocks(3).get("fc.bias")!);
    const files: readonly (readonly [string, Uint8Array, string?])[] = [
      ["notes.txt", Uint8Array.of(1), "text/plain"],
      ["claims.safetensors", fileOf(threeBlocks(10)).fill(255, 0, 8)],
      ["other.safetensors", fileOf(checkpoint({"features.0.weight": [4, 3, 3, 3]}))],
      ["less.safetensors", fileOf(less)],
      ["broken.png", Uint8Array.of(1, 2, 3), "image/png"]
    ];
    for (const [i, file] of files.entries()) {
      await drop(figure, ...file);
      await expect.poll(() => page.locator(".notices").textContent()).toContain(words[i]);
    }
    expect(problems).toEqual([]);
  }
);

test("networks that were trained on photographs say of a picture what the library says, whole and in parts", async () => {
  const {page, problems} = await openPhotographs();
  const figure = page.locator("#photographs");
  const verdicts = async () => (await figure.locator(".finding").allTextContents()).filter(Boolean);
  const [plain, residual] = (["plain-20", "resnet-20"] as const).map(name => {
    const weights = storedWeights(name);
    return (...passages: Passage[]) => stored({weights, passages, network: `cifar-${name}`});
  });

  let away = true;
  await page.route(/\.safetensors/, route => (away ? route.abort() : route.continue()));
  const press = figure.getByRole("button", {name: /^Open both networks \(1\.1 MB\)$/});
  await press.click();
  await expect.poll(() => page.locator(".notices").textContent()).toContain("could not be fetched");
  expect(await verdicts()).toEqual(Array(2).fill("Open the networks to see what they say of the picture."));
  problems.length = 0;
  away = false;
  await press.click();
  await expect.poll(verdicts).toEqual([plain(), residual()]);

  await figure
    .getByRole("button", {name: /^Block 3, whole/})
    .nth(1)
    .click();
  await expect.poll(verdicts).toEqual([plain(), residual("whole", "whole", "arc only")]);
  await figure.getByRole("slider", {name: "blocks passed"}).fill("8");
  const eight = Array<Passage>(8).fill("whole");
  await expect
    .poll(verdicts)
    .toEqual([plain(...eight, "arc only"), residual(...eight.with(2, "arc only"), "arc only")]);
  expect(await figure.getByRole("button", {name: /^Block 9, not passed/}).count()).toBe(2);
  const reset = figure.getByRole("button", {name: "Reset"});
  await reset.click();
  await expect.poll(verdicts).toEqual([plain(), residual()]);

  // Four blocks that it can spare: its goal.
  const said = () => figure.locator(".goal-state > .said").allTextContents();
  for (const block of [2, 4, 5, 7]) {
    expect(await said()).toEqual([]);
    await figure
      .getByRole("button", {name: new RegExp(`^Block ${block}, whole`)})
      .nth(1)
      .click();
  }
  await expect.poll(async () => (await said()).join()).toMatch(/^reached, 1 of \d+ in this chapter$/);
  await reset.click();
  await expect.poll(verdicts).toEqual([plain(), residual()]);

  await figure.getByText(/^Look inside/).click();
  for (const kind of ["plain", "residual"])
    expect(
      await figure
        .getByRole("img", {
          name: new RegExp(`^${kind}.*: the 16 filters of the first layer; \\d+ look for light`)
        })
        .locator("canvas")
        .count()
    ).toBe(16);

  // A camera that is refused, and one that sees blue. (A browser here has none of its own.)
  const camera = figure.getByRole("button", {name: "Use the camera…"});
  const allow = (allowed: "never" | "late" | "at once") =>
    page.evaluate(allowed => {
      const seen = document.createElement("canvas");
      const context = seen.getContext("2d")!;
      context.fillStyle = "#2244cc";
      context.fillRect(0, 0, seen.width, seen.height);
      const stream = seen.captureStream(10);
      Object.assign(globalThis, {stream});
      const getUserMedia = async () => {
        if (allowed === "never") throw new DOMException("no", "NotAllowedError");
        if (allowed === "late") await new Promise<void>(give => Object.assign(globalThis, {give}));
        return stream;
      };
      Object.defineProperty(navigator, "mediaDevices", {value: {getUserMedia}, configurable: true});
    }, allowed);
  const live = () =>
    page.evaluate(() =>
      (globalThis as unknown as {stream: MediaStream}).stream
        .getTracks()
        .some(({readyState}) => readyState === "live")
    );
  await allow("never");
  await camera.click();
  await expect.poll(() => page.locator(".notices").textContent()).toContain("camera was not allowed");
  expect((await verdicts()).slice(0, 2)).toEqual([plain(), residual()]);
  // Allowed when the reader has taken another picture: it lets go.
  await allow("late");
  await camera.click();
  await figure.getByRole("button", {name: "The drawn one"}).click();
  await page.evaluate(() => (globalThis as unknown as {give(): void}).give());
  await expect.poll(live).toBe(false);
  expect(await figure.locator(".photograph canvas").count()).toBe(1);
  await allow("at once");
  await camera.click();
  await figure.getByRole("button", {name: "Take the picture"}).click();
  await expect.poll(verdicts).not.toContain(residual());
  const blue = await page.evaluate(() => {
    const canvas = document.querySelector<HTMLCanvasElement>("#photographs .photograph canvas")!;
    return [...canvas.getContext("2d")!.getImageData(16, 16, 1, 1).data];
  });
  expect([blue[2] > 150, blue[0] < 90, await live()]).toEqual([true, true, false]);
  expect(problems).toEqual([]);
});
