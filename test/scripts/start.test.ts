import {execFile} from "node:child_process";
import {once} from "node:events";
import {createServer} from "node:net";
import {join} from "node:path";
import {expect, it, onTestFinished} from "vitest";
import {top} from "../../scripts/site.js";

/** What `npm start` says on its way to a failure. */
function start(...args: string[]): Promise<string> {
  return new Promise((resolve, reject) => {
    const command = ["--import", "tsx", join(top, "scripts/start.ts"), "--no-open", ...args];
    execFile(process.execPath, command, {cwd: top, timeout: 60_000}, (error, _, said) =>
      error?.code === 1 ? resolve(said) : reject(new Error(`${error?.code}: ${said}`))
    );
  });
}

it("npm start says in one line that a port is taken, or is none", async () => {
  const other = createServer().listen(0, "127.0.0.1");
  onTestFinished(() => void other.close());
  await once(other, "listening");
  const {port} = other.address() as {port: number};
  const free = "without --port npm start takes the first free one from 3000 on";
  expect(await start("--port", String(port))).toBe(`port ${port} is taken; ${free}\n`);
  expect(await start("--port", "x1")).toBe(`port takes 0…65535, not x1; ${free}\n`);
});
