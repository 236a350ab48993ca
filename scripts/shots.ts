// Pictures of the built site.
//   npm run shots [-- filter]  every page, or those whose name holds the filter, in both languages, light and dark,
//                              1440 and 390 px wide, into shots/ (which git ignores)
//   npm run stills [-- filter] what is shown where JavaScript is off: each figure of these pages, into assets/stills/;
//                              and its title and heights into outlines.json there; of all pages, also the README's
//                              picture, assets/readme.png
//   npm run stills -- --outlines [filter]  titles and heights alone
//   npm run stills -- --predictions [filter]  what figures ask before they show, and what was measured, into
//                              assets/stills/predictions.json
// `--built` takes dist as it is.
import {mkdirSync, writeFileSync} from "node:fs";
import {join} from "node:path";
import {parseArgs} from "node:util";
import type {Browser, BrowserContextOptions, Page} from "playwright-core";
import {launch, requireChinese} from "./browser.js";
import {build} from "./framework.js";
import {type Outline, type Outlines, outlineFile, readOutlines, widths} from "./outlines.js";
import {predictionFile, predictionText, readPredictions, type Told, withTold} from "./predictions.js";
import {serve} from "./serve.js";
import {languages, names, output, tags, top} from "./site.js";

const {values, positionals} = parseArgs({
  options: {
    built: {type: "boolean"},
    stills: {type: "boolean"},
    outlines: {type: "boolean"},
    predictions: {type: "boolean"}
  },
  allowPositionals: true
});
const [filter = ""] = positionals;

const pages = languages
  .flatMap(language => [
    {path: "", name: `index-${language}`, language},
    ...names.map(name => ({path: `${language}/${name}`, name: `${name}-${language}`, language}))
  ])
  .filter(({name}) => name.includes(filter));

if (!values.built) await build();
requireChinese();

const [site, browser] = await Promise.all([serve(output), launch()]);
if (values.stills || values.outlines) await outlines(browser);
if (values.stills || values.predictions) await predictions(browser);
if (!values.outlines && !values.predictions) await (values.stills ? stills(browser) : shots(browser));
await Promise.all([site.close(), browser.close()]);

async function shots(browser: Browser) {
  mkdirSync(join(top, "shots"), {recursive: true});
  for (const {path, name, language} of pages)
    for (const colorScheme of ["light", "dark"] as const)
      for (const width of [1440, 390]) {
        const viewport = {width, height: 900};
        const page = await open(browser, path, {viewport, colorScheme, locale: tags[language]});
        await save(page, join("shots", `${name}-${colorScheme}-${width}.png`), {fullPage: true});
        await page.close();
      }
}

/** The title of each figure and how high it is at several widths: what its place is until it is drawn. */
async function outlines(browser: Browser) {
  const all: Record<string, Record<string, Outline>> = structuredClone(readOutlines());
  for (const {path, language} of pages) {
    const page = await open(browser, path, {
      viewport: {width: 1440, height: 900},
      locale: tags[language]
    });
    const heights: (Omit<Outline, "heights"> & {id: string; height: number})[][] = [];
    for (const width of widths) {
      await page.setViewportSize({width, height: 900});
      await page.evaluate(() => new Promise(done => requestAnimationFrame(() => setTimeout(done, 300))));
      heights.push(
        await page.$$eval("main figure.figure[id]", figures =>
          figures.map(figure => {
            const title = figure.querySelector(".figure-title")!;
            const level = Number(title.tagName[1]);
            return {
              id: figure.id,
              title: title.innerHTML,
              level,
              goal: figure.querySelector(".goal-ask")?.innerHTML,
              height: (figure as HTMLElement).offsetHeight
            };
          })
        )
      );
    }
    for (const {id, title, level, goal} of heights[0]) {
      all[language] ??= {};
      all[language][id] = {
        title,
        level,
        ...(goal !== undefined && {goal}),
        heights: heights.map(at => at.find(figure => figure.id === id)!.height)
      };
    }
    await page.close();
  }
  writeFileSync(outlineFile, oneALine(all));
}

/** What figures ask before they show, in both languages, and what is measured once somebody wants to see it. */
async function predictions(browser: Browser) {
  const all = {...readPredictions()};
  for (const {path, language} of pages) {
    const page = await open(browser, path, {locale: tags[language]});
    for (const asked of await page.locator(".predicted").all()) {
      const id = await asked.evaluate(element => element.closest("figure")!.id);
      await asked.locator(".prediction-acts .quiet").click();
      const tell = () => asked.evaluate(element => (element as unknown as {asks(): Told}).asks());
      let told = await tell();
      // One of them is run first; one measures nothing with the numbers that its page opens with.
      for (let i = 0; i < 40 && told.measured === undefined; i++) {
        await page.waitForTimeout(500);
        told = await tell();
      }
      all[id] = withTold(all[id], path.split("/").at(-1) || "index", language, told);
    }
    await page.close();
  }
  writeFileSync(predictionFile, predictionText(all));
}

async function stills(browser: Browser) {
  for (const {path, language} of pages) {
    // Taller than any figure, or its end is cut off.
    const viewport = {width: 1440, height: 1800};
    // Where JavaScript is off nobody is asked, and nothing is covered.
    const page = await open(browser, `${path}?predict=off`, {viewport, locale: tags[language]});
    mkdirSync(join(top, "assets", "stills", language), {recursive: true});
    // It stays at the top of the window and would stand in front of a tall figure. A goal is there as text.
    await page.addStyleTag({content: "#observablehq-header, .goal {display: none}"});
    for (const figure of await page.locator("main figure.figure[id]").all()) {
      // Charts are drawn, and times measured, once the figure is seen.
      await figure.scrollIntoViewIfNeeded();
      // A walk opens at its beginning: its picture shows where it leads.
      for (const range of await figure.locator(".stepping input[type=range]").all()) await range.press("End");
      await page.waitForTimeout(2000);
      await save(figure, join("assets", "stills", language, `${await figure.getAttribute("id")}.png`));
    }
    await page.close();
  }
  if (filter) return;
  const page = await open(browser, "en/one-by-one-convolution", {viewport: {width: 1200, height: 760}});
  await page.evaluate(() => document.querySelector("#one-filter-figure")?.scrollIntoView());
  await save(page, join("assets", "readme.png"));
  await page.close();
}

/** A page with all cells done and all figures drawn. */
async function open(browser: Browser, path: string, options: BrowserContextOptions): Promise<Page> {
  const page = await browser.newPage({reducedMotion: "reduce", ...options});
  await page.goto(site.url + path, {waitUntil: "networkidle"});
  await page.waitForFunction(() => !document.querySelector("observablehq-loading"), undefined, {
    timeout: 120_000
  });
  // Figures wait until they are near; what is to be printed does not.
  await page.evaluate(() => dispatchEvent(new Event("beforeprint")));
  await page.waitForFunction(() => !document.querySelector("figure.outline, .island.blank"), undefined, {
    timeout: 120_000
  });
  return page;
}

async function save(
  what: {screenshot(options: {path: string; fullPage?: boolean}): Promise<unknown>},
  file: string,
  options = {}
) {
  await what.screenshot({path: join(top, file), ...options});
  console.log(file);
}

/** JSON with a line for each figure, so that a change shows where it is. */
function oneALine(all: Outlines): string {
  const languages = Object.entries(all).map(([language, figures]) => {
    const lines = Object.entries(figures).map(([id, outline]) => `  "${id}": ${JSON.stringify(outline)}`);
    return ` "${language}": {\n${lines.join(",\n")}\n }`;
  });
  return `{\n${languages.join(",\n")}\n}\n`;
}
