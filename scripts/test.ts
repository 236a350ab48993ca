// npm test: format, types, unit tests and a build side by side; the built site in a real browser as soon as it is there.
import {spawn} from "node:child_process";
import {constants, setPriority} from "node:os";
import {top} from "./site.js";

/** Runs a script of package.json; shows what it says once it is done, and tells whether it went well. */
function run(script: string, args: readonly string[] = [], {last = false} = {}): Promise<boolean> {
  const began = performance.now();
  const child = spawn("npm", ["run", "--silent", script, "--", ...args], {
    cwd: top,
    shell: process.platform === "win32",
    stdio: ["ignore", "pipe", "pipe"]
  });
  if (last && child.pid) setPriority(child.pid, constants.priority.PRIORITY_BELOW_NORMAL);
  const said: Buffer[] = [];
  for (const stream of [child.stdout, child.stderr]) stream.on("data", part => said.push(part));
  return new Promise(resolve => {
    child.on("close", code => {
      const seconds = Math.round((performance.now() - began) / 1000);
      process.stdout.write(Buffer.concat(said));
      console.log(`${code === 0 ? "done" : "failed"}: ${script}, ${seconds} s\n`);
      resolve(code === 0);
    });
  });
}

// What the browser waits for goes first.
const alone = [run("check"), run("unit", [], {last: true})];
const built = await run("build", ["--offline", "--base", "/lessons/the-shortcut/"]);
const well = await Promise.all([...alone, built && run("e2e")]);
process.exitCode = well.every(Boolean) ? 0 : 1;
