/**
 * A learner's results as a text: what goes into a file or a link, and what is made of one. Writing and reading stand side
 * by side; what is read may be damaged, of another edition, or made up, and is refused unless all of it can be results of
 * this lesson. Nothing here touches the page.
 */
import {type Answer, takes} from "../prediction.js";
import {longestAnswer} from "../questions/answered.js";
import {asked, firstSeed, isSeed, type Question, type QuestionRow} from "../questions/question.js";
import {type Parts, takenBy} from "./lesson.js";

/** What a learner has done. Ids are those of the lesson. */
export interface Results {
  /** A name or a code, as the learner chose it; "" where they chose none. */
  readonly name: string;
  /** When it was put together, in milliseconds since 1970. */
  readonly made: number;
  /** By the figures' ids; null where the learner only asked to see. */
  readonly predictions: {readonly [id: string]: Answer | null};
  readonly answers: {readonly [id: string]: Given};
  /** Figures whose goals are reached. */
  readonly goals: readonly string[];
  readonly exercises: {readonly [id: string]: Tried};
  /** Cells that were changed, by their places. */
  readonly cells: {readonly [id: string]: {readonly [place: string]: string}};
}

/** The first answer to a question. */
export interface Given {
  /** That of its numbers. */
  readonly seed: number;
  readonly first: "right" | "wrong";
  /** What was typed, or which choice was pressed; null where the answer was shown instead. Earlier editions kept none. */
  readonly tried?: string | number | null;
}

export interface Tried {
  readonly solved?: true;
  /** Checks that failed before it was solved. */
  readonly missed?: number;
  /** Typical slips among them, by their places in the exercise's list. */
  readonly slips?: readonly number[];
  readonly code?: string;
}

/** The most letters: of a file, of a piece of code, and of a name. */
export const longest = {file: 400_000, code: 10_000, name: 40} as const;

/** The most times that an exercise is counted as missed. */
export const mostMissed = 9999;

const kind = "the-shortcut-results";
const version = 1;

/** The text of a file. */
export const writeResults = (results: Results): string => `${JSON.stringify({kind, version, ...results})}\n`;

/** Why a text is refused: it is too long; no JSON; no results; of another version; or something in it cannot be. */
export type Refusal =
  | {readonly why: "large" | "damaged" | "other"}
  | {readonly why: "version"; readonly of: string}
  | {readonly why: "impossible"; readonly where: string};

export type Read =
  | {
      readonly results: Results;
      /** How many records are of things that this edition of the lesson does not have, and were left out. */
      readonly left: number;
    }
  | {readonly refused: Refusal};

/** What a text holds, if all of it can be results of the lesson. */
export function readResults(text: string, parts: Parts): Read {
  if (text.length > longest.file) return {refused: {why: "large"}};
  let file: unknown;
  try {
    file = JSON.parse(text);
  } catch {
    return {refused: {why: "damaged"}};
  }
  if (!isRecord(file) || file.kind !== kind) return {refused: {why: "other"}};
  if (file.version !== version)
    return {refused: {why: "version", of: String(JSON.stringify(file.version)).slice(0, 20)}};
  try {
    return fromFile(file, parts);
  } catch (error) {
    if (error instanceof Impossible) return {refused: {why: "impossible", where: error.message}};
    throw error;
  }
}

/** Thrown where a file holds what no learner can have done; the message says where. */
class Impossible extends Error {}

function must(holds: boolean, where: string): asserts holds {
  if (!holds) throw new Impossible(where.slice(0, 80));
}

type Fields = {readonly [name: string]: unknown};

const isRecord = (value: unknown): value is Fields =>
  typeof value === "object" && value !== null && !Array.isArray(value);

function fromFile(file: Fields, parts: Parts): Read {
  const {name, made, predictions, answers, goals, exercises, cells, ...rest} = file;
  must(Object.keys(rest).sort().join() === "kind,version", `${Object.keys(rest)}`);
  must(typeof name === "string" && name === cleanName(name), "name");
  must(whole(made, 0, latest), "made");
  let left = 0;
  /** The records of things that the lesson has, each as `read` takes it. */
  const each = <T, P>(where: string, given: unknown, known: ReadonlyMap<string, P>, read: Reading<T, P>) => {
    must(isRecord(given) && Object.keys(given).length <= most, where);
    const all = Object.entries(given).flatMap(([id, value]) => {
      must(isId(id), `${where}: ${id}`);
      const part = known.get(id);
      if (part === undefined) left++;
      return part === undefined ? [] : [[id, read(value, part, `${where}: ${id}`)] as const];
    });
    return Object.fromEntries(all);
  };
  must(Array.isArray(goals) && goals.length <= most && new Set(goals).size === goals.length, "goals");
  for (const id of goals) must(isId(id), "goals");
  const reached = (goals as readonly string[]).filter(id => parts.goals.has(id));
  left += goals.length - reached.length;
  const results: Results = {
    name,
    made,
    predictions: each("predictions", predictions, parts.predictions, (given, prediction, where) => {
      must(given === null || takes(takenBy(prediction), given), where);
      return given;
    }),
    answers: each("answers", answers, parts.questions, givenFrom),
    goals: reached,
    exercises: each("exercises", exercises, parts.exercises, triedFrom),
    cells: each("cells", cells, parts.examples, (given, {cells}, where) => {
      must(isRecord(given) && Object.keys(given).length > 0, where);
      for (const [place, code] of Object.entries(given))
        must(/^(0|[1-9]\d?)$/.test(place) && Number(place) < cells.length && isCode(code), where);
      return given as {readonly [place: string]: string};
    })
  };
  return {results, left};
}

type Reading<T, P> = (value: unknown, part: P, where: string) => T;

function givenFrom(value: unknown, row: QuestionRow, where: string): Given {
  must(isRecord(value), where);
  const {seed, first, tried, ...rest} = value;
  must(isSeed(seed) && (first === "right" || first === "wrong"), where);
  must(tried === undefined || (tried === null && first === "wrong") || canBeTried(row, tried), where);
  must(Object.keys(rest).length === 0, where);
  return {seed, first, ...(tried !== undefined && {tried: tried as Given["tried"]})};
}

/** Whether something can have been answered to a question: whatever its numbers, it is of one kind and has as many choices. */
export function canBeTried(row: QuestionRow, tried: unknown): tried is string | number {
  const question = opening(row);
  return question.kind === "choice"
    ? whole(tried, 0, question.choices.length - 1)
    : typeof tried === "string" && tried.length <= longestAnswer;
}

const openings = new WeakMap<QuestionRow, Question>();

/** The question with the chapter's numbers. To draw one costs the time of a plan. */
function opening(row: QuestionRow): Question {
  const known = openings.get(row) ?? asked(row, firstSeed);
  openings.set(row, known);
  return known;
}

function triedFrom(
  value: unknown,
  {slips: known}: {readonly slips: readonly unknown[]},
  where: string
): Tried {
  must(isRecord(value), where);
  const {solved, missed, slips, code, ...rest} = value;
  must(Object.keys(rest).length === 0, where);
  must(solved === undefined || solved === true, where);
  must(missed === undefined || whole(missed, 1, mostMissed), where);
  must(slips === undefined || areSlips(slips, known.length), where);
  must(code === undefined || isCode(code), where);
  return {
    ...(solved && {solved}),
    ...(missed !== undefined && {missed}),
    ...(slips !== undefined && {slips}),
    ...(code !== undefined && {code})
  };
}

/** Whether a value is a list of places in a list of so many slips. */
export const areSlips = (value: unknown, known: number): value is readonly number[] =>
  Array.isArray(value) &&
  new Set(value).size === value.length &&
  value.every(slip => whole(slip, 0, known - 1));

/** More records of one kind than a lesson has parts. */
const most = 500;

/** The year 2100: a later date is none that a clock can have said. */
const latest = Date.UTC(2100);

const whole = (value: unknown, least: number, most: number): value is number =>
  Number.isInteger(value) && (value as number) >= least && (value as number) <= most;

const isId = (value: unknown): value is string => typeof value === "string" && /^[\w-]{1,60}$/.test(value);

export const isCode = (value: unknown): value is string =>
  typeof value === "string" && value.length <= longest.code;

/** A name as it is kept: on one line, without letters that cannot be seen or turn the line around, and not long. */
export function cleanName(text: string): string {
  const plain = text
    .replace(/[\u200e\u200f\u202a-\u202e\u2066-\u2069]/g, "")
    .replace(/[\p{Cc}\p{Cs}\s]+/gu, " ")
    .normalize("NFC")
    .trim();
  return [...plain].slice(0, longest.name).join("").trim();
}
