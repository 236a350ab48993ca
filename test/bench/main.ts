import type * as Ort from "onnxruntime-web";
import {reference} from "../../lib/kernels/index.js";
import {simdKernels} from "../../lib/kernels/simd.js";
import {plain, relaxed} from "../../lib/kernels/simd.wasm.js";
import {convnet} from "./convnet.js";
import {jax} from "./jax.js";
import {onnxruntime} from "./onnxruntime.js";
import {ours} from "./ours.js";
import {type Contestant, race} from "./race.js";
import type {Outcome, Results} from "./report.js";
import {tfjs} from "./tfjs.js";
import {workloads} from "./workloads.js";

export type Setting = {
  engine: string;
  /** Groups of workloads to run: w1, w2, w3, w4, w5mlp, w5conv, w6, w7, w8. */
  groups: string[];
  /** Where tfjs finds its .wasm files. */
  assets: string;
  ort: typeof Ort;
  /** test/bench/simd/peak.ts compiled: relaxed, or plain where that does not run. In base64. */
  peaks: string[];
  log(line: string): void;
};

/** Runs the workloads: ours in both builds, the peers, and the reference, in turns. */
export async function main({engine, groups, assets, ort, peaks, log}: Setting): Promise<Results> {
  const builds = [simdKernels(plain, "SIMD"), simdKernels(relaxed, "relaxed SIMD")];
  const peers = [
    ...builds.flatMap(kernels => (kernels ? [ours(kernels)] : [])),
    await tfjs(assets),
    onnxruntime(ort),
    await jax(),
    convnet,
    ours(reference, "reference")
  ];
  const best = peak(peaks);
  const outcomes: Outcome[] = [];
  for (const entry of workloads) {
    if (!groups.includes(entry.group)) continue;
    const work = entry.make();
    const contestants: Contestant[] = [];
    for (const peer of peers) contestants.push(...(await peer(work)));
    const rows = await race(
      contestants.filter(({name}) => !entry.without?.includes(name)),
      {tolerance: entry.tolerance}
    );
    outcomes.push({entry, rows});
    log(entry.title);
    for (const {name, time, ratio, error} of rows)
      log(
        `  ${name.padEnd(18)} ${error ?? `${(time * 1000).toFixed(2).padStart(12)} µs ${ratio.toFixed(2).padStart(8)}×`}`
      );
  }
  return {engine, peak: best, outcomes};
}

/** The best of many short runs, in GFLOP/s: a limit is not a median. */
function peak(modules: string[]): number {
  const bytes = modules
    .map(base64 => Uint8Array.from(atob(base64), c => c.charCodeAt(0)))
    .find(b => WebAssembly.validate(b))!;
  const memory = new WebAssembly.Memory({initial: 8});
  const {peak} = new WebAssembly.Instance(new WebAssembly.Module(bytes), {env: {memory}}).exports as {
    peak(steps: number): number;
  };
  const STEPS = 1e6;
  let best = Infinity;
  for (let i = 0; i < 40; i++) {
    const start = performance.now();
    peak(STEPS);
    best = Math.min(best, performance.now() - start);
  }
  return (96 * STEPS) / best / 1e6;
}
