/**
 * What a question is made of. Its numbers come from a seed, and so do the right answer, which the library works out, and
 * the wrong ones that many give. Nothing here touches the page: chapters, the review and tests read the same rows.
 */
import {below, type Random, random} from "../../tensor/random.js";
import type {Text} from "../exercises/exercise.js";
import {lastSeed} from "../settings.js";

export type {Random} from "../../tensor/random.js";
export type {Text};

/** A wrong answer that many give, and what to say to it. */
export interface Slip<T> {
  readonly given: T;
  readonly say: Text;
}

export interface Choice {
  readonly text: Text;
  readonly right?: boolean;
  readonly say?: Text;
}

export type Question = {
  /** Names of values are set as the course writes them: `a[l]`, `{Ws}`. */
  readonly ask: Text;
  /** Why the answer is what it is: said when it was found or shown. */
  readonly because: Text;
} & (
  | {
      readonly kind: "number";
      readonly answer: number;
      /** How far from the answer a number may be; 0 unless said. */
      readonly tolerance?: number;
      readonly slips: readonly Slip<number>[];
    }
  | {
      readonly kind: "shape";
      readonly answer: readonly number[];
      readonly slips: readonly Slip<readonly number[]>[];
    }
  | {readonly kind: "choice"; readonly choices: readonly Choice[]}
);

export interface QuestionRow {
  /** Stays the same for ever: what a reader answered is kept under it. */
  readonly id: string;
  /** The section of its page that it is about. */
  readonly section: string;
  /** Whether there are other numbers to ask it with. */
  readonly varies: boolean;
  readonly draw: (next: Random) => Question;
}

/** The seed of the numbers that the chapters speak of: with it the first of each list is taken. */
export const firstSeed = 0;

/** Whether a value is a seed. */
export const isSeed = (value: unknown): value is number =>
  Number.isInteger(value) && (value as number) >= firstSeed && (value as number) <= lastSeed;

/** What the numbers of a seed are drawn from. */
export const drawsOf = (seed: number): Random => (seed === firstSeed ? () => 0 : random(seed));

/** The question with the numbers of a seed; choices are in the order of the seed. */
export function asked({draw}: QuestionRow, seed: number): Question {
  const next = drawsOf(seed);
  const question = draw(next);
  return question.kind === "choice" ? {...question, choices: inAnyOrder(question.choices, next)} : question;
}

/** A seed with which the question has other numbers than with this one, where there are any. */
export function anotherSeed(row: QuestionRow, seed: number, next: Random): number {
  const now = asked(row, seed).ask.en;
  let other = seed;
  for (let tries = 0; tries < 50 && asked(row, other).ask.en === now; tries++) other = newSeed(next);
  return other;
}

/** A seed, but not the first. */
export const newSeed = (next: Random): number => 1 + below(lastSeed, next);

/** One of a list; the first, where no other is asked for (`firstSeed`). */
export const one = <T>(list: readonly T[], next: Random): T => list[below(list.length, next)];

/** The items in any order; in their own, with the first seed. */
export function inAnyOrder<T>(items: readonly T[], next: Random): T[] {
  const left = [...items];
  return items.map(() => left.splice(below(left.length, next), 1)[0]);
}

/** Whether two answers are the same to whoever checks them. */
export function sameAnswer<T extends number | readonly number[]>(a: T, b: T, tolerance = 0): boolean {
  if (typeof a === "number") return Math.abs(a - (b as number)) <= tolerance;
  return String(a) === String(b);
}
