// The built site in Firefox and in WebKit. What both share with Chromium is tried there (test/e2e): here each kind of
// thing that a reader does is done once.
import {afterAll, beforeAll, describe, expect, test} from "vitest";
import {requireEngine} from "../../scripts/browser.js";
import {serve} from "../../scripts/serve.js";
import {output} from "../../scripts/site.js";
import {pagePaths} from "../e2e/support/survey.js";
import {layersOf} from "../export/zoo.js";
import {checkpoint, fileOf} from "../support/checkpoints.js";
import {firefox} from "./support/firefox.js";
import {type Driver, recorder, type Tab, tab} from "./support/tab.js";
import {webkit} from "./support/webkit.js";

const drivers = {
  firefox: () => firefox(requireEngine("firefox").browser),
  webkit: () => webkit(requireEngine("webkit"))
} as const;

describe.each(Object.entries(drivers))("%s", (_, start) => {
  let site: Awaited<ReturnType<typeof serve>>;
  let driver: Driver;
  let page: Tab;

  beforeAll(async () => {
    [site, driver] = await Promise.all([serve(output, {script: recorder}), start()]);
    page = tab(driver, site.url);
    await driver.resize(1280, 900);
  });
  afterAll(() => Promise.all([driver?.close(), site?.close()]));

  test.each(pagePaths())("%s opens, and all its figures are drawn, without an error", async path => {
    await page.open(`${path}.html`.replace(/^\.html$/, ""));
    await page.until(() => {
      dispatchEvent(new Event("beforeprint"));
      return !document.querySelector("figure.outline, .island.blank");
    });
    expect(await page.run(() => document.querySelectorAll(".observablehq--error").length)).toBe(0);
    expect(await page.problems()).toEqual([]);
  });

  test("residual block: steps, a typed number, a value in the address", async () => {
    await page.open("en/residual-block.html#walkthrough-figure");
    const figure = "#walkthrough-figure";
    const step = () => page.run(f => document.querySelector(`${f} .stepping output`)!.textContent, figure);
    await page.until(f => document.querySelector(`${f} .stepping output`), figure);
    const before = await step();
    await page.click(`${figure} .stepping button[aria-label="Next step"]`);
    await expect.poll(step).not.toBe(before);
    await page.write(`${figure} input[aria-label="units ="]`, "3");
    await page.keys(["Enter"]);
    await page.until(() => location.hash.includes("n=3"));
    expect(await page.problems()).toEqual([]);
  });

  test("1×1 convolution: a number, a slider by keys, a drawing by the pointer", async () => {
    await page.open("en/one-by-one-convolution.html#times-two-figure");
    await page.write("#times-two-figure input.number", "3");
    await page.keys(["Enter"]);
    await page.until(() => location.hash.includes("factor=3"));
    await page.click("#many-filters-figure input[type=range]");
    await page.keys(["ArrowRight", "ArrowRight"]);
    await page.until(() => location.hash.includes("filters="));
    await page.drag("#on-a-picture-figure canvas", [20, 15]);
    expect(await page.problems()).toEqual([]);
  });

  test("a finger that swipes over a slider or a picture leaves its value alone", async ({skip}) => {
    // WebKit's driver turns fingers into mice.
    const {swipe} = page;
    if (!swipe) return skip();
    await page.open("en/one-by-one-convolution.html#many-filters-figure");
    const figure = "#many-filters-figure";
    const values = () =>
      page.run(
        f => [
          location.hash,
          ...Array.from(document.querySelectorAll<HTMLInputElement>(`${f} input`), i => i.value)
        ],
        figure
      );
    await page.until(f => document.querySelector(`${f} input[type=range]`), figure);
    await page.run(() => {
      addEventListener("pointerdown", ({pointerType}) => {
        document.title = `pressed by ${pointerType}`;
      });
    });
    const before = await values();
    for (const thing of ["input[type=range]", "canvas"]) await swipe(`${figure} ${thing}`);
    expect(await page.run(() => document.title)).toBe("pressed by touch");
    expect(await values()).toEqual(before);
    expect(await page.problems()).toEqual([]);
  });

  test("residual network: a training in a worker, its records, and its end", async () => {
    await page.open("en/residual-network.html#degradation-experiment");
    const figure = "#degradation-experiment";
    await page.click(`${figure} button`, "Run in this browser");
    await page.until(
      f => /\d+ of \d+/.test(document.querySelector(`${f} .run-status`)!.textContent!),
      figure
    );
    await page.click(`${figure} button`, "Cancel");
    await page.says(`${figure} .run-status`, "Cancelled.");
    expect(await page.problems()).toEqual([]);
  });

  test("residual network: a network of the reader's own, whose file its worker reads", async () => {
    await page.open("en/residual-network.html#photographs");
    const figure = "#photographs";
    await page.until(f => document.querySelector(`${f} .photograph canvas`), figure);
    const sizes = layersOf({kernel: 7, blocks: [1, 1], filters: [4, 6], classes: 1000, projections: true});
    await page.run(
      (f, bytes) => {
        const dataTransfer = new DataTransfer();
        dataTransfer.items.add(new File([Uint8Array.from(bytes)], "resnet.safetensors"));
        const dropped = new DragEvent("drop", {dataTransfer, bubbles: true, cancelable: true});
        document.querySelector(f)!.dispatchEvent(dropped);
      },
      figure,
      [...fileOf(checkpoint(sizes))]
    );
    await page.until(f => document.querySelectorAll(`${f} .classes.many > div`).length === 5, figure);
    expect(await page.problems()).toEqual([]);
  });

  test("why they work: the sweep runs, pauses and goes on while its status is told", async () => {
    await page.open("en/why-resnets-work.html#lambda-sweep");
    const hold = (name: string) =>
      page.until(
        name =>
          [...document.querySelectorAll<HTMLButtonElement>("#lambda-sweep button")].some(
            button => button.textContent === name && !button.disabled
          ),
        name
      );
    await page.click("#lambda-sweep button", "Run it here");
    await hold("Pause");
    await page.click("#lambda-sweep button", "Pause");
    await hold("Go on");
    await page.click("#lambda-sweep button", "Go on");
    await hold("Pause");
    await page.click("#lambda-sweep button", "Cancel");
    await page.says("#lambda-sweep .run-status", "Cancelled.");
    expect(await page.problems()).toEqual([]);
  });

  test("what is being read stays where it is when a figure above is drawn, however high it turns out", async () => {
    await page.open("en/why-resnets-work.html#lambda-sweep");
    await page.until(() => document.querySelector("#lambda-sweep button"));
    const moved = await page.run(async () => {
      const frame = () => new Promise(requestAnimationFrame);
      const read = document.querySelector("#lambda-sweep")!;
      // What is near is still being drawn.
      for (let [still, before] = [0, NaN]; still < 30; await frame()) {
        const {top} = read.getBoundingClientRect();
        still = top === before ? still + 1 : 0;
        before = top;
      }
      const above = document.querySelector<HTMLElement>("figure.outline")!;
      above.style.height = `${above.offsetHeight + 300}px`;
      read.scrollIntoView({behavior: "instant"});
      const {top} = read.getBoundingClientRect();
      above.dispatchEvent(new FocusEvent("focus"));
      while (above.isConnected) await frame();
      for (let k = 0; k < 3; k++) await frame();
      return Math.abs(read.getBoundingClientRect().top - top);
    });
    expect(moved).toBeLessThan(2);
    expect(await page.problems()).toEqual([]);
  });

  test("code: a cell is changed and run, and an exercise is checked", async () => {
    await page.open("en/residual-block.html#edit-block");
    await page.click("#edit-block button", "Run");
    await page.says("#edit-block", "Done.");
    await page.click("#edit-block button", "Edit");
    await page.click("#edit-block .cm-content");
    await page.keys([..."display(6*7);"]);
    await page.until(() => document.querySelector("#edit-block .cm-content")!.textContent!.includes("6*7"));
    await page.open("en/exercises.html");
    await page.click(".exercise button", "Check");
    await page.until(() =>
      /not|yet|right/i.test(document.querySelector(".exercise [role=status]")!.textContent!)
    );
    expect(await page.problems()).toEqual([]);
  });

  test("results: a learner's become a file and a link, which the page that collects reads", async () => {
    await page.open("en/exercises.html");
    await page.click("#projection button", "Check");
    await page.says("#projection [role=status]", "Not yet.");
    await page.open("en/review.html#my-results");
    const panel = "#my-results-panel";
    await page.click(`${panel} button`, "Put my results together");
    // And perhaps the one of the test before, if that was read in time.
    await page.until(() =>
      /\b(1 exercise|2 exercises)\b/.test(document.querySelector("#my-results-panel")!.textContent!)
    );
    await page.click(`${panel} button`, "Save as a file");
    await page.until(() => record.saved.some(({name}) => name === "results.json"));
    await page.run(() => {
      navigator.clipboard.writeText = async text => {
        document.title = text;
      };
    });
    await page.click(`${panel} button`, "Copy as a link");
    await page.until(() => document.title.includes("collect.html#results="));
    await page.open(await page.run(() => document.title));
    await page.says("#collected .collect-status", "One learner.");
    expect(await page.problems()).toEqual([]);
  });

  test("menu: a picture and the data are saved, a dialog opens and closes", async () => {
    await page.open("en/residual-block.html#walkthrough-figure");
    const menu = "#walkthrough-figure .menu";
    const choose = async (item: string) => {
      await page.click(`${menu} summary`);
      await page.click(`${menu} button`, item);
    };
    await choose("PNG");
    await page.until(() => record.saved.some(({name}) => name.endsWith(".png")));
    const size = await page.run(async () => {
      const picture = await createImageBitmap(await (await fetch(record.saved[0].url)).blob());
      return [picture.width, picture.height];
    });
    expect(Math.min(...size)).toBeGreaterThan(300);
    await choose("CSV");
    await page.until(() => record.saved.some(({name}) => name.endsWith(".csv")));
    await choose("Embed");
    await page.until(() => document.querySelector("dialog[open] textarea"));
    await page.keys(["Escape"]);
    await page.until(() => !document.querySelector("dialog[open]"));
    expect(await page.problems()).toEqual([]);
  });

  test("presentation: figure by figure, and back", async () => {
    await page.open("en/residual-block.html#walkthrough-figure");
    await page.click("#walkthrough-figure .menu summary");
    await page.click("#walkthrough-figure .menu button", "Present");
    await page.until(() => document.querySelector("dialog.stage #walkthrough-figure"));
    await page.click("dialog.stage .stage-bar button", "→");
    await page.until(() => !document.querySelector("dialog.stage #walkthrough-figure"));
    await page.click("dialog.stage .stage-bar button", "End");
    await page.until(() => !document.querySelector("dialog.stage"));
    expect(await page.problems()).toEqual([]);
  });

  test("presentation, by keys: next figure, notes, and Escape; the focus is at the figure's menu again", async () => {
    await page.open("en/residual-block.html#walkthrough-figure");
    await page.click("#walkthrough-figure .menu summary");
    await page.click("#walkthrough-figure .menu button", "Present");
    await page.until(() => document.querySelector("dialog.stage #walkthrough-figure"));
    await page.keys(["PageDown"]);
    await page.until(() => !document.querySelector("dialog.stage #walkthrough-figure"));
    await page.keys(["PageUp"]);
    await page.until(() => document.querySelector("dialog.stage #walkthrough-figure"));
    await page.keys(["n"]);
    await page.until(() => document.querySelector<HTMLElement>(".stage-notes")?.hidden === false);
    await page.keys(["Escape"]);
    // The first may have been the full screen's.
    if (await page.run(() => document.querySelector("dialog.stage") !== null)) await page.keys(["Escape"]);
    await page.until(() => !document.querySelector("dialog.stage"));
    expect(await page.run(() => document.activeElement?.matches("#walkthrough-figure .menu summary"))).toBe(
      true
    );
    expect(await page.problems()).toEqual([]);
  });

  test("companion: it opens, and goes by the reader's own clock", async () => {
    await page.open("en/residual-block.html");
    await page.click(".companion-open");
    await page.until(() => document.querySelector(".companion"));
    await page.click(".companion-tools button", "Video");
    await page.click(".companion label", "Elsewhere");
    await page.write('.companion input[aria-label="Time in the video"]', "1:23");
    await page.keys(["Enter"]);
    await page.says(".companion-topic", "First ReLU");
    await page.until(() => document.querySelector(".now-in-lecture"));
    expect(await page.problems()).toEqual([]);
  });

  test("language and search", async () => {
    await page.open("en/residual-block.html");
    await page.click(".languages a", "中文");
    await page.until(() => document.documentElement.lang === "zh-Hans");
    await page.click("#observablehq-search input");
    await page.keys([..."ReLU"]);
    await page.until(() => document.querySelector("#observablehq-search-results a"));
    expect(await page.problems()).toEqual([]);
  });

  test("without a network, pages that are kept open", async () => {
    await page.open("en/glossary.html");
    await page.until(async () => {
      const [name] = await caches.keys();
      return (
        name && navigator.serviceWorker.controller && (await (await caches.open(name)).keys()).length > 100
      );
    });
    site.site.trouble = "silence";
    await page.open("zh/residual-block.html");
    expect(await page.run(() => document.querySelector("h1")!.textContent)).toBeTruthy();
    site.site.trouble = undefined;
  });
});
