// What the library gives to others: its declarations with their doc comments, rolled into one file for the package, and
// name by name for the page that lists them.
import {execFileSync} from "node:child_process";
import {mkdtempSync, readFileSync, realpathSync, rmSync, writeFileSync} from "node:fs";
import {createRequire} from "node:module";
import {tmpdir} from "node:os";
import {join} from "node:path";
import {top} from "../site.js";

export interface Declared {
  readonly name: string;
  /** The folder of lib that it stands in: `tensor`. */
  readonly folder: string;
  /** Its doc comment, without the comment's signs; "" where the name says it. */
  readonly comment: string;
  /** Its declaration, with the comments inside. */
  readonly code: string;
}

export interface Declarations {
  /** The text of index.d.ts: it imports ndarray, and nothing else. */
  readonly types: string;
  readonly names: readonly Declared[];
}

const require = createRequire(import.meta.url);

let made: Declarations | undefined;

/** The declarations of lib/index.ts and of all that it reaches. Throws what the compiler or the extractor says. */
export function declarations(): Declarations {
  made ??= declare();
  return made;
}

function declare(): Declarations {
  const folder = mkdtempSync(join(realpathSync(tmpdir()), "declarations-"));
  try {
    compile(join(folder, "lib"));
    writeFileSync(join(folder, "package.json"), JSON.stringify({name: "the-shortcut"}));
    const types = join(folder, "index.d.ts");
    const model = join(folder, "the-shortcut.api.json");
    extract(folder, types, model);
    const text = readFileSync(types, "utf8");
    return {types: text, names: namesOf(text, JSON.parse(readFileSync(model, "utf8")))};
  } finally {
    rmSync(folder, {recursive: true});
  }
}

function compile(to: string): void {
  const compiler = join(require.resolve("typescript/package.json"), "../bin/tsc");
  const flags =
    "--ignoreConfig --strict --declaration --emitDeclarationOnly --target ES2022 --lib ES2023,DOM --module ESNext --moduleResolution Bundler";
  const paths = ["--rootDir", join(top, "lib"), "--outDir", to, join(top, "lib/index.ts")];
  execFileSync(process.execPath, [compiler, ...flags.split(" "), ...paths], {stdio: "inherit"});
}

function extract(projectFolder: string, types: string, model: string): void {
  // It brings a compiler of its own, which who only asks for another page does not wait for.
  const {
    Extractor,
    ExtractorConfig
  }: typeof import("@microsoft/api-extractor") = require("@microsoft/api-extractor");
  const compilerOptions = {
    strict: true,
    target: "ES2022",
    lib: ["ES2023"],
    module: "ESNext",
    moduleResolution: "Bundler",
    types: [],
    paths: {ndarray: [join(top, "node_modules/@types/ndarray/index.d.ts")]}
  };
  const problems: string[] = [];
  const {succeeded} = Extractor.invoke(
    ExtractorConfig.prepare({
      configObjectFullPath: undefined,
      packageJsonFullPath: join(projectFolder, "package.json"),
      configObject: {
        projectFolder,
        newlineKind: "lf",
        mainEntryPointFilePath: "<projectFolder>/lib/index.d.ts",
        compiler: {overrideTsconfig: {compilerOptions, files: ["lib/index.d.ts"]}},
        docModel: {enabled: true, apiJsonFilePath: model},
        dtsRollup: {enabled: true, untrimmedFilePath: types},
        tsdocMetadata: {enabled: false}
      }
    }),
    {
      localBuild: true,
      messageCallback(message) {
        message.handled = true;
        if (message.logLevel === "error") problems.push(message.formatMessageWithLocation(projectFolder));
      }
    }
  );
  if (!succeeded) throw new Error(`the library's declarations: ${problems.join("\n") || "no types"}`);
}

interface Model {
  readonly members: readonly [
    {readonly members: readonly {readonly name: string; readonly fileUrlPath: string}[]}
  ];
}

/** A declaration of the rolled-up file, which begins at a line's start; overloads stand one after the other. */
const declaration =
  /^(?:\/\*\*(?<comment>(?:(?!\*\/)[\s\S])*)\*\/\n)?export declare (?<code>(?:abstract )?(?:function|const|type|interface|class) (?<name>\w+)[\s\S]*?)(?=\n\n|\n*$(?![\s\S]))/gm;

function namesOf(types: string, {members: [entry]}: Model): Declared[] {
  const folders = new Map(entry.members.map(({name, fileUrlPath}) => [name, fileUrlPath.split("/")[1]]));
  const names = new Map<string, Declared>();
  for (const {groups} of types.matchAll(declaration)) {
    const {name, code, comment = ""} = groups as {name: string; code: string; comment?: string};
    const before = names.get(name);
    names.set(name, {
      name,
      folder: folders.get(name)!,
      comment: [before?.comment, comment.replace(/^\s*\* ?/gm, "").trim()].filter(Boolean).join("\n\n"),
      code: before ? `${before.code}\n${code}` : code
    });
  }
  const lost = [...folders.keys()].filter(name => !names.has(name));
  if (lost.length) throw new Error(`the library's declarations: nothing is said of ${lost.join(", ")}`);
  return [...names.values()];
}
