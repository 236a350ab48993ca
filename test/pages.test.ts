// What the two languages of a page have in common, and what each page must say.
import {readFileSync} from "node:fs";
import {join} from "node:path";
import {describe, expect, it} from "vitest";
import {languages as rows} from "../lib/lesson/languages.js";
import {lecturesIn} from "../scripts/lectures.js";
import {type Language, languages, names, root, top} from "../scripts/site.js";

const source = (language: Language, name: string) => readFileSync(join(root, language, `${name}.md`), "utf8");

/** The text without its cells and code. */
const prose = (text: string) => text.replace(/^(```+)[\s\S]*?^\1$/gm, "");
const matches = (text: string, pattern: RegExp) => Array.from(text.matchAll(pattern), match => match[0]);

/** Fences with their info string: `js echo` and what it shows. One of plain text is prose, and is translated. */
const cells = (text: string) =>
  matches(text, /^(```+)(?!`)[\s\S]*?^\1$/gm).filter(fence => !/^`+text\n/.test(fence));
const expressions = (text: string) => matches(prose(text), /\$\{[^}]*\}/g);
const headings = (text: string) =>
  Array.from(
    prose(text).matchAll(/^(#+) .*?(?:\{#([\w-]+)[^}]*\})?$/gm),
    ([, level, id]) => `${level} ${id}`
  );
const statements = (text: string) =>
  Array.from(text.matchAll(/data-s="([^"]*)"/g), ([, list]) => list.split(/\s+/)).flat();

describe.each(names)("%s", name => {
  const en = source("en", name);
  const zh = source("zh", name);

  it("has the same cells in both languages, character for character", () => {
    expect(cells(zh)).toEqual(cells(en));
  });

  it("has the same expressions in its text", () => {
    expect(expressions(zh)).toEqual(expressions(en));
  });

  it("has the same headings in number, order and id", () => {
    expect(headings(en).length).toBeGreaterThan(0);
    expect(headings(zh)).toEqual(headings(en));
  });

  it("gives every heading an id, the same in both languages", () => {
    expect([...headings(en), ...headings(zh)].filter(heading => heading.endsWith("undefined"))).toEqual([]);
  });

  it("makes the same statements in the same order", () => {
    expect(statements(zh)).toEqual(statements(en));
  });

  it.each(languages)("says in %s what it is about", language => {
    const text = source(language, name);
    expect(text).toMatch(/^---\n[\s\S]*?^title: \S[\s\S]*?^description: \S/m);
  });
});

/** What each chapter must state: S1–S48 are the lectures' statements, M1–M7 what their notes leave out. */
const duties = {
  "residual-block": [...numbered("S", 1, 13), "S34", "M1", "M3", "M7"],
  "residual-network": [...numbered("S", 14, 20), "M2", "M4", "M5"],
  "why-resnets-work": numbered("S", 21, 33),
  "one-by-one-convolution": [...numbered("S", 35, 48), "M6"]
};

function numbered(letter: string, from: number, to: number): string[] {
  return Array.from({length: to - from + 1}, (_, i) => `${letter}${from + i}`);
}

describe.each(Object.entries(duties))("%s", (name, due) => {
  it.each(languages)(`carries its statements in %s: ${due.join(" ")}`, language => {
    const said = statements(source(language, name));
    expect(due.filter(statement => !said.includes(statement))).toEqual([]);
  });
});

it("the chapters' duties are all statements, once each", () => {
  const all = [...numbered("S", 1, 48), ...numbered("M", 1, 7)];
  expect(Object.values(duties).flat().sort()).toEqual(all.sort());
});

it.each(Object.keys(duties))("the Chinese %s uses no word that the glossary warns of", name => {
  expect(matches(source("zh", name), /跳远连接|训练错误|信道/g)).toEqual([]);
});

describe.each(languages)("what no type asks of a language, in %s", language => {
  const read = (...path: string[]) => readFileSync(join(top, ...path), "utf8");
  const {tag} = rows[language];

  it("is there on the first page: each section, with links to its pages alone", () => {
    const index = read("notebooks", "index.md");
    const sections = (of: string) =>
      Array.from(
        index.matchAll(new RegExp(`<section class="([\\w ]+)" lang="${of}">([\\s\\S]*?)</section>`, "g")),
        ([, kind, text]) => ({kind, links: [...text.matchAll(/\]\(\.\/(\w+)\//g)].map(([, to]) => to)})
      );
    const own = sections(tag);
    expect(own.map(({kind}) => kind)).toEqual(sections("en").map(({kind}) => kind));
    expect(new Set(own.flatMap(({links}) => links))).toEqual(new Set([language]));
  });

  it("is there where a page in all languages hides the others", () => {
    expect(read("lib", "views", "site", "style.css")).toContain(
      `.in-one-language:lang(${language}) :is(main > section, nav section, footer div):not(:lang(${language}))`
    );
  });

  it("is there on the page for unknown addresses", () => {
    const text = read("notebooks", "404.md");
    if (language !== "en") expect(text).toContain(`<p lang="${tag}">`);
  });

  it("is there among the topics of each lecture", () => {
    expect(lecturesIn(language).map(({id}) => id)).toEqual(lecturesIn("en").map(({id}) => id));
  });
});
