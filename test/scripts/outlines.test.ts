import {readFileSync} from "node:fs";
import {join} from "node:path";
import {describe, expect, it} from "vitest";
import {addOutlines, readOutlines, widths} from "../../scripts/outlines.js";
import {languages, names, root} from "../../scripts/site.js";

const cell = (inside: string) => `<div class="observablehq observablehq--block">${inside}</div>`;
const still = (id: string) =>
  `<p><noscript><img src="../_file/assets/stills/en/${id}.0123abcd.png" alt="What ${id} shows."></noscript></p>`;
const heights = widths.map((_, i) => 1000 - 100 * i);
const outlines = {
  en: {race: {title: "A race", level: 3, heights}, walker: {title: "A walk", level: 2, heights}}
};
const page = (body: string) => `<html><head></head><body>${body}</body></html>`;

describe("addOutlines", () => {
  const html = addOutlines(
    page(
      `${cell("<!--:other:-->")}<p>Text.</p>${cell("<observablehq-loading></observablehq-loading><!--:aa:-->")}\n${still("race")}${cell("<!--:bb:-->")}\n<pre>code</pre>${still("walker")}`
    ),
    outlines
  );

  it("puts title, words and picture into the figure's own cell, before what the cell will show", () => {
    expect(html).toContain(
      `<div class="observablehq observablehq--block"><figure class="figure outline" id="race" aria-labelledby="race-title"><div class="figure-head"><h3 class="figure-title" id="race-title">A race</h3></div><p class="outline-text">What race shows.</p><img class="still" loading="lazy" alt="" src="../_file/assets/stills/en/race.0123abcd.png"></figure><observablehq-loading>`
    );
    expect(html).toContain(`<h2 class="figure-title" id="walker-title">A walk</h2>`);
    expect(html.match(/<figure /g)).toHaveLength(2);
  });

  it("takes the place of the picture that only pages without JavaScript saw", () => {
    expect(html).not.toContain("<noscript><img");
    expect(html).toContain("<pre>code</pre>");
  });

  it("keeps the height of each width that was taken, and goes in a straight line between two", () => {
    expect(html).toContain("#race.outline{min-height:1000px}");
    // From 1000 px at a width of 320 to 900 at 390.
    const [, start, slope] =
      /@media\(min-width:320px\)\{#race\.outline\{min-height:calc\(([\d.]+)px \+ (-?[\d.]+)vw\)/.exec(html)!;
    expect(Number(start) + 3.2 * Number(slope)).toBeCloseTo(1000, 0);
    expect(Number(start) + 3.9 * Number(slope)).toBeCloseTo(900, 0);
    expect(html).toContain(
      `@media(min-width:${widths.at(-1)}px){#race.outline{min-height:${heights.at(-1)}px}}`
    );
  });

  it("leaves alone a figure whose height is not known, and a page without figures", () => {
    const unknown = page(cell("<!--:aa:-->") + still("new-figure"));
    expect(addOutlines(unknown, outlines)).toBe(unknown);
    expect(addOutlines(page("<p>Text.</p>"), outlines)).toBe(page("<p>Text.</p>"));
  });
});

it("knows title and heights of every figure that a page has a picture of", () => {
  const all = readOutlines();
  for (const language of languages)
    for (const name of names) {
      const text = readFileSync(join(root, language, `${name}.md`), "utf8");
      for (const [, id] of text.matchAll(/\/stills\/\w+\/([\w-]+)\.png/g)) {
        expect(all[language]?.[id], `${language}: ${id}`).toBeDefined();
        expect(all[language][id].heights, id).toHaveLength(widths.length);
        expect(Math.min(...all[language][id].heights), id).toBeGreaterThan(100);
      }
    }
});
