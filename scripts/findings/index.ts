// npm run findings [-- word…]: measures what the lesson states, on all cores, and writes the results to FINDINGS.md.
// Without a word: what is missing, so that a run that was broken off goes on where it was. With words: the findings and
// measurements that have one in their name, anew; "all" means every one.
import {fork} from "node:child_process";
import {writeFileSync} from "node:fs";
import {availableParallelism} from "node:os";
import {fileURLToPath} from "node:url";
import {top} from "../site.js";
import type {Measurement, Numbers} from "./finding.js";
import {report} from "./report.js";
import {addResult, readResults, writeResults} from "./results.js";
import {findings} from "./table.js";

const cost = ({seconds, seeds}: Measurement) => seconds * seeds.length;

const measurements = [...new Set(findings.map(({of}) => of))].sort((a, b) => cost(a) - cost(b));

type Job = {name: string; seed: number};

/** One core: measures whatever it is sent. */
function core(): void {
  process.on("message", ({name, seed}: Job) => {
    const {measure} = measurements.find(m => m.name === name)!;
    process.send!(measure(seed));
  });
}

function chosen(words: readonly string[]): Measurement[] {
  const has = (text: string) => words.some(word => word === "all" || text.includes(word));
  const found = measurements.filter(m => has(m.name) || findings.some(f => f.of === m && has(f.id)));
  if (!found.length) throw new Error(`no finding has such a name: ${words.join(", ")}`);
  return found;
}

async function measureAll(words: readonly string[]): Promise<void> {
  const results = readResults();
  if (words.length) for (const {name} of chosen(words)) delete results[name];
  const due = (words.length ? chosen(words) : measurements).flatMap(({name, seeds, seconds}) =>
    seeds.filter(seed => !results[name]?.seeds[seed]).map(seed => ({name, seed, seconds}))
  );
  const total = due.reduce((sum, {seconds}) => sum + seconds, 0);
  console.log(`${due.length} runs, about ${Math.ceil(total / 60)} minutes of one core`);
  let done = 0;
  const queue = due.values();
  const worker = async () => {
    const child = fork(fileURLToPath(import.meta.url), ["--core"], {execArgv: process.execArgv});
    for (const {name, seed, seconds} of queue) {
      const numbers = await new Promise<Numbers>((resolve, reject) => {
        child.once("message", resolve);
        child.once("exit", () => reject(new Error(`measuring failed: ${name}, seed ${seed}`)));
        child.send({name, seed} satisfies Job);
      });
      child.removeAllListeners("exit");
      addResult(results, name, seed, numbers);
      writeResults(results);
      done += seconds;
      console.log(`${Math.round((100 * done) / total)} % ${name}, seed ${seed}`);
    }
    child.kill();
  };
  await Promise.all(Array.from({length: Math.min(due.length, availableParallelism())}, worker));
  const {text, failed} = report(results);
  writeFileSync(`${top}/FINDINGS.md`, text);
  for (const id of failed) console.error(`does not hold: ${id}`);
  if (failed.length) process.exitCode = 1;
}

const words = process.argv.slice(2);
if (words[0] === "--core") core();
else await measureAll(words);
