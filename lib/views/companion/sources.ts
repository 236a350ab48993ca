// Where the companion's time comes from: a clock set by hand, or the reader's own video. YouTube has its own file.
import {timeText} from "../../lesson/cues.js";
import {html} from "../kit/dom.js";
import {texts} from "../kit/texts.js";

const t = texts({
  en: {
    choose: "Choose a video file",
    again: (time: string) => `Choose the file again, to go on at ${time}`,
    drop: "or drop it here. It stays on this device.",
    video: "Your video"
  },
  zh: {
    choose: "选择视频文件",
    again: time => `重新选择文件，从 ${time} 继续`,
    drop: "或拖到这里。文件不会离开这台设备。",
    video: "你的视频"
  }
});

/** Something with a time that runs. Times are in seconds, by the source's own clock. */
export interface Source {
  /** What is to be seen of it, if anything. */
  readonly picture?: HTMLElement;
  readonly time: number;
  readonly playing: boolean;
  /** The video's length, once it is known. */
  readonly duration?: number;
  play(): void;
  pause(): void;
  seek(time: number): void;
  /** Takes a video file, if this source can. */
  take?(file: File): void;
  close(): void;
}

export type Failure = "unreachable" | "unplayable" | "file";

export interface SourceOptions {
  /** Where to begin, and whether to go on playing at once. */
  readonly time: number;
  readonly playing: boolean;
  /** Something happened: playing, pausing, a jump, the length became known. */
  readonly changed: () => void;
  readonly failed: (failure: Failure) => void;
}

/** A clock for a video that plays elsewhere: on another site, in a lecture hall. */
export function clock({time, playing, changed}: SourceOptions): Source {
  let base = time;
  let since = playing ? performance.now() : undefined;
  const timeNow = () => (since === undefined ? base : base + (performance.now() - since) / 1000);
  const set = (time: number, playing: boolean) => {
    base = Math.max(0, time);
    since = playing ? performance.now() : undefined;
    changed();
  };
  return {
    get time() {
      return timeNow();
    },
    get playing() {
      return since !== undefined;
    },
    play: () => set(timeNow(), true),
    pause: () => set(timeNow(), false),
    seek: time => set(time, since !== undefined),
    close() {}
  };
}

/** A video file of the reader's, chosen or dropped. It is played from where it lies and sent nowhere. */
export function ownFile({time, changed, failed}: SourceOptions): Source {
  let start = time;
  let url = "";
  const picker = html("input.visually-hidden", {
    type: "file",
    accept: "video/*,audio/*",
    change: () => picker.files?.[0] && take(picker.files[0])
  });
  const cover = html(
    "label.companion-cover",
    picker,
    html("b", time > 0 ? t.again(timeText(time)) : t.choose),
    html("span", t.drop)
  );
  const picture = html("div.companion-screen", cover);
  const video = html("video", {controls: true, playsinline: true, "aria-label": t.video});
  const chosen = () => url !== "";
  const take = (file: File) => {
    if (chosen()) start = 0;
    URL.revokeObjectURL(url);
    url = URL.createObjectURL(file);
    video.src = url;
    picture.replaceChildren(video);
    changed();
  };
  for (const event of ["play", "pause", "seeked", "ended"]) video.addEventListener(event, changed);
  video.addEventListener("loadedmetadata", () => {
    video.currentTime = start;
    changed();
  });
  video.addEventListener("error", () => {
    if (!chosen()) return;
    // Another may be chosen.
    URL.revokeObjectURL(url);
    url = picker.value = "";
    picture.replaceChildren(cover);
    failed("file");
  });
  return {
    picture,
    get time() {
      return video.readyState > 0 ? video.currentTime : start;
    },
    get playing() {
      return !video.paused && !video.ended;
    },
    get duration() {
      return Number.isFinite(video.duration) ? video.duration : undefined;
    },
    play: () => (chosen() ? void video.play().catch(() => {}) : picker.click()),
    pause: () => video.pause(),
    seek(time) {
      start = Math.max(0, time);
      if (video.readyState > 0) video.currentTime = start;
      changed();
    },
    take,
    close() {
      video.removeAttribute("src");
      URL.revokeObjectURL(url);
    }
  };
}
