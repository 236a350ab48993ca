// A language more: the compiler names every text that lacks it, so that none is found by a reader.
import {spawnSync} from "node:child_process";
import {cpSync, mkdtempSync, readdirSync, readFileSync, rmSync, symlinkSync, writeFileSync} from "node:fs";
import {tmpdir} from "node:os";
import {join} from "node:path";
import {expect, it} from "vitest";
import {top} from "../../scripts/site.js";

const table = "lib/lesson/languages.ts";
const folders = ["lib", "scripts", "notebooks/data"];

/** What the compiler complains of once the table of languages has a row more: the lines of each file. */
function complaints(): Map<string, Set<number>> {
  const copy = mkdtempSync(join(tmpdir(), "third-language-"));
  for (const name of [...folders, "tsconfig.json", "package.json", "observablehq.config.ts"])
    cpSync(join(top, name), join(copy, name), {recursive: true});
  for (const name of ["node_modules", "assets"]) symlinkSync(join(top, name), join(copy, name));
  const rows = readFileSync(join(copy, table), "utf8");
  writeFileSync(join(copy, table), rows.replace(/\n {2}zh: .*/, '$&,\n  de: {tag: "de", locale: "de-DE"}'));
  const tsc = join(top, "node_modules/typescript/bin/tsc");
  const {stdout} = spawnSync(process.execPath, [tsc, "--noEmit", "--pretty", "false"], {
    cwd: copy,
    encoding: "utf8",
    maxBuffer: 1e9
  });
  rmSync(copy, {recursive: true});
  const lines = new Map<string, Set<number>>();
  for (const [, file, line] of stdout.matchAll(/^(\S+?)\((\d+),\d+\): error/gm))
    lines.set(file, (lines.get(file) ?? new Set()).add(Number(line)));
  return lines;
}

/** Each object that holds something in Chinese: its lines, and those that open what it stands in. */
function* inChinese(file: string) {
  const lines = readFileSync(join(top, file), "utf8").split("\n");
  const indent = (line: string) => /^ */.exec(line)![0].length;
  for (const [i, line] of lines.entries()) {
    if (!/(?<=^ *|[{,] ?)zh(?:: |\()/.test(line)) continue;
    const around: number[] = [];
    const own = /^ *zh/.test(line);
    for (let at = i; indent(lines[at]) > 0; around.push(at + 1))
      at = lines.findLastIndex((l, j) => j < at && l && indent(l) < indent(lines[at]));
    const from = own ? around.shift()! : i + 1;
    const to = own ? lines.findIndex((l, j) => j > i && l && indent(l) < indent(line)) + 1 : i + 1;
    // Not every term has a note.
    if (!/^ *note: \{/.test(lines[from - 1])) yield {file, from, to, around};
  }
}

it("is asked for by the types wherever there is something in Chinese", () => {
  const files = folders.flatMap(folder =>
    readdirSync(join(top, folder), {recursive: true, encoding: "utf8"})
      .filter(name => name.endsWith(".ts"))
      .map(name => `${folder}/${name}`)
  );
  const texts = files.filter(file => file !== table).flatMap(file => [...inChinese(file)]);
  const found = complaints();
  const silent = texts.filter(({file, from, to, around}) => {
    const lines = [...(found.get(file) ?? [])];
    return !lines.some(line => (from <= line && line <= to) || around.includes(line));
  });
  expect(silent.map(({file, from}) => `${file}:${from}`)).toEqual([]);
  expect(texts.length).toBeGreaterThan(300);
}, 120_000);
