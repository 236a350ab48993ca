// The page of questions as search engines and the site's search read it: each question by itself, with its address.
import {readFileSync} from "node:fs";
import {join} from "node:path";
import {type Language, root} from "./site.js";

export interface Question {
  readonly id: string;
  readonly question: string;
  /** What stands below the question, without markup: the answer, then what is often said. */
  readonly paragraphs: readonly string[];
}

const page = "questions";

/** Whether a page is that of the questions. */
export const asks = (path: string) => path.endsWith(`/${page}`);

/** The questions of a page's source: its sections. */
export function questionsIn(source: string): Question[] {
  return source
    .split(/^## /m)
    .slice(1)
    .map(section => {
      const [heading, ...paragraphs] = section.trim().split(/\n{2,}/);
      const [, question, id] = /^(.*?) *\{#([\w-]+)\}$/.exec(heading)!;
      return {id, question: plain(question), paragraphs: paragraphs.slice(0, -1).map(plain)};
    });
}

/** The questions in a language. */
export const questions = (language: Language): Question[] =>
  questionsIn(readFileSync(join(root, language, `${page}.md`), "utf8"));

/** A page of questions in https://schema.org, for a page's head. */
export function faq(all: readonly Question[]): string {
  const mainEntity = all.map(({question, paragraphs: [text]}) => ({
    "@type": "Question",
    name: question,
    acceptedAnswer: {"@type": "Answer", text}
  }));
  const data = {"@context": "https://schema.org", "@type": "FAQPage", mainEntity};
  return `<script type="application/ld+json">${JSON.stringify(data).replaceAll("<", "\\u003c")}</script>`;
}

/** Text without the markup of this lesson's pages: `$W^{[l+2]}$` → W[l+2]. */
export function plain(markdown: string): string {
  return markdown
    .replace(/\$([^$]+)\$/g, (_, tex: string) => tex.replace(/[\\^{}_]|\\,/g, "").replace(/\s+/g, " "))
    .replace(/\[([^\]]*)\]\([^)]*\)/g, "$1")
    .replace(/\{[^}]*\}|\*/g, "")
    .replace(/\s+/g, " ")
    .trim();
}
