/** What a course's system is told of a learner (ADL, *SCORM Run-Time Environment* 1.2, section 3.4). */
import {timespan} from "./api.js";
import type {Standing} from "./standing.js";

/** What the system kept of visits before this one. */
export interface Before {
  /** `cmi.core.lesson_status` */
  readonly status: string;
  /** `cmi.core.score.raw` */
  readonly score: string;
  /** Whether it keeps work that this edition of the lesson cannot read. */
  readonly unread: boolean;
}

export interface Visit {
  /** The learner's work, packed. */
  readonly suspended: string;
  /** How long it has lasted so far. */
  readonly milliseconds: number;
}

/** What stands, with earlier visits: of work that cannot be read, what it was worth is not taken back. */
export const withEarlier = (now: Standing, {score, unread}: Before): Standing =>
  unread ? {...now, score: Math.max(now.score, Math.min(100, Number(score) || 0))} : now;

/** The elements of the system's data that are told, and their values, in order. */
export function reportOf(
  now: Standing,
  before: Before,
  {suspended, milliseconds}: Visit
): [string, string][] {
  const {status, unread} = before;
  // What was completed once stays so; the system may have made “passed” of it.
  const stays = ["completed", "passed", ...(now.done ? [] : ["failed", "incomplete"])].includes(status);
  return [
    ["cmi.core.score.min", "0"],
    ["cmi.core.score.max", "100"],
    ["cmi.core.score.raw", String(now.score)],
    ...told(!stays, "cmi.core.lesson_status", now.done ? "completed" : "incomplete"),
    // What was not understood is not written over.
    ...told(!unread, "cmi.suspend_data", suspended),
    ["cmi.core.session_time", timespan(milliseconds)],
    // Without it systems forget what was suspended.
    ["cmi.core.exit", "suspend"]
  ];
}

const told = (at: boolean, element: string, value: string): [string, string][] =>
  at ? [[element, value]] : [];
