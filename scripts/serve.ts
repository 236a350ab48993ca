// A small static server for dist, as GitHub Pages serves it: under any base path, names without .html, 404.html.
import {existsSync, readFileSync, statSync} from "node:fs";
import {createServer} from "node:http";
import type {AddressInfo} from "node:net";
import {extname, join, normalize} from "node:path";
import {gzipSync} from "node:zlib";

const types: Record<string, string> = {
  ".html": "text/html; charset=utf-8",
  ".js": "text/javascript; charset=utf-8",
  ".css": "text/css; charset=utf-8",
  ".json": "application/json",
  ".svg": "image/svg+xml",
  ".png": "image/png",
  ".wasm": "application/wasm",
  ".vtt": "text/vtt; charset=utf-8"
};

/** Serves a folder at `http://127.0.0.1:port/base/`; port 0 takes a free one. */
export async function serve(folder: string, {base = "/", port = 0} = {}) {
  const zipped = new Map<string, Buffer>();
  const server = createServer((request, response) => {
    const path = decodeURIComponent(new URL(request.url ?? "/", "http://localhost").pathname);
    const file = path.startsWith(base) ? find(folder, path.slice(base.length)) : undefined;
    const served = file ?? join(folder, "404.html");
    if (!existsSync(served)) return response.writeHead(404).end();
    if (!zipped.has(served)) zipped.set(served, gzipSync(readFileSync(served)));
    response.writeHead(file ? 200 : 404, {
      "content-type": types[extname(served)] ?? "application/octet-stream",
      "content-encoding": "gzip",
      // As GitHub Pages does: a module that another site imports needs it.
      "access-control-allow-origin": "*"
    });
    response.end(zipped.get(served));
  });
  await new Promise<void>(resolve => server.listen(port, "127.0.0.1", resolve));
  const close = () => {
    server.closeAllConnections();
    return new Promise<void>(resolve => server.close(() => resolve()));
  };
  return {url: `http://127.0.0.1:${(server.address() as AddressInfo).port}${base}`, close};
}

function find(folder: string, path: string): string | undefined {
  if (normalize(path).startsWith("..")) return undefined;
  return [path, `${path}.html`, join(path, "index.html")]
    .map(name => join(folder, name))
    .find(file => statSync(file, {throwIfNoEntry: false})?.isFile());
}
