// A YouTube video as the companion's source, through YouTube's player interface. Nothing is asked of YouTube before the
// reader presses play on it.
import type {Source, SourceOptions} from "./companion-sources.js";
import {html, svg} from "./dom.js";
import {texts} from "./texts.js";

const t = texts({
  en: {
    play: "Play the lecture from YouTube",
    privacy: "Nothing is loaded from YouTube before you press play."
  },
  zh: {play: "从 YouTube 播放", privacy: "按下播放之前，不会从 YouTube 加载任何内容。"}
});

/** The part of YouTube's interface that is used: https://developers.google.com/youtube/iframe_api_reference */
interface Player {
  playVideo(): void;
  pauseVideo(): void;
  seekTo(seconds: number, allowSeekAhead: boolean): void;
  getCurrentTime(): number;
  getDuration(): number;
  destroy(): void;
}

interface PlayerInterface {
  Player: new (place: HTMLElement, options: object) => Player;
}

interface YouTubeWindow {
  YT?: PlayerInterface;
  onYouTubeIframeAPIReady?: () => void;
}

const page = globalThis as YouTubeWindow;
const patience = 12_000;

/** The video of this id. `playing` means that the reader has pressed play on it, on the page before. */
export function youtube(id: string, {time, playing, changed, failed}: SourceOptions): Source {
  let start = time;
  let player: Player | undefined;
  let ready = false;
  let state = -1;
  let open = true;
  let jumped = Number.NEGATIVE_INFINITY;
  const cover = html(
    "button",
    {type: "button", class: "companion-cover", click: () => load()},
    svg(
      "svg",
      {viewBox: "0 0 24 24", width: 40, height: 40, "aria-hidden": "true"},
      svg("path", {d: "M8 5v14l11-7z"})
    ),
    html("b", {}, t.play),
    html("span", {}, t.privacy)
  );
  const picture = html("div", {class: "companion-screen"}, cover);

  const fail = (failure: "unreachable" | "unplayable") => {
    start = now();
    player?.destroy();
    player = undefined;
    ready = false;
    state = -1;
    picture.replaceChildren(cover);
    failed(failure);
  };
  // For a moment after a jump the player still tells the time from before it.
  const now = () => {
    const told = ready ? player?.getCurrentTime() : undefined;
    const jumping = performance.now() - jumped < 1500;
    return told === undefined || (jumping && Math.abs(told - start) > 2) ? start : told;
  };

  async function load() {
    if (state === 3) return;
    state = 3;
    changed();
    const api = await playerInterface().catch(() => undefined);
    if (!open) return;
    if (!api) return fail("unreachable");
    const place = html("div");
    picture.replaceChildren(place);
    const timer = setTimeout(() => !ready && open && fail("unreachable"), patience);
    player = new api.Player(place, {
      host: "https://www.youtube-nocookie.com",
      videoId: id,
      width: "100%",
      height: "100%",
      playerVars: {autoplay: 1, playsinline: 1, rel: 0, start: Math.floor(start)},
      events: {
        onReady: () => {
          clearTimeout(timer);
          ready = true;
          jumped = performance.now();
          player?.seekTo(start, true);
          player?.playVideo();
          changed();
        },
        onStateChange: ({data}: {data: number}) => {
          state = data;
          changed();
        },
        onError: () => {
          clearTimeout(timer);
          fail("unplayable");
        }
      }
    });
  }

  if (playing) load();
  return {
    picture,
    get time() {
      return now();
    },
    // While it buffers it is on its way.
    get playing() {
      return state === 1 || state === 3;
    },
    get duration() {
      return (ready && player?.getDuration()) || undefined;
    },
    play: () => (ready ? player?.playVideo() : load()),
    pause: () => ready && player?.pauseVideo(),
    seek(time) {
      start = Math.max(0, time);
      jumped = performance.now();
      if (ready) player?.seekTo(start, true);
      changed();
    },
    close() {
      open = false;
      player?.destroy();
    }
  };
}

let loading: Promise<PlayerInterface> | undefined;

/** YouTube's script; a failed load may be tried again. */
function playerInterface(): Promise<PlayerInterface> {
  if (page.YT?.Player) return Promise.resolve(page.YT);
  loading ??= new Promise<PlayerInterface>((resolve, reject) => {
    const script = html("script", {src: "https://www.youtube.com/iframe_api", error: () => reject()});
    page.onYouTubeIframeAPIReady = () => resolve(page.YT!);
    setTimeout(reject, patience);
    document.head.append(script);
  }).catch(error => {
    loading = undefined;
    throw error;
  });
  return loading;
}
