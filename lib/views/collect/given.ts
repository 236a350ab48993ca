// What an instructor gives the page, files and texts with links, as results: one by one, so that the page goes on meanwhile.
import {unpack} from "../../lesson/packed.js";
import type {Handed} from "../../lesson/results/class.js";
import type {Parts} from "../../lesson/results/lesson.js";
import {longest, type Refusal, readResults} from "../../lesson/results/results.js";

/** Something given that was left out, and why. */
export interface Refused {
  readonly source: string;
  readonly refusal: Refusal;
}

/** A text that may hold results, or links with results in it. */
export interface Source {
  readonly name: string;
  /** In bytes. */
  readonly size: number;
  text(): Promise<string>;
}

/** More bytes than a letter to a class with all its links has; what is larger is not opened. */
const largest = 5_000_000;

/** What stands in the texts, each result or refusal when it has been read. */
export async function* readGiven(
  sources: readonly Source[],
  parts: Parts,
  nameOfLink: (i: number, source: string) => string
): AsyncGenerator<Handed | Refused> {
  for (const source of sources) {
    const {name} = source;
    if (source.size > largest) {
      yield {source: name, refusal: {why: "large"}};
      continue;
    }
    // A folder, or a file that is gone by now.
    const content = await source.text().catch(() => "");
    const links = linksIn(content);
    if (/^\s*\{/.test(content) || !links.length) yield readOne(name, content, parts);
    else
      for (const [i, packed] of links.entries()) {
        const link = links.length === 1 && !name ? nameOfLink(i, "") : nameOfLink(i, name);
        const unpacked = await unpack(packed, longest.file).catch((error: unknown) => error);
        if (typeof unpacked === "string") yield readOne(link, unpacked, parts);
        else yield {source: link, refusal: {why: unpacked instanceof RangeError ? "large" : "damaged"}};
      }
  }
}

/** What is packed in the links of a text, each once. */
export const linksIn = (text: string): readonly string[] => [
  ...new Set(Array.from(text.matchAll(/[#&]results=([\w-]+)/g), ([, packed]) => packed))
];

function readOne(source: string, text: string, parts: Parts): Handed | Refused {
  const read = readResults(text, parts);
  return "refused" in read ? {source, refusal: read.refused} : {source, ...read};
}
