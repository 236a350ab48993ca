// npm run pack: the library as a package for npm, in dist-package: one module, its types, and a tarball of both.
import {execFileSync} from "node:child_process";
import {mkdirSync, readFileSync, rmSync, writeFileSync} from "node:fs";
import {join} from "node:path";
import {pathToFileURL} from "node:url";
import {rolldown} from "rolldown";
import {top} from "../site.js";
import {declarations} from "./declarations.js";
import {guide} from "./page.js";

const folder = join(top, "dist-package");
const read = (file: string) => readFileSync(join(top, file), "utf8");

/** Writes the package into `dist-package/package`, and the tarball beside it. Returns the tarball's path. */
export async function pack(): Promise<string> {
  rmSync(folder, {recursive: true, force: true});
  const files = {
    "index.js": await bundle(),
    "index.d.ts": types(),
    "package.json": JSON.stringify(description()),
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
  const code = await rolldown({
    input: join(top, "lib/index.ts"),
    platform: "neutral",
    resolve: {mainFields: ["module", "main"]}
  });
  const {output} = await code.generate({format: "esm", minify: true, comments: false});
  await code.close();
  return output[0].code;
}

/** Declarations need neither `declare`, wide indents, nor comments of several lines. */
const types = () =>
  declarations()
    .types.replace(/^import .* 'ndarray';$/m, ndarray)
    .replace(/^export declare /gm, "export ")
    .replace(/\n *\*(\/?) ?/g, (_, end) => (end ? " */" : " "))
    .replaceAll("    ", "\t");

/** The only kind of ndarray that the library has: of 32-bit floats. */
function ndarray(): string {
  const all = read("node_modules/@types/ndarray/index.d.ts");
  const [, members] = /^ {4}interface NdArray<.*\{$([^}]*)^ {4}\}$/m.exec(all)!;
  const kind = members.replaceAll("DataType<D>", '"float32"').replaceAll("Value<D>", "number");
  return `interface NdArray<D> {${kind.replaceAll("\n    ", "\n")}}`;
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

/** The lesson's licence; those of what the package takes from others have the same words, under their authors' names. */
function licences(): string {
  const taken = {
    ndarray: "index.js",
    "iota-array": "index.js",
    "is-buffer": "index.js",
    "@types/ndarray": "index.d.ts"
  };
  const lines = Object.entries(taken).map(([name, file]) => {
    const [holder] = /Copyright \(c\).*/.exec(read(`node_modules/${name}/LICENSE`))!;
    return `${name}, in ${file}: ${holder}\n`;
  });
  return `${read("LICENSE")}\nThe package holds, under the same licence:\n\n${lines.join("")}`;
}

if (import.meta.url === pathToFileURL(process.argv[1] ?? "").href) console.log(await pack());
