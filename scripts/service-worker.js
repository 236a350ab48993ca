// Runs as the site's service worker, behind two lines that the build writes: `version` and `files`.
/* global version, files */

const name = `the-shortcut ${version}`;

self.addEventListener("install", event => {
  const keep = async () => {
    const cache = await caches.open(name);
    await cache.addAll(files);
    await self.skipWaiting();
  };
  event.waitUntil(keep());
});

self.addEventListener("activate", event => {
  const clear = async () => {
    for (const old of await caches.keys())
      if (old.startsWith("the-shortcut ") && old !== name) await caches.delete(old);
    await self.clients.claim();
  };
  event.waitUntil(clear());
});

self.addEventListener("fetch", event => {
  const {request} = event;
  if (request.method !== "GET" || !request.url.startsWith(self.registration.scope)) return;
  // A page is asked for anew while there is a network; all else has its version in its name.
  event.respondWith(request.mode === "navigate" ? fetch(request).catch(() => kept(request)) : kept(request));
});

async function kept(request) {
  const cache = await caches.open(name);
  const {origin, pathname} = new URL(request.url);
  for (const path of [pathname, `${pathname}.html`, `${pathname}index.html`]) {
    const found = await cache.match(origin + path);
    if (found) return found;
  }
  return fetch(request);
}
