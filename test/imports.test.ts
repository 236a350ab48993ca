import {readdirSync, readFileSync} from "node:fs";
import {dirname, join, relative} from "node:path";
import {expect, it} from "vitest";
import {top} from "../scripts/site.js";

/** From the ground up: a floor imports from itself and from lower ones; index.ts is the library in one. The lesson's texts may be used by views. */
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
  "views"
];

const lib = join(top, "lib");
const files = readdirSync(lib, {recursive: true, encoding: "utf8"}).filter(file => file.endsWith(".ts"));
const imports = files.flatMap(file => {
  const source = readFileSync(join(lib, file), "utf8");
  return [...source.matchAll(/\bfrom "(\.[^"]*)"|\bimport(?:\.meta\.resolve)?\(?\s*"(\.[^"]*)"/g)].map(
    match => ({
      file: file.replaceAll("\\", "/"),
      to: relative(lib, join(lib, dirname(file), match[1] ?? match[2])).replaceAll("\\", "/")
    })
  );
});
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
