import {createRequire} from "node:module";
import type MarkdownIt from "markdown-it";
import {describe, expect, test} from "vitest";
import {markdown} from "../../../scripts/markdown/markdown.js";
import {readingTimes} from "../../../scripts/markdown/times.js";
import {wayStops} from "../../../scripts/markdown/way.js";
import {languageOf} from "../../../scripts/site.js";

const {createMarkdownIt} = createRequire(import.meta.url)("@observablehq/framework/dist/markdown.js");
const md = createMarkdownIt({
  markdownIt: (md: MarkdownIt) => wayStops(readingTimes(markdown(md)), languageOf)
});
const render = (text: string, path: string): string => md.render(text, {path, code: []});
const still = (figure: string) =>
  `<noscript><img src="/assets/stills/en/${figure}.png" alt="What it shows."></noscript>`;

describe("the short way", () => {
  test("has its formulas typeset", () => {
    expect(render(still("two-layers"), "/en/why-resnets-work")).toContain('<math data-tex="a^{[l]}">');
  });

  test("stands below its figure, and leads to the next stop", () => {
    const html = render(`Before.\n\n${still("walkthrough-figure")}\n\nAfter.`, "/en/residual-block");
    expect(html).toMatch(/<\/noscript><\/p>\s*<aside class="way" aria-label="The short way, 1 of 5">/);
    expect(html).toMatch(/<\/aside>\s*<p>After/);
    expect(html).toContain(
      'data-way="short" data-figure="degradation-experiment" href="./residual-network#degradation"'
    );
  });

  test("has two stops on one page, and ends at the second", () => {
    const page = [still("one-filter-figure"), still("in-resnet-figure")].join("\n\n");
    const bars = render(page, "/zh/one-by-one-convolution").split('<aside class="way"').slice(1);
    expect(bars).toHaveLength(2);
    expect(bars[0]).toContain(
      'class="way-next" data-way="short" data-figure="in-resnet-figure" href="./one-by-one-convolution#in-resnet"'
    );
    expect(bars[1]).toContain('<span class="way-next">走完了。</span>');
  });

  test("is on no other page", () => {
    expect(render(still("walkthrough-figure"), "/en/glossary")).not.toContain("way");
    expect(render(still("walkthrough-figure"), "/index")).not.toContain("way");
  });

  test("leaves out a stop whose figure a fork has taken away", () => {
    expect(render("Nothing.", "/en/residual-block")).not.toContain("way");
  });
});

describe("reading times", () => {
  test("stand at the head of a chapter, behind what it needs, and nowhere else", () => {
    const page = "# A\n\nNeeds. {.needs}\n\n## B\n\nMore needs. {.needs}";
    const path = "/en/one-by-one-convolution";
    const html = render(`${page}\n\n${still("one-filter-figure")}\n\n${still("in-resnet-figure")}`, path);
    expect(html).toMatch(/Needs\. <em>Takes:<\/em> about \d+ minutes\.<\/p>/);
    expect(html.match(/Takes/g)).toHaveLength(1);
    expect(render("# A\n\nText.", "/en/glossary")).not.toContain("Takes");
  });

  test("stand behind the chapters' links in a list, and behind no other link", () => {
    const html = render(
      "- [a](./en/residual-block). Text.\n- [b](./zh/residual-block)：文。\n- [c](./en/exercises)\n- [d](./en/residual-block#companion)",
      "/index"
    );
    expect(html).toMatch(/>a<\/a> \(about \d+ minutes\)\. Text/);
    expect(html).toMatch(/>b<\/a>（约 \d+ 分钟）：文/);
    expect(html).toMatch(/>c<\/a><\/li>/);
    expect(html).toMatch(/>d<\/a><\/li>/);
  });
});
