import {spawnSync} from "node:child_process";
import {readFileSync} from "node:fs";
import {join} from "node:path";
import {parse} from "acorn";
import {describe, expect, it} from "vitest";
import {chapterNames, downloadLinks, downloadsOf, published} from "../../scripts/notebooks/downloads.js";
import {solutions} from "../../scripts/notebooks/exercises.js";
import {jupyter} from "../../scripts/notebooks/jupyter.js";
import {observable} from "../../scripts/notebooks/observable.js";
import {somewhere} from "../../scripts/notebooks/page.js";
import {languages, names, root} from "../../scripts/site.js";

const python = spawnSync("python3", ["--version"]).status === 0;

/** Lists the names that the cells use and nobody defines. */
const runner = `
import ast, builtins, json, sys
cells = json.load(sys.stdin)
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
const run = (cells: readonly string[]) =>
  spawnSync("python3", ["-c", runner], {input: JSON.stringify(cells), encoding: "utf8"});

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

  it("has formulas as MathML: no expression in a text, and so nothing to fetch for one", () => {
    const text = values("text/markdown").join("\n");
    expect(text.match(/<math/g)!.length).toBeGreaterThan(5);
    expect(text).not.toContain("$");
    expect(text).not.toContain("<noscript");
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
    expect(text.join("")).not.toMatch(/\{#[a-z]|\{\.[a-z]|\{data-|\]\((\.\.?\/|#)|\\class|<!--/);
    expect(text.join("")).toMatch(/exercises\.html#[a-z]/);
    expect(text.join("")).not.toMatch(/minutes in its video|它在视频里/);
  });
});

describe.each(paths)("%s as a Jupyter notebook", path => {
  const notebook = JSON.parse(jupyter(read(path), path)) as {
    readonly cells: readonly {
      readonly id: string;
      readonly cell_type: string;
      readonly source: readonly string[];
      readonly metadata: object;
      readonly attachments?: {readonly [name: string]: {readonly [type: string]: string}};
    }[];
  };
  const sources = (type: string) =>
    notebook.cells.filter(cell => cell.cell_type === type).map(({source}) => source.join(""));
  const code = sources("code");
  const text = sources("markdown").join("\n\n");

  it("is of format 4.5: cells with ids of their own, sources in lines", () => {
    expect(notebook).toMatchObject({
      nbformat: 4,
      nbformat_minor: 5,
      metadata: {kernelspec: {name: "python3"}}
    });
    const ids = notebook.cells.map(({id}) => id);
    expect(new Set(ids).size).toBe(ids.length);
    for (const {id, cell_type, source, metadata, attachments: _, ...rest} of notebook.cells) {
      expect(id).toMatch(/^[a-zA-Z0-9_-]{1,64}$/);
      expect(["markdown", "code"]).toContain(cell_type);
      expect(metadata).toEqual({});
      expect(source.slice(0, -1).every(line => line.endsWith("\n"))).toBe(true);
      expect(source.join("").trim()).not.toBe("");
      expect(rest).toEqual(cell_type === "code" ? {execution_count: null, outputs: []} : {});
    }
  });

  it("has a picture of each figure that the page has, in the notebook itself, and a link to where it works", () => {
    const ids = Array.from(
      read(path).matchAll(/<img src="\/assets\/stills\/\w+\/([\w-]+)\.png/g),
      ([, id]) => id
    );
    expect(ids.length).toBeGreaterThan(5);
    const found = notebook.cells.flatMap(({source, attachments = {}}) => {
      const shown = Array.from(
        source.join("").matchAll(/!\[.+\]\(attachment:([\w-]+\.png)\)/g),
        ([, name]) => name
      );
      expect(shown).toEqual(Object.keys(attachments));
      return shown.map(name => [name, Buffer.from(attachments[name]["image/png"], "base64")] as const);
    });
    expect(found.map(([name]) => name)).toEqual(ids.map(id => `${id}.png`));
    for (const [, image] of found) expect(image.subarray(1, 4).toString()).toBe("PNG");
    for (const id of ids) expect(text).toContain(`${somewhere}${path.slice(1)}.html#${id})`);
    expect(text).not.toMatch(/<img|<noscript/);
  });

  it("has no sentence about what only the page has, no dead link, nothing that only the site understands", () => {
    expect(text).not.toMatch(/minutes in its video|它在视频里|\{#check\}|Answer before you look|先作答/);
    expect(text).not.toMatch(/\{#[a-z]|\{\.[a-z]|\{data-|\]\((\.\.?\/|#)|\\class|<!--/);
    // Cells that can be changed are those of Python.
    expect(text).not.toMatch(/^## (Check yourself|自我检查)/m);
  });

  it("speaks of no control: its figures are pictures, and what they can do is on their page", () => {
    expect(text).not.toMatch(
      /\b(button|slider|preset|settings”|unfolds?|drag|press(?!ure)|click|tick|of your own|your (own )?browser|before you (try|look at it))\b/i
    );
    expect(text).not.toMatch(/按钮|滑块|预设|更多设置|图中展开|拖动|点击|按下|你(自己)?的(浏览器|图片)|试试/);
  });

  it.skipIf(!python)(
    "has cells that Python can read, with no name that none of them defines (skipped without python3)",
    () => {
      const {stdout, stderr, status} = run(code);
      expect(status, stderr).toBe(0);
      expect(JSON.parse(stdout)).toEqual([]);
    }
  );

  it("has exercises, each with a function to write, its check and a solution", () => {
    const ids = code.flatMap(cell =>
      Array.from(cell.matchAll(/^check\((\w+), "([\w-]+)"\)$/gm), ([, , id]) => id)
    );
    expect(ids).toEqual(Object.keys(solutions[path.split("/").at(-1)!]));
    expect(text.match(/<details><summary>/g)).toHaveLength(ids.length);
  });
});

it("the notebooks have exercises of every chapter, more than three in all", () => {
  expect(Object.keys(solutions)).toEqual([...chapterNames]);
  expect(Object.values(solutions).flatMap(Object.keys).length).toBeGreaterThan(3);
});
