/**
 * The parameters of a page: declared once, and from the declaration come the control, the URL, Reset, Copy link
 * and validation. In the URL they stand in the hash, `#filters=8&seed=3`, optionally behind an anchor,
 * `#many-filters&filters=8`. Nothing here touches the page.
 */

import {decode, joinHash, splitHash} from "./hash.js";

/** One parameter: its default value and how it reads from and writes to text. */
export interface Parameter<T> {
  readonly value: T;
  /** What is accepted, in signs that read alike in every language: `1…64`, `on | off`. */
  readonly expects: string;
  /** The value that the text stands for, or undefined when it stands for none. */
  parse(text: string): T | undefined;
  format(value: T): string;
  /** For controls: the bounds of a number, the choices of a list. */
  readonly min?: number;
  readonly max?: number;
  readonly step?: number;
  readonly choices?: readonly string[];
}

// biome-ignore lint/suspicious/noExplicitAny: a declaration holds parameters of any type
export type Declarations = {readonly [name: string]: Parameter<any>};
export type Values<D extends Declarations> = {[K in keyof D]: D[K]["value"]};

/** A text in the URL that stands for no value: the default is used, and the page says so. */
export interface Problem {
  readonly name: string;
  readonly text: string;
  /** What the parameter accepts; undefined when the page has no parameter of that name. */
  readonly expects?: string;
  readonly used?: string;
}

interface Range {
  readonly min: number;
  readonly max: number;
  readonly value: number;
}

/** A whole number from min to max. */
export function integer({min, max, value}: Range): Parameter<number> {
  return {
    ...bounded({min, max, value, step: 1}),
    parse: text => within(/^[+-]?\d+$/.test(text) ? Number(text) : Number.NaN, min, max)
  };
}

/** A number from min to max; `step` is what its slider moves by, any value in between can be typed. */
export function real({min, max, value, step}: Range & {readonly step: number}): Parameter<number> {
  return {...bounded({min, max, value, step}), parse: text => within(numeric(text), min, max)};
}

/** One of a list of names. */
export function choice<const T extends string>(choices: readonly T[], value: NoInfer<T>): Parameter<T> {
  return {
    value,
    choices,
    expects: choices.join(" | "),
    parse: text => choices.find(c => c === text),
    format: String
  };
}

/** On or off. */
export function toggle(value: boolean): Parameter<boolean> {
  return {
    value,
    expects: "on | off",
    parse: text => (text === "on" ? true : text === "off" ? false : undefined),
    format: on => (on ? "on" : "off")
  };
}

/** A list of numbers from min to max, separated by commas: a vector, or a matrix row by row. Several lengths may do. */
export function numbers({
  length,
  min,
  max,
  value
}: {
  readonly length: number | readonly number[];
  readonly min: number;
  readonly max: number;
  readonly value: readonly number[];
}): Parameter<readonly number[]> {
  const lengths = [length].flat();
  return {
    value,
    min,
    max,
    expects: `${lengths.join(" | ")} × ${min}…${max}`,
    parse(text) {
      const list = text.split(",").map(t => within(numeric(t), min, max));
      return lengths.includes(list.length) && list.every(v => v !== undefined)
        ? (list as number[])
        : undefined;
    },
    format: list => list.map(v => String(Number(v.toPrecision(6)))).join(",")
  };
}

function bounded({min, max, value, step}: Range & {readonly step: number}) {
  return {
    min,
    max,
    step,
    value,
    expects: `${min}…${max}`,
    format: (v: number) => String(Number(v.toPrecision(12)))
  };
}

function within(value: number, min: number, max: number): number | undefined {
  return value >= min && value <= max ? value : undefined;
}

/** The number that a text stands for, decimal point or exponent, a true minus too; NaN for all else. */
export function numeric(text: string): number {
  const plain = text.trim().replace(/^−/, "-");
  return /^[+-]?(\d+\.?\d*|\.\d+)(e[+-]?\d+)?$/i.test(plain) ? Number(plain) : Number.NaN;
}

/** Reads a hash: the anchor, if any, the values (defaults where the hash says nothing or nonsense), the problems. */
export function readHash<D extends Declarations>(
  declarations: D,
  hash: string
): {readonly anchor: string; readonly values: Values<D>; readonly problems: readonly Problem[]} {
  const values = defaults(declarations);
  const problems: Problem[] = [];
  const {places, settings} = splitHash(hash);
  for (const part of settings) {
    const equals = part.indexOf("=");
    const name = decode(part.slice(0, equals));
    const text = decode(part.slice(equals + 1));
    const parameter = Object.hasOwn(declarations, name) ? declarations[name] : undefined;
    const value = parameter?.parse(text);
    if (value !== undefined) (values as Record<string, unknown>)[name] = value;
    else problems.push({name, text, expects: parameter?.expects, used: parameter?.format(parameter.value)});
  }
  return {anchor: decode(places.at(-1) ?? ""), values, problems};
}

/** The parts of a hash that say where these values differ from the defaults. */
export function writeValues<D extends Declarations>(declarations: D, values: Values<D>): string[] {
  return Object.entries(declarations).flatMap(([name, {value, format}]) => {
    const text = format(values[name]);
    // Commas stay readable: they separate numbers and need no escape in a fragment.
    return text === format(value) ? [] : [`${name}=${encodeURIComponent(text).replaceAll("%2C", ",")}`];
  });
}

/** The hash that says where these values differ from the defaults, behind the anchor; "" when there is nothing to say. */
export function writeHash<D extends Declarations>(declarations: D, values: Values<D>, anchor = ""): string {
  const places = anchor ? [encodeURIComponent(anchor)] : [];
  return joinHash({places, settings: writeValues(declarations, values)});
}

/** The default values. */
export function defaults<D extends Declarations>(declarations: D): Values<D> {
  return Object.fromEntries(Object.entries(declarations).map(([name, p]) => [name, p.value])) as Values<D>;
}

/** The declarations with other values to start from and to go back to, as a page's front matter gives them. */
export function startingAt<D extends Declarations>(
  declarations: D,
  start: {readonly [name: string]: unknown}
): {readonly declarations: D; readonly problems: readonly Problem[]} {
  const changed: {[name: string]: Declarations[string]} = {...declarations};
  const problems: Problem[] = [];
  for (const [name, given] of Object.entries(start)) {
    const parameter = Object.hasOwn(declarations, name) ? declarations[name] : undefined;
    const value = parameter && valueFrom(parameter, given);
    if (value !== undefined) changed[name] = {...parameter!, value};
    else
      problems.push({
        name,
        text: String(given),
        expects: parameter?.expects,
        used: parameter?.format(parameter.value)
      });
  }
  return {declarations: changed as D, problems};
}

/** The value that something stands for which is not text: a number, true, a list of numbers. */
export function valueFrom<T>(parameter: Parameter<T>, given: unknown): T | undefined {
  return parameter.parse(
    typeof given === typeof parameter.value ? parameter.format(given as T) : String(given)
  );
}

/** Several declarations as one; a name declared twice is an error, since the URL has one place for it. */
export function merge<const D extends readonly Declarations[]>(...declarations: D): Merged<D> {
  const all: Record<string, Declarations[string]> = {};
  for (const declaration of declarations) {
    for (const [name, parameter] of Object.entries(declaration)) {
      if (Object.hasOwn(all, name)) throw new Error(`parameter declared twice: ${name}`);
      all[name] = parameter;
    }
  }
  return all as Merged<D>;
}

type Merged<D extends readonly Declarations[]> = D extends readonly [
  infer Head extends Declarations,
  ...infer Tail extends readonly Declarations[]
]
  ? Head & Merged<Tail>
  : unknown;

/** The names of a figure's own parameters. */
export function namesOf<D extends Declarations>(declarations: D): (keyof D & string)[] {
  return Object.keys(declarations);
}

/** The values of a figure's own parameters, out of those of the page. */
export function ownValues<D extends Declarations>(declarations: D, values: Values<D>): Values<D> {
  return Object.fromEntries(namesOf(declarations).map(name => [name, values[name]])) as Values<D>;
}
