// The built site, as it goes into a course's packages, and as a zip of its own.
import {existsSync, readdirSync, readFileSync, statSync} from "node:fs";
import {join} from "node:path";
import {frame, output} from "../site.js";
import type {Files} from "./zip.js";

/**
 * The files of the built site.
 *
 * @throws where it is not built
 */
export function builtSite(): Files {
  if (!existsSync(join(output, "index.html")))
    throw new Error(`no site in ${output}: run npm run build first`);
  const files = readdirSync(output, {recursive: true, encoding: "utf8"})
    .map(file => file.replaceAll("\\", "/"))
    .filter(file => statSync(join(output, file)).isFile())
    .sort();
  return new Map(files.map(file => [file, readFileSync(join(output, file))]));
}

/** The site in a folder, beside a note on how to open it. */
export function siteWithReadMe(site: Files, version: string): Files {
  const folder = "the-shortcut";
  return new Map([
    [`${folder}/README.txt`, readMe(version)],
    ...Array.from(site, ([path, content]) => [`${folder}/${path}`, content] as const)
  ]);
}

// Windows' older editors want a mark before Chinese, and its line ends.
const readMe = (version: string) =>
  `\ufeff${frame.en.site} ${version}

This folder is a whole web site. It needs a web server, but no particular one, and no internet.

On your own computer
  Open a terminal in this folder and run one of these:
    python3 -m http.server        (Windows: py -m http.server)
    npx http-server -p 8000
  Then open http://localhost:8000 in a browser.

For a class
  Copy this folder to any web server, under any path. Nothing has to run there.

If you open index.html as a file, you can read the text, but browsers do not load
the figures from files; each page says so, and what to do.

${frame.zh.site} ${version}

这个文件夹是一个完整的网站。它需要一个网页服务器，任何一种都可以，不需要联网。

在自己的电脑上
  在这个文件夹里打开终端，运行下面一条命令：
    python3 -m http.server        （Windows：py -m http.server）
    npx http-server -p 8000
  再用浏览器打开 http://localhost:8000 。

给一个班用
  把这个文件夹复制到任何网页服务器的任何路径下，服务器上不需要运行程序。

如果把 index.html 当作文件直接打开，文字可以阅读，但浏览器不会从文件加载图；
每一页都会说明这一点，以及该怎么做。
`.replaceAll("\n", "\r\n");
