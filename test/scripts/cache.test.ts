import {existsSync, mkdirSync, mkdtempSync, rmSync, utimesSync, writeFileSync} from "node:fs";
import {tmpdir} from "node:os";
import {dirname, join} from "node:path";
import {afterEach, beforeEach, describe, expect, it} from "vitest";
import {computeData, dropStale} from "../../scripts/cache.js";

let root: string;
beforeEach(() => {
  root = mkdtempSync(join(tmpdir(), "cache-"));
});
afterEach(() => rmSync(root, {recursive: true}));

/** A file below the root, last changed so many seconds after the epoch. */
function file(path: string, changed: number, text = "") {
  mkdirSync(dirname(join(root, path)), {recursive: true});
  writeFileSync(join(root, path), text);
  utimesSync(join(root, path), changed, changed);
}

describe("dropStale(root)", () => {
  it("drops what is older than its loader or a module behind it, and the style sheet; keeps the rest", async () => {
    file("lib/rate.ts", 30, "export const rate = 1;");
    file("lib/sweep.ts", 10, 'export {rate} from "./rate.js";');
    file("data/deep.json.ts", 10, 'import {rate} from "../lib/sweep.js"; console.log(rate);');
    file("data/edited.json.ts", 30, "console.log(1);");
    file("data/kept.json.ts", 10, 'import "node:fs"; import "d3"; console.log(1);');
    file("data/new.json.ts", 10, "console.log(1);");
    file("embed/style.css.ts", 10);
    for (const name of ["data/deep.json", "data/edited.json", "data/kept.json", "embed/style.css"])
      file(`.observablehq/cache/${name}`, 20);
    expect((await dropStale(root)).toSorted()).toEqual([
      "data/deep.json",
      "data/edited.json",
      "embed/style.css"
    ]);
    const left = ["deep.json", "edited.json", "kept.json"].filter(name =>
      existsSync(join(root, ".observablehq/cache/data", name))
    );
    expect(left).toEqual(["kept.json"]);
  });
});

describe("computeData(root, loaders)", () => {
  it("loads each result once, whichever fails", async () => {
    for (const name of ["a", "b", "c"]) file(`data/${name}.json.ts`, 10);
    const asked: string[] = [];
    const load = async (path: string) => {
      asked.push(path);
      if (path === "/data/b.json") throw new Error("a loader failed");
    };
    await computeData(root, {find: path => ({load: () => load(path)})});
    expect(asked.toSorted()).toEqual(["/data/a.json", "/data/b.json", "/data/c.json"]);
  });
});
