import {readFileSync} from "node:fs";
import {join} from "node:path";
import {describe, expect, it} from "vitest";
import {readingMinutes} from "../../lib/lesson/reading-time.js";
import {shortWay, shortWayLoad, stopsOn} from "../../lib/lesson/short-way.js";
import {type Language, languages, root} from "../../scripts/site.js";

const page = (path: string) => readFileSync(join(root, `${path}.md`), "utf8");

/** The landing page's link to it. */
function door(language: Language): {readonly text: string; readonly address: string} {
  const links = [...page("index").matchAll(/\[([^\]]+)\]\(([^)]+)\)\{data-way="short"\}/g)];
  const [, text, address] = links.find(([, , address]) => address.startsWith(`./${language}/`))!;
  return {text, address};
}

describe.each(languages)("the short way in %s", language => {
  it("has five figures, each in its section", () => {
    expect(shortWay).toHaveLength(5);
    for (const {page: name, section, figure} of shortWay) {
      const [, inside] = page(`${language}/${name}`).split(new RegExp(`^## .*\\{#${section}\\}$`, "m"));
      expect(inside.split(/^## /m)[0]).toContain(`/${figure}.png"`);
    }
  });

  it("takes as long as the landing page says", () => {
    const minutes = readingMinutes(shortWayLoad(language, page(`${language}/${shortWay[0].page}`)));
    expect(Number(/\d+/.exec(door(language).text))).toBe(minutes);
  });

  it("is entered from the landing page at its first stop", () => {
    expect(door(language).address).toBe(`./${language}/${shortWay[0].page}#${shortWay[0].section}`);
  });

  it("ends at places that exist", () => {
    const links = [...shortWay.at(-1)!.text[language].matchAll(/\]\(\.\/([\w-]+)(?:#([\w-]+))?\)/g)];
    expect(links.length).toBeGreaterThan(2);
    for (const [, name, place] of links)
      expect(page(`${language}/${name}`)).toContain(place ? `{#${place}}` : "#");
  });
});

it("goes on through the chapters, page after page", () => {
  const order = shortWay.map(({page}) => page);
  expect(order).toEqual([...new Set(order)].flatMap(name => order.filter(other => other === name)));
});

it("knows the stops of a page in any language", () => {
  expect(stopsOn("/zh/one-by-one-convolution").map(({figure}) => figure)).toEqual([
    "one-filter-figure",
    "in-resnet-figure"
  ]);
  expect(stopsOn("/en/glossary")).toEqual([]);
  expect(stopsOn("/index")).toEqual([]);
});
