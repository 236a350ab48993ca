import {texts} from "./texts.js";

const t = texts({
  en: (text: string, one: string, other: string) =>
    `“${text}” can mean ${one} or ${other}. Write one of these: a point before decimals, nothing between thousands.`,
  zh: (text, one, other) =>
    `“${text}”既可以指 ${one}，也可以指 ${other}。请写成其中之一：小数点用“.”，千位之间不加符号。`
});

/** What to say to a number that can mean two. */
export function unclear(text: string, [one, other]: readonly number[]): string {
  return t(text, String(one), String(other));
}
