import {spawnSync} from "node:child_process";
import {existsSync, mkdirSync, mkdtempSync, rmSync, utimesSync, writeFileSync} from "node:fs";
import {constants, getPriority, tmpdir} from "node:os";
import {dirname, join} from "node:path";
import {afterEach, beforeEach, describe, expect, it} from "vitest";
import {computeData, dropStale, useBundles} from "../../scripts/cache.js";

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
  it("runs each loader once, in one file with all that it imports, whichever fails", async () => {
    file("lib/rate.ts", 10, "export const rate: number = 0.1;");
    file("data/a.json.ts", 10, 'import {rate} from "../lib/rate.js"; console.log(rate);');
    file("data/b.json.ts", 10, 'throw new Error("a loader failed");');
    file("embed/style.css.ts", 10, 'console.log("a {}");');
    await dropStale(root);
    const said: (readonly [string, string])[] = [];
    const priorities = new Set<number>();
    class Loader {
      command = "";
      args: readonly string[] = [];
      constructor(readonly path: string) {}
      async load() {
        const tell = [
          "--import",
          "data:text/javascript,import os from 'node:os'; process.on('exit', () => console.log(os.getPriority()))"
        ];
        const {status, stdout} = spawnSync(this.command, [...tell, ...this.args], {encoding: "utf8"});
        if (status) throw new Error(this.path);
        const [result, priority] = stdout.trim().split("\n");
        said.push([this.path, result]);
        priorities.add(Number(priority));
      }
    }
    const loaders = {find: (path: string) => new Loader(path)};
    useBundles(root, loaders);
    const results = [
      ["/data/a.json", "0.1"],
      ["/embed/style.css", "a {}"]
    ];
    await computeData(root, loaders, {cores: 1});
    expect(said.toSorted()).toEqual(results);
    expect([...priorities]).toEqual([getPriority()]);
    // In preview a page goes first.
    await computeData(root, loaders, {cores: 1, background: true});
    expect(said.slice(2).toSorted()).toEqual(results);
    expect([...priorities]).toEqual([getPriority(), constants.priority.PRIORITY_LOW]);
  });
});
