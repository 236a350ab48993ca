// A small static server for dist, which can play the hosts that the site is copied to.
import {existsSync, readFileSync, statSync} from "node:fs";
import {createServer, type ServerResponse} from "node:http";
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
  ".woff2": "font/woff2",
  ".wasm": "application/wasm",
  ".vtt": "text/vtt; charset=utf-8"
};

export interface Host {
  /** How a page is found by its name without `.html`: not at all, at once, or at that address only. */
  readonly names: "exact" | "clean" | "redirecting";
  /** Whether unknown addresses get 404.html. */
  readonly page404: boolean;
  readonly cache?: string;
  readonly headers?: {readonly [name: string]: string};
}

/** Hosts that there are. */
export const hosts = {
  /** GitHub Pages; a module that another site imports needs its second header. */
  pages: {
    names: "clean",
    page404: true,
    cache: "max-age=600",
    headers: {"access-control-allow-origin": "*"}
  },
  /** `python3 -m http.server`, and a folder on most plain web servers. */
  plain: {names: "exact", page404: false},
  /** Hosts with “pretty URLs”. */
  pretty: {names: "redirecting", page404: true, cache: "no-store"},
  /** A careful one: nothing but the site's own, and no code but from files. WebAssembly and ndarray need to compile. */
  strict: {
    names: "clean",
    page404: true,
    headers: {
      "content-security-policy":
        "default-src 'self' data: blob:; script-src 'self' 'unsafe-inline' 'unsafe-eval'; style-src 'self' 'unsafe-inline'"
    }
  }
} as const satisfies {readonly [name: string]: Host};

export interface Serving {
  readonly base?: string;
  /** 0 takes a free one. */
  readonly port?: number;
  readonly host?: Host;
  /** A script that runs first in every page. */
  readonly script?: string;
}

/** What a host does with all that it is asked, once it is in trouble. */
export type Trouble = "silence" | 500 | 404;

/** Serves a folder at `http://127.0.0.1:port/base/`, like GitHub Pages unless a host is named, but says nothing of caching. */
export async function serve(
  folder: string,
  {base = "/", port = 0, host = {...hosts.pages, cache: undefined}, script}: Serving = {}
) {
  const {names, page404, cache, headers} = host;
  const zipped = new Map<string, Buffer>();
  const site = {folder, trouble: undefined as Trouble | undefined};

  function send(response: ServerResponse, status: number, file: string) {
    if (!zipped.has(file)) {
      const content = readFileSync(file);
      const scripted = script && file.endsWith(".html");
      const text = () => content.toString().replace("<head>", () => `<head><script>${script}</script>`);
      zipped.set(file, gzipSync(scripted ? text() : content));
    }
    response.writeHead(status, {
      "content-type": types[extname(file)] ?? "application/octet-stream",
      "content-encoding": "gzip",
      ...(cache && {"cache-control": cache}),
      ...headers
    });
    response.end(zipped.get(file));
  }

  const server = createServer((request, response) => {
    if (site.trouble === "silence") return;
    if (site.trouble) return response.writeHead(site.trouble).end();
    const path = decodeURIComponent(new URL(request.url ?? "/", "http://localhost").pathname);
    const inside = path.startsWith(base) ? path.slice(base.length) : undefined;
    const clean = names === "redirecting" && inside?.replace(/(^|\/)index\.html$|\.html$/, "$1");
    if (inside !== undefined && clean && clean !== inside && find(site.folder, inside, "exact"))
      return response.writeHead(308, {location: base + clean}).end();
    const file = inside === undefined ? undefined : find(site.folder, inside, names);
    if (file) return send(response, 200, file);
    const none = join(site.folder, "404.html");
    if (page404 && existsSync(none)) send(response, 404, none);
    else response.writeHead(404).end();
  });
  await new Promise<void>(resolve => server.listen(port, "127.0.0.1", resolve));
  return {
    url: `http://127.0.0.1:${(server.address() as AddressInfo).port}${base}`,
    /** What is served, and whether the host is in trouble: both may change. */
    site,
    close() {
      server.closeAllConnections();
      return new Promise<void>(resolve => server.close(() => resolve()));
    }
  };
}

function find(folder: string, path: string, names: Host["names"]): string | undefined {
  if (normalize(path).startsWith("..")) return undefined;
  return [path, join(path, "index.html"), ...(names === "exact" ? [] : [`${path}.html`])]
    .map(name => join(folder, name))
    .find(file => statSync(file, {throwIfNoEntry: false})?.isFile());
}
