// The page of the library: its guide, whose examples the tests run, and its names, from their doc comments.
import {readFileSync} from "node:fs";
import {join} from "node:path";
import type MarkdownIt from "markdown-it";
import {top} from "../site.js";
import {escaped} from "../worksheets/markup.js";
import {type Declared, declarations} from "./declarations.js";

/** The guide without how the library is packed and where its files are; what it links to stays in the repository. */
export const guide = (): string =>
  readFileSync(join(top, "lib/README.md"), "utf8")
    .replace(" The code below is run by the tests.", "")
    .replace(/^`npm run pack`[\s\S]*?\n\n/m, "")
    .replace(/^## Where things are[\s\S]*/m, "")
    .replaceAll('"./index.js"', '"the-shortcut"')
    .replace(/\[([^\]]+)\]\((?!https?:)[^)]*\)/g, "$1");

const folders = ["tensor", "kernels", "graph", "nn"];

/** The names by folder, each with its declaration, in which the other names are links. As HTML. */
export function reference(names: readonly Declared[] = declarations().names): string {
  const known = new Set(names.map(({name}) => name));
  const item = ({name, comment, code}: Declared) =>
    `<dt id="${idOf(name)}">${name}</dt>\n<dd>${paragraphs(comment)}<pre>${linked(code, name, known)}</pre></dd>`;
  return folders
    .map(folder => {
      const own = names.filter(declared => declared.folder === folder);
      return `<h3 id="${folder}"><code>${folder}</code></h3>\n<dl class="names">\n${own.map(item).join("\n")}\n</dl>\n`;
    })
    .join("");
}

/** A name of the library may be one that the page's headings have, such as `graph`. */
const idOf = (name: string) => `name-${name}`;

/** Code with links to the names that it speaks of. Comments speak in words, of which some are names. */
function linked(code: string, self: string, known: ReadonlySet<string>): string {
  return code.replace(/\/\*\*[\s\S]*?\*\/|"[^"]*"|\b[A-Za-z]\w*\b(?!\??:)|[&<]/g, part =>
    known.has(part) && part !== self ? `<a href="#${idOf(part)}">${part}</a>` : escaped(part)
  );
}

/** The paragraphs of a comment, with what stands between backticks as code. */
const paragraphs = (comment: string) =>
  comment
    .split(/\n{2,}/)
    .filter(Boolean)
    .map(text => `<p>${escaped(text).replace(/`([^`]+)`/g, "<code>$1</code>")}</p>`)
    .join("");

/** Fills the empty fences `library guide` and `library names`. Both are English, as the code is. */
export function libraryPage(md: MarkdownIt): MarkdownIt {
  md.core.ruler.push("library", state => {
    const html = (content: string) =>
      Object.assign(new state.Token("html_block", "", 0), {content: `${content}\n`});
    state.tokens = state.tokens.flatMap(token => {
      if (token.type !== "fence" || !/^library (guide|names)$/.test(token.info.trim())) return token;
      const given =
        token.info.trim() === "library guide" ? md.parse(examples(), state.env) : [html(reference())];
      return [html('<div class="in-english" lang="en">'), ...given, html("</div>")];
    });
  });
  return md;
}

/** What the guide shows by example, one heading below the page's. A fence of TypeScript would run. */
const examples = () => {
  const [, text] = /^(## [\s\S]*?)^## How things lie/m.exec(guide())!;
  const id = (heading: string) => heading.toLowerCase().replace(/\W+/g, "-");
  return text
    .replace(/^```ts$/gm, "```ts run=false")
    .replace(/^## (.*)$/gm, (_, heading: string) => `### ${heading} {#${id(heading)}}`);
};
