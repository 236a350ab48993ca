/** What an exercise is made of. Nothing here touches the page: tests and workers read the same table. */

import type {ByLanguage} from "../languages.js";

export type Text = ByLanguage<string>;

/** Numbers, vectors, matrices, volumes: what goes into a reader's function, and what comes out. */
export type Value = number | readonly Value[];

/** The function that a reader writes. */
export type Answer = (...args: readonly Value[]) => unknown;

export type Sizes = {readonly [name: string]: number};

/** A wrong answer that many give, as a function, and what to say to it. */
export interface Slip<A extends readonly unknown[]> {
  readonly as: (...args: A) => unknown;
  readonly say: Text;
}

export interface Exercise<A extends readonly unknown[] = readonly Value[]> {
  readonly id: string;
  readonly title: Text;
  /** The task; what stands between backticks is code. */
  readonly ask: Text;
  /** The function that the reader writes, and the names of its parameters. */
  readonly name: string;
  readonly parameters: readonly string[];
  readonly starter: string;
  readonly solution: string;
  readonly hints: readonly Text[];
  /** The smallest and the largest of each size of an input. */
  readonly sizes: {readonly [name: string]: readonly [number, number]};
  /** An input of these sizes, its numbers drawn one by one. */
  make(sizes: Sizes, next: () => number): A;
  /** The right answer, from the library. */
  answer(...args: A): Value;
  /** What of the reader's function is compared with the answer: its result, unless said otherwise. */
  use?(f: Answer, ...args: A): unknown;
  readonly slips: readonly Slip<A>[];
}

/** An exercise with arguments of its own types, as a row of the table. */
export const exercise = <A extends readonly unknown[]>(row: Exercise<A>): Exercise =>
  row as unknown as Exercise;

export const vector = (n: number, next: () => number): number[] => Array.from({length: n}, next);

export const matrix = (rows: number, columns: number, next: () => number): number[][] =>
  Array.from({length: rows}, () => vector(columns, next));

export const volume = (h: number, w: number, c: number, next: () => number): number[][][] =>
  Array.from({length: h}, () => matrix(w, c, next));
