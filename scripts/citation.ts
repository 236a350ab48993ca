// How the lesson is cited. CITATION.cff says it, in the format that GitHub reads; the pages' BibTeX is made of it.
import {readFileSync} from "node:fs";
import {join} from "node:path";
import type MarkdownIt from "markdown-it";
import {frontMatter, top} from "./site.js";

export interface Citation {
  readonly title: string;
  readonly authors: readonly {readonly name: string}[];
  readonly version: string;
  readonly "date-released": Date;
  readonly license: string;
  readonly url: string;
}

/** What a CITATION.cff says; the lesson's own unless another is given. */
export const citation = (cff = readFileSync(join(top, "CITATION.cff"), "utf8")): Citation =>
  frontMatter(`---\n${cff}\n---`) as unknown as Citation;

export function bibtex({title, authors, version, "date-released": day, license, url}: Citation): string {
  const fields = {
    title,
    author: authors.map(({name}) => `{${name}}`).join(" and "),
    version,
    year: day.getUTCFullYear(),
    license,
    url
  };
  const lines = Object.entries(fields).map(([name, value]) => `  ${name} = {${value}}`);
  return `@software{the_shortcut,\n${lines.join(",\n")}\n}\n`;
}

/** Writes the citation into the pages' empty fences of BibTeX. */
export function citations(md: MarkdownIt): MarkdownIt {
  md.core.ruler.push("citations", ({tokens}) => {
    for (const token of tokens)
      if (token.type === "fence" && token.info === "bibtex" && !token.content.trim())
        token.content = bibtex(citation());
  });
  return md;
}
