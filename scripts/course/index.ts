// npm run course: the built site as a zip, as a package for a course's system, and its questions, in dist-course.
import {mkdirSync, readFileSync, rmSync, writeFileSync} from "node:fs";
import {join} from "node:path";
import {parseArgs} from "node:util";
import {type Demand, demands} from "../../lib/lesson/course/standing.js";
import {loadChapters} from "../../lib/lesson/questions/index.js";
import {languages, top} from "../site.js";
import {qtiPackage} from "./qti.js";
import {scormPackage} from "./scorm.js";
import {builtSite, siteWithReadMe} from "./site.js";
import {type Files, zipped} from "./zip.js";

const usage = `npm run course -- [--completion all|questions] [--start en/residual-block.html?questions=7] [--variants 3]
  --completion  what it takes to complete the lesson in a course: all questions answered and exercises solved, or the
                questions alone
  --start       the page that comes first there, with how you want it
  --variants    how many items the question bank has of each question with other numbers to ask`;

try {
  await write(optionsOf(process.argv.slice(2)));
} catch (error) {
  console.error(error instanceof Error ? error.message : error);
  process.exitCode = 1;
}

interface Options {
  readonly demand: Demand;
  readonly start: string;
  readonly variants: number;
}

function optionsOf(args: readonly string[]): Options {
  const {values} = parseArgs({
    args: [...args],
    options: {
      completion: {type: "string", default: "all"},
      start: {type: "string", default: "index.html"},
      variants: {type: "string", default: "1"}
    }
  });
  const demand = demands.find(demand => demand === values.completion);
  if (!demand)
    throw new Error(`--completion takes ${demands.join(" or ")}, not ${values.completion}\n${usage}`);
  const variants = Number(values.variants);
  if (!Number.isInteger(variants) || variants < 1 || variants > 100)
    throw new Error(`--variants takes 1 to 100, not ${values.variants}\n${usage}`);
  return {demand, start: values.start, variants};
}

async function write({demand, start, variants}: Options): Promise<void> {
  const folder = join(top, "dist-course");
  const {version} = JSON.parse(readFileSync(join(top, "package.json"), "utf8"));
  const site = builtSite();
  const chapters = await loadChapters();
  const packages: {readonly [name: string]: Files} = {
    "the-shortcut-site": siteWithReadMe(site, version),
    "the-shortcut-scorm-1.2": await scormPackage(site, {demand, start, version}),
    ...Object.fromEntries(
      languages.map(language => [
        `the-shortcut-questions-qti-2.1-${language}`,
        qtiPackage(chapters, language, variants)
      ])
    )
  };
  rmSync(folder, {recursive: true, force: true});
  mkdirSync(folder);
  for (const [name, files] of Object.entries(packages)) {
    const bytes = await zipped(files);
    writeFileSync(join(folder, `${name}.zip`), bytes);
    console.log(`dist-course/${name}.zip: ${files.size} files, ${Math.ceil(bytes.length / 1000)} kB`);
  }
}
