// Visits every page of dist once and writes down all that pages have in common.
import {readdirSync, readFileSync} from "node:fs";
import {createRequire} from "node:module";
import {join} from "node:path";
import type {AxeResults} from "axe-core";
import type {Page} from "playwright-core";
import {output} from "../../../scripts/site.js";
import {drawAll, type Load, openPage, reload, settled} from "./page.js";

export interface Survey {
  /** Below the site's base: `en/glossary`, and `` for the landing page. */
  path: string;
  problems: string[];
  /** Accessibility violations, in both themes. */
  violations: string[];
  /** How many pixels the page is wider than a window of 320. */
  overflow: number;
  /** Compressed size of the first load: all that the page asks for but fonts that it does not wait for. */
  bytes: number;
  /** How many files the first load asks for. */
  requests: number;
  /** Size of all fonts that the page asks for. */
  fonts: number;
  /** What stands on the page as it opens: elements, figures that are drawn, and how far things have moved. */
  opened: {nodes: number; mounted: number; shift: number};
  ids: string[];
  /** The figures, how high they are in a window of 1440×900, and how many controls are in sight. */
  figures: {id: string; height: number; controls: number}[];
  /** Figures whose title, words and picture are part of the page itself. */
  stills: string[];
  /** Addresses that links lead to. */
  links: string[];
}

/** The paths of all pages in dist. */
export function pagePaths(): string[] {
  return readdirSync(output, {recursive: true, encoding: "utf8"})
    .filter(file => file.endsWith(".html") && file !== "404.html" && !file.startsWith("download"))
    .map(file => file.replaceAll("\\", "/").replace(/(index)?\.html$/, ""))
    .sort();
}

/** Surveys pages, three at a time. */
export async function survey(paths: string[]): Promise<Survey[]> {
  const surveys: Survey[] = [];
  const queue = paths.entries();
  const worker = async () => {
    for (const [i, path] of queue) surveys[i] = await surveyPage(path);
  };
  await Promise.all(Array.from({length: 3}, worker));
  return surveys;
}

async function surveyPage(path: string): Promise<Survey> {
  const ends: (() => unknown)[] = [];
  try {
    const {page, problems, loads} = await openPage(path, {
      fresh: true,
      onTestFinished: end => ends.push(end as () => unknown)
    });
    // As a reader opens it; all else is true of the whole page.
    const later = await page.evaluate(fontsAfterwards);
    const first = loads.filter(({url}) => !later.includes(url));
    const bytes = await bytesOf(first);
    const requests = first.length;
    const fonts = await bytesOf(loads.filter(({url}) => url.endsWith(".woff2")));
    // As any page but a reader's first, on which lines may break anew when the fonts have come.
    await reload(page);
    const opened = await page.evaluate(opening);
    await drawAll(page);
    await settled(page);
    const violations = await axeInBothThemes(page);
    const ids = await page.$$eval("[id]", elements => elements.map(({id}) => id));
    const figures = await page.$$eval("figure.figure", sizes);
    const html = readFileSync(join(output, path.replace(/(^|\/)$/, "$1index").concat(".html")), "utf8");
    const outlines =
      /<figure class="figure outline" id="([^"]+)"[^>]*>.*?class="figure-title"[^>]*>[^<]+<.*?class="outline-text">[^<]+<\/p><img [^>]*src="[^"]*\/\1\./g;
    const stills = [...html.matchAll(outlines)].map(([, id]) => id);
    const links = await page.$$eval("a[href]", links => links.map(link => (link as HTMLAnchorElement).href));
    await page.setViewportSize({width: 320, height: 640});
    await settled(page);
    const overflow = await page.evaluate(() => document.documentElement.scrollWidth - innerWidth);
    return {
      path,
      problems,
      violations,
      overflow,
      bytes,
      requests,
      fonts,
      opened,
      ids,
      figures,
      stills,
      links
    };
  } finally {
    for (const end of ends) await end();
  }
}

const bytesOf = async (loads: readonly Load[]) =>
  (await Promise.all(loads.map(load => load.bytes()))).reduce((sum, bytes) => sum + bytes, 0);

/** Runs in the page: the fonts that it asked for when it had come. */
function fontsAfterwards(): string[] {
  const [{loadEventStart}] = performance.getEntriesByType("navigation") as PerformanceNavigationTiming[];
  const late = performance.getEntriesByType("resource").filter(({startTime}) => startTime >= loadEventStart);
  return late.map(({name}) => name).filter(name => name.endsWith(".woff2"));
}

/** Runs in the page: all shifts together, which is no less than the largest burst. */
async function opening(): Promise<Survey["opened"]> {
  const shifts = await new Promise<PerformanceEntryList>(seen => {
    new PerformanceObserver(list => seen(list.getEntries())).observe({type: "layout-shift", buffered: true});
    // Nothing is reported where nothing moved.
    requestAnimationFrame(() => setTimeout(seen, 100, []));
  });
  return {
    nodes: document.querySelectorAll("*").length,
    mounted: document.querySelectorAll("main figure.figure:not(.outline)").length,
    shift: shifts.reduce((sum, shift) => sum + (shift as PerformanceEntry & {value: number}).value, 0)
  };
}

/** Runs in the page: how large figures are. A group is one control; what a figure asks and its menu do not count. */
function sizes(figures: Element[]): Survey["figures"] {
  const group = ".control, [role=group], .walk-controls";
  return figures.map(figure => {
    const controls = [...figure.querySelectorAll(`${group}, button, select, input, textarea`)].filter(
      control =>
        !control.parentElement!.closest(group) &&
        !control.closest("svg, .figure-tools, .prediction, .prediction-result, .prediction-why, .goal") &&
        control.checkVisibility()
    );
    return {id: figure.id, height: (figure as HTMLElement).offsetHeight, controls: controls.length};
  });
}

interface Axe {
  axe: {run(context: object, options: object): Promise<AxeResults>};
}

const axeSource = readFileSync(createRequire(import.meta.url).resolve("axe-core/axe.min.js"), "utf8");

/** What axe finds wrong with the page, or a part of it, in light and in dark. */
export async function axeInBothThemes(page: Page, include = "html"): Promise<string[]> {
  await page.emulateMedia({colorScheme: "light"});
  const light = await axe(page, "light", include);
  await page.emulateMedia({colorScheme: "dark"});
  // What themes differ in are colours.
  return [
    ...light,
    ...(await axe(page, "dark", include, {runOnly: ["color-contrast", "link-in-text-block"]}))
  ];
}

/** What axe finds wrong with the page, or a part of it, as it is now. */
export async function axe(
  page: Page,
  theme: string,
  include = "html",
  choice: object = {rules: {"target-size": {enabled: true}}}
): Promise<string[]> {
  await page.evaluate(axeSource);
  const {violations} = await page.evaluate(
    ({include, choice}) =>
      (globalThis as unknown as Axe).axe.run(
        // Framework's style needs the menu's switch beside the menu, where no landmark holds it.
        {include: [include], exclude: ["#observablehq-sidebar-toggle"]},
        // Nothing that axe would fetch for itself, style sheets and films, matters to what it is asked.
        {resultTypes: ["violations"], preload: false, ...choice}
      ),
    {include, choice}
  );
  return violations.flatMap(({id, help, nodes}) =>
    nodes.map(
      ({target, failureSummary}) => `${theme}: ${id}: ${help}: ${target.join(" ")}: ${failureSummary}`
    )
  );
}
