// Beside a passage that makes a statement (`{data-s="S10"}`): when the lecture makes it.
import type MarkdownIt from "markdown-it";
import {type Cue, type Lecture, lectureOf, lectureSign, timeText, videoAt} from "../../lib/lesson/cues.js";

/** Adds time marks to the passages of a page, from the lectures in the page's language. */
export function timeMarks(md: MarkdownIt, lecturesOf: (path: string) => readonly Lecture[]): MarkdownIt {
  // After the attributes in braces have been read.
  md.core.ruler.push("time_marks", ({tokens, env, Token}) => {
    const lectures = lecturesOf(env.path ?? "");
    const ofPage = lectureOf(lectures, (env.path ?? "").replace(/^.*\//, ""));
    for (const [i, token] of tokens.entries()) {
      const statements = token.attrGet("data-s")?.split(/\s+/);
      const text = statements && tokens.slice(i).find(({type}) => type === "inline");
      const marks = lectures.flatMap((lecture, number) =>
        lecture.cues
          .filter(cue => cue.statements.some(s => statements?.includes(s)))
          .map(cue =>
            mark(lecture, cue, lecture === ofPage ? "" : `${lectureSign(number)} `, md.utils.escapeHtml)
          )
      );
      if (!text || marks.length === 0) continue;
      const html = new Token("html_inline", "", 0);
      // Never alone on a line.
      html.content = `&nbsp;<span class="marks">${marks.join(" ")}</span>`;
      text.children?.push(html);
    }
  });
  return md;
}

/** A link to the second in the video; where no such link is known, the time alone. */
function mark(
  {id, title, youtube}: Lecture,
  {start, topic}: Cue,
  sign: string,
  plain: (text: string) => string
): string {
  const time = `${sign}${timeText(start)}`;
  const name = plain(`${time}, ${title}: ${topic}`);
  const data = `class="mark" data-lecture="${id}" data-time="${start}" data-topic="${plain(topic)}" title="${name}"`;
  return youtube
    ? `<a ${data} aria-label="${name}" href="${videoAt(youtube, start)}">${time}</a>`
    : `<span ${data}>${time}</span>`;
}
