// What the companion remembers. Storage may be forbidden or full: then it forgets, and nothing else happens.
import {shelf} from "../kit/shelf.js";

export const sources = ["youtube", "file", "clock"] as const;
export type SourceName = (typeof sources)[number];

/** Where the reader was, for the next page of the same tab. */
export interface Session {
  readonly lecture: string;
  readonly source: SourceName;
  /** By the source's own clock, in seconds. */
  readonly time: number;
  readonly playing: boolean;
  readonly following: boolean;
  /** When this was written, in milliseconds. */
  readonly saved: number;
}

/** The session of the page before, if the companion was open there. */
export function recallSession(): Session | undefined {
  const session = read("sessionStorage", "companion") as Session | undefined;
  return session && sources.includes(session.source) && Number.isFinite(session.time) ? session : undefined;
}

/** Where a session goes on: a clock has run meanwhile. */
export function timeOf({source, time, playing, saved}: Session): number {
  return source === "clock" && playing ? time + (Date.now() - saved) / 1000 : time;
}

/** Keeps the session for the next page; undefined forgets it. */
export function keepSession(session: Session | undefined): void {
  write("sessionStorage", "companion", session);
}

/** The source that the reader chose last. */
export function recallSource(): SourceName | undefined {
  return sources.find(name => name === read("localStorage", "companion-source"));
}

export function keepSource(source: SourceName): void {
  write("localStorage", "companion-source", source);
}

/** How many seconds later than in its cues a topic comes in this source of the lecture, where the reader has said so. */
export function recallOffset(lecture: string, source: SourceName): number | undefined {
  const offset = read("localStorage", `companion-offset-${lecture}-${source}`);
  return Number.isFinite(offset) ? (offset as number) : undefined;
}

export function keepOffset(lecture: string, source: SourceName, offset: number): void {
  write("localStorage", `companion-offset-${lecture}-${source}`, offset);
}

type Storage = Parameters<typeof shelf>[0];

function read(storage: Storage, key: string): unknown {
  try {
    return JSON.parse(shelf(storage).getItem(key) ?? "null") ?? undefined;
  } catch {
    return undefined;
  }
}

function write(storage: Storage, key: string, value: unknown): void {
  try {
    if (value === undefined) shelf(storage).removeItem(key);
    else shelf(storage).setItem(key, JSON.stringify(value));
  } catch {}
}
