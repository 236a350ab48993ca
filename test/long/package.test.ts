// The library as a package, used by strangers: in Node, by a compiler, in a bundle, and in a page.
import {execFileSync} from "node:child_process";
import {mkdirSync, mkdtempSync, readFileSync, renameSync, rmSync, statSync, writeFileSync} from "node:fs";
import {createRequire} from "node:module";
import {tmpdir} from "node:os";
import {join} from "node:path";
import {gzipSync} from "node:zlib";
import {build, transform} from "esbuild";
import {afterAll, beforeAll, describe, expect, onTestFinished, test} from "vitest";
import {declarations} from "../../scripts/library/declarations.js";
import {pack} from "../../scripts/library/package.js";
import {reference} from "../../scripts/library/page.js";
import {serve} from "../../scripts/serve.js";
import {top} from "../../scripts/site.js";
import {newContext, visit} from "../e2e/support/page.js";

const folder = mkdtempSync(join(tmpdir(), "the-shortcut-package-"));
const installed = join(folder, "node_modules/the-shortcut");
const write = (file: string, text: string) => writeFileSync(join(folder, file), text);
const run = (...args: string[]) => execFileSync(process.execPath, args, {cwd: folder, encoding: "utf8"});
let tarball: string;

beforeAll(async () => {
  tarball = await pack();
  mkdirSync(join(folder, "node_modules"));
  execFileSync("tar", ["-xzf", tarball, "-C", folder]);
  renameSync(join(folder, "package"), installed);
  write("package.json", '{"type": "module"}');
});
afterAll(() => rmSync(folder, {recursive: true}));

/** What a module prints that uses a bit of everything. */
const program = `import {conv, flat, kernels, normal, plan, random, reference, relu, sequential} from "the-shortcut";
const p = plan(sequential(conv(8, 1), relu), {input: [1, 6, 6, 32], seed: 7});
p.feed(normal([1, 6, 6, 32], random(1)));
p.forward();
const said = [p.value("a1").shape.join(), flat(p.value("a1")).some(x => x > 0), kernels !== reference].join(" ");
`;
const said = "1,6,6,8 true true";

describe("the package", () => {
  test("is small, and depends on nothing", () => {
    expect(gzipSync(readFileSync(join(installed, "index.js"))).length).toBeLessThan(30_000);
    expect(statSync(tarball).size).toBeLessThanOrEqual(40_000);
    const described = JSON.parse(readFileSync(join(installed, "package.json"), "utf8"));
    expect(described.version).toBe(JSON.parse(readFileSync(join(top, "package.json"), "utf8")).version);
    expect(described.dependencies).toBeUndefined();
    expect(readFileSync(join(installed, "LICENSE"), "utf8")).toContain("ndarray, in index.js: Copyright (c)");
  });

  test("has a page that says of every name what it is, with links between them", async () => {
    const {names} = declarations();
    const values = names.filter(({code}) => /^(function|const)/.test(code)).map(({name}) => name);
    expect(values.sort()).toEqual(Object.keys(await import("../../lib/index.js")).sort());
    expect(names.filter(({comment}) => !comment).map(({name}) => name)).toEqual([]);
    const page = reference(names);
    const places = [...page.matchAll(/ id="name-(\w+)"/g)].map(([, name]) => name);
    expect(places.sort()).toEqual(names.map(({name}) => name).sort());
    const links = [...page.matchAll(/href="#name-(\w+)"/g)].map(([, name]) => name);
    expect(links.length).toBeGreaterThan(100);
    expect(links.filter(name => !places.includes(name))).toEqual([]);
  });

  test("names no part of a page", () => {
    const code = readFileSync(join(installed, "index.js"), "utf8");
    expect(code).toContain("WebAssembly.Module");
    expect(code.match(/\b(?:document|window|navigator|localStorage)\.|\bHTML\w*Element/g)).toBeNull();
  });

  test("runs its guide's examples in Node", async () => {
    const guide = readFileSync(join(installed, "README.md"), "utf8");
    expect(guide).not.toMatch(/\]\((?!https:)/);
    const examples = [...guide.matchAll(/```ts\n(.*?)```/gs)].map(([, code]) => code).join("\n");
    const promised = [...examples.matchAll(/^console\.log.*\/\/ → (.*)$/gm)].map(([, line]) => line);
    write("guide.js", (await transform(examples, {loader: "ts"})).code);
    expect(promised.length).toBeGreaterThan(8);
    expect(run("guide.js").trim().split("\n")).toEqual(promised);
  });

  test("has types that need neither those of a page nor those of Node, and find a mistake", () => {
    write("user.ts", `${program}export const shown: string = said;\n`);
    write("mistaken.ts", 'import {conv} from "the-shortcut";\nconv(8, "1");\n');
    const compiler = join(createRequire(import.meta.url).resolve("typescript/package.json"), "../bin/tsc");
    const options = ["--ignoreConfig", "--noEmit", "--strict", "--target", "ES2022", "--lib", "ES2023"];
    const check = (file: string, ...resolution: string[]) => run(compiler, file, ...options, ...resolution);
    expect(check("user.ts", "--module", "NodeNext")).toBe("");
    expect(check("user.ts", "--module", "ESNext", "--moduleResolution", "Bundler")).toBe("");
    const {stdout} = failureOf(() => check("mistaken.ts", "--module", "NodeNext"));
    expect(stdout).toMatch(/^mistaken\.ts\(2,\d+\): error TS2345: /);
  });

  test("is bundled, and runs in a page by a module script", async () => {
    write("entry.js", `${program}document.body.append(said);\n`);
    const options = {
      absWorkingDir: folder,
      bundle: true,
      format: "esm",
      outdir: folder,
      entryNames: "[name].out"
    } as const;
    await build({...options, entryPoints: ["entry.js"]});
    write("bundled.html", page('<script type="module" src="entry.out.js"></script>'));
    const direct = program.replace('"the-shortcut"', '"./node_modules/the-shortcut/index.js"');
    write("direct.html", page(`<script type="module">${direct}document.body.append(said);</script>`));
    const server = await serve(folder);
    onTestFinished(() => server.close());
    const context = await newContext();
    onTestFinished(() => context.close());
    for (const name of ["bundled", "direct"]) {
      const {page, problems} = await visit(context, `${server.url}${name}.html`);
      await expect.poll(() => page.textContent("body")).toContain(said);
      expect(problems.filter(problem => !problem.startsWith("other host"))).toEqual([]);
    }
  });
});

const page = (body: string) =>
  `<!doctype html><meta charset="utf-8"><link rel="icon" href="data:,"><body>${body}`;

function failureOf(action: () => unknown): {stdout: string} {
  try {
    action();
  } catch (error) {
    return error as {stdout: string};
  }
  throw new Error("nothing failed");
}
