// What the companion has to say about its files and videos: each says what to do, and the rest goes on working.
import {type Cue, type CueProblem, timeText} from "../lesson/cues.js";
import type {Failure} from "./companion-sources.js";
import {button} from "./controls.js";
import {html} from "./dom.js";
import {texts} from "./texts.js";

const t = texts({
  en: {
    noCues: "The list of topics could not be loaded. Try again when you are online.",
    problem: (file: string, line: number, what: string) =>
      `Cue file ${file}, line ${line}: ${what}. It was left out.`,
    kinds: {
      header: (text: string) => `a WebVTT file begins with WEBVTT, not with “${text}”`,
      times: (text: string) => `no times can be read in “${text}”`,
      order: (text: string) => `times must ascend: “${text}”`,
      name: (text: string) => `“${text}” is not an entry that is known here`,
      missing: (text: string) => `“${text}” is missing`
    },
    notTaken: (time: string, name: string) =>
      `The topic at ${time} sets “${name}” to something that this page does not take.`,
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
    noCues: "主题列表无法加载，请联网后再试。",
    problem: (file, line, what) => `主题文件 ${file} 第 ${line} 行：${what}，已忽略。`,
    kinds: {
      header: text => `WebVTT 文件应以 WEBVTT 开头，而不是“${text}”`,
      times: text => `无法从“${text}”读出时间`,
      order: text => `时间必须递增：“${text}”`,
      name: text => `“${text}”不是这里认识的条目`,
      missing: text => `缺少“${text}”`
    },
    notTaken: (time, name) => `${time} 处的主题给“${name}”设的值，本页不接受。`,
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

export function messages() {
  const element = html("div", {class: "companion-messages", role: "status"});
  const say = (text: string, action?: Node) => {
    const line = html(
      "p",
      {},
      html("span", {}, text),
      action,
      button("×", () => line.remove(), {class: "companion-icon", "aria-label": t.dismiss})
    );
    element.append(line);
  };
  return {
    element,
    clear: () => element.replaceChildren(),
    noCues: () => say(t.noCues),
    problem: (file: string, {line, kind, text}: CueProblem) =>
      say(t.problem(file, line, t.kinds[kind](text))),
    notTaken: ({start}: Cue, name: string) => say(t.notTaken(timeText(start), name)),
    failed: (failure: Failure, useClock: () => void) =>
      say(t.failures[failure], button(t.useClock, useClock)),
    shorter: (video: number, behind: number) => say(t.shorter(timeText(video), behind)),
    differs: (video: number, length: number) => say(t.differs(timeText(video), timeText(length)))
  };
}
