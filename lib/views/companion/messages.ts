// What the companion has to say about its files and videos: each says what to do, and the rest goes on working.
import {type Cue, type Lecture, timeText} from "../../lesson/cues.js";
import {button} from "../kit/controls.js";
import {html} from "../kit/dom.js";
import {texts} from "../kit/texts.js";
import type {Failure} from "./sources.js";

const t = texts({
  en: {
    missing: (missing: number, all: number) =>
      `Lists of topics that could not be loaded: ${missing} of ${all}. Try again when you are online.`,
    problem: (file: string, line: number, what: string) =>
      `Cue file ${file}, line ${line}: ${what}. It was left out.`,
    kinds: {
      header: (text: string) => `a WebVTT file begins with WEBVTT, not with “${text}”`,
      times: (text: string) => `no times can be read in “${text}”`,
      order: (text: string) => `times must ascend: “${text}”`,
      name: (text: string) => `“${text}” is not an entry that is known here`,
      missing: (text: string) => `“${text}” is missing`
    },
    more: (file: string, n: number) => `Cue file ${file}: ${n} more lines could not be read.`,
    notTaken: (time: string, name: string) =>
      `The topic at ${time} asks for “${name}”, which this page does not have, or sets it to a value that it does not take.`,
    failures: {
      unreachable: "YouTube does not answer. You may be offline, or it is blocked here.",
      unplayable: "YouTube does not play this video here.",
      file: "This browser cannot play that file."
    },
    useClock: "Use the clock instead",
    shorter: (video: string, behind: number) =>
      `This video ends at ${video}. Topics behind its end: ${behind}.`,
    differs: (video: string, length: string) =>
      `This video is ${video} long; the topics were timed on one of ${length}. If they come early or late, set the offset.`,
    dismiss: "Dismiss"
  },
  zh: {
    missing: (missing, all) => `${all} 个主题列表中有 ${missing} 个无法加载，请联网后再试。`,
    problem: (file, line, what) => `主题文件 ${file} 第 ${line} 行：${what}，已忽略。`,
    kinds: {
      header: text => `WebVTT 文件应以 WEBVTT 开头，而不是“${text}”`,
      times: text => `无法从“${text}”读出时间`,
      order: text => `时间必须递增：“${text}”`,
      name: text => `“${text}”不是这里认识的条目`,
      missing: text => `缺少“${text}”`
    },
    more: (file, n) => `主题文件 ${file} 还有 ${n} 行无法读懂。`,
    notTaken: (time, name) => `${time} 处的主题要用“${name}”，本页没有它，或者不接受给它的值。`,
    failures: {
      unreachable: "YouTube 没有响应，可能是断网，或在这里被屏蔽。",
      unplayable: "YouTube 无法在这里播放这个视频。",
      file: "浏览器无法播放这个文件。"
    },
    useClock: "改用计时器",
    shorter: (video, behind) => `这个视频到 ${video} 就结束了，还有 ${behind} 个主题在它之后。`,
    differs: (video, length) =>
      `这个视频长 ${video}，主题时间取自长 ${length} 的版本。如果偏早或偏晚，请调整偏移。`,
    dismiss: "关闭"
  }
});

export interface CueFile {
  readonly name: string;
  /** There is none where the file cannot be had. */
  readonly lecture?: Lecture;
}

/** Of a file that is not a cue file at all, each line would be a problem. */
const most = 3;

export function messages() {
  const element = html("div.companion-messages", {role: "status"});
  const said = (text: string) => [...element.children].some(line => line.firstChild?.textContent === text);
  const say = (text: string, action?: Node) => {
    const line = html(
      "p",
      html("span", text),
      action,
      button("×", () => line.remove(), {class: "companion-icon", "aria-label": t.dismiss})
    );
    element.append(line);
    return line;
  };
  let failure: HTMLElement | undefined;
  const clear = () => element.replaceChildren();
  return {
    element,
    clear,
    /** What is wrong with the cue files, if anything. */
    read(files: readonly CueFile[]) {
      for (const {name, lecture} of files) {
        const {id, problems} = lecture ?? {id: "", problems: []};
        const file = id || name;
        for (const {line, kind, text} of problems.slice(0, most))
          say(t.problem(file, line, t.kinds[kind](text)));
        if (problems.length > most) say(t.more(file, problems.length - most));
      }
      const missing = files.filter(({lecture}) => !lecture).length;
      if (missing) say(t.missing(missing, files.length));
    },
    notTaken({start}: Cue, name: string) {
      const text = t.notTaken(timeText(start), name);
      if (!said(text)) say(text);
    },
    failed(why: Failure, useClock: () => void) {
      failure?.remove();
      failure = say(
        t.failures[why],
        button(t.useClock, () => {
          clear();
          useClock();
        })
      );
    },
    /** What had failed works now. */
    recovered: () => failure?.remove(),
    shorter: (video: number, behind: number) => say(t.shorter(timeText(video), behind)),
    differs: (video: number, length: number) => say(t.differs(timeText(video), timeText(length)))
  };
}
