// What the notebooks take over from a page: its text, and its cells.
import {readFileSync} from "node:fs";
import {join} from "node:path";
import {root} from "../site.js";

/** Stands for the site's address, with a slash at its end, which nobody knows at build time: the page puts it in. */
export const somewhere = "https://the-shortcut.invalid/";

export const source = (path: string): string => readFileSync(join(root, `${path}.md`), "utf8");

export interface Part {
  /** What stands behind the fence: `js echo`; "" for text. */
  readonly language: string;
  readonly code: string;
  readonly text: string;
}

/**
 * Text and fenced code, in turn; without front matter, and without what the page marks as its own: between
 * `<!-- page -->` and `<!-- /page -->` stands what only the page has, between `<!-- live -->` and `<!-- /live -->` what
 * needs its cells to run.
 */
export function parts(markdown: string, leave: readonly ("page" | "live")[]): Part[] {
  const body = markdown
    .replace(/^---\n[\s\S]*?\n---\n/, "")
    .replace(/<!-- (page|live) -->([\s\S]*?)<!-- \/\1 -->/g, (_, mark, content) =>
      leave.includes(mark) ? "" : content
    );
  return body
    .split(/^(```.*\n[\s\S]*?^```)$/m)
    .map(part => {
      const fence = /^```(.*)\n([\s\S]*?)\n?```$/.exec(part);
      return fence
        ? {language: fence[1].trim(), code: fence[2], text: ""}
        : {language: "", code: "", text: part.trim()};
    })
    .filter(({language, text}) => language || text);
}

/** Markdown without what only this site understands: attributes, comments, relative links. */
export function prose(text: string, path: string): string {
  const page = new URL(path.slice(1), somewhere);
  return text
    .replace(/<!--[\s\S]*?-->\n*/g, "")
    .replace(/(\]\(\.[^)#]*)(?:#[^)]*)?\)\{data-figure="([\w-]+)"[^}]*\}/g, "$1#$2)")
    .replace(/ ?(?<![\\}\]\w^_])\{[#.][^}]*\}| ?\{data-[^}]*\}/g, "")
    .replace(/\]\(((?:\.{1,2}\/|#)[^)]*)\)/g, (_, link) => `](${absolute(link, page)})`)
    .trim();
}

/** A link of a page, from elsewhere. */
export function absolute(link: string, page: URL): string {
  const url = new URL(link, page);
  if (!/\.\w+$|\/$/.test(url.pathname)) url.pathname += ".html";
  return url.href;
}

/** The picture that stands for a figure where it does not run: its file, the figure's id, and what the picture shows. */
export const picture =
  /<noscript><img src="\/assets\/stills\/(\w+\/([\w-]+)\.png)" alt="([^"]*)"><\/noscript>/g;
