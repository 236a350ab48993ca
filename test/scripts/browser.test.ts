import {chmodSync, mkdirSync, mkdtempSync, rmSync, writeFileSync} from "node:fs";
import {tmpdir} from "node:os";
import {delimiter, join} from "node:path";
import {afterEach, beforeEach, describe, expect, it} from "vitest";
import {findBrowser} from "../../scripts/browser.js";

let folder: string;

beforeEach(() => {
  folder = mkdtempSync(join(tmpdir(), "browser-"));
});
afterEach(() => rmSync(folder, {recursive: true}));

function program(...path: string[]): string {
  const file = join(folder, ...path);
  mkdirSync(join(file, ".."), {recursive: true});
  writeFileSync(file, "");
  chmodSync(file, 0o755);
  return file;
}

describe.skipIf(process.platform === "win32")("findBrowser(environment)", () => {
  it("takes the program that CHROME_PATH names, before all others", () => {
    const mine = program("mine");
    program("bin", "chromium");
    expect(findBrowser({CHROME_PATH: mine, PATH: join(folder, "bin")})).toBe(mine);
  });

  it("throws where CHROME_PATH names no program, rather than take another", () => {
    const missing = join(folder, "missing");
    expect(() => findBrowser({CHROME_PATH: missing})).toThrow(`CHROME_PATH names no program: ${missing}`);
  });

  it("finds Chromium before Chrome on PATH, in any of its folders", () => {
    program("a", "google-chrome");
    const chromium = program("b", "chromium");
    expect(findBrowser({PATH: [join(folder, "a"), join(folder, "b")].join(delimiter)})).toBe(chromium);
  });

  it("takes no file that cannot be run", () => {
    writeFileSync(join(folder, "chromium"), "");
    const chrome = program("google-chrome");
    expect(findBrowser({PATH: folder})).toBe(chrome);
  });
});
