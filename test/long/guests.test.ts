// Figures in pages of another origin: in a frame, and as modules.
import {createServer} from "node:http";
import type {AddressInfo} from "node:net";
import type {Page} from "playwright-core";
import {describe, type TestContext, test} from "vitest";
import {choose} from "../e2e/support/menu.js";
import {newContext, openPage, site, unfold, visit} from "../e2e/support/page.js";
import {axe} from "../e2e/support/survey.js";

const pages = [
  {path: "en/one-by-one-convolution", figure: "times-two-figure"},
  {path: "zh/one-by-one-convolution", figure: "one-filter-figure"},
  {path: "en/residual-block", figure: "walkthrough-figure"}
];

type Finished = TestContext["onTestFinished"];

async function context(onTestFinished: Finished) {
  const made = await newContext({clock: true});
  onTestFinished(() => made.close());
  return made;
}

/** A page with this body on a server of its own; its address. */
async function elsewhere(onTestFinished: Finished, body: string): Promise<string> {
  const html = `<!doctype html><html lang="en"><meta charset="utf-8"><link rel="icon" href="data:,"><title>Host</title><body>${body}`;
  const server = createServer((_, response) => {
    response.writeHead(200, {"content-type": "text/html; charset=utf-8"}).end(html);
  });
  await new Promise<void>(resolve => server.listen(0, "127.0.0.1", resolve));
  onTestFinished(() => {
    server.closeAllConnections();
    server.close();
  });
  return `http://127.0.0.1:${(server.address() as AddressInfo).port}/`;
}

describe.concurrent("a frame in a page of another origin", () => {
  test.for(pages)(
    "shows the figure alone, with its values: $figure",
    async ({path, figure}, {expect, onTestFinished}) => {
      const {page} = await openPage(path, {onTestFinished, figures: [figure]});
      if (figure === "times-two-figure") await page.locator(`#${figure} input.number`).fill("3");
      if (figure === "walkthrough-figure") await page.getByLabel("Next step").first().click();
      await page.locator(`#${figure} input.number`).first().press("Tab");
      await choose(page, figure, /Embed|嵌入/);
      const code = await page.locator("dialog textarea").inputValue();
      expect(await axe(page, "light", "dialog")).toEqual([]);
      const described = await page.locator(`#${figure} > .visually-hidden`).textContent();

      const {page: host, problems} = await visit(
        await context(onTestFinished),
        await elsewhere(onTestFinished, `<h1>Host</h1>${code}`)
      );
      const frame = host.frameLocator("iframe");
      await frame.locator(`#${figure}`).waitFor({state: "visible"});
      expect(await frame.locator("#observablehq-sidebar").isVisible()).toBe(false);
      expect(await frame.locator("h1").isVisible()).toBe(false);
      expect(await frame.locator(".figure:visible").count()).toBe(1);
      if (figure === "times-two-figure")
        expect(await frame.locator(`#${figure} input.number`).inputValue()).toBe("3");
      if (figure === "walkthrough-figure")
        await expect.poll(() => frame.locator(`#${figure} > .visually-hidden`).textContent()).toBe(described);
      const fits = await frame
        .locator("html")
        .evaluate(html => [html.scrollWidth - html.clientWidth, html.scrollHeight - innerHeight]);
      expect(fits[0]).toBeLessThanOrEqual(0);
      expect(problems.filter(p => !p.startsWith("other host"))).toEqual([]);
    }
  );
});

describe.concurrent("a frame by the code that the menu gives", () => {
  const [, {path, figure}] = pages;

  test("is as high as its figure at every width, and stays so: nothing scrolls in it, no room is left", async ({
    expect,
    onTestFinished
  }) => {
    const {page} = await openPage(path, {onTestFinished, figures: [figure]});
    await choose(page, figure, /Embed|嵌入/);
    const code = await page.locator("dialog textarea").inputValue();
    const {page: host, problems} = await visit(
      await context(onTestFinished),
      await elsewhere(onTestFinished, code + code)
    );
    const frame = host.frameLocator("iframe").first();
    await frame.locator(`#${figure} canvas`).first().waitFor({state: "attached"});
    // What is left above, at the left, at the right and below, and what would have to be scrolled.
    const rest = () =>
      frame.locator(`#${figure}`).evaluate(element => {
        const {left, top, right, bottom} = element.getBoundingClientRect();
        const {clientWidth, clientHeight, scrollHeight} = document.documentElement;
        return [top, left, clientWidth - right, clientHeight - bottom, scrollHeight - clientHeight]
          .map(Math.round)
          .join();
      });
    for (const width of [1440, 1100, 900, 390]) {
      await host.setViewportSize({width, height: 900});
      await expect.poll(rest, {timeout: 20_000}).toBe("0,0,0,0,0");
    }
    // A message that is none of a frame's changes nothing.
    const height = () => host.locator("iframe").first().getAttribute("height");
    const before = await height();
    await host.evaluate(
      () =>
        new Promise(done => {
          addEventListener("message", ({data}) => data === null && done(undefined));
          postMessage({figureHeight: 5}, "*");
          postMessage(null, "*");
        })
    );
    expect(await height()).toBe(before);
    expect(problems.filter(p => !p.startsWith("other host"))).toEqual([]);
  });

  test.for(["dark", "light"] as const)(
    "wears the theme that its address names: %s",
    async (theme, {expect, onTestFinished}) => {
      const other = theme === "dark" ? "light" : "dark";
      const looks = (page: Page) =>
        page.locator(`#${figure}`).evaluate(element => {
          const painted = [...element.querySelectorAll("canvas")].map(canvas => canvas.toDataURL());
          return [
            getComputedStyle(element).backgroundColor,
            getComputedStyle(element).colorScheme,
            ...painted
          ];
        });
      const open = async (search: string, system: "dark" | "light") => {
        const opened = await openPage(`${path}?embed=${figure}${search}`, {
          onTestFinished,
          theme: system,
          figures: [figure]
        });
        await opened.page.locator(`#${figure} canvas`).first().waitFor({state: "attached"});
        return opened.page;
      };
      const wanted = await looks(await open("", theme));
      expect(await looks(await open("", other))).not.toEqual(wanted);
      const page = await open(`&theme=${theme}`, other);
      await expect.poll(() => looks(page)).toEqual(wanted);
    }
  );
});

describe.concurrent("a figure as a module in a page of another origin", () => {
  test("stands there with its values, its style, and without touching the page", async ({
    expect,
    onTestFinished
  }) => {
    const {page, problems} = await visit(
      await context(onTestFinished),
      await elsewhere(
        onTestFinished,
        `<style>button {background: rgb(255, 0, 0)}</style><p id="text">Host</p>
<script type="module">
  import {walkthrough} from "${site}embed/walkthrough.js";
  import {timesTwo} from "${site}embed/times-two.js";
  document.body.append(walkthrough({language: "zh", step: 3}), timesTwo({language: "zh", factor: -1}));
</script>`
      )
    );
    const [walk, twice] = [page.locator("#walkthrough-figure"), page.locator("#times-two-figure")];
    await walk.waitFor({state: "visible"});
    expect(await walk.locator(".stepping output").textContent()).toContain("3 / 5");
    expect(await twice.locator("input.number").inputValue()).toMatch(/^[-−]1$/);
    // Each page keeps its own style.
    const colour = (element: Element) => getComputedStyle(element).backgroundColor;
    expect(await walk.locator(".figure-tools button").first().evaluate(colour)).not.toBe("rgb(255, 0, 0)");
    expect(await page.locator("#text").evaluate(text => getComputedStyle(text).fontFamily)).not.toContain(
      "Charter"
    );
    expect(await walk.evaluate(figure => getComputedStyle(figure).borderTopStyle)).toBe("solid");
    // It works, it tells the page, and it leaves the address alone.
    const host = page.locator("body > div").first();
    await walk.getByRole("button", {name: "前进一步"}).click();
    expect(
      await host.evaluate(element => (element as HTMLElement & {value: {step: number}}).value.step)
    ).toBe(4);
    // Of a page's parameters a figure has its own.
    const values = (element: Element) => Object.keys((element as HTMLElement & {value: object}).value);
    await twice.getByRole("slider").first().focus();
    await page.keyboard.press("ArrowRight");
    expect((await page.locator("body > div").nth(1).evaluate(values)).sort()).toEqual([
      "column",
      "factor",
      "row"
    ]);
    await page.clock.fastForward(400);
    expect(new URL(page.url()).hash).toBe("");
    await walk.locator(".menu summary").click();
    const items = (await walk.locator(".menu-items").textContent())!;
    expect(items).toContain("SVG");
    expect(items).not.toMatch(/嵌入|课堂|放映/);
    expect(problems.filter(p => !p.startsWith("other host"))).toEqual([]);
  });

  test("has the lesson's colours in what is painted too, and the lines of the block's code", async ({
    expect,
    onTestFinished
  }) => {
    const {page} = await visit(
      await context(onTestFinished),
      await elsewhere(
        onTestFinished,
        `<script type="module">
  import {oneFilter} from "${site}embed/one-filter.js";
  import {walkthrough} from "${site}embed/walkthrough.js";
  document.body.append(oneFilter(), walkthrough({step: 3}));
</script>`
      )
    );
    const canvas = page.locator("#one-filter-figure canvas");
    await canvas.waitFor({state: "attached"});
    await unfold(page, "one-filter-figure");
    await canvas.waitFor({state: "visible"});
    // Of the maps' pixels hardly any is black: only frames are, and those not quite.
    const blacks = () =>
      canvas.evaluate((element: HTMLCanvasElement) => {
        const {data} = element.getContext("2d")!.getImageData(0, 0, element.width, element.height);
        const painted = Array.from({length: data.length / 4}, (_, i) => 4 * i).filter(
          i => data[i + 3] === 255
        );
        const black = painted.filter(i => data[i] + data[i + 1] + data[i + 2] === 0);
        return painted.length ? black.length / painted.length : 1;
      });
    await expect.poll(blacks).toBeLessThan(0.01);
    const line = page.locator("#walkthrough-figure .step-line.now");
    expect(await line.textContent()).toContain("// z[l+2] = W[l+2] a[l+1] + b[l+2]");
  });

  test("wears the theme of the page around it where that is named", async ({expect, onTestFinished}) => {
    const {page} = await visit(
      await context(onTestFinished),
      await elsewhere(
        onTestFinished,
        `<script type="module">
  import {timesTwo} from "${site}embed/times-two.js";
  document.body.append(timesTwo(), timesTwo({theme: "dark"}), timesTwo({theme: "blue"}));
</script>`
      )
    );
    const figures = page.locator("#times-two-figure");
    await figures.nth(1).waitFor();
    const schemes = await figures.evaluateAll(all => all.map(figure => getComputedStyle(figure).colorScheme));
    expect(schemes.sort()).toEqual(["dark", "light"]);
    expect(await page.getByRole("alert").textContent()).toContain("theme takes light | dark, not blue");
  });

  test("says in its place what it cannot take", async ({expect, onTestFinished}) => {
    const {page} = await visit(
      await context(onTestFinished),
      await elsewhere(
        onTestFinished,
        `<script type="module">
  import {walkthrough} from "${site}embed/walkthrough.js";
  document.body.append(walkthrough({step: 99}), walkthrough({stpe: 3}));
</script>`
      )
    );
    const said = page.getByRole("alert");
    await said.nth(1).waitFor();
    const words = (await said.allTextContents()).join("\n");
    expect(words).toContain("walkthrough-figure: step takes 0…5, not 99");
    expect(words).toContain("walkthrough-figure: unknown parameter: stpe; there are n,seed,");
  });
});
