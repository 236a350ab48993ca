// The examples of lib/ADDING.md, carried out on a copy of lib.
import {cpSync, mkdirSync, mkdtempSync, readFileSync, symlinkSync, writeFileSync} from "node:fs";
import {tmpdir} from "node:os";
import {dirname, join} from "node:path";
import {top} from "../../scripts/site.js";

interface Block {
  readonly files: readonly string[];
  /** The line of the file after which it stands; undefined: at its end. */
  readonly after?: string;
  readonly code: string;
}

export const blocks: readonly Block[] = [
  ...readFileSync(join(top, "lib", "ADDING.md"), "utf8").matchAll(/^```[jt]s\n\/\/ (.*)\n([\s\S]*?)^```$/gm)
].map(([, head, code]) => {
  const [, files, after] = /^(.*?)(?:, after: (.*))?$/.exec(head)!;
  return {files: files.split(", "), after, code};
});

/** Makes a folder with a copy of lib in which all that the examples say has been done; pages are left out. */
export function carriedOut(): string {
  const folder = mkdtempSync(join(tmpdir(), "adding-"));
  cpSync(join(top, "lib"), join(folder, "lib"), {recursive: true});
  for (const file of ["test/graph/finite-differences.ts", "tsconfig.json", "package.json"])
    cpSync(join(top, file), join(folder, file));
  symlinkSync(join(top, "node_modules"), join(folder, "node_modules"));
  for (const {files, after, code} of blocks)
    for (const file of files) {
      if (file.endsWith(".md")) continue;
      const path = join(folder, file);
      mkdirSync(dirname(path), {recursive: true});
      writeFileSync(path, placed(file, after, code, path));
    }
  return folder;
}

function placed(file: string, after: string | undefined, code: string, path: string): string {
  if (after === undefined) return `${text(path)}${code}`;
  const parts = text(path).split(`${after}\n`);
  if (parts.length !== 2) throw new Error(`not once in ${file}: ${after}`);
  return parts.join(`${after}\n${code}`);
}

const text = (path: string) => {
  try {
    return readFileSync(path, "utf8");
  } catch {
    return "";
  }
};
