import {markdown} from "./lib/lesson/markdown.js";
import type {Language} from "./scripts/site.js";
import {counterpart, frame, languageOf, languages, names, titleOf} from "./scripts/site.js";

/** The language that a page opens in; the landing page asks the reader's memory, then the browser. */
function languageScript(path: string): string {
  const own = languageOf(path);
  const tag = own
    ? JSON.stringify(frame[own].tag)
    : `(localStorage.getItem("language") ?? navigator.language).startsWith("zh") ? "zh-Hans" : "en"`;
  return `<script>document.documentElement.lang = ${tag};</script>`;
}

/** A link to the same page in each language. */
function languageSwitch(path: string): string {
  const own = languageOf(path);
  const item = (language: Language) => {
    const {tag, name} = frame[language];
    const href = own ? counterpart(path, language) : `/${language}/${names[0]}`;
    const current = language === own ? ` aria-current="true"` : "";
    return `<a href="${href}" hreflang="${tag}" lang="${tag}" data-language="${language}"${current}>${name}</a>`;
  };
  return `<nav class="languages" aria-label="Language / 语言">${languages.map(item).join("")}</nav>`;
}

export default {
  title: "The Shortcut",
  root: "notebooks",
  output: "dist",
  // Only the page for unknown addresses needs to know where the site stands.
  base: process.env.BASE_PATH || "/",
  style: "assets/style.css",
  globalStylesheets: [],
  search: true,
  home: "The Shortcut · 捷径",
  pages: languages.map(language => ({
    name: frame[language].name,
    pager: language,
    pages: names.map(name => ({name: titleOf(`/${language}/${name}`), path: `/${language}/${name}`}))
  })),
  head: ({path}: {path: string}) => languageScript(path),
  header: ({path}: {path: string}) => languageSwitch(path),
  footer: ({path}: {path: string}) => frame[languageOf(path) ?? "en"].licence,
  markdownIt: markdown
};
