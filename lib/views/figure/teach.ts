// A link to a figure as a teacher wants it: values set, controls locked or hidden.
import {lastSeed, recordingIn, type Settings, writeSettings} from "../../lesson/settings.js";
import {typedNumber} from "../../lesson/typed.js";
import {copyField, dialog} from "../kit/dialog.js";
import {html} from "../kit/dom.js";
import {settings} from "../kit/settings.js";
import {texts} from "../kit/texts.js";

const t = texts({
  en: {
    title: "Link for a class",
    intro: "The page opens with the values that the figure has now. Choose what your class may change.",
    free: "free",
    lock: "locked",
    hide: "hidden",
    answers: "Questions and exercises do not show their answers",
    questions: "The same numbers for all in the questions",
    predict: "Figures ask before they show",
    predicts: {asked: "as usual", required: "and want an answer", off: "do not ask"},
    goals: "Figures show no goals",
    language: "This language only",
    present: "Open as a presentation",
    recording: "Recording for the companion: its address on YouTube or elsewhere",
    offset: "Seconds that topics come later in it",
    noVideo: "This is no video’s address.",
    noOffset: "The offset is a number of seconds, an hour at most.",
    link: "Link"
  },
  zh: {
    title: "课堂链接",
    intro: "页面会以这幅图现在的数值打开。请选择学生可以改动什么。",
    free: "可改",
    lock: "锁定",
    hide: "隐藏",
    answers: "自测题和编程练习不显示答案",
    questions: "自测题的数字全班相同",
    predict: "先提问，再显示结果",
    predicts: {asked: "照常", required: "必须回答", off: "不提问"},
    goals: "图下不显示目标",
    language: "只用这种语言",
    present: "以放映方式打开",
    recording: "同步所用的录像：B 站、网易云课堂、YouTube 等处的网址，或 BV 号",
    offset: "视频比主题时间晚几秒",
    noVideo: "这不是视频的网址。",
    noOffset: "偏移应是秒数，最多一小时。",
    link: "链接"
  }
});

/** Lets a teacher make such a link, starting from the figure's link of the moment and from what this page's own link wants. */
export function teachDialog(figure: HTMLElement, link: string, parameters: readonly string[]): void {
  const field = copyField(t.link, link);
  const wanted = (name: string) =>
    settings.hide.includes(name) ? "hide" : settings.lock.includes(name) ? "lock" : "free";
  const rows = parameters
    .map(name => ({
      name,
      control: figure.querySelector<HTMLElement>(`[data-parameter="${CSS.escape(name)}"]`)
    }))
    .filter(({control}) => control)
    .map(({name, control}) => {
      const label = control!.querySelector(".name")?.textContent ?? name;
      const list = html(
        "select",
        {change: show, "aria-label": label},
        ...(["free", "lock", "hide"] as const).map(value =>
          html("option", {value, selected: value === wanted(name)}, t[value])
        )
      );
      return {name, list, row: html("label.control", html("span.name", label), list)};
    });
  const box = (label: string, checked: boolean) => {
    const input = html("input", {type: "checkbox", change: show, checked});
    return {input, row: html("label.control", input, html("span.name", label))};
  };
  const line = (label: string, size: number, value: string) => {
    const input = html("input.number", {type: "text", size, input: show, value});
    return {input, row: html("label.control", html("span.name", label), input)};
  };
  const predict = html(
    "select",
    {change: show},
    ...(["asked", "required", "off"] as const).map(value =>
      html("option", {value, selected: value === settings.predict}, t.predicts[value])
    )
  );
  const answers = box(t.answers, settings.answers === "hidden");
  const questions = box(t.questions, settings.questions > 0);
  const goals = box(t.goals, settings.goals === "off");
  const language = box(t.language, settings.language === "fixed");
  const present = box(t.present, settings.present === "on");
  const seed = settings.questions || 1 + Math.floor(Math.random() * lastSeed);
  const recording = line(t.recording, 24, settings.recording);
  const offset = line(t.offset, 5, settings.offset ? String(settings.offset) : "");
  // Chapters have a lecture, other pages have none.
  const lecture = document.querySelector(".companion-open") ? [recording.row, offset.row] : [];
  const problem = html("p.dialog-problem", {role: "status"});

  function show() {
    const video = recordingIn(recording.input.value);
    const seconds = offset.input.value.trim()
      ? typedNumber(offset.input.value, s => (Math.abs(s) <= 3600 ? s : undefined)).value
      : 0;
    const noVideo = !video && recording.input.value.trim() !== "";
    const noOffset = seconds === undefined;
    recording.input.setAttribute("aria-invalid", String(noVideo));
    offset.input.setAttribute("aria-invalid", String(noOffset));
    problem.textContent = [noVideo && t.noVideo, noOffset && t.noOffset].filter(Boolean).join(" ");
    const url = new URL(link);
    const chosen = (value: string) => rows.filter(({list}) => list.value === value).map(({name}) => name);
    const ofOthers = (names: readonly string[]) => names.filter(name => rows.every(row => row.name !== name));
    url.search = writeSettings({
      // What is hidden cannot be changed either.
      lock: [...ofOthers(settings.lock), ...chosen("lock"), ...chosen("hide")],
      hide: [...ofOthers(settings.hide), ...chosen("hide")],
      answers: answers.input.checked ? "hidden" : "shown",
      questions: questions.input.checked ? seed : 0,
      predict: predict.value as Settings["predict"],
      goals: goals.input.checked ? "off" : settings.goals === "on" ? "on" : "",
      language: language.input.checked ? "fixed" : "free",
      present: present.input.checked ? "on" : "off",
      recording: video,
      offset: seconds ?? 0
    });
    field.show(url.href);
  }

  show();
  dialog(
    t.title,
    html("p", t.intro),
    html(
      "div.dialog-rows",
      ...rows.map(r => r.row),
      answers.row,
      questions.row,
      html("label.control", html("span.name", t.predict), predict),
      goals.row,
      language.row,
      present.row,
      ...lecture
    ),
    problem,
    field
  );
}
