// npm run shots [-- filter]: pictures of every page, or of those whose path holds the filter, into shots/:
// both languages, light and dark, 1440 and 390 px wide. `-- --built` takes dist as it is.

import {spawnSync} from "node:child_process";
import {mkdirSync} from "node:fs";
import {join} from "node:path";
import {parseArgs} from "node:util";
import {launch} from "./browser.js";
import {build} from "./framework.js";
import {serve} from "./serve.js";
import {frame, languages, names, output, top} from "./site.js";

const {values, positionals} = parseArgs({options: {built: {type: "boolean"}}, allowPositionals: true});
const [filter = ""] = positionals;
const pages = [
  ...languages.map(language => ({path: "", name: `index-${language}`, language})),
  ...languages.flatMap(language =>
    names.map(name => ({path: `${language}/${name}`, name: `${name}-${language}`, language}))
  )
].filter(({path, name}) => path.includes(filter) || name.includes(filter));

if (!values.built) await build();
const fonts = spawnSync("fc-list", [":lang=zh"], {encoding: "utf8"});
if (fonts.status === 0 && !fonts.stdout.trim())
  console.warn("no Chinese font here: Chinese pages will show boxes (Debian has them as fonts-noto-cjk)");

mkdirSync(join(top, "shots"), {recursive: true});
const [site, browser] = await Promise.all([serve(output), launch()]);
for (const {path, name, language} of pages)
  for (const colorScheme of ["light", "dark"] as const)
    for (const width of [1440, 390]) {
      const page = await browser.newPage({
        viewport: {width, height: 900},
        colorScheme,
        locale: frame[language].tag,
        reducedMotion: "reduce"
      });
      await page.goto(site.url + path, {waitUntil: "networkidle"});
      await page.waitForFunction(() => !document.querySelector("observablehq-loading"));
      const file = join("shots", `${name}-${colorScheme}-${width}.png`);
      await page.screenshot({path: join(top, file), fullPage: true});
      await page.close();
      console.log(file);
    }
await Promise.all([site.close(), browser.close()]);
