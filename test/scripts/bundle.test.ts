import {existsSync, mkdirSync, mkdtempSync, readdirSync, readFileSync, rmSync, writeFileSync} from "node:fs";
import {tmpdir} from "node:os";
import {dirname, join, resolve} from "node:path";
import {pathToFileURL} from "node:url";
import {afterAll, beforeAll, describe, expect, it} from "vitest";
import {bundle} from "../../scripts/bundle.js";
import {importsIn, importsOfPage} from "../../scripts/imports.js";

/** A page as Framework 1.13 writes it. */
const page = (cell: string, up: string, script = "") => `<!DOCTYPE html>
<link rel="stylesheet" href="${up}_import/style.aaaaaaaa.css">
<link rel="modulepreload" href="${up}_observablehq/client.00000000.js">
<link rel="modulepreload" href="${up}_import/lib/frame.11111111.js">
<script type="module" src="${up}_import/lib/frame.11111111.js"></script>${script}
<script type="module">
import {define} from "${up}_observablehq/client.00000000.js";
define({id: "1", body: async () => {
${cell}
}});
</script>
<script>{const search = () => import("${up}_observablehq/search.22222222.js");}</script>
`;

const cell = (up: string) => `const [{double}, {times}] = await Promise.all([
  import("${up}_import/lib/double.33333333.js"), import("${up}_import/lib/index.44444444.js")
]);
return times(double(1), 1); // as it is written`;

const guest = `import {shared} from "../lib/shared.55555555.js";
export const code = String(n => n /* by  two */ * 2);
export const late = async () => [(await import("../lib/double.33333333.js")).double(shared), code];
`;

const site = {
  "_observablehq/client.00000000.js": "export const define = () => import('../_npm/nothing@1.0.0/_esm.js');",
  "_observablehq/search.22222222.js": "fetch(import.meta.resolve('./minisearch.json'));",
  "_import/lib/frame.11111111.js":
    'import {shared} from "./shared.55555555.js";\nglobalThis.ran = (globalThis.ran ?? 0) + shared;',
  "_import/lib/shared.55555555.js": "export const shared = 1;",
  "_import/lib/double.33333333.js": `import {times} from "./index.44444444.js";
export const double = x => times(x, 2);
export const later = () => import("./later.66666666.js");
export const worker = import.meta.resolve("./crew.77777777.js");
export const sample = () => import.meta.resolve("./sample.csv");`,
  "_import/lib/index.44444444.js":
    "export function times(x, y) { return x * y; }\nexport const unused = 'nobody';",
  "_import/lib/later.66666666.js":
    'import {shared} from "./shared.55555555.js";\nexport const late = shared + 1;',
  "_import/lib/crew.77777777.js":
    'import {times} from "./index.44444444.js";\nexport const six = times(2, 3);',
  "_import/embed/guest.88888888.js": guest,
  "_import/embed/style.aaaaaaaa.css": "",
  "embed/guest.js": 'export * from "../_import/embed/guest.88888888.js";',
  "en/one.html": page(cell("../"), "../"),
  "zh/one.html": page(cell("../"), "../"),
  "index.html": page('const all = await import("./_import/lib/index.44444444.js");', "./")
};

let folder: string;
const read = (file: string, from = folder) => readFileSync(join(from, file), "utf8");
const load = (file: string) => import(pathToFileURL(join(folder, file)).href);

async function built(files: {readonly [file: string]: string}, kept = ["/lib/index.js"]): Promise<string> {
  const at = mkdtempSync(join(tmpdir(), "bundle-"));
  for (const [file, text] of Object.entries(files)) {
    mkdirSync(dirname(join(at, file)), {recursive: true});
    writeFileSync(join(at, file), text);
  }
  writeFileSync(join(at, "package.json"), '{"type": "module"}');
  await bundle(at, kept);
  return at;
}

const preloads = (file: string, from = folder) =>
  Array.from(read(file, from).matchAll(/<link rel="modulepreload" href="([^"]*)">/g), ([, href]) =>
    join(dirname(file), href)
  ).sort();

/** All that a module imports at once, with itself. */
function closure(file: string, found = new Set<string>()): Set<string> {
  if (found.has(file)) return found;
  found.add(file);
  for (const {kind, module} of importsIn(read(file), file)) if (kind === "static") closure(module, found);
  return found;
}

beforeAll(async () => {
  folder = await built(site);
});
afterAll(() => rmSync(folder, {recursive: true}));

describe("bundle(folder, kept)", () => {
  it("gives a page's cells what they import, in one file", async () => {
    const dynamic = importsOfPage(read("en/one.html"), "en/one.html").filter(({kind}) => kind === "dynamic");
    expect(new Set(dynamic.map(({module}) => module)).size).toBe(1);
    const {_0, _1} = await load(dynamic[0].module);
    expect(_0.double(3)).toBe(6);
    expect(_1.times(3, 4)).toBe(12);
    expect(read("en/one.html")).toContain(
      ".then(m => m._1)\n]);\nreturn times(double(1), 1); // as it is written"
    );
  });

  it("gives pages with the same cells the same file", () => {
    expect(read("zh/one.html")).toBe(read("en/one.html"));
  });

  it("gives a cell that may take anything all of the module", async () => {
    const [, {module}] = importsOfPage(read("index.html"), "index.html").filter(i => i.kind !== "script");
    expect(Object.keys((await load(module))._0)).toEqual(["times", "unused"]);
  });

  it("keeps functions' names", async () => {
    expect((await load("lib/index.js")).times.name).toBe("times");
  });

  it("preloads what a page needs at once and nothing else", () => {
    const needed = new Set<string>();
    for (const {module} of importsOfPage(read("en/one.html"), "en/one.html")) closure(module, needed);
    expect(preloads("en/one.html")).toEqual([...needed].sort());
    expect(preloads("en/one.html").some(file => file.includes("later"))).toBe(false);
  });

  it("runs on every page what every page has, and once", async () => {
    const [{module}] = importsOfPage(read("index.html"), "index.html").filter(i => i.kind === "script");
    expect(importsOfPage(read("en/one.html"), "en/one.html")[0].module).toBe(module);
    expect(typeof (await load(module)).define).toBe("function");
    expect((globalThis as {ran?: number}).ran).toBe(1);
  });

  it("fetches what is imported later when it is asked for, and workers from a file of their own", async () => {
    const files = readdirSync(join(folder, "_import"));
    const later = files.find(file => file.startsWith("later."))!;
    expect((await load(`_import/${later}`)).late).toBe(2);
    const crew = files.find(file => file.startsWith("crew."))!;
    expect((await load(`_import/${crew}`)).six).toBe(6);
    expect([...closure(`_import/${crew}`)].map(file => read(file)).join()).not.toContain("globalThis.ran");
  });

  it("removes the modules that went into bundles, and leaves search and style sheets", () => {
    const old = Object.keys(site).filter(file => /^_.*\.js$/.test(file) && !file.includes("/search."));
    expect(old.filter(file => existsSync(join(folder, file)))).toEqual([]);
    expect(existsSync(join(folder, "_observablehq/search.22222222.js"))).toBe(true);
    expect(existsSync(join(folder, "_import/embed/style.aaaaaaaa.css"))).toBe(true);
    expect(existsSync(join(folder, "_import/lib"))).toBe(false);
  });

  it("keeps the addresses that it is given", async () => {
    expect(Object.keys(await load("lib/index.js"))).toEqual(["times", "unused"]);
    await expect(built(site, ["/lib/nowhere.js"])).rejects.toThrow("not built: /lib/nowhere.js");
  });

  it("changes nothing but imports in a module for other sites: figures show its code", async () => {
    const strip = (text: string) => text.replace(/"\.\.?\/[^"]*"/g, '""');
    expect(strip(read("embed/guest.js"))).toBe(strip(guest));
    const {late} = await load("embed/guest.js");
    expect(await late()).toEqual([2, "n => n /* by  two */ * 2"]);
  });

  it("leaves addresses of other files as they are meant, from where the bundle is", () => {
    const code = readdirSync(join(folder, "_import"))
      .filter(file => file.endsWith(".js"))
      .map(file => read(`_import/${file}`))
      .join("");
    expect(code).toContain("../_import/lib/sample.csv");
    expect(code).toContain("../_npm/nothing@1.0.0/_esm.js");
  });

  it("fetches no page's cells for what the figures of another need of it, too", async () => {
    const figures = (up: string, name: string) =>
      `const {figures} = await import("${up}_import/lib/${name}.99999999.js"); return figures;`;
    const at = await built({
      ...site,
      "_import/lib/middle.99999999.js": "export const middle = list => list[list.length >> 1];",
      "_import/lib/one.99999999.js":
        'import {middle} from "./middle.99999999.js";\nexport const figures = "cells of one" + middle([1]);',
      "_import/lib/two.99999999.js": 'export const figures = [() => import("./chart.99999999.js")];',
      "_import/lib/chart.99999999.js":
        'import {middle} from "./middle.99999999.js";\nexport const figure = middle([2]);',
      "en/one.html": page(figures("../", "one"), "../"),
      "zh/one.html": page(figures("../", "one"), "../"),
      "index.html": page(figures("./", "two"), "./")
    });
    const files = readdirSync(join(at, "_import"));
    const code = (file: string) => read(`_import/${file}`, at);
    const cells = files.find(file => file.endsWith(".js") && code(file).includes("cells of one"))!;
    expect(code(files.find(file => file.startsWith("chart."))!)).toContain("import{");
    expect(code(files.find(file => file.startsWith("chart."))!)).not.toContain(cells);
    rmSync(at, {recursive: true});
  });

  it("names a file anew when its content changes, and only then", async () => {
    const [same, other] = await Promise.all([
      built(site),
      built({...site, "_import/lib/later.66666666.js": "export const late = 'changed';"})
    ]);
    const names = (from: string) => readdirSync(join(from, "_import")).sort();
    expect(names(same)).toEqual(names(folder));
    const [before, after] = [folder, other].map(from => names(from).find(file => file.startsWith("later.")));
    expect(after).not.toBe(before);
    // Who asks for it is another file, too.
    expect(preloads("en/one.html", other)).not.toEqual(preloads("en/one.html"));
    for (const at of [same, other]) rmSync(at, {recursive: true});
  });

  it("fails where two modules export to pages by the same name", async () => {
    const twice = site["index.html"].replace(
      'import {define} from "./_observablehq/client.00000000.js"',
      'import {shared} from "./_import/lib/shared.55555555.js";\nimport {shared as b} from "./_import/lib/frame.11111111.js"'
    );
    await expect(built({...site, "index.html": twice})).rejects.toThrow("two modules export shared: ");
  });
});

describe("importsIn(code, file)", () => {
  const one = (code: string) => importsIn(code, "en/a.js")[0];

  it("says which names an import takes, by the names of the module", () => {
    expect(one('import {a, b as c} from "./m.js"').names).toEqual(["a", "b"]);
    expect(one('export {a as b} from "./m.js"').names).toEqual(["a"]);
    expect(one('const {a, b: c} = await import("./m.js")').names).toEqual(["a", "b"]);
  });

  it.each([
    'import * as m from "./m.js"',
    'const m = await import("./m.js")',
    'const {a, ...rest} = await import("./m.js")',
    'import("./m.js").then(({a}) => a)'
  ])("does not say so of %s", code => {
    expect(one(code).names).toBeUndefined();
  });

  it("says where the module is, in the site", () => {
    expect(one('import "../lib/m.js"').module).toBe(resolve("/", "lib/m.js").slice(1));
  });

  it("leaves what is not of the site", () => {
    expect(importsIn('import "npm:d3"; import "https://example.org/m.js"; import(name)', "a.js")).toEqual([]);
  });
});
