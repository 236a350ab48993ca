/**
 * Where a lecture treats what: cue files in WebVTT, one per lecture and language (assets/cues). A note at the top says
 * which recording the times are of; each cue names a topic and what belongs to it:
 *
 *     WEBVTT ResNets
 *
 *     NOTE
 *     lecture: v1
 *     title: ResNets
 *     length: 7:08
 *     youtube: ZILIbUvp5lk
 *
 *     02:13.000 --> 02:46.000
 *     The shortcut
 *     statements: S10
 *     page: residual-block
 *     at: the-block
 *     figure: walkthrough
 *     set: step=5&view=units
 *
 * `at` is the id of a heading, `figure` (if the slide has one) the id of a figure, `set` that figure's parameters as a
 * link would carry them. Nothing here touches the page.
 */

export interface Lecture {
  readonly id: string;
  readonly title: string;
  /** Of the recording that the times are of, in seconds. */
  readonly length?: number;
  /** The video's id on YouTube. */
  readonly youtube?: string;
  /** Addresses of the lecture elsewhere. */
  readonly coursera?: string;
  readonly netease?: string;
  /** A teacher's own recording, at an address of its own. */
  readonly elsewhere?: string;
  readonly cues: readonly Cue[];
  /** What could not be read. It was left out, and the rest holds. */
  readonly problems: readonly CueProblem[];
}

export interface Cue {
  /** Seconds from the start of the recording. */
  readonly start: number;
  readonly end: number;
  readonly topic: string;
  readonly statements: readonly string[];
  /** The chapter, as in its address. */
  readonly page: string;
  readonly at: string;
  readonly figure?: string;
  readonly set?: string;
}

export interface CueProblem {
  /** Counted from 1. */
  readonly line: number;
  readonly kind: "header" | "times" | "order" | "name" | "missing";
  /** What stands there, or the name of what is missing. */
  readonly text: string;
}

interface Line {
  readonly text: string;
  readonly number: number;
}

const recording = ["lecture", "title", "length", "youtube", "coursera", "netease"];
const payload = ["statements", "page", "at", "figure", "set"];

/** Reads a cue file. It never throws: what it cannot read becomes a problem with its line. */
export function parseCues(file: string): Lecture {
  const problems: CueProblem[] = [];
  const report = (line: Line | undefined, kind: CueProblem["kind"], text = line?.text ?? "") => {
    problems.push({line: line?.number ?? 1, kind, text});
  };
  const [head, ...blocks] = split(file);
  if (!head?.[0].text.match(/^\uFEFF?WEBVTT(\s|$)/)) report(head?.[0], "header");

  const about: Record<string, string> = {};
  const cues: Cue[] = [];
  for (const block of blocks) {
    if (block[0].text === "NOTE") {
      Object.assign(about, readNames(block.slice(1), recording, report));
    } else if (!/^(NOTE|STYLE|REGION)\b/.test(block[0].text)) {
      const cue = readCue(block, report);
      const last = cues.at(-1);
      if (cue && last && cue.start <= last.start) report(block[0], "order");
      else if (cue) cues.push(cue);
    }
  }
  for (const name of ["lecture", "title"]) if (!about[name]) report(undefined, "missing", name);
  const {lecture = "", title = "", length = "", ...links} = about;
  return {id: lecture, title, length: seconds(length), ...links, cues, problems};
}

/** The cue at a time of the recording: the last that has begun. */
export function cueAt(cues: readonly Cue[], time: number): Cue | undefined {
  return cues.findLast(({start}) => start <= time);
}

/** The lecture that says most about a page. */
export function lectureOf(lectures: readonly Lecture[], page: string): Lecture | undefined {
  const weight = ({cues}: Lecture) => cues.filter(cue => cue.page === page).length;
  return [...lectures].sort((a, b) => weight(b) - weight(a))[0];
}

/** The link, from another page, to what a topic is about: the figure with its values, or the section. */
export function preset({page, at, figure, set}: Cue): string {
  return `./${page}.html#${figure ?? at}${set ? `&${set}` : ""}`;
}

/** A small sign for a lecture, by its place among the lectures from 0: ① ② ③. */
export function lectureSign(place: number): string {
  return String.fromCodePoint(0x2460 + place);
}

/** Seconds as a player shows them: `1:26`. */
export function timeText(time: number): string {
  const whole = Math.max(0, Math.floor(time + 1e-6));
  return `${Math.floor(whole / 60)}:${String(whole % 60).padStart(2, "0")}`;
}

/** The seconds that `1:26`, `01:26.000`, `1:02:03` or `86` stands for; undefined when it stands for none. */
export function seconds(text: string): number | undefined {
  const match = /^(?:(\d+):)?(?:(\d+)[:：])?(\d+(?:\.\d*)?)$/.exec(text.trim().replace(/^(\d+)[:：]/, "$1:"));
  if (!match) return undefined;
  const [, first, second, last] = match;
  if ((first || second) && Number(last) >= 60) return undefined;
  const minutes = second === undefined ? Number(first ?? 0) : Number(first) * 60 + Number(second);
  return minutes * 60 + Number(last);
}

/** The address of a YouTube video at a second. */
export function videoAt(id: string, time: number): string {
  return `https://www.youtube.com/watch?v=${encodeURIComponent(id)}&t=${Math.floor(time)}s`;
}

/** Blocks of lines between empty lines. */
function split(file: string): Line[][] {
  const blocks: Line[][] = [];
  let open = false;
  for (const [i, text] of file.split(/\r\n|\r|\n/).entries()) {
    const filled = text.trim() !== "";
    const line = {text: text.trim(), number: i + 1};
    if (filled && open) blocks.at(-1)!.push(line);
    else if (filled) blocks.push([line]);
    open = filled;
  }
  return blocks;
}

type Report = (line: Line | undefined, kind: CueProblem["kind"], text?: string) => void;

function readCue(block: readonly Line[], report: Report): Cue | undefined {
  // A line before the times is the cue's name, which WebVTT allows and nothing here needs.
  const timing = Math.max(
    0,
    block.slice(0, 2).findIndex(({text}) => /->|→/.test(text))
  );
  const times = /^(\S+)\s+-->\s+(\S+)/.exec(block[timing]?.text ?? "");
  const [start, end] = [times?.[1], times?.[2]].map(text => seconds(text ?? ""));
  if (start === undefined || end === undefined) return void report(block[timing] ?? block[0], "times");
  if (end <= start) return void report(block[timing], "order");

  const [topic, ...lines] = block.slice(timing + 1);
  const {statements = "", page, at, figure, set} = readNames(lines, payload, report);
  if (!topic) return void report(block[timing], "missing", "topic");
  if (!page) return void report(topic, "missing", "page");
  if (!at) return void report(topic, "missing", "at");
  return {
    start,
    end,
    topic: topic.text,
    statements: statements.split(/\s+/).filter(Boolean),
    page,
    at,
    figure,
    set
  };
}

/** Lines `name: value`. */
function readNames(lines: readonly Line[], names: readonly string[], report: Report): Record<string, string> {
  const read: Record<string, string> = {};
  for (const line of lines) {
    const match = /^([a-z]+):\s*(.*)$/.exec(line.text);
    if (match && names.includes(match[1])) read[match[1]] = match[2];
    else report(line, "name");
  }
  return read;
}
