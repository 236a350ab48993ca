// Which lecture, from where, and how much later its topics come there.
import {type Lecture, lectureSign, videoAt} from "../../lesson/cues.js";
import {typedNumber} from "../../lesson/typed.js";
import {button, radios} from "../kit/controls.js";
import {html} from "../kit/dom.js";
import {notice} from "../kit/notice.js";
import {language, texts} from "../kit/texts.js";
import {unclear} from "../kit/unclear.js";
import {type SourceName, sources} from "./session.js";

const t = texts({
  en: {
    settings: "Lecture and video",
    lecture: "Lecture",
    source: "Source",
    youtube: "YouTube",
    file: "Your file",
    clock: "Elsewhere",
    hints: {
      youtube: "Plays here, through YouTube. YouTube learns of it only when you press play.",
      file: "Plays a video from this device. It is not uploaded.",
      clock:
        "A clock for a video that plays elsewhere. Pause the video there at 0:00, then start both together; space and the arrow keys work here too."
    },
    offset: "Offset in seconds",
    offsetRefused: (text: string) => `“${text}” is not a number of seconds, an hour at most.`,
    offsetHint: "If your video reaches a topic later than the page does, set how many seconds later.",
    less: "One second less",
    more: "One second more",
    open: "Open the lecture:",
    recording: "your teacher’s recording",
    netease: "NetEase (in Chinese)",
    bilibili: "bilibili"
  },
  zh: {
    settings: "讲与视频",
    lecture: "第几讲",
    source: "来源",
    youtube: "YouTube",
    file: "本地文件",
    clock: "在别处播放",
    hints: {
      youtube: "在本页通过 YouTube 播放。只有按下播放，才会连接 YouTube。",
      file: "播放这台设备上的视频，不会上传。",
      clock:
        "在 B 站、网易云课堂等处看视频时用的计时器。先在那边把视频暂停在 0:00，再同时按播放；空格键和方向键也可用。"
    },
    offset: "偏移（秒）",
    offsetRefused: text => `“${text}”不是秒数（最多一小时）。`,
    offsetHint: "如果你的视频比这里晚，就加上相差的秒数。",
    less: "减一秒",
    more: "加一秒",
    open: "打开这一讲：",
    recording: "老师的录像",
    netease: "网易云课堂（课程首页）",
    bilibili: "B 站（搜索）"
  }
});

interface Chosen {
  readonly lecture: Lecture;
  readonly source: SourceName;
  readonly offset: number;
}

export function settings({
  lectures,
  choose,
  changeOffset
}: {
  readonly lectures: readonly Lecture[];
  readonly choose: (lecture: string, source: SourceName) => void;
  readonly changeOffset: (seconds: number) => void;
}) {
  let chosen: Chosen | undefined;
  const lecture = radios(
    t.lecture,
    lectures.map(({id, title}, place) => [id, `${lectureSign(place)} ${title}`]),
    id => chosen && choose(id, chosen.source)
  );
  const source = radios(
    t.source,
    // First what every reader of the language can use.
    (language() === "zh" ? [...sources].reverse() : sources).map(name => [name, t[name]] as const),
    name => chosen && choose(chosen.lecture.id, name)
  );
  const hint = html("p.companion-hint");
  const links = html("p.companion-hint");
  const set = (seconds: number) => {
    const kept = Math.max(-3600, Math.min(3600, Math.round(seconds * 10) / 10));
    box.value = String(kept);
    if (chosen) chosen = {...chosen, offset: kept};
    changeOffset(kept);
  };
  const box = html("input", {
    type: "text",
    class: "number",
    size: 5,
    "aria-label": t.offset,
    change: () => {
      const {value, meanings} = typedNumber(box.value, s => (Math.abs(s) <= 3600 ? s : undefined));
      if (value === undefined)
        notice(meanings.length ? unclear(box.value, meanings) : t.offsetRefused(box.value));
      set(value ?? chosen?.offset ?? 0);
    }
  });
  const nudge = (by: number) => set((chosen?.offset ?? 0) + by);
  const element = html(
    "div.companion-panel.companion-settings",
    {role: "group", "aria-label": t.settings, hidden: true},
    lecture.element,
    source.element,
    hint,
    html(
      "div.control",
      html("span.name", {"aria-hidden": "true"}, t.offset),
      button("−", () => nudge(-1), {"aria-label": t.less}),
      box,
      button("+", () => nudge(1), {"aria-label": t.more})
    ),
    html("p.companion-hint", t.offsetHint),
    links
  );
  return {
    element,
    update(now: Chosen) {
      chosen = now;
      lecture.check(now.lecture.id);
      source.check(now.source);
      hint.textContent = t.hints[now.source];
      box.value = String(now.offset);
      const {youtube, coursera, netease, elsewhere, title} = now.lecture;
      const places = {
        [t.recording]: elsewhere,
        ...(language() === "zh" && {[t.bilibili]: searched(title), [t.netease]: netease}),
        YouTube: youtube && videoAt(youtube, 0),
        Coursera: coursera,
        ...(language() !== "zh" && {[t.netease]: netease})
      };
      links.replaceChildren(t.open);
      for (const [name, href] of Object.entries(places))
        if (href) links.append(" ", html("a", {href, target: "_blank", rel: "noopener noreferrer"}, name));
    }
  };
}

/** Where bilibili looks for the lecture. */
const searched = (title: string) =>
  `https://search.bilibili.com/all?keyword=${encodeURIComponent(`吴恩达 卷积神经网络 ${title}`)}`;
