// A chapter to take away: the Markdown of a page as an Observable notebook and as a Jupyter notebook.
import {mkdirSync, readFileSync, writeFileSync} from "node:fs";
import {join} from "node:path";
import {pytorch} from "../lib/export/index.js";
import {
  block,
  conv,
  dense,
  normal,
  type Plan,
  plan,
  random,
  relu,
  residual,
  sequential
} from "../lib/index.js";
import {frame, type Language, languageOf, languages, output, root, titleOf} from "./site.js";

/** Stands for the site's address, with a slash at its end, which nobody knows at build time: the page puts it in. */
export const somewhere = "https://the-shortcut.invalid/";

/** The chapters, and the networks whose PyTorch twins go with them. */
const chapters = {
  "residual-block": () => [plan(block("l", residual(dense(4), relu, dense(4))), {input: [1, 4], seed: 1})],
  "residual-network": () => {
    const part = () => residual(dense(8), relu, dense(8));
    return [plan(sequential(part(), part(), part(), dense(2)), {input: [5, 8], seed: 1})];
  },
  "why-resnets-work": () => [
    plan(sequential(dense(4), relu, residual(dense(4), relu, dense(4))), {input: [5, 4], seed: 1})
  ],
  "one-by-one-convolution": () => [
    plan(sequential(conv(8, 1), relu), {input: [1, 6, 6, 32], seed: 1}),
    plan(sequential(conv(16, 1), relu, conv(32, 5), relu), {input: [1, 7, 7, 192], seed: 1})
  ]
} as const;

type Chapter = keyof typeof chapters;

/** A chapter's networks, computed: PyTorch has something to reproduce only where the input is not all zero. */
export function networksOf(chapter: Chapter): Plan[] {
  return chapters[chapter]().map((p, i) => {
    p.feed(normal(p.input.shape, random(i + 1)));
    p.forward();
    return p;
  });
}

/** The files of a chapter, from where its page is. */
export const downloadsOf = (path: string) => {
  const name = path.split("/").at(-1)!;
  if (!languageOf(path) || !Object.hasOwn(chapters, name)) return undefined;
  const file = `/download/${languageOf(path)}/${name}`;
  return {observable: `${file}.html`, jupyter: `${file}.ipynb`};
};

/** Modules and data that cells of the chapters load, below the site's address: notebooks load them too. */
export function* published(): Generator<string> {
  const found = new Set<string>();
  for (const name of Object.keys(chapters))
    for (const [, path] of source(`/en/${name}`).matchAll(/"\.\.(\/(?:lib|data|assets)\/[^"]+)"/g))
      found.add(path);
  yield* found;
}

/** Writes all notebooks into the built site. */
export function writeNotebooks(): void {
  for (const language of languages) {
    mkdirSync(join(output, "download", language), {recursive: true});
    for (const name of Object.keys(chapters)) {
      const path = `/${language}/${name}`;
      const files = downloadsOf(path)!;
      writeFileSync(join(output, files.observable), observable(source(path), path));
      writeFileSync(join(output, files.jupyter), jupyter(source(path), path));
    }
  }
}

/** The chapter as a notebook of notebook-kit (https://observablehq.com/notebook-kit/kit): text and cells as on the page. */
export function observable(markdown: string, path: string): string {
  const cells = parts(markdown).map(({language, code, text}) =>
    language.startsWith("js")
      ? cell("module", elsewhere(code), language.includes("echo"))
      : cell("text/markdown", interpolated(prose(text, path)))
  );
  const style = cell("text/html", `<link rel="stylesheet" href="${somewhere}embed/style.css">`);
  const {tag} = frame[languageOf(path)!];
  const speak = cell("module", `const language = (document.documentElement.lang = "${tag}");`);
  const scripts = [style, speak, ...cells].map((script, i) => `  <script id="${i + 1}" ${script}`);
  return `<!doctype html>\n<notebook theme="light-dark(air, near-midnight)">\n  <title>${titleOf(path)}</title>\n${scripts.join("\n")}\n</notebook>\n`;
}

/**
 * The chapter as a Jupyter notebook, format 4: its text, its own PyTorch code, and at the end the chapter's networks with
 * this library's numbers, which PyTorch must reproduce.
 */
export function jupyter(markdown: string, path: string): string {
  const name = path.split("/").at(-1) as Chapter;
  const python = (code: string) => ({
    cell_type: "code",
    execution_count: null,
    metadata: {},
    outputs: [],
    source: lines(code)
  });
  const text = (content: string) => ({cell_type: "markdown", metadata: {}, source: lines(content)});
  const own = parts(markdown).map(({language, code, text: said}) => {
    if (language === "python" && /\btorch\b/.test(code)) return python(code);
    // A figure is drawn by the page; its code is worth reading where the page shows it.
    if (language === "js") return undefined;
    return text(language ? `\`\`\`${language.split(" ")[0]}\n${code}\n\`\`\`` : prose(said, path));
  });
  const title = {en: "The same in PyTorch, number by number", zh: "用 PyTorch 逐个数字重算"}[
    languageOf(path)!
  ];
  const cells = [
    ...own.filter(cell => cell !== undefined),
    text(`## ${title}`),
    ...networksOf(name).map(p => python(pytorch(p).trim()))
  ].map((cell, i) => ({id: `cell-${i + 1}`, ...cell}));
  const metadata = {
    kernelspec: {display_name: "Python 3", language: "python", name: "python3"},
    language_info: {name: "python"},
    title: titleOf(path)
  };
  return `${JSON.stringify({cells, metadata, nbformat: 4, nbformat_minor: 5}, null, 1)}\n`;
}

const source = (path: string) => readFileSync(join(root, `${path}.md`), "utf8");

interface Part {
  /** What stands behind the fence: `js echo`; "" for text. */
  readonly language: string;
  readonly code: string;
  readonly text: string;
}

/** Text and fenced code, in turn; without front matter. */
function parts(markdown: string): Part[] {
  const body = markdown.replace(/^---\n[\s\S]*?\n---\n/, "");
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

/** Markdown without what only this site understands: attributes, comments, relative links, classes in formulas. */
function prose(text: string, path: string): string {
  const folder = new URL(path.slice(1), somewhere);
  return text
    .replace(/<!--[\s\S]*?-->\n*/g, "")
    .replace(/(\]\(\.[^)#]*)(?:#[^)]*)?\)\{data-figure="([\w-]+)"\}/g, "$1#$2)")
    .replace(/ ?(?<![\\}\]\w^_])\{[#.][^}]*\}| ?\{data-[^}]*\}/g, "")
    .replace(/\\class\{[\w-]+\}/g, "")
    .replace(/\]\((\.{1,2}\/[^)]*)\)/g, (_, link) => `](${new URL(link, folder).href})`)
    .trim();
}

/** In a notebook a formula is an expression inside the text. */
function interpolated(text: string): string {
  return text
    .replace(/\$\$([\s\S]+?)\$\$/g, (_, tex) => `\${tex.block\`${tex.trim()}\`}`)
    .replace(/(?<![\\$\w])\$(?![\s{$])((?:[^$\\\n]|\\.)+?)\$(?!\d)/g, (_, tex) => `\${tex\`${tex}\`}`);
}

/** A cell whose modules and data come from the site. Figures choose their texts when they are loaded: after the language. */
function elsewhere(code: string): string {
  return (/^import /m.test(code) ? `${code}\nvoid language;` : code)
    .replace(/FileAttachment\("\.\.\/([^"]+)"\)/g, (_, path: string) => {
      const read = path.endsWith(".json") ? "json" : "arrayBuffer";
      return `{${read}: async () => (await fetch("${somewhere}${path}")).${read}()}`;
    })
    .replaceAll('"../lib/', `"${somewhere}lib/`);
}

function cell(type: string, content: string, pinned = false): string {
  const inner = content
    .replace(/<(?=\\*\/script(\s|>))/gi, "<\\")
    .split("\n")
    .map(line => (line.trim() ? `    ${line}` : ""))
    .join("\n");
  return `type="${type}"${pinned ? " pinned" : ""}>\n${inner}\n  </script>`;
}

/** Jupyter keeps a text as a list of lines, each with its end. */
const lines = (text: string) => text.split(/(?<=\n)/);

/** Links for the end of a chapter's page; "" for other pages. */
export function downloadLinks(path: string): string {
  const files = downloadsOf(path);
  if (!files) return "";
  const {takeAway, notebook, jupyter} = frame[languageOf(path) as Language];
  const link = (file: string, text: string) =>
    `<a href="..${file}" download="${file.split("/").at(-1)}" data-download>${text}</a>`;
  return `<p class="take-away">${takeAway}${link(files.observable, notebook)} · ${link(files.jupyter, jupyter)}</p>`;
}
