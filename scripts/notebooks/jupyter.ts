// A chapter as a Jupyter notebook, format 4.5: its text with pictures of its figures, its own PyTorch code, the lesson's
// numbers reached by PyTorch, and exercises.

import {readFileSync} from "node:fs";
import {join} from "node:path";
import type {ByLanguage} from "../../lib/lesson/languages.js";
import {type Language, languageOf, titleOf, top} from "../site.js";
import type {Chapter} from "./downloads.js";
import {exerciseCells} from "./exercises.js";
import {numberCells} from "./numbers.js";
import {absolute, parts, picture, prose, somewhere} from "./page.js";

const live = {
  en: "This figure at work, on its page",
  zh: "在网页上使用这幅图"
} as const satisfies ByLanguage<string>;

interface Attachments {
  readonly [name: string]: {readonly "image/png": string};
}

const code = (python: string) => ({
  cell_type: "code",
  execution_count: null,
  metadata: {},
  outputs: [],
  source: lines(python)
});

const markdown = (content: string, attachments: Attachments = {}) => ({
  cell_type: "markdown",
  metadata: {},
  source: lines(content),
  ...(Object.keys(attachments).length && {attachments})
});

/** Jupyter keeps a text as a list of lines, each with its end. */
const lines = (text: string) => text.split(/(?<=\n)/);

/** Text whose pictures go along, each with a link to the figure that it stands for. */
function pictured(text: string, path: string) {
  const language = languageOf(path) as Language;
  const attachments: {[name: string]: {"image/png": string}} = {};
  const page = new URL(path.slice(1), somewhere);
  const said = prose(text, path)
    .replace(/\\class\{[\w-]+\}/g, "")
    .replace(picture, (_, file: string, id: string, alt: string) => {
      const name = `${id}.png`;
      attachments[name] = {"image/png": readFileSync(join(top, "assets/stills", file), "base64")};
      const words = alt.replaceAll("&quot;", "”").replace(/[[\]]/g, "\\$&");
      return `![${words}](attachment:${name})\n\n[${live[language]}](${absolute(`#${id}`, page)})`;
    });
  return markdown(said, attachments);
}

export function jupyter(page: string, path: string): string {
  const language = languageOf(path) as Language;
  const chapter = path.split("/").at(-1) as Chapter;
  const own = parts(page, ["page", "live"]).flatMap(({language: fence, code: lines, text}) => {
    if (fence === "python" && /\btorch\b/.test(lines)) return code(lines);
    // A figure is drawn by the page; its code is worth reading where the page shows it.
    if (fence === "js") return [];
    return fence ? markdown(`\`\`\`${fence.split(" ")[0]}\n${lines}\n\`\`\``) : pictured(text, path);
  });
  const more = [...numberCells(chapter, language), ...exerciseCells(chapter, language)].map(cell =>
    "python" in cell ? code(cell.python) : markdown(cell.text)
  );
  const cells = [...own, ...more].map((cell, i) => ({id: `cell-${i + 1}`, ...cell}));
  const metadata = {
    kernelspec: {display_name: "Python 3", language: "python", name: "python3"},
    language_info: {name: "python"},
    title: titleOf(path)
  };
  return `${JSON.stringify({cells, metadata, nbformat: 4, nbformat_minor: 5}, null, 1)}\n`;
}
