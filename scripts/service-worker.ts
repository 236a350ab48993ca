// Once visited, the site works without a network: the build writes a service worker that keeps all of it.
import {createHash} from "node:crypto";
import {readdirSync, readFileSync, statSync, writeFileSync} from "node:fs";
import {join} from "node:path";

/**
 * Writes `sw.js` beside the pages in a folder: it names every file there, and a version that changes with them. Stills are
 * left out: they stand for figures where JavaScript is off, and then there is no service worker.
 */
export function writeServiceWorker(folder: string): void {
  const files = readdirSync(folder, {recursive: true, encoding: "utf8"})
    .map(file => file.replaceAll("\\", "/"))
    .filter(file => file !== "sw.js" && !/\/stills\//.test(file) && statSync(join(folder, file)).isFile())
    .sort();
  const hash = createHash("sha256");
  for (const file of files) hash.update(file).update(readFileSync(join(folder, file)));
  const source = readFileSync(new URL("./service-worker.js", import.meta.url), "utf8");
  const known = `const version = "${hash.digest("hex").slice(0, 12)}";\nconst files = ${JSON.stringify(files)};\n`;
  writeFileSync(join(folder, "sw.js"), known + source);
}

/** Tells a built page where its service worker is: relative, since nobody knows the site's address at build time. */
export function announce(html: string, path: string): string {
  if (path === "/404") return html;
  const up = "../".repeat(path.split("/").length - 2) || "./";
  return html.replace("<head>", `<head>\n<meta name="service-worker" content="${up}sw.js">`);
}
