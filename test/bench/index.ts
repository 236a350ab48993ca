// npm run bench [-- browser] [w1 w2 w3 w4 w5mlp w5conv w6 | w7 w8]: measures, prints, and writes the sections of
// lib/kernels/BENCHMARKS.md whose workloads were all measured: w1 to w6, and whole networks. All, if none is named.
import {readFileSync, writeFileSync} from "node:fs";
import {createRequire} from "node:module";
import {cpus, loadavg} from "node:os";
import {setFlagsFromString} from "node:v8";
import {compile} from "../../scripts/kernels.js";
import type {Setting} from "./main.js";
import {memoryTable} from "./memory.js";
import {type Results, report} from "./report.js";

/** What is measured in one go stands in one section: one peak, one load. */
const sections = {
  "": ["w1", "w2", "w3", "w4", "w5mlp", "w5conv", "w6"],
  ", whole networks": ["w7", "w8"]
};

const named = process.argv.slice(2);
const inBrowser = named[0] === "browser" && !!named.shift();
const asked = named.length ? named : Object.values(sections).flat();

const base64 = (bytes: Uint8Array) => Buffer.from(bytes).toString("base64");
const setting = {
  peaks: [
    base64(await compile("test/bench/simd/peak.ts", "--enable", "relaxed-simd")),
    base64(await compile("test/bench/simd/peak.ts"))
  ],
  log: (line: string) => console.log(line)
};

const measure = inBrowser ? (await import("./browser.js")).measure : await node();
let missed = false;
for (const [section, all] of Object.entries(sections)) {
  const groups = all.filter(group => asked.includes(group));
  if (!groups.length) continue;
  const {text, misses} = report(await measure({...setting, groups}));
  const memory = groups.includes("w8") && !inBrowser ? `\n${memoryTable()}` : "";
  console.log(`\n${text}${memory}`);
  if (groups.length === all.length) write((inBrowser ? "Chromium" : "Node") + section, text + memory);
  missed ||= misses.length > 0;
}
process.exit(missed ? 1 : 0);

async function node() {
  // Node 20 has relaxed SIMD behind a flag; Chromium has it on.
  setFlagsFromString("--experimental-wasm-relaxed-simd");
  const ort = await import("onnxruntime-web");
  // onnxruntime-web defines a Worker in Node, at which jax-js would turn to threads.
  Object.defineProperty(globalThis, "Worker", {get: () => undefined, set() {}});
  const {main} = await import("./main.js");
  const assets = `${createRequire(import.meta.url)
    .resolve("@tensorflow/tfjs-backend-wasm")
    .replace(/[^/]*$/, "")}`;
  const engine = `Node ${process.version}, V8 ${process.versions.v8}`;
  return (setting: Pick<Setting, "groups" | "peaks" | "log">): Promise<Results> =>
    main({...setting, engine, ort, assets});
}

/** Replaces one section of the file that the documentation shows. */
function write(section: string, text: string): void {
  const file = new URL("../../lib/kernels/BENCHMARKS.md", import.meta.url);
  const date = new Date().toISOString().slice(0, 10);
  const body = `## ${section}\n\n${date}, ${cpus()[0].model}, ${cpus().length} cores, one used, load average ${loadavg()[2].toFixed(1)}. ${text}`;
  const [head, ...sections] = readFileSync(file, "utf8").split(/^(?=## )/m);
  const others = sections.filter(s => !s.startsWith(`## ${section}\n`));
  writeFileSync(
    file,
    `${[head, ...others, body]
      .sort((a, b) => +a.startsWith("## ") - +b.startsWith("## "))
      .map(s => s.trimEnd())
      .join("\n\n")}\n`
  );
}
