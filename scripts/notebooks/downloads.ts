// Where a chapter's notebooks are, and what they load. Light: the site's configuration reads it.
import {frame, isPage, type Language, languageOf} from "../site.js";
import {source} from "./page.js";

/** The chapters that are given as notebooks. */
export const chapterNames = [
  "residual-block",
  "residual-network",
  "why-resnets-work",
  "one-by-one-convolution"
] as const;

export type Chapter = (typeof chapterNames)[number];

/** The files of a chapter, from where its page is. */
export const downloadsOf = (path: string) => {
  const name = path.split("/").at(-1)!;
  if (!languageOf(path) || !chapterNames.some(chapter => chapter === name)) return undefined;
  const file = `/download/${languageOf(path)}/${name}`;
  return {observable: `${file}.html`, jupyter: `${file}.ipynb`};
};

/** Modules and data that cells of the chapters load, below the site's address: notebooks load them too. */
export function* published(): Generator<string> {
  const found = new Set<string>();
  for (const name of chapterNames)
    for (const [, path] of source(`/en/${name}`).matchAll(/"\.\.(\/(?:lib|data|assets)\/[^"]+)"/g))
      found.add(path);
  yield* found;
}

/** Links for the end of a chapter's page, to its notebooks and its sheet; "" for other pages. */
export function downloadLinks(path: string): string {
  const files = downloadsOf(path);
  if (!files) return "";
  const language = languageOf(path) as Language;
  const {takeAway, notebook, jupyter, worksheet} = frame[language];
  const link = (file: string, text: string) =>
    `<a href="..${file}" download="${file.split("/").at(-1)}" data-download>${text}</a>`;
  const links = [
    link(files.observable, notebook),
    link(files.jupyter, jupyter),
    isPage(`/${language}/worksheets`) &&
      `<a href="./worksheets.html#${path.split("/").at(-1)}">${worksheet}</a>`
  ];
  return `<p class="take-away">${takeAway}${links.filter(Boolean).join(" · ")}</p>`;
}
