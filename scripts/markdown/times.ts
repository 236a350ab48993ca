// How long a chapter takes, from what it holds (lib/lesson/reading-time.ts): at its head, behind what it needs, and behind
// its link in a list of chapters.
import {readFileSync} from "node:fs";
import {join} from "node:path";
import type MarkdownIt from "markdown-it";
import {readingLoad, readingMinutes} from "../../lib/lesson/reading-time.js";
import {frame, languageOf, root} from "../site.js";

/** Adds the minutes. Chapters are the pages that say at their head what they need. */
export function readingTimes(md: MarkdownIt): MarkdownIt {
  // After the attributes in braces have been read.
  md.core.ruler.push("reading_times", ({tokens, env, Token}) => {
    const path: string = env.path ?? "";
    const add = (at: (typeof tokens)[number] | undefined, where: number, text: string) =>
      at?.children?.splice(where, 0, Object.assign(new Token("html_inline", "", 0), {content: text}));
    const head = tokens.findIndex(token => token.attrGet("class") === "needs");
    const sections = tokens.findIndex(({tag}) => tag === "h2");
    const language = languageOf(path);
    if (language && head >= 0 && head < sections)
      add(tokens[head + 1], Number.POSITIVE_INFINITY, frame[language].takes(minutesOf(path)));
    for (const [i, token] of tokens.entries()) {
      const [link] = token.children ?? [];
      const href = link?.type === "link_open" ? String(link.attrGet("href")) : "";
      const [, chapter] = /^\.(\/\w+\/[\w-]+)$/.exec(href) ?? [];
      const to = chapter && languageOf(chapter);
      if (!to || tokens[i - 2]?.type !== "list_item_open" || !/\{\.needs\}/.test(source(chapter))) continue;
      const end = token.children!.findIndex(({type}) => type === "link_close");
      add(token, end + 1, frame[to].minutes(minutesOf(chapter)));
    }
  });
  return md;
}

const source = (path: string) => readFileSync(join(root, `${path}.md`), "utf8");
const minutesOf = (path: string) => readingMinutes(readingLoad(source(path)));
