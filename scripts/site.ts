// What the site consists of: its languages, its pages, and the text of the frame around them.
import {existsSync, readFileSync} from "node:fs";
import {createRequire} from "node:module";
import {join} from "node:path";
import {fileURLToPath} from "node:url";
import {type ByLanguage, inEach, type Language, languages as rows} from "../lib/lesson/languages.js";

export type {Language};

/** The repository's top folder. */
export const top = fileURLToPath(new URL("..", import.meta.url));

/** Framework's source root and its output. */
export const root = join(top, "notebooks");
export const output = join(top, "dist");

/** The pages that each language has, in reading order. */
export const names = [
  "residual-block",
  "residual-network",
  "why-resnets-work",
  "one-by-one-convolution",
  "questions",
  "exercises",
  "review",
  "glossary",
  "source-notes",
  "instructors",
  "collect",
  "worksheets",
  "library",
  "accessibility"
] as const;

/** Pages that others lead to, and that the menu leaves out. */
export const unlisted: readonly string[] = [
  "collect",
  "worksheets",
  "library"
] satisfies (typeof names)[number][];

/** What the frame around a page says in each language. */
export const frame = {
  en: {
    name: "English",
    language: "Language",
    site: "The Shortcut",
    description:
      "An interactive lesson on residual networks and 1×1 convolutions: change anything in a figure, and a small tensor library computes it anew in your browser.",
    contents: "On this page",
    search: "Search",
    pager: "Previous and next page",
    menu: "Menu",
    skip: "Skip to the text",
    asFile:
      "Opened as a file, this page has its text, but figures need a web server. In the site’s folder run <code>python3 -m http.server</code> or <code>npx http-server</code> and open the address that it prints.",
    glossary: "Glossary",
    follow: "Follow the lecture",
    minutes: (count: number) => ` (about ${count} minutes)`,
    takes: (count: number) => ` <em>Takes:</em> about ${count} minutes.`,
    way: {
      stop: (number: number, count: number) => `The short way, ${number} of ${count}`,
      next: "Next: ",
      end: "You are through."
    },
    seeHere: {show: "Show it here", hide: "Hide it"},
    takeAway: "Take this chapter with you: ",
    notebook: "Observable notebook",
    jupyter: "Jupyter notebook with PyTorch",
    worksheet: "worksheet for paper",
    licence: (fonts: string) => `Text and figures CC BY 4.0, code MIT, ${fonts}.`,
    fonts: "fonts SIL OFL"
  },
  zh: {
    name: "中文",
    language: "语言",
    site: "捷径",
    description:
      "关于残差网络和 1×1 卷积的交互式课程：图里的一切都可以改动，由一个小张量库在你的浏览器里重新算出。",
    contents: "本页内容",
    search: "搜索",
    pager: "上一页和下一页",
    menu: "菜单",
    skip: "跳到正文",
    asFile:
      "本页是以文件方式打开的：文字可以阅读，但图需要网页服务器。请在网站所在的文件夹里运行 <code>python3 -m http.server</code> 或 <code>npx http-server</code>，再打开它给出的地址。",
    glossary: "术语表",
    follow: "跟着视频看",
    minutes: (count: number) => `（约 ${count} 分钟）`,
    takes: (count: number) => `<em>用时</em>：约 ${count} 分钟。`,
    way: {
      stop: (number: number, count: number) => `短途路线，第 ${number} 站，共 ${count} 站`,
      next: "下一站：",
      end: "走完了。"
    },
    seeHere: {show: "在这里看", hide: "收起"},
    takeAway: "把本章带走：",
    notebook: "Observable 笔记本",
    jupyter: "含 PyTorch 的 Jupyter 笔记本",
    worksheet: "纸上做的练习单",
    licence: (fonts: string) => `文字和图采用 CC BY 4.0，代码采用 MIT 许可，${fonts}。`,
    fonts: "字体采用 SIL OFL"
  }
} as const satisfies ByLanguage<unknown>;

export const languages = Object.keys(rows) as Language[];

/** What the site is called in each language, and what `<html lang>` says, by the first two letters. */
export const sites = languages.map(language => frame[language].site);
export const tags = inEach(language => rows[language].tag);

/** The language of a page's path, such as `/zh/glossary`; undefined where a page holds all. */
export function languageOf(path: string): Language | undefined {
  return languages.find(language => path.startsWith(`/${language}/`));
}

/** The path of the same page in another language. */
export function counterpart(path: string, language: Language): string {
  const from = languageOf(path);
  return from ? `/${language}${path.slice(from.length + 1)}` : path;
}

/** Whether there is a page: a fork may have some in one language only. */
export function isPage(path: string): boolean {
  return existsSync(join(root, `${path}.md`));
}

/** The title of a page's source: its front matter's, else its first heading. */
export function titleIn(source: string): string | undefined {
  const title = frontMatter(source).title ?? /^#\s+(.+?)\s*(\{.*\})?$/m.exec(source)?.[1];
  return title === undefined ? undefined : String(title);
}

/** The title of a page, by its path. */
export function titleOf(path: string): string {
  const title = titleIn(readFileSync(join(root, `${path}.md`), "utf8"));
  if (!title) throw new Error(`page without a title: ${path}`);
  return title;
}

/** What the menu calls a page, where its title is long. */
export function menuNameOf(path: string): string {
  return frontMatter(readFileSync(join(root, `${path}.md`), "utf8")).menu ?? titleOf(path);
}

/** What a page's source says at its top, between dashes, of what this site knows beside Framework. */
export interface FrontMatter {
  /** A number, where it looks like one. */
  readonly title?: string | number;
  readonly description?: string;
  readonly menu?: string;
  /** How a teacher wants the page: see lib/lesson/settings.ts. */
  readonly lesson?: object;
}

const {resolve} = createRequire(import.meta.url);
const parse = createRequire(resolve("@observablehq/framework/package.json"))("gray-matter");

/** The front matter of a page's source, by Framework's own parser: Framework hands on only the keys that it knows. */
export function frontMatter(source: string): FrontMatter {
  return parse(source).data;
}
