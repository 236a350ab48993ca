// Framework leaves every module in a file of its own: a page would ask for a hundred. Here the modules of the built site
// are bundled, by rolldown, and the pages told where they are now. What a page shows as its code stays as it is written:
// in pages, and in figures for other sites, only imports change.
import {existsSync, mkdirSync, readdirSync, readFileSync, rmdirSync, rmSync, writeFileSync} from "node:fs";
import {dirname, join, posix} from "node:path";
import {type OutputChunk, type Plugin, rolldown} from "rolldown";
import {type Import, importsIn, importsOfPage} from "./imports.js";
import {top} from "./site.js";

/** Where Framework puts modules, below the site's address; bundles go into the first. */
const folders = ["_import", "_node", "_npm", "_observablehq"];

/** The entry that all pages share: Framework's client, and what runs on every page. */
const frame = "frame";

/** A file whose text stays as it is but for its imports. */
interface Source {
  readonly file: string;
  readonly text: string;
  readonly imports: readonly Import[];
}

/**
 * Bundles the modules of a built site, and removes those that nothing asks for any more.
 *
 * @param kept modules whose addresses stay, below the site's address: `/lib/index.js`
 */
export async function bundle(folder: string, kept: Iterable<string>): Promise<void> {
  const files = readdirSync(folder, {recursive: true, encoding: "utf8"}).map(f => f.replaceAll("\\", "/"));
  const modules = files.filter(file => file.endsWith(".js") && folders.includes(file.split("/")[0]));
  const built = new Map(modules.map(file => [unhashed(file), file]));
  const read = (file: string) => readFileSync(join(folder, file), "utf8");
  const pages = files
    .filter(file => file.endsWith(".html"))
    .map((file): Source => ({file, text: read(file), imports: importsOfPage(read(file), file)}));
  const guests = files
    .filter(file => /^embed\/.*\.js$/.test(file))
    .map((file): Source => {
      const text = read(built.get(`_import/${file}`)!);
      return {file, text, imports: importsIn(text, built.get(`_import/${file}`)!)};
    });

  const everywhere = pages[0].imports.filter(i => pages.every(p => p.imports.some(j => runs(i, j))));
  const entries = new Map([[frame, frameEntry(pages, everywhere)]]);
  const entryOf = pages.map(source => pageEntry(source, everywhere, entries));
  const addresses = Array.from(kept, path => {
    const module = built.get(`_import${path}`);
    if (!module) throw new Error(`not built: ${path}`);
    return {file: path.slice(1), module};
  });
  for (const {module} of [...guests.flatMap(({imports}) => imports), ...addresses])
    entries.set(module, `export * from "/${module}";`);

  const chunks = await bundled(folder, entries, guests);
  for (const module of modules) if (!/^_observablehq\/search\./.test(module)) rmSync(join(folder, module));
  removeEmpty(folder);
  for (const {fileName, code} of chunks) write(folder, fileName, code);
  pages.forEach((source, i) => {
    write(folder, source.file, withBundles(source, entryOf[i], everywhere, chunks));
  });
  for (const source of guests) write(folder, source.file, withModules(source, chunks));
  for (const {file, module} of addresses)
    write(folder, file, `export * from "${relative(file, fileOf(module, chunks))}";\n`);
}

const runs = (a: Import, b: Import) => a.kind === "script" && b.kind === "script" && a.module === b.module;

/** A module's path without the hash in its name. */
const unhashed = (file: string) => file.replace(/\.[0-9a-f]{8}(?=\.js$)/, "");

function write(folder: string, file: string, text: string): void {
  mkdirSync(dirname(join(folder, file)), {recursive: true});
  writeFileSync(join(folder, file), text);
}

/** Removes the folders below a folder that hold no file. */
function removeEmpty(folder: string): void {
  for (const entry of readdirSync(folder, {withFileTypes: true})) {
    if (!entry.isDirectory()) continue;
    const path = join(folder, entry.name);
    removeEmpty(path);
    if (!readdirSync(path).length) rmdirSync(path);
  }
}

/** The module that all pages share: it runs what runs on all of them, and hands on what their scripts import by name. */
function frameEntry(pages: readonly Source[], everywhere: readonly Import[]): string {
  const names = new Map<string, string>();
  for (const {kind, module, names: taken = []} of pages.flatMap(({imports}) => imports)) {
    if (kind !== "static") continue;
    for (const name of taken) {
      if (names.has(name) && names.get(name) !== module)
        throw new Error(`two modules export ${name}: ${names.get(name)} and ${module}`);
      names.set(name, module);
    }
  }
  return [
    ...everywhere.map(({module}) => `import "/${module}";`),
    ...Array.from(names, ([name, module]) => `export {${name}} from "/${module}";`)
  ].join("\n");
}

/**
 * The name of the entry for all that a page's cells import: pages with the same cells, in both languages, share it.
 * Undefined where they import nothing.
 */
function pageEntry(
  {file, imports}: Source,
  everywhere: readonly Import[],
  entries: Map<string, string>
): string | undefined {
  const needed = imports.filter(i => i.kind !== "static" && !everywhere.some(e => runs(e, i)));
  if (!needed.length) return undefined;
  let count = 0;
  const lines = needed.map(({kind, module, names}) => {
    if (kind === "script") return `import "/${module}";`;
    const m = exported(count++);
    if (!names) return `export * as ${m} from "/${module}";`;
    const alias = (i: number) => `${m}_${i}`;
    return `import {${names.map((name, i) => `${name} as ${alias(i)}`)}} from "/${module}";
export const ${m} = {${names.map((name, i) => `${name}: ${alias(i)}`)}};`;
  });
  const text = lines.join("\n");
  const [known] = Array.from(entries).find(([, other]) => other === text) ?? [];
  if (known) return known;
  let name = posix.basename(file, ".html");
  while (entries.has(name)) name += "~";
  entries.set(name, text);
  return name;
}

/** How a page's entry names what the page's nth `import()` takes. */
const exported = (n: number) => `_${n}`;

/** @param entries the texts of entries that stand in no file, by their names */
async function bundled(
  folder: string,
  entries: ReadonlyMap<string, string>,
  guests: readonly Source[]
): Promise<OutputChunk[]> {
  const pages = [...entries.keys()].filter(name => name !== frame && !name.includes("/"));
  const workers = new Set<string>();
  const groups = new Map<string, string>();
  const rolled = await rolldown({
    input: Array.from(entries.keys(), name => `\0${name}`),
    preserveEntrySignatures: "allow-extension",
    plugins: [modulesOf(folder, entries, workers), grouping(folder, {pages, guests, workers}, groups)]
  });
  const {output} = await rolled.generate({
    format: "es",
    minify: true,
    keepNames: true,
    hashCharacters: "hex",
    entryFileNames: ({name, facadeModuleId}) => `_import/${nameOf(facadeModuleId ?? name)}.[hash].js`,
    chunkFileNames: ({name, facadeModuleId}) => `_import/${nameOf(facadeModuleId ?? name)}.[hash].js`,
    codeSplitting: {
      includeDependenciesRecursively: false,
      groups: [{debugName: "needed together", name: id => groups.get(id) ?? null}]
    }
  });
  await rolled.close();
  return output.filter(chunk => chunk.type === "chunk");
}

/** A chunk is called as its module; one of many modules of the same name as its folder. */
function nameOf(id: string): string {
  const [name, folder] = id
    .replace(/^\0|(?:\.[0-9a-f]{8})?(?:\.js)?$/g, "")
    .split("/")
    .reverse();
  return folder && ["figure", "index"].includes(name) ? folder : name;
}

/** Finds modules in the built site, and packages where they say which of their modules can be left out. */
function modulesOf(folder: string, entries: ReadonlyMap<string, string>, workers: Set<string>): Plugin {
  return {
    name: "modules of the site",
    async resolveId(id, importer) {
      if (id.startsWith("\0")) return id;
      if (importer?.startsWith("\0")) return join(folder, id);
      if (!importer?.startsWith(folder) || !/^\.{1,2}\//.test(id)) return null;
      const file = posix.relative(folder, join(dirname(importer), id));
      // What Framework's client can load, but no page asks for, is not there.
      if (!existsSync(join(folder, file))) return {id: `../${file}`, external: true};
      return (
        (await packaged(file, name => this.resolve(name, join(top, "package.json")))) ?? join(folder, file)
      );
    },
    load: id => (id.startsWith("\0") ? entries.get(id.slice(1)) : null),
    transform(code, id) {
      if (!id.startsWith(folder)) return null;
      return readable(code).replace(/\bimport\.meta\.resolve\("(\.{1,2}\/[^"]+)"\)/g, (_, target) => {
        const file = posix.relative(folder, join(dirname(id), target));
        if (!file.endsWith(".js")) return `import.meta.resolve("../${file}")`;
        const worker = join(folder, file);
        workers.add(worker);
        return `import.meta.ROLLUP_FILE_URL_${this.emitFile({type: "chunk", id: worker})}`;
      });
    }
  };
}

/** Chinese as it is: Framework writes `\\u6b8b` for each letter, which takes twice the room. */
function readable(code: string): string {
  return code.replace(
    /(?<!\\)((?:\\\\)*)\\u([3-9][0-9A-Fa-f]{3}|[Ff]{2}[0-5][0-9A-Fa-f])/g,
    (_, before, digits) => before + String.fromCharCode(Number.parseInt(digits, 16))
  );
}

/** Where the package of a file of Framework's stands in node_modules, if it says which of its files have side effects. */
async function packaged<T>(file: string, resolve: (name: string) => Promise<T>): Promise<T | undefined> {
  const [, name, version] =
    /^_(?:node|npm)\/((?:@[^/@]+\/)?[^/@]+)@([^/]+)\/(?:(?:index|_esm)\.)?(?:[0-9a-f]{8}\.)?js$/.exec(file) ??
    [];
  const described = name && join(top, "node_modules", name, "package.json");
  if (!described || !existsSync(described)) return undefined;
  const known = JSON.parse(readFileSync(described, "utf8"));
  return known.version === version && known.sideEffects !== undefined ? resolve(name) : undefined;
}

interface Needs {
  /** The names of the pages' entries. */
  readonly pages: readonly string[];
  readonly guests: readonly Source[];
  /** The modules that workers start with. */
  readonly workers: ReadonlySet<string>;
}

/**
 * Says which modules go together. A module goes with those that are needed at the same times: on every page, on several,
 * on one, or later. What workers need is kept apart from what needs a page, and what figures for other sites start with
 * from all that chooses its texts as it is loaded. Each group imports from those before it only, so none waits for another.
 */
function grouping(folder: string, {pages, guests, workers}: Needs, groups: Map<string, string>): Plugin {
  return {
    name: "groups",
    buildEnd() {
      const info = (id: string) => this.getModuleInfo(id);
      const ids = [...this.getModuleIds()];
      const later = ids.filter(id => info(id)?.dynamicImporters.length);
      const reached = (roots: Iterable<string>, also: "dynamicallyImportedIds" | undefined = undefined) => {
        const seen = new Set<string>(roots);
        for (const id of seen) {
          const module = info(id);
          for (const next of module?.importedIds ?? []) seen.add(next);
          if (also) for (const next of module?.[also] ?? []) seen.add(next);
        }
        return seen;
      };
      const atOnce = pages.map(page => ({page, modules: reached([`\0${page}`])}));
      const atLast = pages.map(page => ({page, modules: reached([`\0${page}`], "dynamicallyImportedIds")}));
      const lazy = later.map(id => reached([id]));
      const everywhere = reached([`\0${frame}`]);
      const abroad = reached(
        guests.flatMap(({imports}) =>
          imports.filter(i => i.kind === "static").map(i => join(folder, i.module))
        )
      );
      const arithmetic = reached(workers);
      // Two languages of a page with different cells are one page.
      const holding = (id: string, among: typeof atOnce) => [
        ...new Set(among.filter(({modules}) => modules.has(id)).map(({page}) => page.replace(/~+$/, "")))
      ];
      const group = (id: string) => {
        if (abroad.has(id)) return "guest";
        if (everywhere.has(id)) return frame;
        const among = holding(id, atOnce);
        if (among.length > 1) return "shared";
        // What the figures of other pages need, too, must not bring this page's cells along.
        if (among.length) return holding(id, atLast).length > 1 ? `${among[0]}-shared` : among[0];
        if (lazy.filter(modules => modules.has(id)).length < 2) return undefined;
        const [page, ...others] = holding(id, atLast);
        // What two pages share comes with their figures alone; of more there would be too many files.
        return page && others.length < 2 ? [page, ...others, "parts"].join("-") : "parts";
      };
      for (const id of ids) {
        const name = group(id);
        if (name) groups.set(id, arithmetic.has(id) ? `${name}-arithmetic` : name);
      }
    }
  };
}

/** The page with its bundles: fetched at once are those that it needs at once. */
function withBundles(
  {file, text, imports}: Source,
  entry: string | undefined,
  everywhere: readonly Import[],
  chunks: readonly OutputChunk[]
): string {
  const chunkOf = (name: string) => chunks.find(chunk => chunk.facadeModuleId === `\0${name}`)!;
  const to = (name: string) => relative(file, chunkOf(name).fileName);
  let count = 0;
  const changed = replaced(text, imports, i => {
    if (i.kind === "static" || everywhere.some(e => runs(e, i))) return `"${to(frame)}"`;
    return i.kind === "script"
      ? `"${to(entry!)}"`
      : `import("${to(entry!)}").then(m => m.${exported(count++)})`;
  });
  const needed = new Set(entry ? [chunkOf(frame), chunkOf(entry)] : [chunkOf(frame)]);
  for (const {imports} of needed)
    for (const name of imports) {
      const chunk = chunks.find(({fileName}) => fileName === name);
      if (chunk) needed.add(chunk);
    }
  const links = Array.from(
    needed,
    ({fileName}) => `<link rel="modulepreload" href="${relative(file, fileName)}">\n`
  );
  const old = /(?:<link rel="modulepreload" href="\.[^"]*">\n)+/;
  if (!old.test(changed)) throw new Error(`${file}: Framework's page preloads no module`);
  return changed.replace(old, links.join(""));
}

/** The file of an entry's bundle. */
const fileOf = (entry: string, chunks: readonly OutputChunk[]) =>
  chunks.find(({facadeModuleId}) => facadeModuleId === `\0${entry}`)!.fileName;

/** The module at its own address, with its imports from there. */
function withModules({file, text, imports}: Source, chunks: readonly OutputChunk[]): string {
  return replaced(text, imports, ({kind, module}) => {
    const specifier = `"${relative(file, fileOf(module, chunks))}"`;
    return kind === "dynamic" ? `import(${specifier})` : specifier;
  });
}

function replaced(text: string, imports: readonly Import[], by: (i: Import) => string): string {
  let out = "";
  let at = 0;
  for (const i of imports.toSorted((a, b) => a.start - b.start)) {
    out += text.slice(at, i.start) + by(i);
    at = i.end;
  }
  return out + text.slice(at);
}

/** A file's address from another file of the site. */
function relative(from: string, to: string): string {
  const path = posix.relative(posix.dirname(from), to);
  return path.startsWith(".") ? path : `./${path}`;
}
