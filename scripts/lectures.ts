// The lectures that the lesson goes with: what assets/cues says about them.
import {readdirSync, readFileSync} from "node:fs";
import {join} from "node:path";
import {type Lecture, parseCues} from "../lib/lesson/cues.js";
import {type Language, top} from "./site.js";

/** The cue file of a lecture, below the repository's top folder. */
export function cueFile(lecture: string, language: Language): string {
  return `assets/cues/${lecture}.${language}.vtt`;
}

/** The lectures in a language, in order. Read anew at each call: in preview, someone may be editing the files. */
export function lecturesIn(language: Language | undefined): readonly Lecture[] {
  return readdirSync(join(top, "assets", "cues"))
    .filter(name => name.endsWith(`.${language}.vtt`))
    .sort()
    .map(name => parseCues(readFileSync(join(top, "assets", "cues", name), "utf8")));
}
