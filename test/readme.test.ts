import {mkdtemp, readFile, rm, writeFile} from "node:fs/promises";
import {join} from "node:path";
import {afterAll, describe, expect, it, vi} from "vitest";

/** The guide's examples as one program, and what its comments promise that it prints. */
const guide = await readFile(new URL("../lib/README.md", import.meta.url), "utf8");
const program = [...guide.matchAll(/```ts\n(.*?)```/gs)].map(([, code]) => code).join("\n");
const promised = [...program.matchAll(/^console\.log.*\/\/ → (.*)$/gm)].map(([, line]) => line);

const folder = await mkdtemp(new URL("readme-", import.meta.url).pathname);
afterAll(() => rm(folder, {recursive: true}));

describe("lib/README.md", () => {
  it("prints what it says", async () => {
    const file = join(folder, "examples.ts");
    await writeFile(file, program.replaceAll('"./index.js"', '"../../lib/index.js"'));
    const print = vi.spyOn(console, "log").mockImplementation(() => {});
    await import(/* @vite-ignore */ file);
    const printed = print.mock.calls.map(line => line.join(" "));
    print.mockRestore();
    expect(promised.length).toBeGreaterThan(8);
    expect(printed).toEqual(promised);
  });
});
