// Runs as the site's service worker, behind two lines that the build writes: `version` and `files`.
/* global version, files */

const site = new URL("./", location);

// Other sites, and other editions of this one, may stand on the same origin.
const edition = `the-shortcut ${site.pathname} `;
const name = edition + version;

/** Milliseconds after which a page that is kept is shown, though the network may still answer. */
const patience = 4000;

const addressOf = file => new URL(file, site).href;
const known = new Set(files.map(addressOf));

// It does not take over by itself: an open page needs the files of its own build.
self.addEventListener("install", event => event.waitUntil(keepAll()));

self.addEventListener("message", event => {
  if (event.data === "take over") self.skipWaiting();
});

self.addEventListener("activate", event => event.waitUntil(takeOver()));

self.addEventListener("fetch", event => {
  const {request} = event;
  if (request.method !== "GET" || !request.url.startsWith(site.href)) return;
  event.respondWith(request.mode === "navigate" ? page(event) : file(request));
});

async function takeOver() {
  await self.clients.claim();
  // The one page that is open is the one that asked for this build.
  const open = await self.clients.matchAll({type: "window"});
  if (open.length > 1) return;
  for (const other of await editions()) if (other !== name) await caches.delete(other);
}

const editions = async () => (await caches.keys()).filter(key => key.startsWith(edition));

/** Keeps every file that is not kept yet, a few at a time; what cannot be had now is asked for another time. */
async function keepAll() {
  const cache = await caches.open(name);
  const kept = new Set((await cache.keys()).map(({url}) => url));
  const missing = [...known].filter(url => !kept.has(url)).values();
  const keepSome = async () => {
    for (const url of missing) await keep(cache, url).catch(() => {});
  };
  await Promise.all(Array.from({length: 6}, keepSome));
}

async function keep(cache, url) {
  // Past the browser's own cache, which may still hold another build's.
  const response = await fetch(url, {cache: "reload"});
  if (!response.ok && !url.endsWith("/404.html")) return;
  const body = await response.blob();
  // In the middle of a deploy a host answers with pages of both builds.
  const [, build] =
    /^<meta name="build" content="(\w+)">$/m.exec(url.endsWith(".html") ? await body.text() : "") ?? [];
  if (build && build !== version) return;
  // A response that came by way of a redirection would be refused as an answer to a navigation.
  await cache.put(url, new Response(body, {headers: {"content-type": response.headers.get("content-type")}}));
}

/** A page: from the network, unless that fails, or is silent, and the page is kept. */
async function page(event) {
  const {url} = event.request;
  const network = fetch(url, {cache: "no-cache", redirect: "manual"});
  const found = await kept(url);
  if (!found)
    return network.catch(async error => (await kept(addressOf("404.html"))) ?? Promise.reject(error));
  const answered = network.then(response => {
    if (!response.ok && response.type !== "opaqueredirect") throw new Error(`${response.status}: ${url}`);
    event.waitUntil(keepAll());
    return response;
  });
  const late = new Promise((_, reject) => setTimeout(reject, patience, new Error(`silent: ${url}`)));
  return Promise.race([answered, late]).catch(() => found);
}

/** All else has its version in its name, or comes from this build. */
async function file({url}) {
  const found = await kept(url);
  if (found) return found;
  // A page that was opened before this build came needs what was kept for it.
  for (const other of await editions()) {
    const old = await (await caches.open(other)).match(url);
    if (old) return old;
  }
  return fetch(url);
}

/** What is kept of this build at an address, whether it has its `.html` or not. */
async function kept(url) {
  const cache = await caches.open(name);
  const {origin, pathname} = new URL(url);
  for (const path of [
    pathname,
    `${pathname}.html`,
    `${pathname}index.html`,
    pathname.replace(/\/$/, ".html")
  ]) {
    const found = await cache.match(origin + path);
    if (found) return found;
  }
}
