// npm test: format, types, unit tests and a build side by side; then the built site in a real browser.
import {spawn} from "node:child_process";
import {top} from "./site.js";

/** Runs a script of package.json; shows what it says once it is done, and tells whether it went well. */
function run(script: string, ...args: readonly string[]): Promise<boolean> {
  const began = performance.now();
  const child = spawn("npm", ["run", "--silent", script, "--", ...args], {
    cwd: top,
    shell: process.platform === "win32",
    stdio: ["ignore", "pipe", "pipe"]
  });
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

const well = await Promise.all([
  run("check"),
  run("unit"),
  run("build", "--offline", "--base", "/lessons/the-shortcut/")
]);
process.exitCode = well.every(Boolean) && (await run("e2e")) ? 0 : 1;
