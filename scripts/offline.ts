import {spawnSync} from "node:child_process";

/** The command with the network cut, by a network namespace of its own; as it is where the system has none. */
export function withoutNetwork(command: string[]): string[] {
  const cut = ["unshare", "--map-root-user", "--net"];
  return spawnSync(cut[0], [...cut.slice(1), "true"]).status === 0 ? [...cut, ...command] : command;
}
