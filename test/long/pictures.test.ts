// The pictures that a figure's menu saves.
import type {Page} from "playwright-core";
import {describe, test} from "vitest";
import {saved} from "../e2e/support/menu.js";
import {openPage} from "../e2e/support/page.js";

const pages = [
  {path: "en/one-by-one-convolution", figure: "times-two-figure"},
  {path: "zh/one-by-one-convolution", figure: "one-filter-figure"},
  {path: "en/residual-block", figure: "walkthrough-figure"}
];

describe.concurrent("a picture", () => {
  test.for(pages)(
    "is an SVG that parses and a PNG of the figure's size, in light and in dark: $figure",
    async ({path, figure}, {expect, onTestFinished}) => {
      const {page, problems} = await openPage(path, {onTestFinished, figures: [figure]});
      const {size, title} = await page.locator(`#${figure}`).evaluate(f => ({
        size: (f as HTMLElement).offsetWidth,
        title: f.querySelector(".figure-title")?.textContent ?? "none"
      }));
      for (const theme of ["light", "dark"] as const) {
        await page.emulateMedia({colorScheme: theme});
        const svg = await drawn(page, (await saved(page, figure, /SVG/)).toString("utf8"));
        expect(svg.error).toBe("");
        expect(Math.abs(svg.width - size)).toBeLessThanOrEqual(2);
        expect(svg.text).toContain(title);

        const png = await saved(page, figure, /PNG/);
        expect(png.subarray(0, 8).toString("hex")).toBe("89504e470d0a1a0a");
        expect(Math.abs(png.readUInt32BE(16) - 2 * size)).toBeLessThanOrEqual(4);
        const {colours, brightness} = await pixels(page, png);
        // Not one flat colour: the pixels of a drawing differ. And it has the theme's paper.
        expect(colours).toBeGreaterThan(20);
        expect(brightness > 0.5).toBe(theme === "light");
      }
      expect(problems.filter(p => !p.startsWith("other host: data"))).toEqual([]);
    }
  );
});

/** What a browser makes of an SVG file. */
const drawn = (page: Page, source: string) =>
  page.evaluate(source => {
    const root = new DOMParser().parseFromString(source, "image/svg+xml").documentElement;
    return {
      error: root.querySelector("parsererror")?.textContent ?? "",
      width: Number(root.getAttribute("width")),
      text: root.textContent ?? ""
    };
  }, source);

/** How many colours a picture has, and how bright its first pixel is, from 0 to 1. */
const pixels = (page: Page, png: Buffer) =>
  page.evaluate(async base64 => {
    const image = await createImageBitmap(await (await fetch(`data:image/png;base64,${base64}`)).blob());
    const pen = new OffscreenCanvas(image.width, image.height).getContext("2d")!;
    pen.drawImage(image, 0, 0);
    const {data} = pen.getImageData(0, 0, image.width, image.height);
    const seen = new Set<number>();
    for (let i = 0; i < data.length; i += 4 * 37)
      seen.add((data[i] << 16) | (data[i + 1] << 8) | data[i + 2]);
    return {colours: seen.size, brightness: (data[0] + data[1] + data[2]) / 765};
  }, png.toString("base64"));
