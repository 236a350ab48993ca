// A package for a course's system by SCORM 1.2 (ADL, *SCORM Content Aggregation Model* 1.2): the site, and a page that shows
// it in a frame and reports (lib/views/course).

import {basename, join} from "node:path";
import {build} from "esbuild";
import type {Demand} from "../../lib/lesson/course/standing.js";
import {isPlace} from "../../lib/lesson/languages.js";
import {sites, tags, top} from "../site.js";
import {xml, xmlFile} from "./xml.js";
import type {Files} from "./zip.js";

export interface ScormOptions {
  /** What it takes to complete the lesson. */
  readonly demand: Demand;
  /** The page that comes first, with how a teacher wants it: `en/residual-block.html?questions=7`. */
  readonly start: string;
  readonly version: string;
}

/**
 * The package's files.
 *
 * @throws where the site has no such page: `the site has no page: en/block.html`
 */
export async function scormPackage(site: Files, {demand, start, version}: ScormOptions): Promise<Files> {
  const page = start.replace(/[?#].*/, "");
  if (!page.endsWith(".html") || !site.has(page)) throw new Error(`the site has no page: ${page}`);
  const figures = [...site.keys()].find(path => /^_file\/data\/figures\.\w+\.json$/.test(path));
  if (!figures) throw new Error("the site has no _file/data/figures.*.json: build it anew");
  const lesson = [...site].filter(([path]) => !left.test(path));
  const files: Files = new Map([
    ["scorm.html", packagePage({start, demand, figures})],
    ...(await pageFiles()),
    ...lesson.map(
      ([path, content]) => [path, path.endsWith(".html") ? inPackage(path, content) : content] as const
    )
  ]);
  return new Map([["imsmanifest.xml", manifest([...files.keys()], version)], ...files]);
}

/** What only a host of its own needs, and pictures for where JavaScript is off: there nothing can be reported. */
const left = /^(\.nojekyll|404\.html|sw\.js)$|\/stills\//;

/** A page without a service worker: the system says who may have the lesson, and puts up another edition as it likes. */
function inPackage(path: string, content: string | Uint8Array): string {
  const html = Buffer.from(content).toString();
  const worker = /<meta name="service-worker" content="([^"]*)sw\.js">/;
  if ((path === "index.html" || isPlace(path)) && !worker.test(html))
    throw new Error(`no service worker named: ${path}`);
  return html.replace(worker, '<meta name="site" content="$1">');
}

/** The page's script and its style, by their names in the package. */
async function pageFiles(): Promise<readonly (readonly [string, string])[]> {
  const views = join(top, "lib/views/course");
  const {outputFiles} = await build({
    entryPoints: [join(views, "index.ts"), join(views, "style.css")],
    outdir: top,
    entryNames: "scorm",
    bundle: true,
    write: false,
    format: "esm",
    target: "es2022",
    minify: true,
    charset: "utf8",
    logLevel: "error"
  });
  return outputFiles.map(({path, text}) => [basename(path), text]);
}

interface PageOptions {
  readonly start: string;
  readonly demand: Demand;
  readonly figures: string;
}

const packagePage = ({start, demand, figures}: PageOptions) => `<!doctype html>
<html lang="en">
<head>
<meta charset="utf-8">
<meta name="viewport" content="width=device-width, initial-scale=1">
<meta name="site" content="./">
<title>${title}</title>
<link rel="icon" href="data:,">
<script>
  let language = navigator.language;
  try { language = localStorage.getItem("language") ?? language; } catch {}
  document.documentElement.lang = ${JSON.stringify(tags)}[language.slice(0, 2)] ?? "${tags.en}";
</script>
<link rel="stylesheet" href="scorm.css">
</head>
<body class="course" data-start="${start.replaceAll("&", "&amp;").replaceAll('"', "&quot;")}" data-demand="${demand}" data-figures="${figures}">
<iframe title="${title}" allow="fullscreen; clipboard-write; camera"></iframe>
<p role="status"></p>
<script type="module" src="scorm.js"></script>
</body>
</html>
`;

const title = sites.join(" · ");

/** What is in the package: one unit (SCO), and all of its files. */
function manifest(files: readonly string[], version: string): string {
  const href = (file: string) => file.split("/").map(encodeURIComponent).join("/");
  return xmlFile(
    xml(
      "manifest",
      {
        identifier: "the-shortcut",
        version,
        xmlns: "http://www.imsproject.org/xsd/imscp_rootv1p1p2",
        "xmlns:adlcp": "http://www.adlnet.org/xsd/adlcp_rootv1p2"
      },
      xml("metadata", {}, xml("schema", {}, "ADL SCORM"), xml("schemaversion", {}, "1.2")),
      xml(
        "organizations",
        {default: "course"},
        xml(
          "organization",
          {identifier: "course"},
          xml("title", {}, title),
          xml("item", {identifier: "lesson", identifierref: "sco"}, xml("title", {}, title))
        )
      ),
      xml(
        "resources",
        {},
        xml(
          "resource",
          {identifier: "sco", type: "webcontent", "adlcp:scormtype": "sco", href: "scorm.html"},
          ...files.map(file => xml("file", {href: href(file)}))
        )
      )
    )
  );
}
