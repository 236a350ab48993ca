import {spawnSync} from "node:child_process";
import {readFileSync} from "node:fs";
import {join} from "node:path";
import {parse} from "acorn";
import {describe, expect, it} from "vitest";
import {elements} from "../../lib/index.js";
import {
  downloadLinks,
  downloadsOf,
  jupyter,
  networksOf,
  observable,
  published,
  somewhere
} from "../../scripts/notebooks.js";
import {languages, names, root} from "../../scripts/site.js";

const python = spawnSync("python3", ["--version"]).status === 0;
const torch = python && spawnSync("python3", ["-c", "import torch"]).status === 0;

/** Runs the cells as Jupyter would, in one scope; or lists the names that they use and nobody defines. */
const runner = `
import ast, builtins, json, sys
cells = json.load(sys.stdin)
if sys.argv[1] == "exec":
    scope = {"__name__": "__main__"}
    for cell in cells: exec(compile(cell, "cell", "exec"), scope)
else:
    known, free = set(dir(builtins)), []
    for cell in cells:
        nodes = list(ast.walk(ast.parse(cell)))
        for n in nodes:
            if isinstance(n, ast.Name) and not isinstance(n.ctx, ast.Load): known.add(n.id)
            elif isinstance(n, (ast.FunctionDef, ast.ClassDef)): known.add(n.name)
            elif isinstance(n, ast.arg): known.add(n.arg)
            elif isinstance(n, ast.alias): known.add((n.asname or n.name).split(".")[0])
        free += [n.id for n in nodes if isinstance(n, ast.Name) and n.id not in known]
    print(json.dumps(free))
`;
const run = (what: "exec" | "names", cells: readonly string[]) =>
  spawnSync("python3", ["-c", runner, what], {input: JSON.stringify(cells), encoding: "utf8"});

const paths = languages.flatMap(language => names.map(name => `/${language}/${name}`)).filter(downloadsOf);
const read = (path: string) => readFileSync(join(root, `${path}.md`), "utf8");

it("every chapter has notebooks in both languages, and other pages have none", () => {
  expect(paths).toHaveLength(8);
  expect(downloadLinks("/en/glossary")).toBe("");
  expect(downloadLinks("/zh/residual-block")).toContain('href="../download/zh/residual-block.ipynb"');
});

/**
 * Reads a notebook as notebook-kit does (https://observablehq.com/notebook-kit/kit, “The notebook file format”): four
 * spaces before each line of a cell are not the cell's, and a closing tag in it is escaped.
 */
function cellsOf(notebook: string) {
  return Array.from(notebook.matchAll(/<script([^>]*)>([\s\S]*?)<\/script>/g), ([, attributes, content]) => ({
    attributes: Object.fromEntries(
      Array.from(attributes.matchAll(/ ([\w-]+)(?:="([^"]*)")?/g), ([, name, value = ""]) => [name, value])
    ),
    content,
    value: content
      .replace(/<\\(?=\\*\/script(\s|>))/gi, "<")
      .replace(/^\n|\n *$/g, "")
      .replace(/^ {4}/gm, "")
  }));
}

/** The values of `type` that the format has, and its themes, of which a light and a dark one are paired. */
const types =
  /^(module|text\/x-typescript|text\/markdown|text\/html|application\/sql|application\/x-tex|text\/vnd\.graphviz|application\/vnd\.observable\.javascript|application\/vnd\.node\.javascript|text\/x-python|text\/x-r)$/;
const theme =
  /^(air|coffee|cotton|deep-space|glacier|ink|midnight|near-midnight|ocean-floor|parchment|slate|stark|sun-faded)$/;

const module = {
  ecmaVersion: 2022,
  sourceType: "module",
  allowAwaitOutsideFunction: true
} as const;

describe.each(paths)("%s as an Observable notebook", path => {
  const notebook = observable(read(path), path);
  const cells = cellsOf(notebook);
  const values = (type: string) =>
    cells.filter(({attributes}) => attributes.type === type).map(({value}) => value);

  it("is a notebook element with a title and a script for each cell, and nothing else", () => {
    const [, pair, inside] = /^<!doctype html>\n<notebook theme="([^"]+)">\n([\s\S]*)<\/notebook>\n$/.exec(
      notebook
    )!;
    const themes = /^light-dark\(([\w-]+), ([\w-]+)\)$/.exec(pair)!.slice(1);
    expect(themes.every(name => theme.test(name))).toBe(true);
    expect(inside.match(/<script/g)).toHaveLength(cells.length);
    const rest = inside.replace(/<script[\s\S]*?<\/script>/g, "").trim();
    expect(rest).toMatch(/^<title>[^<]+<\/title>$/);
  });

  it("has cells with the format's attributes, numbered, and each line set in by four spaces", () => {
    cells.forEach(({attributes: {id, type, pinned, ...others}, content}, i) => {
      expect(Number(id)).toBe(i + 1);
      expect(type).toMatch(types);
      expect([undefined, ""]).toContain(pinned);
      expect(others).toEqual({});
      expect(content).toMatch(/^\n(( {4}.*)?\n)+ {2}$/);
    });
  });

  it("has JavaScript cells that parse, export nothing, and declare no name twice", () => {
    const declared = values("module").flatMap(code => {
      const {body} = parse(code, module);
      expect(body.filter(({type}) => type.startsWith("Export"))).toEqual([]);
      return body.flatMap(node =>
        node.type === "VariableDeclaration"
          ? node.declarations.flatMap(({id}) => (id.type === "Identifier" ? [id.name] : []))
          : node.type === "ImportDeclaration"
            ? node.specifiers.map(({local}) => local.name)
            : []
      );
    });
    expect(declared.length).toBeGreaterThan(0);
    expect(declared).toEqual([...new Set(declared)]);
  });

  it("has texts whose expressions are formulas that parse", () => {
    const expressions = values("text/markdown").flatMap(text =>
      Array.from(text.matchAll(/\$\{(tex(?:\.block)?`[^`]*`)\}/g), ([, code]) => code)
    );
    expect(expressions.length).toBeGreaterThan(5);
    for (const code of expressions) expect(() => parse(code, module), code).not.toThrow();
  });

  it("has the page's cells, all of them, loading from the site", () => {
    const [language, ...code] = values("module");
    expect(language).toMatch(/^const language = \(document\.documentElement\.lang = "[\w-]+"\);$/);
    // What imports waits for the language.
    expect(code.filter(c => c.includes("import ")).every(c => c.endsWith("\nvoid language;"))).toBe(true);
    expect(code).toHaveLength(read(path).match(/^```js/gm)?.length ?? 0);
    expect(code.join("")).not.toMatch(/"\.\.?\/|FileAttachment/);
    const loaded = [...code.join("").matchAll(new RegExp(`"${somewhere}([^"]+)"`, "g"))].map(m => `/${m[1]}`);
    expect(loaded.length).toBeGreaterThan(0);
    expect([...published()]).toEqual(expect.arrayContaining(loaded));
  });

  it("leaves nothing in the text that only the site understands", () => {
    const text = values("text/markdown");
    expect(text.join("")).not.toMatch(/\{#[a-z]|\{\.[a-z]|\{data-|\]\(\.\.?\/|\\class|<!--/);
    expect(text.join("")).toMatch(/exercises#[a-z]/);
    // Each formula is an expression: no dollar is left alone.
    expect(text.join("").replace(/\$\{tex(\.block)?`[^`]*`\}/g, "")).not.toContain("$");
  });
});

describe.each(paths)("%s as a Jupyter notebook", path => {
  const notebook = JSON.parse(jupyter(read(path), path));

  it("is of format 4.5: cells with ids of their own, sources in lines", () => {
    expect(notebook).toMatchObject({
      nbformat: 4,
      nbformat_minor: 5,
      metadata: {kernelspec: {name: "python3"}}
    });
    const ids = notebook.cells.map(({id}: {id: string}) => id);
    expect(new Set(ids).size).toBe(ids.length);
    for (const {id, cell_type, source, metadata, ...rest} of notebook.cells) {
      expect(id).toMatch(/^[a-zA-Z0-9_-]{1,64}$/);
      expect(["markdown", "code"]).toContain(cell_type);
      expect(metadata).toEqual({});
      expect(source.slice(0, -1).every((line: string) => line.endsWith("\n"))).toBe(true);
      expect(source.join("").trim()).not.toBe("");
      expect(rest).toEqual(cell_type === "code" ? {execution_count: null, outputs: []} : {});
    }
  });

  const code: string[] = notebook.cells
    .filter((cell: {cell_type: string}) => cell.cell_type === "code")
    .map((cell: {source: string[]}) => cell.source.join(""));

  it("has PyTorch cells, the last of them with the chapter's networks, whose numbers are not all zero", () => {
    const networks = networksOf(path.split("/").at(-1) as never);
    expect(networks.length).toBeGreaterThan(0);
    expect(code.length).toBeGreaterThanOrEqual(networks.length);
    expect(code.every(text => text.includes("import torch"))).toBe(true);
    for (const p of networks) expect([...elements(p.output)].filter(v => v !== 0).length).toBeGreaterThan(1);
  });

  it.skipIf(!python)(
    "has cells that Python can read, with no name that none of them defines (skipped without python3)",
    () => {
      const {stdout, stderr, status} = run("names", code);
      expect(status, stderr).toBe(0);
      expect(JSON.parse(stdout)).toEqual([]);
    }
  );

  it.skipIf(!torch)(
    "has cells that PyTorch runs, one after another, to the lesson's numbers (skipped without PyTorch)",
    () => {
      const {stdout, stderr, status} = run("exec", code);
      expect(status, stderr).toBe(0);
      expect(stdout).toContain("largest difference");
    }
  );
});
