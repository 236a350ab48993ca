import {readdirSync, readFileSync} from "node:fs";
import {dirname, join, relative} from "node:path";
import {group} from "d3-array";
import {expect, it} from "vitest";
import {top} from "../scripts/site.js";

/** From the ground up: a floor imports from itself and from lower ones; index.ts is the library in one. */
const floors = [
  "tensor",
  "kernels",
  "graph",
  "nn",
  "index",
  "export",
  "experiments",
  "worker",
  "lesson",
  "sandbox",
  "views"
];

const lib = join(top, "lib");
const files = readdirSync(lib, {recursive: true, encoding: "utf8"}).filter(file => file.endsWith(".ts"));
const source = (file: string) => readFileSync(join(lib, file), "utf8");
const code = (file: string) => source(file).replace(/\/\*[\s\S]*?\*\/|^\s*\/\/.*$/gm, "");
const imports = files.flatMap(file =>
  [...source(file).matchAll(/\bfrom "(\.[^"]*)"|\bimport(\.meta\.resolve)?(\(?)\s*"(\.[^"]*)"/g)].map(
    match => ({
      file: file.replaceAll("\\", "/"),
      to: relative(lib, join(lib, dirname(file), match[1] ?? match[4])).replaceAll("\\", "/"),
      /** Fetched when it is asked for. */
      later: Boolean(match[3])
    })
  )
);
const floor = (file: string) => floors.indexOf(file.split("/")[0].replace(/\.[jt]s$/, ""));

it("reads the imports of every file of lib", () => {
  expect(files.length).toBeGreaterThan(10);
  expect(imports.length).toBeGreaterThan(10);
});

it("knows the floor of every file of lib", () => {
  expect(files.filter(file => floor(file.replaceAll("\\", "/")) < 0)).toEqual([]);
});

it("finds no import from a higher floor, nor from outside lib", () => {
  expect(imports.filter(({file, to}) => to.startsWith("..") || floor(to) > floor(file))).toEqual([]);
});

it("finds no import by lesson from worker: the lesson has no threads", () => {
  expect(imports.filter(({file, to}) => file.startsWith("lesson/") && to.startsWith("worker/"))).toEqual([]);
});

it("finds no specifier that ends with .ts, which Framework does not resolve", () => {
  expect(imports.filter(({to}) => to.endsWith(".ts"))).toEqual([]);
});

it("finds no file outside views and sandbox's worker that names the DOM", () => {
  const names =
    /\b(document\.|HTMLElement|SVGElement|querySelector|addEventListener\("(click|pointer|key|input))/;
  const outside = files.filter(file => !file.startsWith("views") && names.test(code(file)));
  expect(outside).toEqual([]);
});

it("finds no circle of imports", () => {
  const next = group(imports, ({file}) => file.replace(/\.ts$/, ".js"));
  const circles: string[] = [];
  const seen = new Set<string>();
  const visit = (file: string, way: readonly string[]) => {
    if (way.includes(file)) circles.push([...way.slice(way.indexOf(file)), file].join(" → "));
    if (seen.has(file)) return;
    seen.add(file);
    for (const {to, later} of next.get(file) ?? []) if (!later) visit(to, [...way, file]);
  };
  for (const file of next.keys()) visit(file, []);
  expect(circles).toEqual([]);
});

it("finds no chapter that imports from another", () => {
  const chapter = (path: string) => /^views\/chapters\/([^/]+)\//.exec(path)?.[1];
  const across = imports.filter(({file, to}) => chapter(to) && chapter(file) !== chapter(to));
  expect(across.filter(({file}) => chapter(file))).toEqual([]);
});

it("finds no kit that imports from what is made of it, and no drawing that imports a figure", () => {
  const views = ["kit", "drawing", "figure", "rest"];
  const floorOf = (path: string) => {
    const i = views.indexOf(path.split("/")[1]);
    return i < 0 ? views.length - 1 : i;
  };
  const both = imports.filter(({file, to}) => file.startsWith("views/") && to.startsWith("views/"));
  expect(both.filter(({file, to}) => floorOf(to) > floorOf(file))).toEqual([]);
});

it("finds no data loader that imports a view", () => {
  const folder = join(top, "notebooks", "data");
  const loaders = readdirSync(folder).filter(file => file.endsWith(".ts"));
  expect(loaders.length).toBeGreaterThan(5);
  expect(loaders.filter(file => readFileSync(join(folder, file), "utf8").includes("lib/views"))).toEqual([]);
});
