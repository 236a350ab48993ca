// Observable Framework's two commands, without telemetry, with the pages finished.
import {readdirSync, readFileSync, writeFileSync} from "node:fs";
import type {IncomingMessage, Server, ServerResponse} from "node:http";
import {availableParallelism} from "node:os";
import {join} from "node:path";
import {bundle} from "./bundle.js";
import {computeData, dropStale, useBundles} from "./cache.js";
import {finish} from "./finish.js";
import {writeFormulas} from "./formulas.js";
import {link} from "./link.js";
import {published} from "./notebooks/downloads.js";
import {writeNotebooks} from "./notebooks/index.js";
import {pin} from "./pin.js";
import {writeServiceWorker} from "./service-worker.js";
import {output, root, top} from "./site.js";
import {explaining} from "./unlocked.js";

process.env.OBSERVABLE_TELEMETRY_DISABLE = "true";

// Framework publishes a command line only; these are its modules behind it.
const framework = (name: string) => import(`../node_modules/@observablehq/framework/dist/${name}.js`);

async function prepare() {
  process.chdir(top);
  globalThis.fetch = explaining(globalThis.fetch, root);
  link();
  writeFormulas();
  await pin();
  await dropStale(root);
  const {readConfig} = await framework("config");
  const config = await readConfig();
  // The links to lib/ and assets/ bring their Markdown, which is documentation and no page.
  const {loaders} = config;
  const paths = [...loaders.findPagePaths()].filter((path: string) => !/^\/(lib|assets)\//.test(path));
  loaders.findPagePaths = () => paths;
  useBundles(root, loaders);
  return config;
}

/** Builds the static site, and fails where pages hold errors: Framework itself would not. */
export async function build(): Promise<void> {
  const config = await prepare();
  await computeData(root, config.loaders);
  rememberHashes(config.loaders);
  await (await framework("build")).build({config});
  const errors: string[] = [];
  for (const file of readdirSync(output, {recursive: true, encoding: "utf8"})) {
    if (!file.endsWith(".html")) continue;
    const path = `/${file.replaceAll("\\", "/").slice(0, -".html".length)}`;
    const html = readFileSync(join(output, file), "utf8");
    for (const [, message] of html.matchAll(/observablehq--error[^>]*>([^<]*)/g))
      errors.push(`${path}: ${message.replaceAll("&lt;", "<").replaceAll("&amp;", "&")}`);
    writeFileSync(join(output, file), finish(html, path));
  }
  if (errors.length) throw new Error(errors.join("\n"));
  await bundle(
    output,
    [...published()].filter(path => path.endsWith(".js"))
  );
  writeNotebooks();
  writeServiceWorker(output);
  // GitHub Pages by branch would leave out every folder that begins with an underscore.
  writeFileSync(join(output, ".nojekyll"), "");
}

/** Framework's build walks all that a module imports for its hash, again wherever the module is imported. */
function rememberHashes(loaders: {getLocalModuleHash(path: string): Promise<string>}): void {
  const hashOf = loaders.getLocalModuleHash.bind(loaders);
  const known = new Map<string, Promise<string>>();
  loaders.getLocalModuleHash = path => {
    if (!known.has(path)) known.set(path, hashOf(path));
    return known.get(path)!;
  };
}

/** Serves the pages with live reload. */
export async function preview(options: {port?: number; hostname: string; open: boolean}): Promise<void> {
  const config = await prepare();
  // A page that asks for a result first has it computed at once.
  const cores = Math.max(1, availableParallelism() - 1);
  void computeData(root, config.loaders, {cores, background: true});
  const {_server: server}: {_server: Server} = await (await framework("preview")).preview(options);
  const [handle] = server.listeners("request") as ((req: IncomingMessage, res: ServerResponse) => void)[];
  server.removeListener("request", handle);
  server.on("request", (request: IncomingMessage, response: ServerResponse) => {
    const end = response.end.bind(response);
    const path = decodeURI(new URL(request.url ?? "/", "http://localhost").pathname).replace(/\.html$/, "");
    response.end = ((body?: unknown, ...rest: never[]) => {
      const page =
        typeof body === "string" && String(response.getHeader("content-type")).startsWith("text/html");
      return end(page ? finish(body, response.statusCode === 404 ? "/404" : path) : body, ...rest);
    }) as typeof response.end;
    handle(request, response);
  });
}
