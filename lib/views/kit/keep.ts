import {type Keep, keptOn, type Trouble} from "../../lesson/kept.js";
import {notice} from "./notice.js";
import {nameHere, shelf} from "./shelf.js";
import {texts} from "./texts.js";

const t = texts<{readonly [trouble in Trouble]: string}>({
  en: {
    broken: "What was kept in this browser could not be read and was left out.",
    full: "This browser keeps nothing for this page: what you do here is forgotten when you leave. All else works."
  },
  zh: {
    broken: "浏览器里保存的内容无法读取，已忽略。",
    full: "浏览器无法为本页保存内容：离开后你在这里做的会丢失。其他功能不受影响。"
  }
});

/** What could not be read, which is said once. */
const broken = new Set<string>();

/** Keeps things in this browser. Where that fails, it is said, and everything else goes on. */
export const keep: Keep = (name, valid) =>
  keptOn(
    () => shelf("localStorage"),
    name,
    valid,
    trouble => {
      if (trouble === "broken" && broken.has(name)) return;
      if (trouble === "broken") broken.add(name);
      notice(t[trouble]);
    }
  );

/** Calls back when another tab has kept something else under one of the names, or may have while this page was frozen. */
export function keptElsewhere(names: readonly string[], changed: () => void): void {
  addEventListener("storage", ({key}) => {
    // Without a key, all has been forgotten.
    if (key === null || names.some(name => key === nameHere(name))) changed();
  });
  addEventListener("pageshow", ({persisted}) => {
    if (persisted) changed();
  });
}

/** Keeps what is written a moment after it was, and at once when the page is left. */
export function soon(keep: () => void) {
  let timer: ReturnType<typeof setTimeout> | undefined;
  const stop = () => {
    clearTimeout(timer);
    timer = undefined;
  };
  const flush = () => {
    if (timer === undefined) return;
    stop();
    keep();
  };
  addEventListener("pagehide", flush);
  return {
    start() {
      clearTimeout(timer);
      timer = setTimeout(flush, 300);
    },
    flush,
    stop,
    waits: () => timer !== undefined
  };
}
