// What stands for a figure until it is drawn, and where there is no JavaScript: a place, and words with numbers.
import {readFileSync} from "node:fs";
import {join} from "node:path";
import type {Locator} from "playwright-core";
import {expect, test} from "vitest";
import {readPredictions, type Told, withTold} from "../../scripts/predictions.js";
import {languages, root} from "../../scripts/site.js";
import {drawAll, openPage} from "../e2e/support/page.js";

const chapters = ["residual-block", "residual-network", "why-resnets-work", "one-by-one-convolution"];
const pages = languages.flatMap(language => chapters.map(name => `${language}/${name}`));
const numbers = (text: string) => text.replace(/(?<=\d),(?=\d{3})/g, "").match(/\d+(?:\.\d+)?/g) ?? [];

test.each(pages)("the words that stand for the figures of %s have the figures' own numbers", async path => {
  const stills = readFileSync(join(root, `${path}.md`), "utf8").matchAll(
    /<img src="[^"]*\/([\w-]+)\.png" alt="([^"]*)">/g
  );
  const {page} = await openPage(path, {figures: "all"});
  for (const [, id, words] of stills)
    await expect
      .poll(
        async () => {
          const known = new Set(numbers(await told(page.locator(`#${id}`))));
          return numbers(words).filter(number => !known.has(number));
        },
        {message: id}
      )
      .toEqual([]);
});

test.each(chapters)(
  "what the figures of %s ask, and what they measure, is what is written down of them",
  async name => {
    const {page} = await openPage(`en/${name}`, {predict: "asked", figures: "all"});
    const written = Object.entries(readPredictions()).filter(([, {page}]) => page === name);
    expect(written.map(([id]) => id).sort()).toEqual(
      (await page.$$eval(".predicted", all => all.map(asked => asked.closest("figure")!.id))).sort()
    );
    for (const [id, prediction] of written) {
      const asked = page.locator(`#${id} .predicted`);
      await asked.locator(".prediction-acts .quiet").click();
      await expect
        .poll(async () => withTold(undefined, name, "en", await asked.evaluate(tells)), {
          message: id,
          timeout: 60_000
        })
        .toEqual({...prediction, zh: undefined});
    }
  }
);

/** Runs in the page: what a figure's question says of itself. */
const tells = (element: Element) => (element as unknown as {asks(): Told}).asks();

test.each(pages.flatMap(path => [1440, 390].map(width => ({path, width}))))(
  "the figures of $path are as high as their places at $width px",
  async ({path, width}) => {
    const {page} = await openPage(path, {width, predict: "asked"});
    const places = await page.$$eval("figure.outline", heights);
    await drawAll(page);
    await expect
      .poll(async () =>
        Object.entries(await page.$$eval("figure.figure", heights)).filter(
          ([id, height]) => Math.abs(height - places[id]) > 4
        )
      )
      .toEqual([]);
  }
);

const heights = (figures: Element[]): Record<string, number> =>
  Object.fromEntries(figures.map(figure => [figure.id, figure.getBoundingClientRect().height]));

/** All that a figure says, by text and by what its controls hold. */
const told = (figure: Locator): Promise<string> =>
  figure.evaluate(element =>
    [
      element.textContent,
      ...[...element.querySelectorAll("input, select")].map(e => (e as HTMLInputElement).value)
    ].join(" ")
  );
