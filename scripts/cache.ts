// What loaders have computed is kept between builds, since it takes half a minute; Framework's build would keep it for
// ever, whatever has changed in the library since.
import {readdirSync, rmSync, statSync} from "node:fs";
import {join} from "node:path";
import {build} from "esbuild";

const cache = ".observablehq/cache";
const lastChange = (file: string) => statSync(file, {throwIfNoEntry: false})?.mtimeMs;

/**
 * Removes results that are older than their loader or a module that it imports, below Framework's source root; returns
 * their paths there. A style sheet takes no time, so it always goes: what it imports is no module.
 */
export async function dropStale(root: string): Promise<string[]> {
  const loaders = (folder: string, ending: string) =>
    readdirSync(join(root, folder))
      .filter(file => file.endsWith(ending))
      .map(file => `${folder}/${file}`);
  const {metafile} = await build({
    absWorkingDir: root,
    entryPoints: loaders("data", ".json.ts"),
    bundle: true,
    packages: "external",
    platform: "node",
    format: "esm",
    outdir: "data",
    write: false,
    metafile: true
  });
  const computed = Object.values(metafile.outputs).filter(({entryPoint, inputs}) => {
    const made = lastChange(join(root, cache, entryPoint!.replace(/\.ts$/, "")));
    return made !== undefined && Object.keys(inputs).some(file => lastChange(join(root, file))! > made);
  });
  const stale = [...computed.map(({entryPoint}) => entryPoint!), ...loaders("embed", ".css.ts")].map(path =>
    path.replace(/\.ts$/, "")
  );
  for (const path of stale) rmSync(join(root, cache, path), {force: true});
  return stale;
}
