// Framework fetches `npm:` imports and the implicit names (d3, Plot, Inputs, html, svg, …) from a
// content network, unless they already stand in its cache. Here the locked packages of node_modules
// are bundled into that cache, so pages build with the network cut, at the versions of the lock file.
import {existsSync, mkdirSync, readdirSync, readFileSync, rmSync, writeFileSync} from "node:fs";
import {dirname, join, posix} from "node:path";
import type {Plugin} from "esbuild";
import {build} from "esbuild";
import {root, top} from "./site.js";

const modules = join(top, "node_modules");

/**
 * Names that Framework's client mentions and the lock file does not have. Their versions must be known
 * to build; their files are fetched only by a page that uses them.
 */
const mentioned = {
  "@observablehq/sample-datasets": "1.0.1",
  "apache-arrow": "21.2.0",
  arquero: "8.0.3",
  echarts: "6.1.0",
  leaflet: "1.9.4",
  lodash: "4.18.1",
  "mapbox-gl": "3.32.0",
  "parquet-wasm": "0.8.0",
  react: "19.3.1",
  "react-dom": "19.3.1",
  "topojson-client": "3.1.0"
};

interface Package {
  name: string;
  version: string;
  /** What Framework asks for: `<name>@<version>/_esm.js`. */
  file: string;
}

/** The packages that pages may name; d3's parts too, as Framework's own examples import them. */
function packages(): Package[] {
  const parts = readdirSync(modules).filter(name => name.startsWith("d3-"));
  const names = ["@observablehq/plot", "d3", "htl", "isoformat", "ndarray", ...parts];
  return names
    .filter(name => existsSync(join(modules, name, "package.json")))
    .map(name => {
      const {version} = JSON.parse(readFileSync(join(modules, name, "package.json"), "utf8"));
      return {name, version, file: `${name}@${version}/_esm.js`};
    });
}

/** Leaves imports of other pinned packages as relative paths in the cache, so that each loads once. */
function outside(from: Package, pinned: Package[]): Plugin {
  return {
    name: "outside",
    setup(build) {
      build.onResolve({filter: /^[@\w]/}, ({path, kind}) => {
        const to = pinned.find(({name}) => name === path);
        if (!to || kind === "entry-point" || kind === "require-call") return;
        return {path: posix.relative(posix.dirname(from.file), to.file), external: true};
      });
    }
  };
}

/** Bundles the pinned packages into Framework's cache, where they do not stand yet. */
export async function pin(cache = join(root, ".observablehq", "cache", "_npm")): Promise<void> {
  const all = packages();
  // d3 is a bundle of its parts: shared parts would cost a request each.
  const shared = all.filter(({name}) => !name.startsWith("d3-"));
  for (const [name, version] of Object.entries(mentioned))
    mkdirSync(join(cache, `${name}@${version}`), {recursive: true});
  await Promise.all(
    all.map(async entry => {
      const file = join(cache, entry.file);
      if (existsSync(file)) return;
      removeOthers(cache, entry);
      const {outputFiles} = await build({
        stdin: {contents: await facade(entry.name), resolveDir: top},
        plugins: [outside(entry, entry.name.startsWith("d3") ? [] : shared.filter(p => p !== entry))],
        bundle: true,
        format: "esm",
        target: "es2022",
        minify: true,
        write: false,
        logLevel: "error"
      });
      mkdirSync(dirname(file), {recursive: true});
      writeFileSync(file, outputFiles[0].contents);
    })
  );
}

/** A CommonJS package has one export, its default; a module passes on what it has. */
async function facade(name: string): Promise<string> {
  const {default: main} = await import(name);
  const all = `export * from "${name}";`;
  return main === undefined ? all : `${all} export {default} from "${name}";`;
}

/** Framework takes the newest version that it finds: other versions of a pinned package must go. */
function removeOthers(cache: string, {name, version}: Package): void {
  const folder = join(cache, dirname(name));
  if (!existsSync(folder)) return;
  const base = posix.basename(name);
  for (const entry of readdirSync(folder))
    if (entry.startsWith(`${base}@`) && entry !== `${base}@${version}`)
      rmSync(join(folder, entry), {recursive: true});
}
