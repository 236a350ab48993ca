import {readFileSync} from "node:fs";
import {join} from "node:path";
import {describe, expect, it} from "vitest";
import {terms} from "../../lib/lesson/terms.js";
import {frame, languages, root} from "../../scripts/site.js";

it("gives every term an id of its own", () => {
  expect(new Set(terms.map(term => term.id)).size).toBe(terms.length);
});

describe.each(languages)("the glossary in %s", language => {
  const other = language === "en" ? "zh" : "en";
  const entries = Array.from(
    readFileSync(join(root, language, "glossary.md"), "utf8").matchAll(/^<dt .*<\/dt>\n<dd>.*<\/dd>$/gm),
    ([entry]) => entry
  );

  it("holds the terms of the table, word for word and in its order", () => {
    const gap = language === "en" ? " " : "";
    const expected = terms.map(term => {
      const note = term.note?.[language];
      return (
        `<dt id="${term.id}">${term[language]} <span lang="${frame[other].tag}">${term[other]}</span></dt>\n` +
        `<dd>${term.definition[language]}${note ? `${gap}<small>${note}</small>` : ""}</dd>`
      );
    });
    expect(entries).toEqual(expected);
  });
});
