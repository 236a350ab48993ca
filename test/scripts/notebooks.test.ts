import {spawnSync} from "node:child_process";
import {readFileSync} from "node:fs";
import {join} from "node:path";
import {describe, expect, it} from "vitest";
import {
  downloadLinks,
  downloadsOf,
  jupyter,
  observable,
  published,
  somewhere
} from "../../scripts/notebooks.js";
import {languages, names, root} from "../../scripts/site.js";

const paths = languages.flatMap(language => names.map(name => `/${language}/${name}`)).filter(downloadsOf);
const read = (path: string) => readFileSync(join(root, `${path}.md`), "utf8");

it("every chapter has notebooks in both languages, and other pages have none", () => {
  expect(paths).toHaveLength(8);
  expect(downloadLinks("/en/glossary")).toBe("");
  expect(downloadLinks("/zh/residual-block")).toContain('href="../download/zh/residual-block.ipynb"');
});

describe.each(paths)("%s as an Observable notebook", path => {
  const notebook = observable(read(path), path);
  const cells = [...notebook.matchAll(/<script id="(\d+)" type="([^"]+)"[^>]*>([\s\S]*?)<\/script>/g)];

  it("is one notebook with a title and numbered cells that are all closed", () => {
    expect(notebook).toMatch(/^<!doctype html>\n<notebook theme="air">\n {2}<title>[^<]+<\/title>\n/);
    expect(notebook.trimEnd()).toMatch(/<\/notebook>$/);
    expect(cells.map(([, id]) => Number(id))).toEqual(cells.map((_, i) => i + 1));
    expect(notebook.match(/<script/g)).toHaveLength(cells.length);
  });

  it("has the page's cells, all of them, loading from the site", () => {
    const code = cells.filter(([, , type]) => type === "module").map(([, , , content]) => content);
    expect(code).toHaveLength(read(path).match(/^```js/gm)?.length ?? 0);
    expect(code.join("")).not.toMatch(/"\.\.?\/|FileAttachment/);
    const loaded = [...code.join("").matchAll(new RegExp(`"${somewhere}([^"]+)"`, "g"))].map(m => `/${m[1]}`);
    expect(loaded.length).toBeGreaterThan(0);
    expect([...published()]).toEqual(expect.arrayContaining(loaded));
  });

  it("leaves nothing in the text that only the site understands", () => {
    const text = cells.filter(([, , type]) => type === "text/markdown").map(([, , , content]) => content);
    expect(text.join("")).not.toMatch(/\{#[a-z]|\{\.[a-z]|\{data-|\]\(\.\.?\/|\\class|<!--/);
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

  it("has PyTorch cells that Python can read", ({skip}) => {
    const code = notebook.cells
      .filter((cell: {cell_type: string}) => cell.cell_type === "code")
      .map((cell: {source: string[]}) => cell.source.join(""));
    expect(code.length).toBeGreaterThan(0);
    expect(code.every((text: string) => text.includes("import torch"))).toBe(true);
    const python = (input: string) =>
      spawnSync("python3", ["-c", "import ast, sys; ast.parse(sys.stdin.read())"], {input, encoding: "utf8"});
    if (python("").error) return skip();
    for (const text of code) expect(python(text).stderr).toBe("");
  });
});
