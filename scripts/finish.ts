// What Framework leaves undone in the pages that it renders: the language, zoom, names for screen readers,
// a sidebar of one language. Applied to every page, in preview and after the build.

import {onTheWay, shortWay, stopsOn} from "../lib/lesson/short-way.js";
import {withFonts} from "./fonts.js";
import {joining} from "./markdown/way.js";
import {downloadLinks} from "./notebooks/downloads.js";
import {addOutlines} from "./outlines.js";
import {counterpart, frame, isPage, type Language, languageOf, languages, tags} from "./site.js";

type Edit = [from: string | RegExp, to: string];

/**
 * The finished HTML of the page at the path (`/zh/glossary`).
 *
 * @throws where Framework's markup is not what this was written for, so that an upgrade does not pass unseen
 */
export function finish(html: string, path: string): string {
  const language = languageOf(path);
  const say = frame[language ?? "en"];
  const edits: Edit[] = [
    ["<html>", `<html lang="${tags[language ?? "en"]}">`],
    [/, maximum-scale=1(?=">)/, ""],
    [
      "<body>",
      `<body>\n<a class="skip-link" href="#observablehq-main">${say.skip}</a>\n${asFile(say.asFile)}`
    ],
    [/(?=<title>)/, language ? alternates(path) : ""],
    ...(html.includes(`<nav id="observablehq-sidebar">`) ? sidebar(language) : [])
  ];
  for (const [from, to] of edits) {
    if (typeof from === "string" ? !html.includes(from) : !from.test(html))
      throw new Error(`${path}: not found in Framework's page: ${from}`);
    html = html.replace(from, to);
  }
  if (html.includes(`id="observablehq-toc"`)) html = markTheWay(html, path, say.way.stop);
  return (
    addOutlines(withFonts(html, path))
      .replace(/<a [^>]*data-(?:figure|way)="[^>]*>/g, toFigure)
      .replace(/<a [^>]*class="see"[^>]*>.*?<\/a>/g, `$& ${seeHere(say.seeHere)}`)
      // Here and not in the page's footer: Framework looks for linked files before they are written.
      .replace(/(<footer id="observablehq-footer">)/, `$1${downloadLinks(path)}`)
      .replaceAll(` | ${frame.en.site}</title>`, language ? ` · ${say.site}</title>` : "</title>")
      .replace(
        /(<aside id="observablehq-toc"[^>]*>\n<nav)(>\n<div>)Contents</,
        `$1 aria-label="${say.contents}"$2${say.contents}<`
      )
      .replace(/<nav>(?=<a rel="(?:prev|next)")/, `<nav aria-label="${say.pager}">`)
      .replace(/\n<nav><\/nav>/g, "")
      // Marks for the notebooks (scripts/notebooks/page.ts).
      .replace(/<!-- \/?(?:page|live) -->\n*/g, "")
      // A number and its per cent sign stay in one line.
      .replace(tagsAndCode, (all, _, digit) => (digit ? `${digit}\u00a0%` : all))
  );
}

/** What is no text, or is code; else a number before its per cent sign. */
const tagsAndCode = /<(script|style|pre|code|textarea)\b[\s\S]*?<\/\1>|<[^>]*>|(\d) %/g;

/**
 * A link's tag with what Framework would take for the address of a place that it does not know: `data-figure` leads to a
 * figure, `data-set` sets its parameters, `data-way` is kept in the address.
 */
function toFigure(tag: string): string {
  const [figure, set, way] = ["figure", "set", "way"].map(
    name => new RegExp(` data-${name}="([^"]*)"`).exec(tag)?.[1]
  );
  const place = figure && `#${[figure, set].filter(Boolean).join("&amp;")}`;
  return tag.replace(
    /href="([^"#]*)(#[^"]*)?"/,
    (_, page, section = "") => `href="${page}${way ? onTheWay : ""}${place ?? section}"`
  );
}

/** Opens a link's figure where the link stands, and closes it again, once lib/views/questions/see-here.ts has come. */
function seeHere({show, hide}: {readonly show: string; readonly hide: string}): string {
  return `<button type="button" class="see-here" aria-expanded="false" disabled><span>${show}</span><span>${hide}</span></button>`;
}

/** Marks the sections of the short way in the page's contents: those whose figures a fork has kept. */
function markTheWay(html: string, path: string, says: (number: number, count: number) => string): string {
  for (const stop of stopsOn(path).filter(stop => html.includes(joining(stop)))) {
    const number = shortWay.indexOf(stop) + 1;
    const said = says(number, shortWay.length);
    const link = new RegExp(
      `(<li class="observablehq-secondary-link"><a href="#${stop.section}">.*?)(?=</a>)`
    );
    if (!link.test(html))
      throw new Error(`${path}: the contents lack a stop of the short way: ${stop.section}`);
    html = html.replace(
      link,
      `$1 <span class="way-mark" role="img" aria-label="${said}" title="${said}">${number}</span>`
    );
  }
  return html;
}

/** Modules do not load from files: no figure could say this itself. */
function asFile(text: string): string {
  const line = JSON.stringify(`<p class="as-file" role="alert">${text}</p>`).replaceAll("<", "\\u003c");
  return `<script>if (location.protocol === "file:") document.currentScript.insertAdjacentHTML("afterend", ${line});</script>`;
}

/** Names for the menu's parts, and the pages of one language: of all where the page is in all. */
function sidebar(own: Language | undefined): Edit[] {
  const say = frame[own ?? "en"];
  return [
    [`title="Toggle sidebar"`, `title="${say.menu}" aria-label="${say.menu}"`],
    [`<nav id="observablehq-sidebar">`, `<nav id="observablehq-sidebar" aria-label="${say.menu}">`],
    // A list holds list items only: the closing mark goes into the first.
    [/(<label id="observablehq-sidebar-close")([^>]*><\/label>)\s*(<li [^>]*>)/, `$3$1 style="top: 0"$2`],
    [`placeholder="Search"`, `placeholder="${say.search}" aria-label="${say.search}"`],
    ...languages.map((language): Edit => {
      const {name} = frame[language];
      const section = `  <section( class="[\\w-]+")?>\n    <summary>${name}</summary>`;
      return own && own !== language
        ? [new RegExp(`${section}[\\s\\S]*?</section>\n`), ""]
        : [new RegExp(section), `  <section$1 lang="${tags[language]}">${own ? "" : `\n    <p>${name}</p>`}`];
    })
  ];
}

/** Where the page is in each language, relative, since nobody knows the site's address at build time. */
function alternates(path: string): string {
  const link = (language: Language) =>
    `<link rel="alternate" hreflang="${tags[language]}" href="..${counterpart(path, language)}.html">\n`;
  return languages
    .filter(language => isPage(counterpart(path, language)))
    .map(link)
    .join("");
}
