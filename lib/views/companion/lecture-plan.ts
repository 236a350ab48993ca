// For teachers: a lecture minute by minute, each topic a link that opens its figure in the state of the lecturer's slide.
import {type Cue, lectureSign, parseCues, preset, timeText} from "../../lesson/cues.js";
import {html} from "../kit/dom.js";
import {table} from "../kit/table.js";
import {type Language, language, texts} from "../kit/texts.js";
import {chapterTitle} from "./strip.js";

const t = texts({
  en: {time: "Time", topic: "Topic", chapter: "Chapter", set: "opens with its values set"},
  zh: {time: "时间", topic: "主题", chapter: "章", set: "打开时已设好数值"}
});

/** What is needed of a page's file. */
interface CueFile {
  text(): Promise<string>;
}

/** The topics of the lectures, a list to unfold for each; in English where there are no files in the page's language. */
export async function lecturePlan(
  files: {readonly en: readonly CueFile[]} & {readonly [language in Language]?: readonly CueFile[]}
): Promise<HTMLElement> {
  const lectures = await Promise.all(
    (files[language()] ?? files.en).map(async file => parseCues(await file.text()))
  );
  return html(
    "div.lecture-plan",
    ...lectures.map(({title, length, cues}, place) =>
      html(
        "details",
        html("summary", `${lectureSign(place)} ${title}`, length && html("small", ` ${timeText(length)}`)),
        table([t.time, t.topic, t.chapter], cues.map(row))
      )
    )
  );
}

const row = (cue: Cue) => [
  timeText(cue.start),
  [
    html("a", {href: preset(cue)}, cue.topic),
    cue.set && html("span", {title: t.set, role: "img", "aria-label": t.set}, " ◆")
  ],
  chapterTitle(cue.page)
];
