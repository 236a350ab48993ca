// What is read is set as in a book: curly quotes and apostrophes, and 59.6% in one piece, in prose and in figures.
import {readdirSync, readFileSync} from "node:fs";
import {join} from "node:path";
import {type AnyNode, parse} from "acorn";
import {transformSync} from "esbuild";
import {expect, it} from "vitest";
import {languages, names, root, top} from "../../scripts/site.js";

/** What is not set: code, formulas, attributes, addresses; and tags, whose alternative texts are. */
const front = /^---$[\s\S]*?^---$/m;
const unset = /^(`{3,})[\s\S]*?^\1$|`[^`]*`|\$\$[\s\S]*?\$\$|\$[^$\n]*\$|\{[^}\n]*\}|\]\([^)]*\)|<[^>]*>/gm;

const slips = (text: string) =>
  Array.from(text.matchAll(/.{0,30}(?:['"]|\d[ \u00a0\u202f]%).{0,20}/g), String);

const pages = ["index.md", ...languages.flatMap(language => names.map(name => join(language, `${name}.md`)))];

it.each(pages)("%s has curly quotes and no straight ones", page => {
  const text = readFileSync(join(root, page), "utf8").replace(front, "");
  const pictures = Array.from(text.matchAll(/alt="([^"]*)"/g), ([, alt]) => alt);
  expect(slips([text.replace(unset, ""), ...pictures].join("\n"))).toEqual([]);
});

/** What a node holds, node by node. */
function* within(node: AnyNode): Generator<AnyNode> {
  yield node;
  for (const value of Object.values(node))
    for (const child of Array.isArray(value) ? value : [value])
      if (typeof child?.type === "string") yield* within(child);
}

/** The strings of all tables that hold `en` and `zh` side by side. */
function* texts(source: string): Generator<string> {
  const {code} = transformSync(source, {loader: "ts", target: "es2022"});
  for (const table of within(parse(code, {ecmaVersion: "latest", sourceType: "module"}))) {
    if (table.type !== "ObjectExpression") continue;
    const parts = table.properties.flatMap(p =>
      p.type === "Property" && p.key.type === "Identifier" && /^(en|zh)$/.test(p.key.name) ? [p.value] : []
    );
    if (parts.length !== 2) continue;
    for (const node of parts.flatMap(part => [...within(part)]))
      if (node.type === "Literal" && typeof node.value === "string") yield node.value;
      else if (node.type === "TemplateElement") yield node.value.raw;
  }
}

const files = ["lib/views", "lib/lesson"].flatMap(folder =>
  readdirSync(join(top, folder), {recursive: true, encoding: "utf8"})
    .filter(name => name.endsWith(".ts") && !/remarks/.test(name)) // Remarks in code are code.
    .map(name => join(folder, name))
);
files.push("scripts/site.ts");

const tables = files.flatMap(file => {
  const found = [...texts(readFileSync(join(top, file), "utf8"))];
  return found.length ? [{file, found}] : [];
});

it("finds texts in many files", () => expect(tables.length).toBeGreaterThan(60));

it.each(tables)("what $file says has curly quotes and no straight ones", ({found}) => {
  const read = found.map(text => text.replace(/`[^`]*`/g, ""));
  expect(read.flatMap(text => slips(/^[ \u00a0\u202f]%/.test(text) ? `0${text}` : text))).toEqual([]);
});
