// Runs Observable Framework's command line, without telemetry.
import {spawn} from "node:child_process";
import {join} from "node:path";
import {link} from "./link.js";
import {pin} from "./pin.js";
import {top} from "./site.js";

/** Prepares the checkout, runs `observable …args` and returns its exit code. */
export async function framework(args: string[]): Promise<number> {
  link();
  await pin();
  const bin = join(top, "node_modules", "@observablehq", "framework", "dist", "bin", "observable.js");
  const child = spawn(process.execPath, [bin, ...args], {
    cwd: top,
    stdio: "inherit",
    env: {...process.env, OBSERVABLE_TELEMETRY_DISABLE: "true"}
  });
  return new Promise((resolve, reject) => {
    child.on("error", reject);
    child.on("exit", code => resolve(code ?? 1));
  });
}
