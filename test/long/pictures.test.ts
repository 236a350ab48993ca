// The pictures that a figure's menu saves: what is on the screen, point by point.

import {spawnSync} from "node:child_process";
import {cross, least, sum} from "d3-array";
import pixelmatch from "pixelmatch";
import type {Page} from "playwright-core";
import {PNG} from "pngjs";
import {describe, expect, test} from "vitest";
import {savedUntouched} from "../e2e/support/menu.js";
import {openPage} from "../e2e/support/page.js";

const views = [
  {language: "en", theme: "light", width: 1440},
  {language: "zh", theme: "dark", width: 390}
] as const;

const chapters = ["residual-block", "residual-network", "why-resnets-work", "one-by-one-convolution"];
const pages = ["", ...chapters].flatMap(name => views.map(view => ({...view, name: name || "landing"})));

/**
 * How much a saved picture may differ. Of all points, as many as differ where letters stand half a pixel beside their
 * place: up to 0.94 % were measured on a phone, 0.64 % elsewhere (pixelmatch leaves out what smooths edges). And nowhere
 * so much that one would see it: `spots` counts the squares of 4×4 points that differ on the average: up to 15 were.
 */
const tolerance = {points: 0.012, spots: 25};

/** Other programs have other letters, and smooth in their own way: what is left is a picture's make-up as a whole. */
const elsewhere = {points: 0.06};

const rsvg = spawnSync("rsvg-convert", ["--version"]).status === 0;

describe("a saved picture", () => {
  test.for(pages)(
    "is what is on the screen: $name, $language, $theme, $width px",
    async (view, {onTestFinished}) => {
      const {language, theme, width, name} = view;
      const {page, problems} = await openPage(name === "landing" ? "" : `${language}/${name}`, {
        ...{onTestFinished, theme, width, height: 4000, scale: 2, locale: language},
        figures: "all"
      });
      const wrong: string[] = [];
      for (const id of await page.$$eval("main figure.figure", figures => figures.map(({id}) => id))) {
        // A figure may be about to draw its charts: then the next picture is right.
        let found = await differences(page, id);
        for (let again = 0; found.length && again < 3; again++) found = await differences(page, id);
        wrong.push(...found);
      }
      expect(wrong).toEqual([]);
      expect(problems.filter(problem => !problem.startsWith("other host: data"))).toEqual([]);
    }
  );
});

async function differences(page: Page, id: string): Promise<string[]> {
  const screen = await screenshot(page, id);
  const png = PNG.sync.read(await savedUntouched(page, id, /PNG/));
  const svg = (await savedUntouched(page, id, /SVG/)).toString("utf8");
  const found = [...compare(`${id}, PNG`, png, screen, tolerance), ...(await faults(page, id, svg))];
  if (!rsvg) return found;
  const {stdout, stderr} = spawnSync("rsvg-convert", ["--zoom", "2", "--unlimited"], {
    input: svg,
    maxBuffer: 2 ** 28
  });
  if (stderr.length) return [...found, `${id}, SVG: ${stderr}`];
  return [...found, ...compare(`${id}, SVG by rsvg`, PNG.sync.read(stdout), screen, elsewhere)];
}

/** A figure on the screen, without its buttons and its goal, on whole pixels. */
async function screenshot(page: Page, id: string): Promise<PNG> {
  const hidden = await page.addStyleTag({content: `#${id} :is(.figure-tools, .goal) {display: none}`});
  const figure = page.locator(`#${id}`);
  await figure.evaluate(figure => {
    const {x, y, height} = figure.getBoundingClientRect();
    figure.style.cssText += `;position: relative; box-sizing: border-box; height: ${Math.round(height)}px; left: ${Math.round(x) - x}px; top: ${Math.round(y) - y}px`;
  });
  const taken = PNG.sync.read(await figure.screenshot({animations: "disabled"}));
  await figure.evaluate(figure => {
    for (const property of ["position", "box-sizing", "height", "left", "top"])
      figure.style.removeProperty(property);
  });
  await hidden.evaluate(style => (style as HTMLElement).remove());
  return taken;
}

function compare(what: string, picture: PNG, screen: PNG, most: {points: number; spots?: number}): string[] {
  if (picture.width !== screen.width || picture.height !== screen.height)
    return [`${what}: ${picture.width}×${picture.height} points instead of ${screen.width}×${screen.height}`];
  const shown = onPaper(picture, screen);
  const {width, height} = screen;
  const points =
    pixelmatch(shown, screen.data, undefined, width, height, {threshold: 0.1}) / (width * height);
  const spots = most.spots === undefined ? 0 : spotsOf(shown, screen);
  return points <= most.points && spots <= (most.spots ?? 0)
    ? []
    : [`${what}: ${(100 * points).toFixed(2)} % of the points differ, and ${spots} spots`];
}

/** A picture's points where it lies on the page, of which the screen's first point is. */
function onPaper({data}: PNG, screen: PNG): Uint8Array {
  const shown = new Uint8Array(data);
  for (let i = 0; i < shown.length; i += 4) {
    const alpha = data[i + 3] / 255;
    if (alpha === 1) continue;
    for (let c = 0; c < 3; c++) shown[i + c] = Math.round(data[i + c] * alpha + screen.data[c] * (1 - alpha));
    shown[i + 3] = 255;
  }
  return shown;
}

/**
 * How many squares of 4×4 points differ in their mean colour. A picture's square may lie up to a point beside: where a
 * browser puts a drawing that begins between two points is its affair.
 */
function spotsOf(shown: Uint8Array, {data, width, height}: PNG): number {
  const mean = (picture: Uint8Array, left: number, top: number): number[] => {
    const sum = [0, 0, 0, 0];
    for (let point = 0; point < 16; point++) {
      const x = Math.min(Math.max(left + (point & 3), 0), width - 1);
      const y = Math.min(Math.max(top + (point >> 2), 0), height - 1);
      for (let c = 0; c < 4; c++) sum[c] += picture[4 * (y * width + x) + c] / 16;
    }
    return sum;
  };
  const [points, others] = [shown, data].map(picture => new Uint32Array(picture.buffer, picture.byteOffset));
  const alike = (left: number, top: number) => {
    for (let point = 0; point < 16; point++) {
      const at = (top + (point >> 2)) * width + left + (point & 3);
      if (points[at] !== others[at]) return false;
    }
    return true;
  };
  const [across, down] = [width >> 2, height >> 2];
  const [seen, nearest] = [new Uint8Array(4 * across * down), new Uint8Array(4 * across * down)];
  for (let i = 0; i < across * down; i++) {
    const [x, y] = [4 * (i % across), 4 * Math.floor(i / across)];
    // Most of a picture is: nothing is said of it in either.
    if (alike(x, y)) continue;
    const here = mean(data, x, y);
    const off = (square: number[]) => sum(square, (value, c) => Math.abs(value - here[c]));
    seen.set(here, 4 * i);
    const there = mean(shown, x, y);
    const beside = () => cross([0, -1, 1], [0, -1, 1], (dx, dy) => mean(shown, x + dx, y + dy));
    nearest.set(off(there) < 8 ? there : least(beside(), off)!, 4 * i);
  }
  return pixelmatch(nearest, seen, undefined, across, down, {threshold: 0.25, includeAA: true});
}

/** What keeps an SVG from being a drawing that any program opens. */
const faults = (page: Page, id: string, source: string) =>
  page.evaluate(
    ({id, source}) => {
      const root = new DOMParser().parseFromString(source, "image/svg+xml").documentElement;
      const found: string[] = [];
      if (root.localName !== "svg") return [`${id}, SVG: ${root.textContent}`];
      // Fonts come along; nothing else is said in a sheet.
      const rules = [...root.querySelectorAll("style")].map(style => style.textContent).join("");
      if (root.querySelector("foreignObject, script") || rules.replace(/@font-face\s*\{[^}]*\}/g, "").trim())
        found.push("is a page");
      const heading = document.querySelector<HTMLElement>(`#${id} .figure-title`)!;
      const title = heading.textContent!.replace(/\s/g, "");
      const texts = [...root.querySelectorAll("text")].map(text => text.textContent!.replace(/\s/g, ""));
      if (!texts.join("").includes(title)) found.push("lacks its title");
      // With formulas in it: in a program of other fonts its pieces would stand on one another.
      const oneLine = heading.offsetHeight < 1.8 * Number.parseFloat(getComputedStyle(heading).lineHeight);
      if (oneLine && !texts.some(text => text.includes(title))) found.push("has its title in pieces");
      for (const {attributes} of root.querySelectorAll("*"))
        for (const {name, value} of attributes)
          if (name !== "href" && /var\(|color\(|rgba\(|NaN|undefined/.test(value))
            found.push(`${name}="${value}"`);
      return [...new Set(found)].map(fault => `${id}, SVG: ${fault}`);
    },
    {id, source}
  );
