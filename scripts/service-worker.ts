// Once visited, the site works without a network: the build writes a service worker that keeps all of it.
import {createHash} from "node:crypto";
import {readdirSync, readFileSync, statSync, writeFileSync} from "node:fs";
import {join} from "node:path";

/**
 * Writes `sw.js` beside the pages in a folder: it names every file there, and a version that changes with them. Each page
 * is told the version, and where its service worker is. Stills are left out: they stand for figures where JavaScript is
 * off, and then there is no service worker.
 */
export function writeServiceWorker(folder: string): void {
  const files = readdirSync(folder, {recursive: true, encoding: "utf8"})
    .map(file => file.replaceAll("\\", "/"))
    .filter(file => file !== "sw.js" && !/\/stills\//.test(file) && statSync(join(folder, file)).isFile())
    .sort();
  const hash = createHash("sha256");
  for (const file of files) hash.update(file).update(readFileSync(join(folder, file)));
  const version = hash.digest("hex").slice(0, 12);
  for (const file of files.filter(name => name.endsWith(".html"))) {
    const html = readFileSync(join(folder, file), "utf8");
    writeFileSync(join(folder, file), announce(html, file, version));
  }
  const source = readFileSync(new URL("./service-worker.js", import.meta.url), "utf8");
  const known = `const version = "${version}";\nconst files = ${JSON.stringify(files)};\n`;
  writeFileSync(join(folder, "sw.js"), known + source);
}

/** The address is relative, since nobody knows the site's at build time; the page for unknown addresses is anywhere. */
function announce(html: string, file: string, version: string): string {
  const build = `<meta name="build" content="${version}">`;
  const up = "../".repeat(file.split("/").length - 1) || "./";
  const worker = `<meta name="service-worker" content="${up}sw.js">`;
  return html.replace("<head>", `<head>\n${build}${file === "404.html" ? "" : `\n${worker}`}`);
}
