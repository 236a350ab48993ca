// What the figures ask and are called, for pages on which they do not stand: what a learner hands in, and what a class did.
import {readdirSync, readFileSync} from "node:fs";
import outlines from "../../assets/stills/outlines.json" with {type: "json"};
import predictions from "../../assets/stills/predictions.json" with {type: "json"};
import {inEach, type Language} from "../../lib/lesson/languages.js";
import type {Figure} from "../../lib/lesson/results/lesson.js";
import type {Outline} from "../../scripts/outlines.js";
import {inAllLanguages, type Predictions} from "../../scripts/predictions.js";

/** Its pictures may still have to be taken, in a language that is new: until then it has those of English. */
const outlined = inEach((language): {readonly [id: string]: Outline} => ({
  ...outlines.en,
  ...(outlines as {readonly [language in Language]?: typeof outlines.en})[language]
}));
const asked = inAllLanguages(predictions as unknown as Predictions);
const ids = Object.keys(outlined.en);

/** Markup as plain text: names of values are `a[l]` in both. */
const text = (markup: string) =>
  markup
    .replace(/<sub>(\w)<\/sub>/g, "_$1")
    .replace(/<b>.*?<\/b>|<[^>]*>/g, "")
    .replaceAll("&amp;", "&");

/** The page of each figure: it names the figure's picture. */
const pageOf = new Map(
  readdirSync("notebooks/en").flatMap(file =>
    Array.from(
      readFileSync(`notebooks/en/${file}`, "utf8").matchAll(/\/stills\/en\/([\w-]+)\.png/g),
      ([, id]) => [id, file.replace(".md", "")] as const
    )
  )
);
const pages = [...new Set(["index", ...ids.flatMap(id => pageOf.get(id) ?? [])])];

const figures = ids
  .map((id): Figure => {
    return {
      id,
      page: pageOf.get(id) ?? "index",
      title: inEach(language => text(outlined[language][id].title)),
      ...(outlined.en[id].goal !== undefined && {
        goal: inEach(language => text(outlined[language][id].goal!))
      }),
      ...(asked[id] && {prediction: asked[id]})
    };
  })
  .sort((a, b) => pages.indexOf(a.page) - pages.indexOf(b.page));

process.stdout.write(JSON.stringify(figures));
