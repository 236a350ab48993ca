import {readFile} from "node:fs/promises";
import {createServer} from "node:http";
import {fileURLToPath} from "node:url";
import {build} from "esbuild";
import {launch} from "../../scripts/browser.js";
import type {Setting} from "./main.js";
import type {Results} from "./report.js";

const root = fileURLToPath(new URL("../../", import.meta.url));
const types: Record<string, string> = {
  html: "text/html",
  js: "text/javascript",
  mjs: "text/javascript",
  wasm: "application/wasm"
};

/** The same workloads in a headless Chromium, served from here. */
export async function measure({
  log,
  ...setting
}: Pick<Setting, "groups" | "peaks" | "log">): Promise<Results> {
  const {outputFiles} = await build({
    entryPoints: [fileURLToPath(new URL("./page.ts", import.meta.url))],
    bundle: true,
    write: false,
    format: "esm",
    target: "es2022",
    conditions: ["browser"],
    external: ["node:*", "fs", "path", "util", "crypto"]
  });
  const server = createServer(async ({url = "/"}, response) => {
    const path = new URL(url, "http://localhost").pathname;
    const [body, name] =
      path === "/"
        ? ["<!doctype html><title>bench</title><script type=module src=/page.js></script>", "page.html"]
        : path === "/page.js"
          ? [outputFiles[0].contents, path]
          : [await readFile(root + path).catch(() => undefined), path];
    response
      .writeHead(body ? 200 : 404, {"content-type": types[name.split(".").at(-1)!] ?? "text/plain"})
      .end(body);
  });
  await new Promise<void>(ready => void server.listen(0, "127.0.0.1", ready));
  const address = server.address() as {port: number};
  const browser = await launch({whole: true});
  try {
    const page = await browser.newPage();
    page.on("console", message => log(message.text()));
    page.on("pageerror", error => log(String(error)));
    await page.goto(`http://127.0.0.1:${address.port}/`);
    await page.waitForFunction("window.measure");
    page.setDefaultTimeout(0);
    const results = (await page.evaluate(
      s => (window as never as {measure(s: object): unknown}).measure(s),
      setting
    )) as Results;
    return {...results, engine: `Chromium ${browser.version()}`};
  } finally {
    await browser.close();
    server.close();
  }
}
