import {dataSet, glyphs, spirals} from "../experiments/data.js";
import * as lessonLibrary from "../index.js";
import {helpers} from "./values.js";

/** The names that cells have without declaring them: the library, data sets, and what to show things with. */
export const library: {readonly [name: string]: unknown} = {
  ...lessonLibrary,
  spirals,
  glyphs,
  dataSet,
  ...helpers
};

export const libraryNames: ReadonlySet<string> = new Set(Object.keys(library));
