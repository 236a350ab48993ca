// How much memory a network takes: of a process that opens its file and sends one image through, the most at any time,
// less what it had when only the library was there. Linux tells.
import {spawnSync} from "node:child_process";
import {
  closeSync,
  existsSync,
  fstatSync,
  mkdtempSync,
  openSync,
  readFileSync,
  readSync,
  rmSync,
  writeFileSync
} from "node:fs";
import {tmpdir} from "node:os";
import {join} from "node:path";
import {fileURLToPath} from "node:url";
import {partsOf, through} from "../../lib/experiments/apart.js";
import {load, readSafetensors, safetensors} from "../../lib/export/index.js";
import {modelOf} from "../../lib/export/model.js";
import {plan} from "../../lib/graph/index.js";
import {type ArchitectureName, architectures, network} from "../../lib/nn/index.js";
import {assign} from "../../lib/tensor/index.js";
import {networkOf} from "./networks.js";
import {onnx} from "./onnx.js";
import {peerModel} from "./onnxruntime.js";

const MIB = 2 ** 20;
const here = fileURLToPath(import.meta.url);
const names = ["resnet-18", "resnet-50"] as const;

/** The table in Markdown; nothing where the system does not tell. */
export function memoryTable(): string {
  if (!existsSync("/proc/self/clear_refs")) return "";
  const rows = names.map(name => {
    const folder = mkdtempSync(join(tmpdir(), "memory-"));
    try {
      const weights = writeFiles(folder, name) / MIB;
      const [ours, theirs] = ["ours", "onnxruntime-web"].map(who => measured(who, name, folder));
      const most = 2 * weights + 64;
      const met = `${Math.round(most)} ${ours <= most ? "✓" : "✗"}`;
      return `| W8 ${name.replace("resnet", "ResNet")} | ${[weights, ours, theirs].map(Math.round).join(" | ")} | ${met} |`;
    } finally {
      rmSync(folder, {recursive: true});
    }
  });
  return [
    "Memory in MiB, the most at any time, for opening the file and one image, beyond what a process with the library alone has. Ours is taken apart at its blocks and keeps what layers result in, as in the page.",
    "",
    "| Network | weights | ours | onnxruntime-web | allowed: 2 × weights + 64 |",
    "|---|---|---|---|---|",
    ...rows,
    ""
  ].join("\n");
}

/** The network as a file for each; returns the bytes of its weights. */
function writeFiles(folder: string, name: ArchitectureName): number {
  const architecture = architectures[name];
  const work = networkOf(architecture);
  const p = plan(network(architecture), {input: work.xShape, keep: [], initial: false});
  for (const [name, value] of modelOf(p).weights) assign(value, work.weights.get(name)!);
  writeFileSync(join(folder, "ours"), safetensors(p));
  const [, size, , channels] = work.xShape;
  const model = {...peerModel(work), input: [1, channels, size, size], output: [1, architecture.classes]};
  writeFileSync(join(folder, "onnxruntime-web"), onnx(model));
  return 4 * [...work.weights.values()].reduce((sum, {size}) => sum + size, 0);
}

/** MiB. */
function measured(who: string, name: string, folder: string): number {
  const {stdout, stderr, status} = spawnSync(
    process.execPath,
    ["--expose-gc", "--import", "tsx", here, who, name, join(folder, who)],
    {encoding: "utf8"}
  );
  if (status !== 0) throw new Error(stderr);
  return Number(stdout);
}

const kibibytes = (what: "VmHWM" | "VmRSS") =>
  Number(new RegExp(`${what}:\\s+(\\d+)`).exec(readFileSync("/proc/self/status", "utf8"))![1]);

/** In a process of its own. */
async function child(who: string, name: ArchitectureName, path: string): Promise<number> {
  const {input} = architectures[name];
  const image = new Float32Array(input.reduce((a, b) => a * b)).fill(0.5);
  const run = who === "ours" ? ours(name, path, image) : await theirs(path, image);
  globalThis.gc!();
  const before = kibibytes("VmRSS");
  // The highest mark begins anew.
  writeFileSync("/proc/self/clear_refs", "5");
  const scores = await run();
  if (scores.length !== 1000 || !scores.every(Number.isFinite)) throw new Error("no scores");
  return (kibibytes("VmHWM") - before) / 1024;
}

const ours = (name: ArchitectureName, path: string, image: Float32Array) => () => {
  const file = openSync(path, "r");
  const checkpoint = readSafetensors({
    length: fstatSync(file).size,
    subarray(from, to) {
      const bytes = new Uint8Array(to - from);
      readSync(file, bytes, 0, bytes.length, from);
      return bytes;
    }
  });
  const {plans, stem, blocks, head} = partsOf(architectures[name], [1, ...architectures[name].input]);
  load(plans, checkpoint);
  closeSync(file);
  return through(
    head,
    blocks.reduce((x, block) => block.pass(x), through(stem, image))
  );
};

async function theirs(path: string, image: Float32Array) {
  const ort = await import("onnxruntime-web");
  ort.env.wasm.numThreads = 1;
  ort.env.logLevel = "error";
  const options = {executionProviders: ["wasm"]};
  // A network of one step, so that the library is all there.
  const one = {
    nodes: [{operation: "Relu", inputs: ["x"], output: "y"}],
    constants: {},
    input: [1],
    output: [1]
  };
  await (await ort.InferenceSession.create(onnx(one), options)).release();
  return async () => {
    const session = await ort.InferenceSession.create(new Uint8Array(readFileSync(path)), options);
    const {y} = await session.run({x: new ort.Tensor("float32", image, [1, 3, 224, 224])});
    return y.data as Float32Array;
  };
}

if (process.argv[1] === here) {
  const [who, name, path] = process.argv.slice(2);
  process.stdout.write(String(await child(who, name as ArchitectureName, path)));
  process.exit();
}
