// The companion's strip: play, time, the topic, and a line of the whole lecture.
import {type Cue, type Lecture, seconds, timeText} from "../../lesson/cues.js";
import {halfWidth} from "../../lesson/typed.js";
import {button} from "../kit/controls.js";
import {html, set, svg, write} from "../kit/dom.js";
import {notice} from "../kit/notice.js";
import {texts} from "../kit/texts.js";

const t = texts({
  en: {
    play: "Play",
    pause: "Pause",
    time: "Time in the video",
    noTime: (text: string) => `“${text}” is no time; type for example 1:26.`,
    position: "Position in the lecture",
    before: "before the first topic",
    follow: "Follow again",
    elsewhere: (chapter: string) => `in “${chapter}”`,
    topics: "Topics",
    settings: "Video",
    more: "More",
    close: "Close the companion"
  },
  zh: {
    play: "播放",
    pause: "暂停",
    time: "视频时间",
    noTime: text => `“${text}”不是时间；请按 1:26 的写法输入。`,
    position: "视频进度",
    before: "第一个主题之前",
    follow: "继续跟随",
    elsewhere: chapter => `见“${chapter}”`,
    topics: "主题",
    settings: "视频",
    more: "更多",
    close: "关闭同步"
  }
});

export type Panel = "topics" | "settings";

interface Actions {
  readonly toggle: () => void;
  /** To a time of the source. */
  readonly seek: (time: number) => void;
  readonly step: (by: number) => void;
  readonly follow: () => void;
  readonly unfold: (panel?: Panel) => void;
  readonly close: () => void;
}

interface Moment {
  readonly lecture: Lecture;
  readonly cue: Cue | undefined;
  readonly page: string;
  readonly time: number;
  readonly offset: number;
  readonly playing: boolean;
  readonly following: boolean;
}

/** The title of a chapter, as the menu has it. */
export function chapterTitle(page: string): string {
  return (
    document
      .querySelector(`#observablehq-sidebar a[href$="/${CSS.escape(page)}.html"]`)
      ?.textContent?.trim() ?? page
  );
}

export function strip({toggle, seek, follow, unfold, close}: Actions) {
  const icon = svg("path");
  const play = html(
    "button.companion-icon.companion-play",
    {type: "button", click: toggle},
    svg("svg", {viewBox: "0 0 24 24", width: 20, height: 20, "aria-hidden": "true"}, icon)
  );
  const time = html("input", {
    type: "text",
    class: "companion-time",
    "aria-label": t.time,
    size: 5,
    change: () => {
      const typed = seconds(halfWidth(time.value));
      if (typed === undefined) notice(t.noTime(time.value));
      else seek(typed);
      time.blur();
    }
  });
  const topic = html("b");
  const lectureTitle = html("span.companion-lecture");
  const link = html("a.companion-link");
  const again = button(t.follow, follow, {class: "companion-again"});
  const spoken = html("p.visually-hidden", {"aria-live": "polite"});
  const range = html("input", {
    type: "range",
    min: 0,
    step: 1,
    "aria-label": t.position,
    input: () => seek(range.valueAsNumber)
  });
  const ticks = html("div.companion-ticks", {"aria-hidden": "true"});
  const opens = (panel: Panel) => button(t[panel], () => unfold(panel), {"aria-expanded": "false"});
  const panels = {topics: opens("topics"), settings: opens("settings")};
  const tools = html(
    "div.companion-tools",
    panels.topics,
    panels.settings,
    button("×", close, {class: "companion-icon", "aria-label": t.close, title: t.close})
  );
  const more = button(
    "⋯",
    () => {
      const open = !element.classList.contains("unfolded");
      showTools(open);
      if (!open) unfold();
    },
    {class: "companion-icon companion-more", "aria-label": t.more, "aria-expanded": "false"}
  );
  const element = html(
    "div.companion-strip",
    play,
    time,
    html("div.companion-topic", html("span.companion-dot"), topic, lectureTitle, link),
    again,
    more,
    tools,
    html("div.companion-track", ticks, range),
    spoken
  );
  let drawn = "";

  /** In a narrow window the tools stand in a line of their own, or fold away. */
  function showTools(open: boolean) {
    element.classList.toggle("unfolded", open);
    more.setAttribute("aria-expanded", String(open));
  }

  return {
    element,
    focus: () => play.focus(),
    fold: () => showTools(false),
    /** Tells which panel is open. */
    unfolded(open: Panel | undefined) {
      for (const [name, opener] of Object.entries(panels))
        opener.setAttribute("aria-expanded", String(name === open));
      if (open) showTools(true);
    },
    update({lecture, cue, page, time: now, offset, playing, following}: Moment) {
      const name = cue?.topic ?? t.before;
      set(icon, {d: playing ? "M7 5h3.5v14H7zM13.5 5H17v14h-3.5z" : "M8 5v14l11-7z"});
      set(play, {"aria-label": playing ? t.pause : t.play});
      if (document.activeElement !== time) time.value = timeText(now);
      write(topic, name);
      write(spoken, name);
      lectureTitle.textContent = lecture.title;
      element.classList.toggle("following", following);
      again.hidden = following;

      const elsewhere = cue && cue.page !== page;
      link.hidden = !elsewhere;
      if (elsewhere && link.dataset.cue !== `${lecture.id} ${cue.start}`) {
        link.dataset.cue = `${lecture.id} ${cue.start}`;
        link.href = `./${cue.page}.html#${cue.at}`;
        link.textContent = t.elsewhere(chapterTitle(cue.page));
      }

      const end = (lecture.length ?? lecture.cues.at(-1)?.end ?? 0) + offset;
      if (drawn !== `${lecture.id} ${offset}`) {
        drawn = `${lecture.id} ${offset}`;
        range.max = String(Math.ceil(end));
        ticks.replaceChildren(
          ...lecture.cues.map(({start}) => html("i", {style: `left: ${(100 * (start + offset)) / end}%`}))
        );
      }
      range.value = String(now);
      range.setAttribute("aria-valuetext", `${timeText(now)}, ${name}`);
      element.style.setProperty("--done", `${Math.min(100, (100 * now) / end)}%`);
    }
  };
}
