import {lstatSync, mkdirSync, mkdtempSync, readFileSync, realpathSync, rmSync, writeFileSync} from "node:fs";
import {tmpdir} from "node:os";
import {join} from "node:path";
import {beforeEach, describe, expect, it, onTestFinished} from "vitest";
import {link} from "../../scripts/link.js";

let target: string;
let folder: string;

beforeEach(() => {
  target = mkdtempSync(join(tmpdir(), "link-"));
  folder = join(target, "notebooks");
  mkdirSync(folder);
  mkdirSync(join(target, "lib"));
  writeFileSync(join(target, "lib", "a.ts"), "a");
  onTestFinished(() => rmSync(target, {recursive: true}));
});

describe("link(names)", () => {
  it("makes a missing link", () => {
    link(["lib"], {folder, target});
    expect(readFileSync(join(folder, "lib", "a.ts"), "utf8")).toBe("a");
  });

  it("replaces the text file that a checkout without links holds", () => {
    writeFileSync(join(folder, "lib"), "../lib");
    link(["lib"], {folder, target});
    expect(realpathSync(join(folder, "lib"))).toBe(realpathSync(join(target, "lib")));
  });

  it("leaves a link that is there", () => {
    link(["lib"], {folder, target});
    const {ino} = lstatSync(join(folder, "lib"));
    link(["lib"], {folder, target});
    expect(lstatSync(join(folder, "lib")).ino).toBe(ino);
  });

  it("removes no folder", () => {
    mkdirSync(join(folder, "lib"));
    expect(() => link(["lib"], {folder, target})).toThrow("a folder stands where a link");
  });
});
