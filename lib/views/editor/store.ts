import {notice} from "../kit/notice.js";
import {texts} from "../kit/texts.js";

const t = texts({
  en: {
    broken: "What was kept in this browser could not be read and was left out.",
    full: "This browser keeps nothing for this page: what you write is lost when you leave. All else works."
  },
  zh: {
    broken: "浏览器里保存的内容无法读取，已忽略。",
    full: "浏览器无法为本页保存内容：离开后你写的代码会丢失。其他功能不受影响。"
  }
});

/** One thing kept in this browser. Where storage fails, that is said, and everything else goes on. */
export interface Kept<T> {
  read(): T | undefined;
  /** Keeps the value; undefined forgets it. */
  write(value: T | undefined): void;
}

/** What is kept under a name, if it is what `valid` says. */
export function kept<T>(name: string, valid: (value: unknown) => value is T): Kept<T> {
  return {
    read() {
      let text: string | null;
      try {
        text = localStorage.getItem(name);
      } catch {
        return undefined;
      }
      if (text === null) return undefined;
      try {
        const value: unknown = JSON.parse(text);
        if (valid(value)) return value;
      } catch {
        // Said below, as for all that is not valid.
      }
      notice(t.broken);
      return undefined;
    },
    write(value) {
      try {
        if (value === undefined) localStorage.removeItem(name);
        else localStorage.setItem(name, JSON.stringify(value));
      } catch {
        notice(t.full);
      }
    }
  };
}

/** Texts, as many as wanted. */
export const areTexts = (value: unknown): value is readonly string[] =>
  Array.isArray(value) && value.every(item => typeof item === "string");
