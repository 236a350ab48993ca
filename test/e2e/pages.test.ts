// What holds for every page of the built site.
import {existsSync} from "node:fs";
import {join} from "node:path";
import {beforeAll, describe, expect, test} from "vitest";
import {output} from "../../scripts/site.js";
import links from "../lesson/links.json" with {type: "json"};
import {site} from "./support/page.js";
import {pagePaths, type Survey, survey} from "./support/survey.js";

/** Compressed bytes of a page's first load, the files that it asks for, and what stands there then. */
const budget = {bytes: 150_000, requests: 25, fonts: 60_000, nodes: 1500, mounted: 2, shift: 0.01};
/**
 * The first chapter has most formulas, and opens with its largest figure in sight; of worksheets, paper needs all; the
 * library has many names.
 */
const nodesOf = (path: string) => (/(residual-block|worksheets|library)$/.test(path) ? 1900 : budget.nodes);

/** How large a figure is that says one thing: in pixels, in a window of 1440×900; the rest unfolds. */
const oneThing = {height: 1080, controls: 6};

const paths = pagePaths();
let surveys: Survey[];

beforeAll(async () => {
  surveys = await survey(paths);
  const sizes = surveys.map(
    ({path, bytes, requests}) =>
      `${(bytes / 1000).toFixed(1).padStart(7)} kB  ${String(requests).padStart(3)}  ${path || "(landing)"}`
  );
  console.log(
    `First load, compressed and its files (at most ${budget.bytes / 1000} kB, ${budget.requests}):\n${sizes.join("\n")}`
  );
});

describe.each(paths.map((path, i) => ({name: path || "the landing page", i})))("$name", ({i}) => {
  test("runs without an error, a failed request or a request to another host", () => {
    expect(surveys[i].problems).toEqual([]);
  });

  test("has no accessibility violation, in light and in dark", () => {
    expect(surveys[i].violations).toEqual([]);
  });

  test("does not scroll sideways in a window of 320 px", () => {
    expect(surveys[i].overflow).toBeLessThanOrEqual(0);
  });

  test("loads no more than the budget", () => {
    expect(surveys[i].bytes).toBeGreaterThan(1000);
    expect(surveys[i].bytes).toBeLessThanOrEqual(budget.bytes);
    expect(surveys[i].requests).toBeGreaterThan(3);
    expect(surveys[i].requests).toBeLessThanOrEqual(budget.requests);
  });

  test("brings its fonts, in no more than the budget", () => {
    expect(surveys[i].fonts).toBeGreaterThan(9000);
    expect(surveys[i].fonts).toBeLessThanOrEqual(budget.fonts);
  });

  test("opens with few elements, draws only what is near, and nothing jumps", () => {
    const {nodes, mounted, shift} = surveys[i].opened;
    expect(nodes).toBeGreaterThan(50);
    expect(nodes).toBeLessThanOrEqual(nodesOf(surveys[i].path));
    expect(mounted).toBeLessThanOrEqual(budget.mounted);
    expect(shift).toBeLessThanOrEqual(budget.shift);
  });

  test("has each figure's title, words and picture in the page itself: see `npm run stills`", () => {
    expect(surveys[i].figures.filter(({id}) => !surveys[i].stills.includes(id))).toEqual([]);
  });

  test("has figures that say one thing: 1.2 windows high at most, with six controls in sight", () => {
    const larger = surveys[i].figures.filter(
      ({height, controls}) => height > oneThing.height || controls > oneThing.controls
    );
    expect(larger).toEqual([]);
  });

  test("has the places that readers' links lead to", () => {
    const {path, ids} = surveys[i];
    const known = (links as {readonly [page: string]: {readonly places: readonly string[]}})[
      path.split("/").at(-1) || "index"
    ];
    expect((known?.places ?? []).filter(place => !ids.includes(place))).toEqual([]);
  });

  test("links to the accessibility statement, in its language", () => {
    const {path, links} = surveys[i];
    const own = path.split("/")[0] || "(en|zh)";
    expect(links.filter(link => new RegExp(`/${own}/accessibility\\.html$`).test(link))).not.toEqual([]);
  });

  test("links to places that exist", () => {
    const broken = surveys[i].links.filter(link => {
      if (!link.startsWith(site)) return link.startsWith(new URL(site).origin);
      const {pathname, hash} = new URL(link);
      const file = join(output, pathname.slice(new URL(site).pathname.length));
      if (/\.\w+$/.test(pathname)) return !existsSync(file);
      const target = surveys.find(({path}) => new URL(path, site).pathname === pathname);
      // Behind the anchor may stand the page's parameters.
      const anchor = decodeURIComponent(hash.slice(1))
        .split("&")
        .find(part => !part.includes("="));
      return !target || (anchor && !target.ids.includes(anchor));
    });
    expect(broken).toEqual([]);
  });
});
