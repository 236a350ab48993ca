// Which build of the site a page is of. Pages live longer than builds: a host that has a newer one has no longer what this
// page may still want. In preview, and on another site, there are no builds.
import {button} from "./controls.js";
import {notice} from "./notice.js";
import {texts} from "./texts.js";

const t = texts({
  en: {
    newer: "A new version of the lesson is out. What you did on this page is kept.",
    load: "Load it"
  },
  zh: {newer: "课程有了新版本。你在本页做的一切都会保留。", load: "载入新版本"}
});

const meta = (name: string) => document.querySelector?.<HTMLMetaElement>(`meta[name="${name}"]`)?.content;

/** The address of the site's service worker. */
export function workerAddress(): URL | undefined {
  const path = meta("service-worker");
  return path === undefined ? undefined : new URL(path, location.href);
}

/** The site's address, where its service worker stands; in a package for a course there is none, and the page says it. */
export function siteAddress(): URL | undefined {
  const path = meta("site") ?? meta("service-worker");
  return path === undefined ? undefined : new URL("./", new URL(path, location.href));
}

/** Offers the site's newer build, if there is one; tells whether there is. What is on the page stays until it is taken. */
export function offerNewer(): Promise<boolean> {
  // When much fails at once, one question is enough.
  asking ??= lookForNewer().finally(() => {
    asking = undefined;
  });
  return asking;
}

let asking: Promise<boolean> | undefined;

async function lookForNewer(): Promise<boolean> {
  const address = workerAddress();
  if (!address) return false;
  // The one file that never comes from what is kept.
  const response = await fetch(address, {cache: "no-store"}).catch(() => undefined);
  const [, version] = /^const version = "(\w+)"/.exec((response?.ok && (await response.text())) || "") ?? [];
  if (version === undefined || version === meta("build")) return false;
  notice(t.newer, {act: button(t.load, () => void loadNewer())});
  return true;
}

async function loadNewer(): Promise<void> {
  const waiting = (await navigator.serviceWorker?.getRegistration())?.waiting;
  // Where a service worker waits, the page comes anew once it has taken over; it may have gone meanwhile.
  navigator.serviceWorker?.addEventListener("controllerchange", () => location.reload(), {once: true});
  if (waiting) {
    waiting.postMessage("take over");
    setTimeout(() => location.reload(), 3000);
  } else location.reload();
}
