// What the figures ask and are called, for pages on which they do not stand: what a learner hands in, and what a class did.
import {readdirSync, readFileSync} from "node:fs";
import outlines from "../../assets/stills/outlines.json" with {type: "json"};
import predictions from "../../assets/stills/predictions.json" with {type: "json"};
import type {Figure} from "../../lib/lesson/results/lesson.js";
import type {Outline} from "../../scripts/outlines.js";
import type {Predictions} from "../../scripts/predictions.js";

const {en, zh} = outlines as {readonly [language in "en" | "zh"]: {readonly [id: string]: Outline}};
const asked = predictions as unknown as Predictions;
const ids = Object.keys(en);

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
    const goal = en[id].goal;
    return {
      id,
      page: pageOf.get(id) ?? "index",
      title: {en: text(en[id].title), zh: text(zh[id].title)},
      ...(goal !== undefined && {goal: {en: text(goal), zh: text(zh[id].goal!)}}),
      ...(asked[id] && {prediction: asked[id]})
    };
  })
  .sort((a, b) => pages.indexOf(a.page) - pages.indexOf(b.page));

process.stdout.write(JSON.stringify(figures));
