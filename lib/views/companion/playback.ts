// What plays: a lecture, the source of its time, and how far the source's clock is from the lecture's.
import {type Cue, cueAt, type Lecture} from "../../lesson/cues.js";
import {settings as wanted} from "../kit/settings.js";
import type {messages} from "./messages.js";
import {keepOffset, keepSource, recallOffset, type SourceName} from "./session.js";
import {clock, ownFile, type Source, type SourceOptions} from "./sources.js";
import {youtube} from "./youtube.js";

export interface PlaybackOptions extends Pick<SourceOptions, "changed" | "failed"> {
  readonly lectures: readonly Lecture[];
  readonly lecture: Lecture;
  readonly name: SourceName;
  /** Another source is there. */
  readonly opened: () => void;
}

export function playback({lectures, lecture, name, opened, changed, failed}: PlaybackOptions) {
  let source: Source | undefined;
  let offset = 0;

  function use(kind: SourceName, time: number, playing = false) {
    source?.close();
    name = kind;
    // What the reader has set goes before what the page was given.
    offset = recallOffset(lecture.id, name) ?? wanted.offset;
    source = sourceOf(lecture, name, {time, playing, changed, failed});
    opened();
  }

  return {
    get lecture() {
      return lecture;
    },
    get name() {
      return name;
    },
    get offset() {
      return offset;
    },
    /** Undefined while the first is being made. */
    get source() {
      return source;
    },
    get time() {
      return source?.time ?? 0;
    },
    get playing() {
      return source?.playing ?? false;
    },
    get cue(): Cue | undefined {
      return source && cueAt(lecture.cues, source.time - offset);
    },
    use,
    /** Takes a lecture by its id, and a source. */
    choose(id: string, kind: SourceName) {
      const other = lectures.find(lecture => lecture.id === id);
      const time = other === lecture && source ? source.time : 0;
      if (other) lecture = other;
      if (kind !== name) keepSource(kind);
      use(kind, time);
    },
    /** Takes a file of the reader's. */
    take(file: File) {
      if (name !== "file") use("file", source?.time ?? 0);
      source?.take?.(file);
    },
    shift(seconds: number) {
      offset = seconds;
      keepOffset(lecture.id, name, offset);
    }
  };
}

export type Playback = ReturnType<typeof playback>;

function sourceOf({youtube: video}: Lecture, name: SourceName, options: SourceOptions): Source {
  if (name === "youtube" && video) return youtube(video, options);
  return name === "file" ? ownFile(options) : clock(options);
}

/** Says so, once for each video, if its length is not that of the recording that the topics were timed on. */
export function lengthCheck(message: ReturnType<typeof messages>) {
  let compared: {readonly source?: Source; readonly duration?: number} = {};
  return ({lecture: {cues, length}, source, offset}: Playback) => {
    const duration = source?.duration;
    if (duration === undefined || (duration === compared.duration && source === compared.source)) return;
    compared = {source, duration};
    message.recovered();
    if (!length) return;
    const behind = cues.filter(({start}) => start + offset > duration).length;
    if (behind) message.shorter(duration, behind);
    else if (Math.abs(duration - length - offset) > 5) message.differs(duration, length);
  };
}
