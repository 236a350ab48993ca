/**
 * Numbers as people type them: a decimal comma, thousands set apart, digits and signs of full width, dashes for a minus.
 * What can mean two numbers is never guessed: both are returned, and whoever asked says what to type, or knows that only
 * one of them can be meant. (What stands in addresses is read by `numeric`, which takes less: a comma there parts a list.)
 */
import {numeric} from "./parameters.js";

/** The numbers that a text can mean: none for what is no number, two for `131,584` (131.584 or 131584), else one. */
export function readings(text: string): readonly number[] {
  const plain = halfWidth(text).trim();
  const [, sign, digits, exponent] = /^([+-]?)([\d.,' ]+)((?:e[+-]?\d+)?)$/i.exec(plain) ?? [];
  if (digits === undefined) return [];
  const meant = new Set([decimal(digits), grouped(digits)].map(d => numeric(`${sign}${d ?? ""}${exponent}`)));
  return [...meant].filter(value => !Number.isNaN(value));
}

/**
 * The value that a typed text means, of those that are taken: where only one reading is taken, that is meant. Without one,
 * `meanings` holds what the text can mean: nothing that is taken, or two of them.
 */
export function typedNumber<T = number>(
  text: string,
  take: (number: number) => T | undefined = number => number as T
): {readonly value?: T; readonly meanings: readonly T[]} {
  const meanings = readings(text)
    .map(take)
    .filter(value => value !== undefined);
  return meanings.length === 1 ? {value: meanings[0], meanings} : {meanings};
}

/** The shape that a text stands for, `6×6×32`, with any usual sign between the numbers; undefined for all else. */
export function typedShape(text: string): readonly number[] | undefined {
  const parts = halfWidth(text)
    .trim()
    .replace(/^[([]\s*(.*?)\s*[)\]]$/, "$1")
    .split(/\s*[×x*✕⨯·,、]\s*|\s+/i);
  return parts.every(part => /^\d+$/.test(part)) ? parts.map(Number) : undefined;
}

/** With one comma or point as the decimal sign, and what stands before it grouped by threes or not at all. */
function decimal(digits: string): string | undefined {
  const [, whole, rest] = /^(.*?)(?:[.,](\d*))?$/.exec(digits)!;
  const sign = digits[whole.length];
  const plain = ungrouped(whole, sign);
  return plain === undefined ? undefined : `${plain}${rest === undefined ? "" : `.${rest}`}`;
}

/** Without decimals: a comma once may part thousands. A point once never does, since our numbers have points. */
function grouped(digits: string): string | undefined {
  return /^\d{1,3}\.\d*$/.test(digits) ? undefined : ungrouped(digits);
}

/** Digits without what sets thousands apart: one kind of sign, before each three digits, never behind a leading zero. */
function ungrouped(digits: string, other?: string): string | undefined {
  if (/^\d*$/.test(digits)) return digits;
  const [, sign] = /^[1-9]\d{0,2}([.,' ])\d{3}(?:\1\d{3})*$/.exec(digits) ?? [];
  return sign === undefined || sign === other ? undefined : digits.replaceAll(sign, "");
}

/** Signs of full width, spaces and dashes of all kinds as ASCII has them. */
export function halfWidth(text: string): string {
  return text
    .replace(/[\uff01-\uff5e]/g, c => String.fromCharCode(c.charCodeAt(0) - 0xfee0))
    .replace(/[\u2010-\u2014\u2212\ufe58\ufe63]/g, "-")
    .replace(/[\u00a0\u2000-\u200a\u202f\u3000]/g, " ")
    .replace(/[\u2019\u02bc]/g, "'")
    .replace(/[\u3002\uff61]/g, ".")
    .replace(/\u066b/g, ",");
}
