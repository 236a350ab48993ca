// What the frame around a page does in the browser: it remembers the language, and searches Chinese.

import {bigrams} from "../../lesson/bigrams.js";
import {languageAt} from "../../lesson/languages.js";
import {keptInLink} from "../../lesson/settings.js";
import {checkAddress} from "../kit/address.js";
import {attempt} from "../kit/attempt.js";
import {offerNewer, siteAddress, workerAddress} from "../kit/build.js";
import {letCompose} from "../kit/composing.js";
import {copyFormulas} from "../kit/copying.js";
import {html} from "../kit/dom.js";
import {steadySliders} from "../kit/fingers.js";
import {settings} from "../kit/settings.js";
import {currentState} from "../kit/state.js";
import {language, texts} from "../kit/texts.js";

const t = texts({
  en: {present: "Present", results: (count: number) => `${count} result${count === 1 ? "" : "s"}`},
  zh: {present: "放映", results: count => `${count} 条结果`}
});

letCompose(window);
steadySliders(window);
copyFormulas();
checkAddress({parameters: () => currentState() !== undefined});

// Storage may be forbidden; then the language is forgotten, and nothing else.
function remember(language: string) {
  try {
    localStorage.setItem("language", language);
  } catch {}
}

if (document.querySelector("a[data-language][aria-current]")) remember(language());

// A link within the lesson takes along what a teacher wants of its pages, and within a page what is set there: whether it
// is followed, opened beside this page, or copied.
for (const act of ["click", "auxclick", "contextmenu"])
  addEventListener(
    act,
    ({target}) => {
      const link = (target as Element).closest?.<HTMLAnchorElement>(
        "a[href]:not([href^='#'], [data-download])"
      );
      if (link && leadsToPage(link)) takeAlong(link, act);
    },
    {capture: true}
  );

function leadsToPage({href, pathname}: HTMLAnchorElement): boolean {
  const site = siteAddress() ?? new URL("/", location.href);
  return href.startsWith(site.href) && /(\.html|\/[^.]*)$/.test(pathname);
}

function takeAlong(link: HTMLAnchorElement, act: string): void {
  if (act === "click" && link.dataset.language) remember(link.dataset.language);
  if (link.closest(".languages")) {
    // The page stays as its reader, or a teacher, wants it.
    link.search = location.search;
    link.hash = place();
    return;
  }
  // Some hosts find a page without its ending.
  const page = ({pathname}: {readonly pathname: string}) => pathname.replace(/\.html$/, "");
  const here = page(link) === page(location);
  const search = keptInLink(link.search, location.search, here);
  if (search !== link.search) link.search = search;
  // A link of the short way within the page takes along what is set there.
  if (here && link.closest(".way")) link.hash = [link.hash.split("&")[0], ...parametersSet()].join("&");
}

/** Where the reader is: the last heading or figure that has reached the upper third, and the page's parameters. */
function place(): string {
  const places = document.querySelectorAll<HTMLElement>("main :is(h2, h3, figure)[id]");
  const reached = [...places]
    .filter(({id, offsetParent}) => id && offsetParent)
    .filter(element => element.getBoundingClientRect().top < innerHeight / 3);
  return [...reached.slice(-1).map(({id}) => encodeURIComponent(id)), ...parametersSet()].join("&");
}

/** The page's parameters, and code, as the address says them. */
function parametersSet(): string[] {
  return location.hash
    .slice(1)
    .split("&")
    .filter(part => part.includes("="));
}

// Framework's search reads the value of its box: it gets the pairs that the index holds.
const box = document.querySelector<HTMLInputElement>("#observablehq-search input");
if (box) {
  const {get, set} = Object.getOwnPropertyDescriptor(HTMLInputElement.prototype, "value")!;
  Object.defineProperty(box, "value", {
    get: () => bigrams(get!.call(box)),
    set: value => set!.call(box, value)
  });
}

// It counts its results in English, and finds pages in both languages: those in the reader's stay, where there are any.
const results = document.querySelector("#observablehq-search-results");
if (results) {
  new MutationObserver(() => {
    const links = [...results.querySelectorAll<HTMLAnchorElement>("li a")];
    const foreign = links.filter(({pathname}) => ![undefined, language()].includes(languageAt(pathname)));
    if (foreign.length < links.length) for (const link of foreign) link.closest("li")!.remove();
    const count = results.querySelector(":scope > div");
    if (count) count.textContent = t.results(results.querySelectorAll("li").length);
  }).observe(results, {childList: true});
}

// What scrolls in a box of its own must be reachable by keyboard, and what does not scroll is no stop.
const scrolls = new ResizeObserver(entries => {
  for (const {target} of entries) {
    if (target.scrollWidth > target.clientWidth) target.setAttribute("tabindex", "0");
    else target.removeAttribute("tabindex");
  }
});
for (const box of document.querySelectorAll("main :is(.math-display, .math-long, pre, table)"))
  scrolls.observe(box);

// Search engines want whole addresses of the other language's page; the build does not know where the site stands.
for (const link of document.querySelectorAll<HTMLLinkElement>("link[hreflang]"))
  link.setAttribute("href", link.href);

// The fonts beside the one that the text is read in come once a reader's first page has (scripts/fonts.ts), all together,
// so that nothing moves but once; they are kept whole, and the pages after it have them before they are painted.
const fonts = document.querySelector<HTMLStyleElement>("style#fonts");
if (fonts?.media === "print") {
  if (document.readyState === "complete") void haveFonts(fonts);
  else addEventListener("load", () => haveFonts(fonts));
}

async function haveFonts(sheet: HTMLStyleElement): Promise<void> {
  const rules = [...sheet.sheet!.cssRules].filter(rule => rule instanceof CSSFontFaceRule);
  const read = await Promise.all(rules.map(faceOf)).catch(() => undefined);
  // Without them the style sheet may ask for what there is.
  sheet.media = read ? "not all" : "";
  if (!read) return;
  for (const {family, bytes, range, face} of read)
    document.fonts.add(new FontFace(family, bytes, {...face, unicodeRange: range}));
  const kept = read.map(({family, bytes, face}) => [family, btoa(String.fromCharCode(...bytes)), face]);
  try {
    localStorage.setItem("the-shortcut fonts", JSON.stringify([sheet.dataset.of, ...kept]));
  } catch {}
}

async function faceOf({style}: CSSFontFaceRule) {
  const of = (name: string) => style.getPropertyValue(name);
  const response = await fetch(/url\("?([^")]+)/.exec(of("src"))![1]);
  if (!response.ok) throw new Error(`no font: ${response.status}`);
  return {
    family: of("font-family").replace(/["']/g, ""),
    bytes: new Uint8Array(await response.arrayBuffer()),
    range: of("unicode-range") || "U+0-10FFFF",
    face: {weight: of("font-weight") || "normal", style: of("font-style") || "normal"}
  };
}

// Once visited, the site works without a network. The service worker waits its turn; a newer one waits for the reader.
const worker = workerAddress();
if (worker && "serviceWorker" in navigator)
  addEventListener("load", () => setTimeout(() => keepSite(worker).catch(() => {}), 2000));

async function keepSite(address: URL): Promise<void> {
  // A frame that its host has put into a sandbox may not even ask for one.
  const registration = await navigator.serviceWorker.register(address);
  const say = (next: ServiceWorker | null) => {
    // The first one replaces nothing.
    if (next?.state === "installed" && navigator.serviceWorker.controller) void offerNewer();
  };
  say(registration.waiting);
  registration.addEventListener("updatefound", () => {
    const next = registration.installing;
    next?.addEventListener("statechange", () => say(next));
  });
  // Who comes back to a tab after a while may have missed a deploy.
  document.addEventListener("visibilitychange", () => {
    if (document.visibilityState === "visible") registration.update().catch(() => {});
  });
}

// A notebook and a citation need the site's address, which the build does not know.
const here = new URL("../", location.href).href;
const named = (text: string) => text.replaceAll("https://the-shortcut.invalid/", here);
for (const code of document.querySelectorAll("code.language-bibtex"))
  code.textContent = named(code.textContent ?? "");
for (const link of document.querySelectorAll<HTMLAnchorElement>("a[data-download]"))
  link.addEventListener("click", event => {
    event.preventDefault();
    attempt(link.textContent ?? "", async () => {
      const response = await fetch(link.href);
      if (!response.ok) throw new Error(`no notebook: ${response.status}`);
      const blob = new Blob([named(await response.text())]);
      const url = URL.createObjectURL(blob);
      html("a", {href: url, download: link.download}).click();
      setTimeout(() => URL.revokeObjectURL(url), 10_000);
    });
  });

// A teacher's link may open as a presentation: once the first figure stands.
if (settings.present === "on") {
  const main = document.getElementById("observablehq-main")!;
  const start = async () => {
    if (!main.querySelector(".figure")) return;
    watch.disconnect();
    await attempt(t.present, async () => (await import("../figure/present.js")).present());
  };
  const watch = new MutationObserver(start);
  watch.observe(main, {childList: true, subtree: true});
  start();
}
