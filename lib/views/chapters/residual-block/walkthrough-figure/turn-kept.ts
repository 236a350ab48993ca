import {keptOn, type Trouble} from "../../../../lesson/kept.js";
import {notice} from "../../../kit/notice.js";
import {shelf} from "../../../kit/shelf.js";
import {texts} from "../../../kit/texts.js";

const t = texts({
  en: {
    full: "This browser keeps nothing for this page: what you answer is forgotten when you leave. All else works.",
    broken: "Answers that were kept in this browser do not fit this figure and were left out."
  },
  zh: {
    full: "浏览器无法为本页保存内容：离开后你的回答会丢失。其他功能不受影响。",
    broken: "浏览器里保存的回答与这幅图不符，已忽略。"
  }
});

/** What is kept: what was typed, and for which numbers. */
interface Answers {
  readonly version: 1;
  readonly of: string;
  readonly level: number;
  readonly typed: readonly string[];
}

const isAnswers = (value: unknown): value is Answers => {
  if (typeof value !== "object" || value === null) return false;
  const {version, of, level, typed} = value as {[name: string]: unknown};
  return (
    version === 1 &&
    typeof of === "string" &&
    [0, 1, 2].includes(level as number) &&
    Array.isArray(typed) &&
    typed.every(text => typeof text === "string")
  );
};

/** What the reader has answered here, on this device. */
export const kept = keptOn(
  () => shelf("localStorage"),
  "turn walkthrough-figure",
  isAnswers,
  (trouble: Trouble) => {
    notice(t[trouble]);
    if (trouble === "broken") kept.write(undefined);
  }
);
