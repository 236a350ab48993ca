// What loaders have computed is kept between builds, since it takes half a minute; Framework's build would keep it for
// ever, whatever has changed in the library since.
import {readdirSync, rmSync, statSync} from "node:fs";
import {availableParallelism} from "node:os";
import {join} from "node:path";
import {build} from "esbuild";

const cache = ".observablehq/cache";
const loadersIn = (root: string, folder: string, ending: string) =>
  readdirSync(join(root, folder))
    .filter(file => file.endsWith(ending))
    .map(file => `${folder}/${file}`);
const lastChange = (file: string) => statSync(file, {throwIfNoEntry: false})?.mtimeMs;

/**
 * Removes results that are older than their loader or a module that it imports, below Framework's source root; returns
 * their paths there. A style sheet takes no time, so it always goes: what it imports is no module.
 */
export async function dropStale(root: string): Promise<string[]> {
  const {metafile} = await build({
    absWorkingDir: root,
    entryPoints: loadersIn(root, "data", ".json.ts"),
    bundle: true,
    packages: "external",
    platform: "node",
    format: "esm",
    outdir: "data",
    write: false,
    metafile: true
  });
  const computed = Object.values(metafile.outputs).filter(({entryPoint, inputs}) => {
    const computed = lastChange(join(root, cache, entryPoint!.replace(/\.ts$/, "")));
    return (
      computed !== undefined && Object.keys(inputs).some(file => lastChange(join(root, file))! > computed)
    );
  });
  const stale = [...computed.map(({entryPoint}) => entryPoint!), ...loadersIn(root, "embed", ".css.ts")].map(
    path => path.replace(/\.ts$/, "")
  );
  for (const path of stale) rmSync(join(root, cache, path), {force: true});
  return stale;
}

/**
 * Computes what the cache lacks on all cores: Framework's build would do so on one, and its preview not before a reader
 * asks. A loader that fails is reported where its result is used.
 *
 * @param loaders Framework's
 */
export async function computeData(root: string, loaders: Loaders): Promise<void> {
  const queue = loadersIn(root, "data", ".json.ts").values();
  const core = async () => {
    for (const file of queue)
      await loaders
        .find(`/${file.replace(/\.ts$/, "")}`)
        ?.load()
        .catch(() => {});
  };
  await Promise.all(Array.from({length: availableParallelism()}, core));
}

interface Loaders {
  find(path: string): {load(): Promise<unknown>} | undefined;
}
