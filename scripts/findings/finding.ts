// What a finding is: a sentence of the lesson that an experiment bears, checked over seeds that nobody looked at before.
import type {ByLanguage} from "../../lib/lesson/languages.js";

/** What one seed came to, by name, in the units in which the lesson states it. A run that diverged is Infinity. */
export type Numbers = {readonly [name: string]: number};

export interface Measurement<N extends Numbers = Numbers> {
  readonly name: string;
  /** About how many seconds of one core a seed takes. Where all seeds together take few, the unit tests measure. */
  readonly seconds: number;
  readonly seeds: readonly number[];
  measure(seed: number): N;
}

/** A passage or a caption states it; several may rest on one measurement. */
export interface Finding<N extends Numbers = Numbers> {
  readonly id: string;
  /** Page and heading: `why-resnets-work#append`. */
  readonly at: string;
  /** What is stated, in short. */
  readonly says: ByLanguage<string>;
  readonly of: Measurement<N>;
  /** The numbers that tell, for the table of results. */
  readonly shows: readonly (keyof N & string)[];
  /** Whether the results, one for each seed, bear the words. */
  holds(results: readonly N[]): boolean;
}

/** The pages open with seeds 1 to 20; with 11 to 60 and 101 to 200 statements were looked into before they were worded. */
export const seedsFrom = (first: number, count = 10): readonly number[] =>
  Array.from({length: count}, (_, k) => first + k);

export const measurement = <N extends Numbers>(
  name: string,
  seconds: number,
  measure: (seed: number) => N,
  seeds = seedsFrom(61)
): Measurement<N> => ({name, seconds, seeds, measure});

/** Keeps the names of a measurement's numbers known to the row's `shows` and `holds`. */
export const finding = <N extends Numbers>(
  id: string,
  at: string,
  of: Measurement<N>,
  rest: Omit<Finding<N>, "id" | "at" | "of">
): Finding => ({id, at, of, ...rest}) as unknown as Finding;

/** Whether the unit tests have the time for it. */
export const isQuick = ({seconds, seeds}: Measurement): boolean => seconds * seeds.length <= 4;

/** The middle of a list, or the mean of its two middle numbers. */
export function median(values: readonly number[]): number {
  const sorted = [...values].sort((a, b) => a - b);
  const half = sorted.length / 2;
  const [a, b] = [sorted[Math.ceil(half) - 1], sorted[Math.floor(half)]];
  return a === b ? a : (a + b) / 2;
}

/** The median over seeds of one of the numbers. */
export const middle = <N extends Numbers>(results: readonly N[], name: keyof N): number =>
  median(results.map(r => r[name]));

/** In how large a part of the seeds something is so. */
export const share = <N extends Numbers>(results: readonly N[], so: (result: N) => boolean): number =>
  results.filter(so).length / results.length;

/** In every seed. */
export const always = <N extends Numbers>(results: readonly N[], so: (result: N) => boolean) =>
  share(results, so) === 1;

export const rising = (...values: number[]) => values.every((v, i) => i === 0 || v > values[i - 1]);
