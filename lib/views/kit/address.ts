import {arrive, decode, emptyHash, type Hash, joinHash, longestHash, splitHash} from "../../lesson/hash.js";
import {late} from "./late.js";
import {notice} from "./notice.js";
import {texts} from "./texts.js";

const t = texts({
  en: {
    long: (length: number) =>
      `This link is too long (${length} letters; at most ${longestHash} are read) and was left out.`,
    noPlace: (place: string) => `The link leads to “${place}”, which this page does not have.`,
    unread: (name: string) => `The link sets “${name}”, which this page does not have. It was left out.`
  },
  zh: {
    long: length => `链接太长（${length} 个字符，最多读取 ${longestHash} 个），已忽略。`,
    noPlace: place => `链接指向“${place}”，但本页没有这个位置。`,
    unread: name => `链接里的参数“${name}”在本页不存在，已忽略。`
  }
});

/** What the address says, or is about to say. */
let said: Hash | undefined;
/** What the address said when the page last read or wrote it. */
let stood = "";
let timer: ReturnType<typeof setTimeout> | undefined;
const listeners = new Set<(hash: Hash) => void>();

/**
 * Calls back with what the page's address says, now and whenever the reader follows a link within the page, goes back or
 * forth, or writes into the address. What the page itself says in the address is not reported.
 */
export function followAddress(listener: (hash: Hash) => void): void {
  if (!said) {
    said = arrived(emptyHash, true);
    addEventListener("hashchange", () => {
      clearTimeout(timer);
      timer = undefined;
      said = arrived(said!, history.state?.read === true);
      for (const listener of listeners) listener(said);
    });
    // A link that is followed leaves an entry behind that says what was last set.
    addEventListener("click", flush, {capture: true});
    addEventListener("pagehide", flush);
  }
  listeners.add(listener);
  listener(said);
}

/** Says something else in the address, a little later: a browser takes a hundred changes in half a minute at most. */
export function sayInAddress(change: Partial<Hash>): void {
  const next = {...said!, ...change};
  // Who moves a slider is somewhere else by now; but where code is, the address leads to it.
  said = next.code === undefined ? {...next, places: []} : next;
  clearTimeout(timer);
  timer = setTimeout(flush, 250);
}

function flush() {
  if (timer === undefined) return;
  clearTimeout(timer);
  timer = undefined;
  // Where something else is written there by now, the page is about to be told, and reads it first.
  if (location.hash === stood) write(said!);
}

/** What the address comes to say; it is made to say it. */
function arrived(from: Hash, seen: boolean): Hash {
  const {hash} = location;
  const long = hash.length > longestHash;
  if (long) notice(t.long(hash.length));
  const to = long ? {...from, places: []} : arrive(from, splitHash(hash), seen);
  write(to);
  const place = to.places.at(-1);
  if (place) scrollTo(decode(place), hash.includes("="));
  return to;
}

/** Scrolls where the browser does not: to the place of `#place&name=value`, and to what is made late. */
function scrollTo(id: string, unseen: boolean) {
  const find = () => document.getElementById(id);
  if (find() && !unseen) return;
  const acts = ["wheel", "touchmove", "pointerdown", "keydown"];
  const acted = new AbortController();
  for (const act of acts) addEventListener(act, () => acted.abort(), {signal: acted.signal, passive: true});
  late(find, element => {
    // Whoever has begun to read elsewhere meanwhile stays there.
    if (!acted.signal.aborted) element.scrollIntoView();
    acted.abort();
  });
}

function write(next: Hash) {
  const hash = joinHash(next);
  try {
    history.replaceState({...history.state, read: true}, "", hash || location.pathname + location.search);
  } catch {
    // Safari throws where a hundred changes in half a minute were made: the next one says all.
  }
  stood = location.hash;
}

/** Says which parts of the address nothing on the page reads. */
export function checkAddress({parameters}: {readonly parameters: () => boolean}): void {
  const found = () => {};
  const stands = (selector: string) => () => document.querySelector(selector) !== null;
  followAddress(({places, settings, code}) => {
    for (const place of places.map(decode))
      late(
        () => document.getElementById(place),
        found,
        () => notice(t.noPlace(short(place)))
      );
    const unread = [
      ...settings
        .map(setting => decode(setting.slice(0, setting.indexOf("="))))
        .map(name => [name, name === "results" ? stands("[data-results]") : parameters] as const),
      ...(code === undefined ? [] : [["code", stands("[data-code]")] as const])
    ];
    for (const [name, read] of unread)
      late(
        () => read() || null,
        found,
        () => notice(t.unread(short(name)))
      );
  });
}

/** A text from a link as a message can hold it. */
export function short(text: string): string {
  const letters = [...text];
  return letters.length > 60 ? `${letters.slice(0, 60).join("")}…` : text;
}
