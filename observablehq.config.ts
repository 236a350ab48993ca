import {readFileSync} from "node:fs";
import {join} from "node:path";
import type MarkdownIt from "markdown-it";
import type {Lecture} from "./lib/lesson/cues.js";
import {onTheWay, stopsOn} from "./lib/lesson/short-way.js";
import {citations} from "./scripts/citation.js";
import {fontLinks} from "./scripts/fonts.js";
import {cueFile, lecturesIn} from "./scripts/lectures.js";
import {libraryPage} from "./scripts/library/page.js";
import {markdown} from "./scripts/markdown/markdown.js";
import {timeMarks} from "./scripts/markdown/marks.js";
import {termNotes} from "./scripts/markdown/terms.js";
import {readingTimes} from "./scripts/markdown/times.js";
import {wayStops} from "./scripts/markdown/way.js";
import {published} from "./scripts/notebooks/downloads.js";
import {asks, faq, questions} from "./scripts/questions.js";
import {searchEntries} from "./scripts/search.js";
import type {Language} from "./scripts/site.js";
import {
  counterpart,
  type FrontMatter,
  frame,
  frontMatter,
  isPage,
  languageOf,
  languages,
  menuNameOf,
  names,
  root,
  sites,
  tags,
  titleOf,
  unlisted
} from "./scripts/site.js";
import {worksheets} from "./scripts/worksheets/index.js";

interface Page {
  path: string;
  data: {index?: boolean};
}

const frontMatterOf = (path: string) => frontMatter(readFileSync(join(root, `${path}.md`), "utf8"));

function head({path, data}: Page, {description, lesson}: FrontMatter = frontMatterOf(path)): string {
  const language = languageOf(path);
  // Pages go into the search index below, section by section.
  if (language) data.index = false;
  return `<meta name="description" content="${attribute(description ?? frame[language ?? "en"].description)}">
${language ? "" : `<script>${languageOfReader}</script>`}
${stopsOn(path).length ? `<script>${walksTheWay}</script>\n` : ""}${asks(path) ? `${faq(questions(language!))}\n` : ""}${lesson ? `<meta name="lesson" content="${attribute(JSON.stringify(lesson))}">\n` : ""}<link rel="icon" type="image/svg+xml" href="/assets/icon.svg">
${fontLinks}
<script type="module" src="/lib/views/site/frame.js"></script>${lecturesOn(path).length ? companion(language!) : ""}`;
}

const attribute = (text: string) => text.replaceAll("&", "&amp;").replaceAll('"', "&quot;");

/** What the companion starts from: its small opener, and where the cue files are. */
function companion(language: Language): string {
  const files = lecturesIn(language).map(
    ({id, title}) =>
      `<link rel="alternate" type="text/vtt" title="${title}" href="/${cueFile(id, language)}">\n`
  );
  return `\n${files.join("")}<script type="module" src="/lib/views/companion/companion.js"></script>`;
}

/** The lectures that treat a page. */
function lecturesOn(path: string): readonly Lecture[] {
  const language = languageOf(path);
  const onPage = (page: string) => path === `/${language}/${page}`;
  return language ? lecturesIn(language).filter(({cues}) => cues.some(({page}) => onPage(page))) : [];
}

// A page in all languages shows the one remembered, else the browser's; before anything is painted.
const languageOfReader = `{
  let language = navigator.language;
  try { language = localStorage.getItem("language") ?? language; } catch {}
  document.documentElement.lang = ${JSON.stringify(tags)}[language.slice(0, 2)] ?? "${tags.en}";
  document.documentElement.classList.add("in-one-language");
}`;

// Whoever walks the short way sees what must be known between its figures; before anything is painted.
const walksTheWay = `if (location.search.includes("${onTheWay.slice(1)}")) document.documentElement.classList.add("on-the-way");`;

/** A link to the same page in each language, to the first page where it is not in that; an unknown page has no other. */
function header({path}: Page): string {
  if (path === "/404") return "";
  const own = languageOf(path);
  const item = (language: Language) => {
    const {name} = frame[language];
    const tag = tags[language];
    const current = language === own ? ` aria-current="true"` : "";
    const other = counterpart(path, language);
    const href = isPage(other) ? other : "/";
    return `<a href="${href}" hreflang="${tag}" lang="${tag}" data-language="${language}"${current}>${name}</a>`;
  };
  const follow = lecturesOn(path).length
    ? `<button type="button" id="companion" class="companion-open" aria-expanded="false" hidden>${frame[own!].follow}</button>`
    : "";
  return `${follow}<nav class="languages" aria-label="${languages.map(language => frame[language].language).join(" · ")}">${languages.map(item).join("")}</nav>`;
}

/** The licences, and how accessible the lesson is. */
function footer({path}: Page): string {
  const language = languageOf(path);
  const fonts = (of: Language) =>
    language ? `<a href="/assets/fonts/OFL.txt" download>${frame[of].fonts}</a>` : frame[of].fonts;
  const line = (of: Language) =>
    `${frame[of].licence(fonts(of))} <a href="/${of}/accessibility">${titleOf(`/${of}/accessibility`)}</a>`;
  if (language) return line(language);
  return languages.map(l => `<div lang="${tags[l]}">${line(l)}</div>`).join("");
}

/** What search finds, in each language. */
function* index() {
  for (const language of languages) yield* searchEntries(language);
}

export default {
  title: frame.en.site,
  root: "notebooks",
  output: "dist",
  // Only the page for unknown addresses needs to know where the site stands.
  base: process.env.BASE_PATH || "/",
  style: "lib/views/style.css",
  // Not every host finds a page by its name without it.
  preserveExtension: true,
  globalStylesheets: [],
  search: {index},
  // Figures as modules for other sites, and the data that notebooks load, at addresses that stay.
  dynamicPaths: [
    ...["walkthrough.js", "times-two.js", "one-filter.js", "style.css"].map(name => `/embed/${name}`),
    ...[...published()].filter(path => !path.endsWith(".js"))
  ],
  home: sites.join(" · "),
  pages: languages.map(language => ({
    name: frame[language].name,
    pager: language,
    pages: names
      .filter(name => !unlisted.includes(name))
      .map(name => ({name: menuNameOf(`/${language}/${name}`), path: `/${language}/${name}`}))
  })),
  head,
  header,
  footer,
  markdownIt(md: MarkdownIt) {
    timeMarks(citations(markdown(md)), path => lecturesIn(languageOf(path)));
    termNotes(md, languageOf);
    worksheets(md);
    libraryPage(md);
    readingTimes(md);
    return wayStops(md, languageOf);
  }
};
