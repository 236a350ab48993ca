// npm run pack: the library as a package for npm, in dist-package: one module, its types, and a tarball of both.
import {execFileSync} from "node:child_process";
import {mkdirSync, readFileSync, rmSync, writeFileSync} from "node:fs";
import {createRequire} from "node:module";
import {join, posix} from "node:path";
import {pathToFileURL} from "node:url";
import {build} from "esbuild";
import {top} from "./site.js";

const folder = join(top, "dist-package");
const read = (file: string) => readFileSync(join(top, file), "utf8");
const {resolve} = createRequire(import.meta.url);

/** Writes the package into `dist-package/package`, and the tarball beside it. Returns the tarball's path. */
export async function pack(): Promise<string> {
  rmSync(folder, {recursive: true, force: true});
  const files = {
    "index.js": await bundle(),
    ...types(),
    "package.json": JSON.stringify(description(), null, 2),
    "README.md": guide(),
    LICENSE: licences()
  };
  for (const [file, text] of Object.entries(files)) {
    const path = join(folder, "package", file);
    mkdirSync(join(path, ".."), {recursive: true});
    writeFileSync(path, text);
  }
  const options = {cwd: folder, encoding: "utf8", shell: process.platform === "win32"} as const;
  return join(folder, execFileSync("npm", ["pack", "./package", "--silent"], options).trim());
}

async function bundle(): Promise<string> {
  const {outputFiles} = await build({
    entryPoints: [join(top, "lib/index.ts")],
    bundle: true,
    write: false,
    format: "esm",
    platform: "neutral",
    mainFields: ["module", "main"],
    target: "es2022",
    minify: true,
    logLevel: "error"
  });
  return outputFiles[0].text;
}

/** The declarations that the library's own reaches, with those of ndarray beside them. */
function types(): Record<string, string> {
  const written = join(folder, "types");
  const compiler = join(resolve("typescript/package.json"), "../bin/tsc");
  const flags =
    "--ignoreConfig --strict --declaration --emitDeclarationOnly --target ES2022 --lib ES2023,DOM --module ESNext --moduleResolution Bundler";
  const paths = ["--rootDir", join(top, "lib"), "--outDir", written, join(top, "lib/index.ts")];
  execFileSync(process.execPath, [compiler, ...flags.split(" "), ...paths], {stdio: "inherit"});
  const reached: Record<string, string> = {};
  const visit = (file: string) => {
    if (file in reached) return;
    const text = readFileSync(join(written, file), "utf8");
    const steps = "../".repeat(file.split("/").length - 1) || "./";
    reached[file] = text.replaceAll('"ndarray"', `"${steps}ndarray.cjs"`);
    for (const [, next] of text.matchAll(/"(\.[^"]+)\.js"/g))
      visit(posix.join(posix.dirname(file), `${next}.d.ts`));
  };
  visit("index.d.ts");
  rmSync(written, {recursive: true});
  return {...reached, "ndarray.d.cts": read("node_modules/@types/ndarray/index.d.ts")};
}

function description() {
  const {name, version, license, engines} = JSON.parse(read("package.json"));
  return {
    name,
    version,
    description: "A small tensor library that shows its work: traced plans, gradients, SIMD kernels.",
    license,
    type: "module",
    engines,
    sideEffects: false,
    exports: {".": {types: "./index.d.ts", default: "./index.js"}}
  };
}

/** The library's guide without how it is packed; what it links to stays in the repository. */
const guide = () =>
  read("lib/README.md")
    .replace(/^`npm run pack`[\s\S]*?\n\n/m, "")
    .replaceAll('"./index.js"', `"${description().name}"`)
    .replace(/\[([^\]]+)\]\((?!https?:)[^)]*\)/g, "$1");

/** The lesson's licence; those of what the package takes from others have the same words, under their authors' names. */
function licences(): string {
  const taken = {
    ndarray: "index.js",
    "iota-array": "index.js",
    "is-buffer": "index.js",
    "@types/ndarray": "ndarray.d.cts"
  };
  const lines = Object.entries(taken).map(([name, file]) => {
    const [holder] = /Copyright \(c\).*/.exec(read(`node_modules/${name}/LICENSE`))!;
    return `${name}, in ${file}: ${holder}\n`;
  });
  return `${read("LICENSE")}\nThe package holds, under the same licence:\n\n${lines.join("")}`;
}

if (import.meta.url === pathToFileURL(process.argv[1] ?? "").href) console.log(await pack());
