import type {Locator, Page} from "playwright-core";
import {describe, expect, test} from "vitest";
import {conv, plan, relu, sequential} from "../../lib/index.js";
import {fixed} from "../../lib/lesson/numbers.js";
import {defaults} from "../../lib/lesson/parameters.js";
import {
  compute,
  type LayerValues,
  layerParameters
} from "../../lib/views/chapters/one-by-one-convolution/model/layer.js";
import {followed, openPage, reach, sharedPage, toQuestions} from "./support/page.js";

const path = "en/one-by-one-convolution";
const figure = (page: Page, name: string) => page.locator(`#${name}-figure`);

/** What the library says of one filter, with the page's defaults but for some changes. */
function neuron(changes: Partial<LayerValues> = {}) {
  const values = {...defaults(layerParameters), ...changes};
  const layer = plan(sequential(conv(1, 1), relu), {input: [1, 6, 6, 32]});
  compute(layer, values);
  const at = [0, values.row - 1, values.column - 1, 0];
  return {...layer.explain("z1", at), result: layer.output.get(...at)};
}

/** The numbers that a figure's formula shows. */
const slots = (at: Locator) => at.locator("[data-slot]").allTextContents();

test.each(["drop", "paste"])(
  "a picture comes in by %s as well, and what is no image is refused",
  async type => {
    const {page, problems} = await openPage(path, {figures: ["on-a-picture-figure"]});
    const at = figure(page, "on-a-picture");
    await reach(at);
    const give = (image: boolean) =>
      at.evaluate(
        async (element, {type, image}) => {
          const canvas = new OffscreenCanvas(4, 2);
          canvas.getContext("2d")!.fillRect(0, 0, 4, 1);
          const data = new DataTransfer();
          data.items.add(
            image
              ? new File([await canvas.convertToBlob()], "small.png", {type: "image/png"})
              : new File(["no picture"], "notes.txt", {type: "text/plain"})
          );
          const event =
            type === "drop"
              ? new DragEvent("drop", {dataTransfer: data, bubbles: true, cancelable: true})
              : new ClipboardEvent("paste", {clipboardData: data, bubbles: true});
          element.dispatchEvent(event);
        },
        {type, image}
      );
    await give(true);
    await at.getByText("input 2×4×3").waitFor();
    await give(false);
    await page.getByText("“notes.txt” is no image").waitFor();
    expect(await at.getByText("input 2×4×3").count()).toBe(1);
    expect(problems).toEqual([]);
  }
);

describe("in one open page", () => {
  const shared = sharedPage(path, {figures: "all"});
  const follow = (hash: string) => followed(shared(), hash);

  test("pointing at a line of the cell lights the number that it computes", async () => {
    const {page} = shared();
    await page.locator(".code-line", {hasText: "sum + b"}).hover();
    const lit = await figure(page, "one-filter").locator(".neuron .lit").first().getAttribute("data-part");
    expect(lit).toBe("bias");
  });

  test("shrinking: the table counts what is on the page, and the time is measured here", async () => {
    const {page} = shared();
    const at = figure(page, "shrinking-channels");
    await reach(at);
    const row = async (name: string) => at.getByRole("row", {name}).locator("td").allTextContents();
    expect(await row("weights")).toEqual(["6,144", "0"]);
    expect(await row("multiplications")).toEqual(["4,816,896", "0"]);
    await at
      .getByText(/^\d[\d.]* ms$/)
      .first()
      .waitFor({timeout: 30_000});
    await at.getByRole("slider", {name: "filters"}).fill("192");
    await at.getByText("a layer was gained").waitFor();
    expect(await row("output")).toContain("28×28×192");
  });

  test("bottleneck: both ways are counted as in the lecture and timed", async () => {
    const {page} = shared();
    const at = figure(page, "bottleneck");
    await reach(at);
    const numbers = at.locator(".two-bars").first().locator(".num");
    expect(await numbers.allTextContents()).toEqual(["120,422,400", "12,443,648"]);
    await at
      .getByText(/times the time/)
      .first()
      .waitFor({timeout: 30_000});
    const times = await at.locator(".two-bars").nth(1).locator(".num").allTextContents();
    expect(times.every(text => /^\d[\d.,]* ms$/.test(text))).toBe(true);
  });

  test("a value has one colour in the rows and in the neuron", async () => {
    const {page, problems} = shared();
    const fills = (view: string) =>
      page
        .locator(`#one-filter-figure .${view} g[data-part=value] rect`)
        .evaluateAll(cells => cells.map(cell => (cell as SVGElement).style.fill));
    await reach(page.locator("#one-filter-figure .strips"));
    const rows = await fills("strips");
    expect(rows).toHaveLength(32);
    expect(new Set(rows).size).toBeGreaterThan(5);
    expect(await fills("neuron")).toEqual(rows);
    expect(problems).toEqual([]);
  });

  test("what stands in a box of the bottleneck block fits into it, in every group", async () => {
    const {page, problems} = shared();
    const figure = page.locator("#in-resnet-figure");
    for (const group of ["1", "2", "3", "4"]) {
      await figure.getByRole("radio", {name: group, exact: true}).check();
      const room = await figure.locator(".layer").evaluateAll(layers =>
        layers.flatMap(layer => {
          const box = layer.querySelector("rect")!.getBBox();
          return [...layer.querySelectorAll("text")].map(text => (box.width - text.getBBox().width) / 2);
        })
      );
      expect(room).toHaveLength(8);
      expect(Math.min(...room)).toBeGreaterThan(4);
    }
    expect(problems).toEqual([]);
  });

  test("questions are answered against the library, with a word on the usual slips", async () => {
    const {page} = shared();
    await toQuestions(page);
    const first = page.locator(".quiz li").first();
    await first.getByRole("textbox").fill("-1.5");
    await first.getByRole("button", {name: "Check"}).click();
    await first.getByText("ReLU comes after it").waitFor();
    await first.getByRole("textbox").fill("0");
    await first.getByRole("button", {name: "Check"}).click();
    await first.getByText("Right.").waitFor();
  });

  test("times two: a typed filter value changes every cell; what is no number is refused and nothing is lost", async () => {
    const {page, problems} = shared();
    const at = figure(page, "times-two");
    const output = () => at.locator("svg").nth(1).locator("text").allTextContents();
    expect((await output()).slice(0, 6)).toEqual(["2", "4", "6", "12", "10", "16"]);
    const filter = at.getByLabel("value of the filter", {exact: true}).and(page.locator(".number-cell"));
    await filter.fill("-1");
    await filter.press("Enter");
    expect((await output()).slice(0, 6)).toEqual(["−1", "−2", "−3", "−6", "−5", "−8"]);
    await filter.fill("two");
    await filter.press("Enter");
    await page.getByText("“two” is not a number").waitFor();
    expect((await output()).slice(0, 3)).toEqual(["−1", "−2", "−3"]);
    expect(problems).toEqual([]);
  });

  test("stride 2: a 1×1 convolution reads a quarter of the positions, a 3×3 all; the frame follows the output", async () => {
    const {page, problems} = shared();
    const at = figure(page, "stride");
    const verdict = at.locator(".finding");
    const frame = () => at.locator("svg").first().locator("rect.frame").last().getAttribute("width");
    expect(await verdict.textContent()).toBe("16 of 64 positions are read; 48 by no output at all.");
    const one = Number(await frame());
    await at.getByRole("radio", {name: "3×3, stride 2"}).check();
    expect(await verdict.textContent()).toBe("All 64 positions are read.");
    expect(Number(await frame())).toBeGreaterThan(2 * one);
    const output = at.getByRole("slider", {name: "position in the output"});
    await output.press("Home");
    expect(await output.getAttribute("aria-valuetext")).toBe(
      "row 1, column 1, reads 4 positions of the input"
    );
    await expect.poll(() => new URL(page.url()).hash).toContain("outRow=1");
    expect(problems).toEqual([]);
  });

  test("one filter shows the sums of the library, at the position that the arrow keys choose", async () => {
    const {page, problems} = shared();
    const at = figure(page, "one-filter");
    const first = neuron();
    expect(await slots(at)).toEqual([
      "32",
      fixed(first.sum - 0.1),
      "0.10",
      fixed(first.sum),
      fixed(first.sum),
      fixed(first.result)
    ]);
    await at.getByRole("slider", {name: "position in the input"}).focus();
    await page.keyboard.press("ArrowRight");
    await page.keyboard.press("ArrowUp");
    const moved = neuron({row: 4, column: 4});
    await expect.poll(async () => (await slots(at)).at(-1)).toBe(fixed(moved.result));
    expect(await at.getByText("and so does the library").count()).toBe(1);
    await page.waitForFunction(() => location.hash.includes("row=4"));
    await at.getByText(`add up to ${fixed(moved.sum - 0.1)}`).waitFor({state: "attached"});
    expect(problems).toEqual([]);
  });

  test("a filter with a single 1 picks the channel that is pointed at", async () => {
    const {page} = await follow("preset=one&bias=0");
    const at = figure(page, "one-filter");
    await at.getByText("The same sum in other views").click();
    const maps = at.getByRole("slider", {name: "its 32 channels"});
    const box = (await maps.boundingBox())!;
    await maps.hover({position: {x: box.width * (2.5 / 8), y: box.height * (3.5 / 4)}});
    const value = neuron({preset: "one", channel: 27, bias: 0}).terms[26].input;
    await expect.poll(async () => (await slots(at)).at(-1)).toBe(fixed(value));
    expect(await maps.getAttribute("aria-valuetext")).toBe(`channel 27, value ${fixed(value)}`);
  });

  test("play goes through the positions; with less motion, one for each press", async () => {
    const {page} = await follow("row=6&column=6");
    const at = figure(page, "one-filter");
    const play = at.getByRole("button", {name: "Play the 36 positions"});
    await play.click();
    await play.click();
    const position = at.getByRole("slider", {name: "position in the input"});
    expect(await position.getAttribute("aria-valuetext")).toBe("row 1, column 2");
  });

  test("weights are dragged, stepped with the keys and typed, and go into the link", async () => {
    const {page} = await follow("bias=0.1");
    const at = figure(page, "one-filter");
    const weights = at.getByRole("slider", {name: "weights of the filter"});
    await weights.hover();
    const box = (await weights.boundingBox())!;
    // Onto the first channel, at the very top.
    await page.mouse.move(box.x + box.width / 64, box.y + box.height / 2);
    await page.mouse.down();
    await page.mouse.move(box.x + box.width / 64, box.y);
    await page.mouse.up();
    expect(await weights.getAttribute("aria-valuetext")).toBe("channel 1, weight 1.00");
    await weights.press("ArrowDown");
    expect(await weights.getAttribute("aria-valuetext")).toBe("channel 1, weight 0.95");
    const typed = at.getByLabel("weight of channel 1", {exact: true});
    await typed.fill("-0.3");
    await typed.press("Enter");
    expect(await weights.getAttribute("aria-valuetext")).toBe("channel 1, weight −0.30");
    await page.waitForFunction(() =>
      /preset=own.*weights=-0\.3,|weights=-0\.3,.*preset=own/.test(location.hash)
    );
  });

  test("as many channels as filters come out, fewer or more than 32; too many are refused", async () => {
    const {page, problems} = await follow("filters=65");
    await page.getByText("The link sets filters to “65”").waitFor();
    const at = figure(page, "many-filters");
    for (const [filters, word] of [
      [8, "fewer"],
      [32, "as many"],
      [64, "more"]
    ] as const) {
      await at.getByRole("slider", {name: "filters F"}).fill(String(filters));
      await at.getByText(`output 6×6×${filters}`, {exact: true}).waitFor();
      expect(await at.locator(".finding").textContent()).toContain(word);
      expect(await slots(at)).toEqual([String(filters), String(filters)]);
    }
    expect(problems).toEqual([]);
  });

  test("the convolution in the page's cell and the matrix product agree to rounding", async () => {
    const {page} = await follow("filters=64");
    const finding = figure(page, "fully-connected").locator(".finding");
    await expect.poll(() => finding.textContent()).toContain("2,304");
    const said = (await finding.textContent())!;
    const [, mantissa, exponent] = /: ([\d.]+)×10⁻(.)\.$/.exec(said)!;
    expect(Number(mantissa) * 10 ** -"⁰¹²³⁴⁵⁶⁷⁸⁹".indexOf(exponent)).toBeLessThan(1e-5);
  });

  test("shuffling the pixels changes nothing for a 1×1 filter, and everything for the blur", async () => {
    const {page} = await follow("shuffled=on");
    const at = figure(page, "on-a-picture");
    expect(await at.locator(".finding").textContent()).toContain("all differences are 0");
    await at.getByLabel("compare: 3×3 blur").check({force: true});
    expect(await at.locator(".finding").textContent()).toContain("it differs by up to");
    expect(await at.getByText("9 pixels are read").count()).toBe(1);
  });

  test("a picture of one pixel works, a large one is scaled down and said so, what is no image is refused", async () => {
    const {page, problems} = shared();
    const at = figure(page, "on-a-picture");
    const file = at.locator("input[type=file]");
    const picture = (width: number, height: number) =>
      page.evaluate(
        ([w, h]) => {
          const canvas = Object.assign(document.createElement("canvas"), {width: w, height: h});
          canvas.getContext("2d")!.fillRect(0, 0, w, h / 2);
          return canvas.toDataURL("image/png").split(",")[1];
        },
        [width, height]
      );
    const give = async (name: string, mimeType: string, base64: string) =>
      file.setInputFiles({name, mimeType, buffer: Buffer.from(base64, "base64")});

    await give("dot.png", "image/png", await picture(1, 1));
    await at.getByText("input 1×1×3").waitFor();
    await give("notes.txt", "text/plain", Buffer.from("no picture").toString("base64"));
    await page.getByText("“notes.txt” is no image").waitFor();
    await give("broken.png", "image/png", Buffer.from("no picture").toString("base64"));
    await page.getByText("“broken.png” is no image").waitFor();
    expect(await at.getByText("input 1×1×3").count()).toBe(1);
    await give("large.png", "image/png", await picture(5000, 4000));
    await page.getByText("scaled down to 320×256").waitFor();
    await at.getByText("input 256×320×3").waitFor();
    expect(problems).toEqual([]);
  });
});
