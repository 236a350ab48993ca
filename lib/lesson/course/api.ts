/**
 * The interface by which a course's system (LMS) talks to a package: “API” of SCORM 1.2 (ADL, *SCORM Run-Time Environment*
 * 1.2, section 3.3). Whatever the system does, nothing here throws: what it says is text, of at most 4096 letters.
 * Nothing here touches the page.
 */

/** What is asked of a window on the way up to the system's. */
export interface WindowLike {
  readonly API?: unknown;
  readonly parent?: WindowLike | null;
  readonly opener?: WindowLike | null;
}

/** The longest text that the system keeps, in letters: CMIString4096. */
export const longestText = 4096;

/** How many windows up the system is looked for. */
const steps = 7;

/** The system's object: of the frames around a window, else of the window that opened it and the frames around that. */
export function findApi(here: WindowLike): object | undefined {
  return above(here) ?? above(look(() => here.opener)) ?? above(look(() => topOf(here)?.opener));
}

function above(from: WindowLike | null | undefined): object | undefined {
  let window = from;
  for (let step = 0; window && step <= steps; step++) {
    const at = window;
    const api = look(() => at.API);
    if (typeof api === "object" && api !== null) return api;
    const parent = look(() => at.parent);
    window = parent === window ? undefined : parent;
  }
}

function topOf(from: WindowLike): WindowLike | undefined {
  let window = from;
  for (let step = 0; step <= steps; step++) {
    const at = window;
    const parent = look(() => at.parent);
    if (!parent || parent === window) return window;
    window = parent;
  }
}

/** Windows of other sites let nobody look. */
function look<T>(at: () => T): T | undefined {
  try {
    return at();
  } catch {
    return undefined;
  }
}

/** The system, once it has begun to listen. */
export interface Course {
  /** What it says of an element of its data; "" where it says nothing. */
  get(element: string): string;
  /** Tells it a value, unless it was told the same before. */
  set(element: string, value: string): void;
  /** Has it keep what it was told; whether it says that it does. */
  commit(): boolean;
  /** Ends: from then on nothing is told. */
  finish(): void;
}

/** Begins; undefined where the system does not want to. */
export function begin(api: object): Course | undefined {
  const call = (name: string, ...values: readonly string[]): string => {
    try {
      return String((api as {[name: string]: (...values: readonly string[]) => unknown})[name](...values));
    } catch {
      return "";
    }
  };
  const yes = (said: string) => said.toLowerCase() === "true";
  if (!yes(call("LMSInitialize", ""))) return undefined;
  const told = new Map<string, string>();
  let over = false;
  return {
    get: element => (over ? "" : call("LMSGetValue", element).slice(0, longestText)),
    set(element, value) {
      if (over || told.get(element) === value) return;
      if (yes(call("LMSSetValue", element, value))) told.set(element, value);
    },
    commit: () => !over && yes(call("LMSCommit", "")),
    finish() {
      if (over) return;
      over = true;
      call("LMSFinish", "");
    }
  };
}

/** A time as the system takes it (CMITimespan): `0001:02:03.45`. */
export function timespan(milliseconds: number): string {
  // Four digits of hours are all that there are.
  const hundredths = Math.min(Math.max(0, Math.round(milliseconds / 10)), 9999 * 360_000);
  const part = (unit: number, most: number, digits: number) =>
    String(Math.floor(hundredths / unit) % most).padStart(digits, "0");
  return `${part(360_000, 10_000, 4)}:${part(6000, 60, 2)}:${part(100, 60, 2)}.${part(1, 100, 2)}`;
}
