// What loaders have computed is kept between builds, since it takes half a minute; Framework's build would keep it for
// ever, whatever has changed in the library since.
import {existsSync, readdirSync, rmSync, statSync} from "node:fs";
import {availableParallelism} from "node:os";
import {join} from "node:path";
import {build} from "esbuild";

const cache = ".observablehq/cache";
/** Where loaders stand in one file each: tsx would read the library's modules anew for every one of them. */
const bundles = `${cache}/loaders`;
const loadersIn = (root: string, folder: string, ending: string) =>
  !existsSync(join(root, folder))
    ? []
    : readdirSync(join(root, folder))
        .filter(file => file.endsWith(ending))
        .map(file => `${folder}/${file}`);
const allLoaders = (root: string) => [
  ...loadersIn(root, "data", ".json.ts"),
  ...loadersIn(root, "embed", ".css.ts")
];
const resultOf = (loader: string) => loader.replace(/\.ts$/, "");
const lastChange = (file: string) => statSync(file, {throwIfNoEntry: false})?.mtimeMs;

/**
 * Bundles the loaders, and removes results that are older than their loader or a module that it imports, below
 * Framework's source root; returns their paths there. A style sheet takes no time, so it always goes: what it imports is
 * no module.
 */
export async function dropStale(root: string): Promise<string[]> {
  const {metafile} = await build({
    absWorkingDir: root,
    entryPoints: allLoaders(root),
    bundle: true,
    packages: "external",
    platform: "node",
    format: "esm",
    outdir: bundles,
    outbase: ".",
    outExtension: {".js": ".mjs"},
    metafile: true
  });
  const stale = Object.values(metafile.outputs)
    .filter(({entryPoint, inputs}) => {
      const computed = lastChange(join(root, cache, resultOf(entryPoint!)));
      return (
        computed !== undefined &&
        (entryPoint!.endsWith(".css.ts") ||
          Object.keys(inputs).some(file => lastChange(join(root, file))! > computed))
      );
    })
    .map(({entryPoint}) => resultOf(entryPoint!));
  for (const path of stale) rmSync(join(root, cache, path));
  return stale;
}

/** Lets Framework's loaders run from their bundles, whoever asks for a result. */
export function useBundles(root: string, loaders: Loaders): void {
  const find = loaders.find.bind(loaders);
  loaders.find = path => {
    const loader = find(path);
    const bundle = join(root, bundles, `${path}.mjs`);
    if (loader && "command" in loader && existsSync(bundle)) {
      loader.command = process.execPath;
      loader.args = [bundle];
    }
    return loader;
  };
}

/**
 * Computes what the cache lacks, on so many cores: Framework's build would do so on one, and its preview not before a
 * reader asks. A loader that fails is reported where its result is used.
 *
 * @param loaders Framework's, which run from their bundles
 * @param background whether others' work goes first
 */
export async function computeData(
  root: string,
  loaders: Loaders,
  {cores = availableParallelism(), background = false} = {}
): Promise<void> {
  const queue = allLoaders(root).values();
  const core = async () => {
    for (const file of queue) {
      const loader = loaders.find(`/${resultOf(file)}`);
      if (background && loader?.args) loader.args = ["--import", givesWay, ...loader.args];
      await loader?.load().catch(() => {});
    }
  };
  await Promise.all(Array.from({length: cores}, core));
}

/** A module that lets a process have the time that others leave, on every system. */
const givesWay =
  "data:text/javascript,import os from 'node:os'; os.setPriority(os.constants.priority.PRIORITY_LOW)";

interface Loaders {
  find(path: string): Loader | undefined;
}

/** What runs a command where its result is not kept. */
interface Loader {
  command?: string;
  args?: readonly string[];
  load(): Promise<unknown>;
}
