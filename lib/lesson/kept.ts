/**
 * What is kept in a reader's browser. Other tabs keep things there too, so nothing is read once and written whole later: a
 * thing that changes by itself has a name of its own, and a change is made to what is kept at that moment. Nothing here
 * touches the page: the shelf is `localStorage`, or a test's.
 */
export interface Shelf {
  getItem(name: string): string | null;
  setItem(name: string, text: string): void;
  removeItem(name: string): void;
}

/** One thing kept under a name. */
export interface Kept<T> {
  read(): T | undefined;
  /** Keeps the value; undefined forgets it. */
  write(value: T | undefined): void;
}

/** What went wrong: what is kept is no such thing, or nothing can be kept. */
export type Trouble = "broken" | "full";

/** What is kept under a name, if it is what `valid` says. Where nothing can be kept, it is until the page is left. */
export function keptOn<T>(
  shelf: () => Shelf,
  name: string,
  valid: (value: unknown) => value is T,
  trouble: (what: Trouble) => void
): Kept<T> {
  let unkept: {readonly value: T | undefined} | undefined;
  return {
    read() {
      if (unkept) return unkept.value;
      let text: string | null;
      try {
        text = shelf().getItem(name);
      } catch {
        return undefined;
      }
      if (text === null) return undefined;
      try {
        const value: unknown = JSON.parse(text);
        if (valid(value)) return value;
      } catch {
        // Said below, as for all that is not valid.
      }
      trouble("broken");
      return undefined;
    },
    write(value) {
      try {
        if (value === undefined) shelf().removeItem(name);
        else shelf().setItem(name, JSON.stringify(value));
        unkept = undefined;
      } catch {
        unkept = {value};
        trouble("full");
      }
    }
  };
}

/** Makes what is kept under a name, for one shelf. */
export type Keep = <T>(name: string, valid: (value: unknown) => value is T) => Kept<T>;

/** What is kept of one exercise: the reader's code, whether it was right once, and how it failed before. */
export interface Work {
  readonly code?: string;
  readonly solved?: boolean;
  /** Checks that failed before it was solved. */
  readonly missed?: number;
  /** Typical slips among them, by their places in the exercise's list. */
  readonly slips?: readonly number[];
}

const isWork = (value: unknown): value is Work =>
  typeof value === "object" &&
  value !== null &&
  ["string", "undefined"].includes(typeof (value as Work).code);
const areWorks = (value: unknown): value is {readonly [id: string]: Work} =>
  typeof value === "object" && value !== null && Object.values(value).every(isWork);

/** The name that an exercise's work is kept under. */
export const workName = (id: string) => `exercise ${id}`;

/** The work on exercises, each under its own name. Once all were kept as one: what is still kept so is parted. */
export function works(keep: Keep, ids: readonly string[]) {
  const each = new Map(ids.map(id => [id, keep(workName(id), isWork)]));
  const together = keep("exercises", areWorks);
  const old = together.read();
  if (old) {
    for (const [id, kept] of each) if (old[id] && !kept.read()) kept.write(old[id]);
    together.write(undefined);
  }
  const of = (id: string): Work => each.get(id)?.read() ?? {};
  return {
    of,
    /** Changes what is said, and leaves the rest as it is kept. */
    note: (id: string, change: Work) => each.get(id)?.write({...of(id), ...change}),
    forget: (...forgotten: readonly string[]) => {
      for (const id of forgotten) each.get(id)?.write(undefined);
    },
    any: () => [...each.values()].some(kept => kept.read() !== undefined)
  };
}

export type Cells = readonly string[];

const areTexts = (value: unknown): value is Cells =>
  Array.isArray(value) && value.every(item => typeof item === "string");
const areVersions = (value: unknown): value is readonly Cells[] =>
  Array.isArray(value) && value.every(areTexts);

export const same = (a: Cells, b: Cells) => a.length === b.length && a.every((code, i) => code === b[i]);

/** The names that a block's versions are kept under: the reader's, and those that were set aside. */
export const versionNames = (id: string) => ({own: `code ${id}`, aside: `code ${id} aside`});

/**
 * A reader's versions of a block of cells. Cells change one by one, so that two tabs in which two cells are written keep
 * both. A link's code that the reader goes on with becomes theirs, and what was theirs before is set aside.
 *
 * @param written the cells as the lesson has them
 */
export function versions(keep: Keep, id: string, written: Cells) {
  const names = versionNames(id);
  const [kept, aside] = [keep(names.own, areTexts), keep(names.aside, areVersions)];
  const fits = (cells: Cells | undefined) => cells?.length === written.length;
  const ownCells = () => {
    const cells = kept.read();
    return fits(cells) ? cells : undefined;
  };
  const write = (cells: Cells) => kept.write(same(cells, written) ? undefined : cells);
  const earlier = () => (aside.read() ?? []).filter(fits);
  /** What this page last saw kept. */
  let seen = ownCells() ?? written;
  return {
    /** The reader's version, if there is one. */
    own: ownCells,
    /** What was set aside last. */
    before: () => earlier().at(-1),
    /** Whether what is kept does not fit these cells any more. */
    outgrown: () => kept.read() !== undefined && ownCells() === undefined,
    /** Keeps the cells that were changed here since they were last seen; returns all as they are kept. */
    keep(now: Cells): Cells {
      const others = ownCells() ?? written;
      seen = now.map((code, i) => (code === seen[i] ? others[i] : code));
      write(seen);
      return seen;
    },
    /** What another tab has kept meanwhile. */
    look(): Cells {
      seen = ownCells() ?? written;
      return seen;
    },
    /** Keeps all the cells, which did not come of the reader's version: that is set aside. */
    adopt(now: Cells): void {
      const mine = ownCells();
      if (mine && !same(mine, now)) aside.write([...earlier().filter(version => !same(version, mine)), mine]);
      seen = now;
      write(now);
    },
    /** Takes up again what was set aside last. */
    back(): Cells {
      const all = earlier();
      seen = all.at(-1) ?? written;
      aside.write(all.length > 1 ? all.slice(0, -1) : undefined);
      write(seen);
      return seen;
    }
  };
}
