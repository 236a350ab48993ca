/** A learner's results, from what is kept in their browser. Nothing here touches the page. */
import {isReached, type Reached} from "../goal.js";
import {versionNames, type Work, workName} from "../kept.js";
import {isCommitted} from "../prediction.js";
import {type Answered, isAnswered} from "../questions/answered.js";
import type {QuestionRow} from "../questions/question.js";
import {type Parts, takenBy} from "./lesson.js";
import {
  areSlips,
  canBeTried,
  cleanName,
  type Given,
  isCode,
  mostMissed,
  type Results,
  type Tried
} from "./results.js";

interface Options {
  /** What is kept under a name: any value, undefined where there is none. */
  readonly read: (name: string) => unknown;
  readonly name: string;
  readonly made: number;
  /** The seed of a class's questions; 0 where there is none. */
  readonly questions: number;
}

/** The results, and how many pieces of code were too long for them. */
export function ownResults(
  parts: Parts,
  {read, name, made, questions}: Options
): {readonly results: Results; readonly tooLong: number} {
  let tooLong = 0;
  const short = (code: unknown): code is string => {
    if (typeof code === "string" && !isCode(code)) tooLong++;
    return isCode(code);
  };
  const results: Results = {
    name: cleanName(name),
    made,
    predictions: each(parts.predictions, (prediction, id) => {
      const kept = read(`prediction ${id}`);
      return isCommitted(takenBy(prediction), kept) ? (kept.given ?? null) : undefined;
    }),
    answers: each(parts.questions, (row, id) => {
      const names = [...(questions ? [`question ${id} ${questions}`] : []), `question ${id}`, `review ${id}`];
      return names.map(kept => givenIn(row, read(kept))).find(Boolean);
    }),
    goals: [...parts.goals.keys()].filter(id => isReached(read(`goal ${id}`))),
    exercises: each(parts.exercises, ({slips}, id) => triedIn(read(workName(id)), slips.length, short)),
    cells: each(parts.examples, ({cells}, id) => {
      const kept = read(versionNames(id).own);
      if (!Array.isArray(kept) || kept.length !== cells.length) return;
      const changed = kept.flatMap((code, i) =>
        typeof code === "string" && bare(code) !== bare(cells[i]) && short(code) ? [[i, code]] : []
      );
      return changed.length ? Object.fromEntries(changed) : undefined;
    })
  };
  return {results, tooLong};
}

/** What is to be kept for `ownResults` to find these results: values by their names. */
export function keptFor(
  {examples}: Parts,
  {predictions, answers, goals, exercises, cells}: Results,
  questions: number
): ReadonlyMap<string, unknown> {
  const version = 1;
  const named = <T>(records: {readonly [id: string]: T}, of: (record: T, id: string) => [string, unknown]) =>
    Object.entries(records).map(([id, record]) => of(record, id));
  return new Map([
    ...named(predictions, (given, id) => [`prediction ${id}`, {version, ...(given !== null && {given})}]),
    ...named(answers, ({seed, first, tried}, id): [string, Answered] => {
      const name = questions && seed === questions ? `question ${id} ${questions}` : `question ${id}`;
      return [
        name,
        {
          version,
          seed,
          first,
          ...(tried !== undefined && {tried, did: tried === null ? "show" : "check"}),
          ...(typeof tried === "string" && {typed: tried}),
          ...(typeof tried === "number" && {chosen: tried})
        }
      ];
    }),
    ...goals.map((id): [string, Reached] => [`goal ${id}`, {version}]),
    ...named(exercises, (tried, id): [string, Work] => [workName(id), tried]),
    ...named(cells, (changed, id) => [
      versionNames(id).own,
      examples.get(id)!.cells.map((code, i) => changed[i] ?? code)
    ])
  ]);
}

/** What there is of each part. */
function each<P, T>(parts: ReadonlyMap<string, P>, of: (part: P, id: string) => T | undefined) {
  const all = [...parts].flatMap(([id, part]) => {
    const value = of(part, id);
    return value === undefined ? [] : [[id, value] as const];
  });
  return Object.fromEntries(all);
}

function givenIn(row: QuestionRow, kept: unknown): Given | undefined {
  if (!isAnswered(kept) || !kept.first) return;
  const {seed, first, tried} = kept;
  const known = tried === null ? first === "wrong" : canBeTried(row, tried);
  return {seed, first, ...(known && {tried})};
}

function triedIn(kept: unknown, slips: number, short: (code: unknown) => code is string): Tried | undefined {
  const work = (kept ?? {}) as Work;
  const tried: Tried = {
    ...(work.solved === true && {solved: true}),
    ...(Number.isInteger(work.missed) && work.missed! > 0 && {missed: Math.min(work.missed!, mostMissed)}),
    ...(areSlips(work.slips, slips) && work.slips.length && {slips: work.slips}),
    ...(short(work.code) && {code: work.code})
  };
  return Object.keys(tried).length ? tried : undefined;
}

/** Code without its remarks, which each language has its own of. */
const bare = (code: string) => code.replace(/\/\/ .*$/gm, "");
