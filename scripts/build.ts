// npm run build: the static site in dist. `--base /path/` says where it will stand, for the page for unknown
// addresses (all others do not care); `--offline` cuts the network first, where the system can.
import {spawnSync} from "node:child_process";
import {parseArgs} from "node:util";
import {build} from "./framework.js";

const {values} = parseArgs({options: {base: {type: "string"}, offline: {type: "boolean"}}});
if (values.base) process.env.BASE_PATH = values.base;
if (values.offline) {
  const [command, ...args] = withoutNetwork([process.execPath, ...process.execArgv, process.argv[1]]);
  process.exitCode = spawnSync(command, args, {stdio: "inherit"}).status ?? 1;
} else {
  await build().catch(error => {
    console.error(String(error));
    // Framework's watchers and esbuild may keep a failed process alive.
    process.exit(1);
  });
}

/** The command with the network cut, by a network namespace of its own; as it is where the system has none. */
function withoutNetwork(command: string[]): string[] {
  const cut = ["unshare", "--map-root-user", "--net"];
  return spawnSync(cut[0], [...cut.slice(1), "true"]).status === 0 ? [...cut, ...command] : command;
}
