// The lesson as results are read against it. Questions and exercises bring the library: all come when they are asked for.
import {type Figure, type Parts, partsOf} from "../../lesson/results/lesson.js";
import {shelf} from "../kit/shelf.js";

/** What figures ask, as a page is given it (Framework's FileAttachment of figures.json). */
export interface FigureFile {
  json(): Promise<unknown>;
}

/** The parts of this lesson. */
export async function partsHere(file: FigureFile): Promise<Parts> {
  const [figures, {loadChapters}, {exercises}, {examples}] = await Promise.all([
    file.json() as Promise<readonly Figure[]>,
    import("../../lesson/questions/index.js"),
    import("../../lesson/exercises/index.js"),
    import("../../lesson/examples.js")
  ]);
  return partsOf({figures, chapters: await loadChapters(), exercises, examples});
}

/** What is kept under a name; undefined where that cannot be read. */
export function readHere(name: string): unknown {
  try {
    return JSON.parse(shelf("localStorage").getItem(name) ?? "null") ?? undefined;
  } catch {
    return undefined;
  }
}
