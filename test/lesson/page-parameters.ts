// The parameters of a page, as its cells declare them: read without a browser.
import {readFileSync} from "node:fs";
import {join} from "node:path";
import {type Declarations, merge} from "../../lib/lesson/parameters.js";
import {root, top} from "../../scripts/site.js";

// What the modules of figures ask of a page while they load.
const page = {
  document: {documentElement: {lang: "en"}, querySelector: () => null},
  location: {search: ""},
  navigator: {hardwareConcurrency: 1}
};

/** What the page hands to `pageState(…)`, alone or merged, from the modules that it imports. */
export async function pageParameters(name: string): Promise<Declarations> {
  for (const [key, value] of Object.entries(page))
    if (!(key in globalThis)) Object.assign(globalThis, {[key]: value});
  const text = readFileSync(join(root, name === "index" ? "" : "en", `${name}.md`), "utf8");
  const modules = new Map(
    [...text.matchAll(/^import \{(.*)\} from "\.\.?\/(lib\/.*)\.js";$/gm)].flatMap(([, names, module]) =>
      names.split(", ").map(name => [name, module] as const)
    )
  );
  const [, list] = /pageState\((?:\s*merge\()?([^()]*)\)/.exec(text)!;
  const declared = list.split(",").map(async part => {
    const name = part.trim();
    const module = await import(/* @vite-ignore */ join(top, `${modules.get(name)}.ts`));
    return module[name] as Declarations;
  });
  return merge(...(await Promise.all(declared))) as Declarations;
}
