// Chapters to take away, as an Observable notebook and as a Jupyter notebook.
import {mkdirSync, writeFileSync} from "node:fs";
import {join} from "node:path";
import {languages, output} from "../site.js";
import {chapterNames, downloadsOf} from "./downloads.js";
import {jupyter} from "./jupyter.js";
import {observable} from "./observable.js";
import {source} from "./page.js";

/** Writes all notebooks into the built site. */
export function writeNotebooks(): void {
  for (const language of languages) {
    mkdirSync(join(output, "download", language), {recursive: true});
    for (const name of chapterNames) {
      const path = `/${language}/${name}`;
      const files = downloadsOf(path)!;
      writeFileSync(join(output, files.observable), observable(source(path), path));
      writeFileSync(join(output, files.jupyter), jupyter(source(path), path));
    }
  }
}
