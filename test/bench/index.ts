// npm run bench [-- browser] [w1 w2 w3 w4 w5mlp w5conv w6]: measures, prints, and with all workloads writes
// lib/kernels/BENCHMARKS.md.
import {readFileSync, writeFileSync} from "node:fs";
import {createRequire} from "node:module";
import {cpus, loadavg} from "node:os";
import {setFlagsFromString} from "node:v8";
import {compile} from "../../scripts/kernels.js";
import {type Results, report} from "./report.js";

const groups = process.argv.slice(2);
const inBrowser = groups[0] === "browser" && !!groups.shift();

const base64 = (bytes: Uint8Array) => Buffer.from(bytes).toString("base64");
const setting = {
  groups,
  peaks: [
    base64(await compile("test/bench/simd/peak.ts", "--enable", "relaxed-simd")),
    base64(await compile("test/bench/simd/peak.ts"))
  ],
  log: (line: string) => console.log(line)
};

const results = inBrowser ? await (await import("./browser.js")).measure(setting) : await inNode();
const {text, misses} = report(results);
console.log(`\n${text}`);
if (!groups.length) write(inBrowser ? "Chromium" : "Node", text);
process.exit(misses.length ? 1 : 0);

async function inNode(): Promise<Results> {
  // Node 20 has relaxed SIMD behind a flag; Chromium has it on.
  setFlagsFromString("--experimental-wasm-relaxed-simd");
  const ort = await import("onnxruntime-web");
  // onnxruntime-web defines a Worker in Node, at which jax-js would turn to threads.
  Object.defineProperty(globalThis, "Worker", {get: () => undefined, set() {}});
  const {main} = await import("./main.js");
  const assets = `${createRequire(import.meta.url)
    .resolve("@tensorflow/tfjs-backend-wasm")
    .replace(/[^/]*$/, "")}`;
  return main({...setting, engine: `Node ${process.version}, V8 ${process.versions.v8}`, ort, assets});
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
