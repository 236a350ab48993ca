import {spawnSync} from "node:child_process";
import {existsSync, rmSync, writeFileSync} from "node:fs";
import {join} from "node:path";
import * as ort from "onnxruntime-web";
import {afterAll, describe, expect, it, vi} from "vitest";
import type {Plan} from "../lib/index.js";
import {languages, root, top} from "../scripts/site.js";
import {blocks, carriedOut} from "./support/adding.js";

const folder = carriedOut();
afterAll(() => rmSync(folder, {recursive: true}));

describe("the examples of lib/ADDING.md", () => {
  it("name pages that are there, in each language", () => {
    const pages = blocks.flatMap(({files}) => files.filter(file => file.endsWith(".md")));
    expect(pages).toHaveLength(languages.length);
    for (const page of pages) expect(existsSync(join(top, page)), page).toBe(true);
    expect(root).toBe(join(top, "notebooks"));
  });

  it("have the right types, and leave nothing out that types ask for", () => {
    const options = {extends: "./tsconfig.json", include: ["lib", "try.ts"], exclude: ["lib/kernels/simd"]};
    writeFileSync(join(folder, "tsconfig.adding.json"), JSON.stringify(options));
    const {stdout, status} = spawnSync(
      process.execPath,
      [join(top, "node_modules/typescript/bin/tsc"), "-p", "tsconfig.adding.json"],
      {cwd: folder, encoding: "utf8"}
    );
    expect(stdout).toBe("");
    expect(status).toBe(0);
  });

  it("print what they say, and export a model that gives onnxruntime the plan's output", async () => {
    const {code} = blocks.find(({files}) => files.includes("try.ts"))!;
    const promised = [...code.matchAll(/^console\.log.*\/\/ → (.*)$/gm)].map(([, line]) => line);
    const print = vi.spyOn(console, "log").mockImplementation(() => {});
    const {network, exported}: {network: Plan; exported: Uint8Array} = await import(
      /* @vite-ignore */ join(folder, "try.ts")
    );
    const printed = print.mock.calls.map(line => line.join(" "));
    print.mockRestore();
    expect(promised.length).toBeGreaterThan(2);
    expect(printed).toEqual(promised);

    ort.env.wasm.numThreads = 1;
    ort.env.logLevel = "error";
    const session = await ort.InferenceSession.create(exported, {executionProviders: ["wasm"]});
    const numbers = (x: Plan["input"]) => Float32Array.from(x.data.subarray(x.offset, x.offset + x.size));
    const input = new ort.Tensor("float32", numbers(network.input), network.input.shape);
    const result = (await session.run({[session.inputNames[0]]: input}))[session.outputNames[0]];
    const expected = numbers(network.output);
    expect(Math.max(...expected.map(Math.abs))).toBeGreaterThan(0.1);
    (result.data as Float32Array).forEach((v, i) => {
      expect(v).toBeCloseTo(expected[i], 5);
    });
  });
});
