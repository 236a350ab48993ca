import type {Row} from "./race.js";
import type {Entry} from "./workloads.js";

/** A workload's rows, fastest build first; ratios are relative to it. */
export type Outcome = {entry: Entry; rows: Row[]};

export type Results = {
  /** Where it ran: engine and its version. */
  engine: string;
  /** Most that one core multiplied and added in a second, in GFLOP/s, in 128-bit vectors. */
  peak: number;
  outcomes: Outcome[];
};

// Targets that no peer enters. A single filter leaves seven of eight lanes idle, so the loops are held elsewhere.
const REFERENCE = 8;

type Miss = string;

const peers = ["tfjs-wasm", "tfjs-wasm, best", "onnxruntime-web", "jax-js", "convnetjs", "reference"];

/** The table of ratios in Markdown, and what missed its target. A ratio is how many times slower than our SIMD. */
export function report({engine, peak, outcomes}: Results): {text: string; misses: Miss[]} {
  const misses: Miss[] = [];
  const contestants = peers.filter(peer => outcomes.some(({rows}) => rows.some(({name}) => name === peer)));
  const lines = outcomes.map(({entry, rows}) => {
    const row = (name: string) => rows.find(r => r.name === name && !r.error);
    const relaxed = row("relaxed SIMD");
    const speed = (r: Row | undefined) => (r ? entry.flops / r.time / 1e6 : Number.NaN);
    const cells = contestants.map(name => {
      const r = row(name);
      if (!r) return "–";
      const target = name === "reference" && entry.group !== "w1" ? REFERENCE : entry.targets[name];
      if (target && r.ratio < target)
        misses.push(`${entry.title}: ${name} ${times(r.ratio)}, target ${times(target)}`);
      const relaxedTarget = entry.relaxed?.[name];
      if (relaxed && relaxedTarget && r.ratio / relaxed.ratio < relaxedTarget)
        misses.push(
          `${entry.title}: ${name} ${times(r.ratio / relaxed.ratio)} of relaxed SIMD, target ${times(relaxedTarget)}`
        );
      return times(r.ratio) + (target ? (r.ratio < target ? " ✗" : " ✓") : "");
    });
    const best = Math.min(...[row("SIMD"), relaxed].flatMap(r => r?.time ?? []));
    if (entry.within && best > entry.within)
      misses.push(`${entry.title}: ${duration(best)}, target ${duration(entry.within)}`);
    for (const [name, share] of Object.entries(entry.peak ?? {}))
      if (speed(row(name)) < share * peak)
        misses.push(
          `${entry.title}: ${name} ${(speed(row(name)) / peak).toFixed(2)} of the peak, target ${share}`
        );
    const ours = [row("SIMD")!, relaxed].map(r => (r ? `${duration(r.time)} (${speed(r).toFixed(1)})` : "–"));
    return `| ${[entry.title, ...ours, ...cells].join(" | ")} |`;
  });
  const head = ["Workload", "SIMD (GFLOP/s)", "relaxed SIMD", ...contestants];
  const text = [
    `${engine}. Most that one core does with 128-bit vectors, measured: ${peak.toFixed(0)} GFLOP/s.`,
    "",
    `| ${head.join(" | ")} |`,
    `|${head.map(() => "---|").join("")}`,
    ...lines,
    "",
    ...(misses.length ? ["Missed targets:", "", ...misses.map(m => `- ${m}`)] : ["Every target is met."]),
    ""
  ].join("\n");
  return {text, misses};
}

const times = (x: number) => `${x < 10 ? x.toFixed(2) : x.toFixed(0)}×`;

const duration = (ms: number) =>
  ms < 1
    ? `${(ms * 1000).toPrecision(3)} µs`
    : ms < 1000
      ? `${ms.toPrecision(3)} ms`
      : `${(ms / 1000).toPrecision(3)} s`;
