// Style sheets stand in the folders of the views that wear them. No rule without a use; no size beside the tokens; each
// page wears the sheets of all views that it may show, and no others.
import {readdirSync, readFileSync} from "node:fs";
import {join, posix} from "node:path";
import {type AnyNode, parse} from "acorn";
import {transformSync} from "esbuild";
import {describe, expect, it} from "vitest";
import {lecturesIn} from "../../scripts/lectures.js";
import {frontMatter, languages, names, root, top} from "../../scripts/site.js";

const below = (folder: string, ending: string) =>
  readdirSync(join(top, folder), {recursive: true, encoding: "utf8"})
    .filter(file => file.endsWith(ending) && !file.endsWith(".wasm.ts"))
    .map(file => posix.join(folder, file.replaceAll("\\", "/")));
const read = (file: string) => readFileSync(join(top, file), "utf8");

const tokens = "lib/views/kit/tokens.css";
const sheets = below("lib/views", ".css");
const pages = ["index", "404", ...languages.flatMap(language => names.map(name => `${language}/${name}`))];
const rules = (sheet: string) => read(sheet).replace(/\/\*[\s\S]*?\*\//g, "");

/** Whose names these are: Framework's and CodeMirror's elements, and attributes that browsers set. */
const others = /^(observablehq|cm)-|^(open|inert|type|rel|href|scope|display|role|hidden)$/;

/** The names that a rule may speak of: words of short strings, of classes in HTML, names of properties. */
function namesIn(file: string): Set<string> {
  const source = read(file);
  const found = new Set<string>();
  if (file.endsWith(".md")) {
    const markup = source.matchAll(/\{[^}]*\}|<[^>]*>/g);
    for (const [text] of markup) for (const word of text.match(/[\w-]+/g) ?? []) found.add(word);
    return found;
  }
  const {code} = transformSync(source, {loader: "ts", target: "es2022"});
  const take = (text: string) => {
    // A sentence names no class; markup in it may.
    const sentence = /[,;:!?。，：；？] ?|\p{Lu}\p{Ll}/u.test(text) && !/[<.#[]/.test(text);
    if (!sentence) for (const word of text.match(/[\w-]+/g) ?? []) found.add(word);
  };
  const visit = (node: AnyNode) => {
    if (node.type === "Literal" && typeof node.value === "string") take(node.value);
    if (node.type === "TemplateElement") take(node.value.raw);
    if (node.type === "Property" && node.key.type === "Identifier") found.add(node.key.name);
    if (node.type === "MemberExpression" && node.property.type === "Identifier")
      found.add(node.property.name);
    for (const value of Object.values(node))
      for (const child of Array.isArray(value) ? value : [value])
        if (typeof child?.type === "string") visit(child);
  };
  visit(parse(code, {ecmaVersion: "latest", sourceType: "module"}));
  return found;
}

const views = below("lib/views", ".ts");
const frame = [
  ...below("scripts", ".ts"),
  "observablehq.config.ts",
  ...pages.map(page => `notebooks/${page}.md`)
];
const known = new Map([...views, ...frame].map(file => [file, namesIn(file)]));
const camel = (name: string) =>
  name.replace(/^data-/, "").replace(/-(\w)/g, (_, letter) => letter.toUpperCase());

/** What a sheet's selectors name: classes, ids, attributes. */
function* selected(sheet: string): Generator<{name: string; selector: string}> {
  for (const [, selector] of rules(sheet).matchAll(/([^{};]+)\{/g))
    if (!selector.trim().startsWith("@"))
      for (const [, name] of selector.matchAll(/[.#[]([a-z][\w-]*)/gi))
        yield {name, selector: selector.trim()};
}

/** A sheet's selectors, one by one, without what stands in brackets. */
function* bare(sheet: string): Generator<string> {
  for (const [, selectors] of rules(sheet).matchAll(/([^{};]+)\{/g)) {
    let text = selectors.trim();
    while (text.includes("(")) text = text.replace(/\([^()]*\)/g, "…");
    yield* text.split(/\s*,\s*/);
  }
}

const base = "lib/views/style.css";

/** A sheet and those that it imports. */
function withImports(sheet: string): Set<string> {
  const found = new Set([sheet]);
  for (const file of found)
    for (const [, path] of rules(file).matchAll(/@import url\("(\.[^"]*)"\)/g))
      found.add(posix.join(posix.dirname(file), path));
  return found;
}

/** The names of the views that a sheet may build on: those of the sheets that it imports, or is imported with. */
function builtOn(sheet: string): Set<string> {
  return new Set(
    [...new Set([...withImports(sheet), ...withImports(base)])]
      .filter(other => other !== sheet && other !== base)
      .flatMap(other => [...selected(other)].map(({name}) => name))
  );
}

/** The folder whose views a sheet is for; what all may wear is in use wherever a view uses it. */
const scope = (sheet: string) =>
  /views\/(site|kit|drawing|figure)\//.test(sheet) ? "lib/views" : posix.dirname(sheet);

/** Whether a declaration says a size that is a token: pixels, but for a few between the steps. */
function beside(property: string, value: string): boolean {
  const pixels = [
    ...value.replace(/(?:clamp|calc|max|min)\(.*\)/g, "").matchAll(/(?<![\w.-])(\d+(?:\.\d+)?)px/g)
  ].map(([, px]) => px);
  const known = (kind: string) =>
    [...rules(tokens).matchAll(new RegExp(`--${kind}-\\d+: ([\\d.]+)px`, "g"))].map(([, px]) => px);
  if (/font/.test(property)) return pixels.length > 0;
  return pixels.some(px => known(/radius/.test(property) ? "round" : "space").includes(px));
}

describe("style sheets", () => {
  it("are read: all folders of views, with their rules", () => {
    expect(sheets.length).toBeGreaterThan(10);
    expect([...selected("lib/views/kit/style.css")].length).toBeGreaterThan(30);
  });
  it.each(sheets)("%s has no rule without a use in its folder, the pages or the frame around them", sheet => {
    const files = [...views.filter(file => file.startsWith(`${scope(sheet)}/`)), ...frame];
    const inUse = (name: string) =>
      files.some(file => known.get(file)!.has(name) || known.get(file)!.has(camel(name)));
    const away = builtOn(sheet);
    const unused = [...selected(sheet)].filter(
      ({name}) => !others.test(name) && !inUse(name) && !away.has(name)
    );
    expect(unused).toEqual([]);
  });
  it("let no :has() decide about any element: browsers would style the whole page anew at each change", () => {
    const about = sheets.flatMap(sheet => [...bare(sheet)]).filter(part => /:has….*[\s>+~]/.test(part));
    expect(about.length).toBeGreaterThan(5);
    expect(about.filter(part => !/^[a-z]|[.#[]/i.test(part.split(/[\s>+~]+/).at(-1)!))).toEqual([]);
  });
  it("say sizes of type by tokens, and spaces and corners where there is a token of their size", () => {
    const raw = sheets
      .filter(sheet => sheet !== tokens)
      .flatMap(sheet =>
        [
          ...rules(sheet).matchAll(
            /(?<=[\s{;])(font|font-size|(?:row-|column-)?gap|(?:padding|margin)[a-z-]*|border-radius):([^;]*);/g
          )
        ]
          .filter(([, property, value]) => beside(property, value))
          .map(([declaration]) => `${sheet}: ${declaration}`)
      );
    expect(raw).toEqual([]);
  });
  it("use the variables that tokens define, and tokens define none without a use", () => {
    const text = sheets.map(rules).join("\n");
    const code = views.map(read).join("\n");
    const defined = new Set([...rules(tokens).matchAll(/(?<=\s)(--[\w-]+):/g)].map(([, name]) => name));
    const used = new Set([...text.matchAll(/var\((--[\w-]+)/g)].map(([, name]) => name));
    const local = new Set([...`${text}${code}`.matchAll(/(--[\w-]+)["'`]?[:,]/g)].map(([, name]) => name));
    expect([...used].filter(name => !local.has(name) && !/^--(observablehq|theme)-/.test(name))).toEqual([]);
    const theirs = /^--(theme|syntax|observablehq|serif|sans-serif|monospace)/;
    const idle = [...defined].filter(name => !used.has(name) && !code.includes(name) && !theirs.test(name));
    expect(idle).toEqual([]);
  });
  it("change at the widths that tokens list, and at no others", () => {
    const list = (what: string) => new RegExp(`${what}: ([\\d ]+)`).exec(read(tokens))![1].trim().split(" ");
    const known = {media: list("page"), "container figure": list("figure")};
    const queries = sheets.flatMap(sheet => [
      ...rules(sheet).matchAll(/@(media|container figure) \((?:max|min)-width: (\d+)px\)/g)
    ]);
    for (const [what, widths] of Object.entries(known)) {
      // Up to a width and from the next: the same place.
      const used = queries
        .filter(([, kind]) => kind === what)
        .map(([query, , px]) => Number(px) - (/min/.test(query) && Number(px) % 10 === 1 ? 1 : 0));
      expect([...new Set(used)].sort((a, b) => a - b).map(String)).toEqual(widths);
    }
  });
});

describe("a page's sheets", () => {
  /** The modules that pages or modules name, with what they fetch later. */
  const imports = (text: string, at: string) =>
    [...text.matchAll(/^(?:import|export) (?!type\b)[^"]*?"(\.[^"]*)";|\bimport\("(\.[^"]*)"\)/gm)].map(
      ([, now, later]) =>
        posix
          .join(posix.dirname(at), now ?? later)
          .replace(/^notebooks\/lib/, "lib")
          .replace(/\.js$/, ".ts")
    );
  const uncommented = (file: string) => read(file).replace(/\/\*[\s\S]*?\*\/|^\s*\/\/.*$/gm, "");
  const treated = new Set(
    languages.flatMap(language =>
      lecturesIn(language).flatMap(({cues}) => cues.map(({page}) => `${language}/${page}`))
    )
  );
  const always = (page: string) => [
    "lib/views/site/frame.ts",
    ...(treated.has(page) ? ["lib/views/companion/companion.ts"] : [])
  ];
  const reached = (page: string) => {
    const source = `notebooks/${page}.md`;
    const seen = new Set([...always(page), ...imports(read(source), source)]);
    for (const file of seen)
      if (file.startsWith("lib/views")) for (const next of imports(uncommented(file), file)) seen.add(next);
    return [...seen].filter(file => file.startsWith("lib/views"));
  };
  it.each(pages)("of %s are those of the views that it may show", page => {
    const source = readFileSync(join(root, `${page}.md`), "utf8");
    const {style} = frontMatter(source) as {style?: string};
    const worn = withImports(
      style ? posix.join("notebooks", posix.dirname(page), style).replace("notebooks/lib", "lib") : base
    );
    const folders = sheets
      .filter(sheet => sheet.endsWith("/style.css") && sheet !== base)
      .map(sheet => posix.dirname(sheet));
    const shown = reached(page);
    expect(shown.length).toBeGreaterThan(2);
    const needed = folders
      .filter(folder => shown.some(file => file.startsWith(`${folder}/`)))
      .map(folder => `${folder}/style.css`);
    // Those of folders: a page's own may only join them.
    const ofFolders = [...worn].filter(sheet => sheet.endsWith("/style.css"));
    expect(ofFolders.filter(sheet => !withImports(base).has(sheet)).sort()).toEqual(
      needed.filter(sheet => !withImports(base).has(sheet)).sort()
    );
  });
});
