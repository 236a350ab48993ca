/**
 * A learner's results as a course's system keeps them between two visits (`cmi.suspend_data`), so that they come along to
 * another device. The system keeps little: what does not fit stays on the device where it was made.
 */
import {pack, unpack} from "../packed.js";
import type {Parts} from "../results/lesson.js";
import {longest, type Results, readResults, writeResults} from "../results/results.js";
import {longestText} from "./api.js";

/** The results without more and more of what counts least for a course; the last fits always. */
const shorter: readonly ((results: Results) => Results)[] = [
  results => results,
  results => ({...results, cells: {}}),
  results => ({...results, cells: {}, exercises: each(results.exercises, ({code: _, ...tried}) => tried)}),
  results => ({...bare(results), goals: results.goals}),
  bare
];

function bare(results: Results): Results {
  return {
    ...results,
    predictions: {},
    goals: [],
    cells: {},
    answers: each(results.answers, ({seed, first}) => ({seed, first})),
    exercises: each(results.exercises, ({solved}) => (solved ? {solved} : {}))
  };
}

const each = <T>(records: {readonly [id: string]: T}, of: (record: T) => T): {readonly [id: string]: T} =>
  Object.fromEntries(Object.entries(records).map(([id, record]) => [id, of(record)]));

/** As much of the results as fits into 4096 letters. */
export async function suspend(results: Results): Promise<string> {
  for (const part of shorter) {
    const packed = await pack(writeResults(part(results)));
    if (packed !== undefined && packed.length <= longestText) return packed;
  }
  throw new Error(`too long for a course: ${Object.keys(results.answers).length} answers`);
}

/**
 * What was suspended; undefined where nothing was, “unread” where it is something that this edition of the lesson does not
 * understand: a later one may have written it.
 */
export async function resume(text: string, parts: Parts): Promise<Results | "unread" | undefined> {
  if (!text) return undefined;
  const unpacked = await unpack(text, longest.file).catch(() => "");
  const read = readResults(unpacked, parts);
  return "results" in read ? read.results : "unread";
}
